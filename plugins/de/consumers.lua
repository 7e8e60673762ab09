-- The consumer centre of each Land. Known addresses, not verified.

local sites = {
  ["DE-BW"] = "https://verbraucherzentrale-bawue.de",
  ["DE-BY"] = "https://verbraucherzentrale-bayern.de",
  ["DE-BE"] = "https://verbraucherzentrale-berlin.de",
  ["DE-BB"] = "https://verbraucherzentrale-brandenburg.de",
  ["DE-HB"] = "https://verbraucherzentrale-bremen.de",
  ["DE-HH"] = "https://vzhh.de",
  ["DE-HE"] = "https://verbraucherzentrale-hessen.de",
  ["DE-MV"] = "https://verbraucherzentrale-mv.eu",
  ["DE-NI"] = "https://verbraucherzentrale-niedersachsen.de",
  ["DE-NW"] = "https://verbraucherzentrale.nrw",
  ["DE-RP"] = "https://verbraucherzentrale-rlp.de",
  ["DE-SL"] = "https://verbraucherzentrale-saarland.de",
  ["DE-SN"] = "https://verbraucherzentrale-sachsen.de",
  ["DE-ST"] = "https://verbraucherzentrale-sachsen-anhalt.de",
  ["DE-TH"] = "https://vzth.de",
}

-- Its address ends in the letters of another territory, and a link there would be refused; so it is named, not linked.
local schleswig = {
  {
    look_up = { de = "die Website verbraucherzentrale.sh", en = "the website verbraucherzentrale.sh" },
    name = { de = "Verbraucherzentrale Schleswig-Holstein", en = "Consumer centre of Schleswig-Holstein" },
  },
}

return function(region)
  if region == "DE-SH" then
    return schleswig
  end
  local site = sites[region]
  if site then
    return { { web = site, name = { de = "Verbraucherzentrale Ihres Landes", en = "Consumer centre of your Land" } } }
  end
end
