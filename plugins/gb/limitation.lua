-- The law under which the right to sue for compensation ends, for the steps that come before the court.
-- Northern Ireland has its own, for which no source was seen: the hook says nothing.

local laws = {
  ["GB-ENG"] = "limitation-1980",
  ["GB-WLS"] = "limitation-1980",
  ["GB-SCT"] = "prescription-1973",
}

local steps = {
  ["letter-before-claim"] = true,
  ["group-claim-check"] = true,
}

return function(step, region)
  local law = steps[step] and laws[region]
  return law and { law } or nil
end
