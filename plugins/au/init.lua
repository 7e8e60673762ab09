-- What differs between the states and territories of Australia: who issues driver licences, and who supervises the agencies.
--
-- Which card number to look for, and what a new card costs and changes, stands in the playbook, where it is checked. A state
-- that is unanswered or unknown is never guessed: the hooks then say nothing, and the playbook's own channels stand.

local licences = require("licences")
local regulators = require("regulators")

return {
  channels = function(authority, case)
    if authority == "licence-office" then
      return licences(case["licence-state"])
    end
    if authority == "state-regulator" then
      return regulators(case["leaker-place"])
    end
  end,
}
