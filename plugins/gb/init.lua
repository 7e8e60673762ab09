-- What differs between the four nations of the United Kingdom beyond what the playbook itself says.
--
-- The nations' phone lines, courts and time limits stand in the playbook, where they are checked and translated. Here are
-- the names of the police forces that cover a whole nation, and the law that ends the right to sue. A nation that is
-- unanswered or unknown is never guessed: the hooks then say nothing.

local police = require("police")
local limitation = require("limitation")

return {
  channels = function(authority, case)
    if authority == "police" then
      return police(case.region)
    end
  end,

  basis = function(step, case)
    return limitation(step, case.region)
  end,
}
