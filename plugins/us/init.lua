-- What differs from state to state: the office that takes a resident's complaint, and the state's law on data leaks.
--
-- The state that counts is the one in which the person lived when the data leaked; the playbook asks for that one. A state
-- that is unanswered or unknown is never guessed: the hooks then say nothing, and the playbook's own look-up stands.

local offices = require("offices")
local laws = require("laws")

return {
  channels = function(authority, case)
    if authority == "state-office" then
      return offices(case.region)
    end
  end,

  basis = function(step, case)
    return laws(step, case.region)
  end,
}
