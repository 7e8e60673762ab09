-- What differs between the sixteen Länder: the data protection authority, the police's online report and the consumer centre.
--
-- A Land that is unanswered or unknown is never guessed: the hooks then say nothing, and the playbook's own channels stand.

local authority = require("authority")
local police = require("police")
local consumers = require("consumers")

return {
  channels = function(id, case)
    if id == "land-authority" then
      return authority(case)
    elseif id == "police" then
      return police[case.region]
    elseif id == "consumer-body" then
      return consumers(case.region)
    end
  end,
}
