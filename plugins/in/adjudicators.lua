-- Who decides on compensation in each state: the Secretary for Information Technology. No address is known except that of
-- Maharashtra, which stands in the playbook, so the person is told what to look for.

local states = {
  ["IN-AN"] = "Andaman and Nicobar Islands",
  ["IN-AP"] = "Andhra Pradesh",
  ["IN-AR"] = "Arunachal Pradesh",
  ["IN-AS"] = "Assam",
  ["IN-BR"] = "Bihar",
  ["IN-CH"] = "Chandigarh",
  ["IN-CG"] = "Chhattisgarh",
  ["IN-DH"] = "Dadra and Nagar Haveli and Daman and Diu",
  ["IN-DL"] = "Delhi",
  ["IN-GA"] = "Goa",
  ["IN-GJ"] = "Gujarat",
  ["IN-HR"] = "Haryana",
  ["IN-HP"] = "Himachal Pradesh",
  ["IN-JK"] = "Jammu and Kashmir",
  ["IN-JH"] = "Jharkhand",
  ["IN-KA"] = "Karnataka",
  ["IN-KL"] = "Kerala",
  ["IN-LA"] = "Ladakh",
  ["IN-LD"] = "Lakshadweep",
  ["IN-MP"] = "Madhya Pradesh",
  ["IN-MN"] = "Manipur",
  ["IN-ML"] = "Meghalaya",
  ["IN-MZ"] = "Mizoram",
  ["IN-NL"] = "Nagaland",
  ["IN-OD"] = "Odisha",
  ["IN-PY"] = "Puducherry",
  ["IN-PB"] = "Punjab",
  ["IN-RJ"] = "Rajasthan",
  ["IN-SK"] = "Sikkim",
  ["IN-TN"] = "Tamil Nadu",
  ["IN-TS"] = "Telangana",
  ["IN-TR"] = "Tripura",
  ["IN-UK"] = "Uttarakhand",
  ["IN-UP"] = "Uttar Pradesh",
  ["IN-WB"] = "West Bengal",
}

return function(region)
  local state = states[region]
  if not state then
    return nil
  end
  return {
    {
      look_up = "Secretary, Information Technology Department, " .. state,
      note = "Take the address from the government's own website.",
    },
  }
end
