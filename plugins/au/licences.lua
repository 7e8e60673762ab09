-- The office that issues driver licences, by the state or territory that issued the licence.
-- Of South Australia, Tasmania and the Northern Territory only news of 2022 was seen: they get the name of the office and a
-- warning, and no page.

local function old(look_up)
  return {
    look_up = look_up,
    note = "What it does after a leak was last seen in 2022. Ask what holds today before you pay.",
  }
end

local offices = {
  ["AU-NSW"] = {
    name = "Service NSW",
    {
      web = "https://www.service.nsw.gov.au/guide/data-breaches",
      note = "The page was last seen in 2022; fees may have changed.",
      source = { url = "https://www.service.nsw.gov.au/guide/data-breaches", kind = "official" },
      verified = "2022-01-01",
    },
  },
  ["AU-VIC"] = {
    name = "VicRoads",
    {
      web = "https://www.vicroads.vic.gov.au/licences/cards-and-card-numbers",
      source = { url = "https://www.vicroads.vic.gov.au/licences/cards-and-card-numbers", kind = "official" },
    },
  },
  ["AU-QLD"] = {
    name = "Queensland Transport and Main Roads (TMR)",
    {
      web = "https://www.qld.gov.au/transport/licensing/driver-licensing/protecting-your-identity",
      source = { url = "https://www.qld.gov.au/transport/licensing/driver-licensing/protecting-your-identity", kind = "official" },
    },
  },
  ["AU-WA"] = {
    name = "Western Australia, DoTDirect or a driver and vehicle centre",
    {
      web = "https://transport.wa.gov.au/licensing/identity/identity-security",
      source = { url = "https://transport.wa.gov.au/licensing/identity/identity-security", kind = "official" },
    },
  },
  ["AU-ACT"] = {
    name = "Access Canberra",
    {
      web = "https://www.accesscanberra.act.gov.au/identity/protect-your-identity-after-a-data-breach-or-cyber-attack",
      source = {
        url = "https://www.accesscanberra.act.gov.au/identity/protect-your-identity-after-a-data-breach-or-cyber-attack",
        kind = "official",
      },
    },
  },
  ["AU-SA"] = { name = "Service SA", old("a Service SA centre, or Service SA's own website") },
  ["AU-TAS"] = { name = "Service Tasmania", old("a Service Tasmania shop, or its own website") },
  ["AU-NT"] = {
    name = "Motor Vehicle Registry (MVR), Northern Territory",
    old("an MVR office, or the MVR's own website"),
  },
}

return function(state)
  return offices[state]
end
