-- Which Land's data protection authority to name. The seat of the holder decides; where it is not known or not in Germany, the
-- authority of the person's own Land takes the complaint too and must pass it on.

local offices = require("offices")

-- Holders that are public whatever else is known of them.
local public = { ["state-organ"] = true, ["regional-fund"] = true }
-- Holders that may be either.
local either = { school = true, hospital = true, employer = true }

local function land(case)
  local seat = case["leaker-place"]
  if seat and seat ~= "unknown" then
    return seat
  end
  return case.region
end

local function bavaria(case)
  local kind = case["leaker-kind"]
  if public[kind] then
    return offices["DE-BY-o"]
  end
  if either[kind] then
    if case["leaker-public"] == true then
      return offices["DE-BY-o"]
    elseif case["leaker-public"] == false then
      return offices["DE-BY-p"]
    end
  elseif kind and kind ~= "unknown" then
    return offices["DE-BY-p"]
  end
  -- Not known which: both, each with what it is for.
  return {
    {
      web = "https://www.lda.bayern.de/de/beschwerde.html",
      name = { de = "Für Firmen, Vereine, Praxen: BayLDA", en = "For firms, associations, practices: BayLDA" },
      languages = { "de" },
      source = { url = "https://github.com/datenanfragen/data", kind = "secondary" },
    },
    {
      web = "https://www.datenschutz-bayern.de/service/complaint.html",
      name = { de = "Für Behörden, Städte, Hochschulen: Landesbeauftragter", en = "For offices, towns, universities: the Land's commissioner" },
      languages = { "de" },
      source = { url = "https://github.com/datenanfragen/data", kind = "secondary" },
    },
  }
end

return function(case)
  local seat = land(case)
  if seat == "DE-BY" then
    return bavaria(case)
  end
  return offices[seat]
end
