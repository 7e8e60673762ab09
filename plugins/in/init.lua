-- What differs between the states and union territories of India.
--
-- The officers who look into reports that were left lying, and the one who decides on compensation. A state that is
-- unanswered or unknown is never guessed: the hooks then say nothing.

local officers = require("officers")
local adjudicators = require("adjudicators")

return {
  channels = function(authority, case)
    if authority == "state-officer" then
      return officers(case.region)
    end
    if authority == "adjudicator" then
      return adjudicators(case.region)
    end
  end,
}
