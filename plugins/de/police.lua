-- Where each Land takes police reports on the internet. The links come from secondary lists of July 2026 and were not compared
-- with the police's own pages, so none carries a source or a date.

local station = {
  de = "in jeder Polizeiwache, mündlich oder schriftlich",
  en = "at any police station, in person or in writing",
}

local function report(name, web, note)
  return {
    { web = web, name = { de = "Onlinewache " .. name, en = "Online police report, " .. name }, note = note },
    { in_person = station },
  }
end

local form = {
  de = "Nehmen Sie das Formular \"andere Strafanzeige\". Die IP-Adresse wird gespeichert. In Gefahr: 110.",
  en = "Take the form \"andere Strafanzeige\" (other offence). Your IP address is stored. In danger: 110.",
}
local perhaps = {
  de = "Gibt es dort kein Formular für andere Straftaten, gehen Sie in eine Wache. In Gefahr: 110.",
  en = "If there is no form for other offences, go to a station. In danger: 110.",
}

return {
  ["DE-BW"] = report("Baden-Württemberg", "https://portal.onlinewache.polizei.de/de/bw/andere/", form),
  -- The Bavarian portal takes only a few offences, so the station comes first.
  ["DE-BY"] = {
    { in_person = station },
    {
      web = "https://anzeige.polizei.bayern.de/",
      name = { de = "Onlinewache Bayern", en = "Online police report, Bavaria" },
      note = { de = "Nimmt nur wenige Delikte an, missbrauchte Daten meist nicht.", en = "Takes only a few offences, misuse of data mostly not." },
    },
  },
  ["DE-BE"] = report("Berlin", "https://www.internetwache-polizei-berlin.de/", perhaps),
  ["DE-BB"] = report("Brandenburg", "https://portal.onlinewache.polizei.de/de/bb/", form),
  ["DE-HB"] = report("Bremen", "https://www.polizei.bremen.de/onlinewache-53847", perhaps),
  ["DE-HH"] = report("Hamburg", "https://portal.onlinewache.polizei.de/de/hh/andere/", form),
  ["DE-HE"] = report("Hessen", "https://www.polizei.hessen.de/service/onlinewache", perhaps),
  ["DE-MV"] = report("Mecklenburg-Vorpommern", "https://www.polizei.mvnet.de/onlinewache/", perhaps),
  ["DE-NI"] = report("Niedersachsen", "https://www.polizei-nds.de/startseite/wir_uber_uns/onlinewache/onlinewache-der-polizei-niedersachsen-112182.html", perhaps),
  ["DE-NW"] = report("Nordrhein-Westfalen", "https://internetwache.polizei.nrw/", form),
  ["DE-RP"] = report("Rheinland-Pfalz", "https://portal.onlinewache.polizei.de/de/rp/andere/", perhaps),
  ["DE-SL"] = report("Saarland", "https://www.saarland.de/polizei/DE/home/online-wache-saar", perhaps),
  ["DE-SN"] = report("Sachsen", "https://portal.onlinewache.polizei.de/de/sn/andere/", form),
  ["DE-ST"] = report("Sachsen-Anhalt", "https://polizei.sachsen-anhalt.de/das-sind-wir/polizei-interaktiv/e-revier", form),
  ["DE-SH"] = report("Schleswig-Holstein", "https://www.schleswig-holstein.de/DE/landesregierung/ministerien-behoerden/POLIZEI/Onlinewache", perhaps),
  ["DE-TH"] = report("Thüringen", "https://portal.onlinewache.polizei.de/de/th/andere/", perhaps),
}
