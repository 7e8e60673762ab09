-- Who supervises the agencies of each state and territory. No page of theirs was seen, so there are names to look up and no
-- numbers to dial.

local names = {
  ["AU-NSW"] = { "Information and Privacy Commission NSW (IPC)" },
  ["AU-VIC"] = {
    "Office of the Victorian Information Commissioner (OVIC)",
    "Health records: ask whether it is the Health Complaints Commissioner.",
  },
  ["AU-QLD"] = { "Office of the Information Commissioner Queensland" },
  ["AU-WA"] = {
    "Information Commissioner of Western Australia",
    "Its privacy law is new. Ask from which day it takes privacy complaints.",
  },
  ["AU-SA"] = { "Privacy Committee of South Australia, at State Records" },
  ["AU-TAS"] = { "Ombudsman Tasmania" },
  ["AU-ACT"] = {
    "Office of the Australian Information Commissioner (OAIC)",
    "It is said to act for the agencies of the ACT as well. Ask before you write.",
  },
  ["AU-NT"] = { "Information Commissioner of the Northern Territory" },
}

return function(place)
  local office = names[place]
  if office then
    return { name = office[1], { look_up = "the website of this office", note = office[2] } }
  end
end
