-- The data protection authority of each Land. Bavaria has two: one for firms, one for public bodies.
-- Contact data: datenanfragen/data (CC0 1.0), state of 2026-07-21; the set does not say when a row was last compared with the
-- authority's own page, so nothing here is verified. Form links that carry the number of a session are left out.

local source = { url = "https://github.com/datenanfragen/data", kind = "secondary" }

-- `web` is the complaint form itself, or, with `search`, the front page from which it is found.
local function office(entry)
  local web = { web = entry.web, languages = { "de" }, source = source }
  if entry.search then
    web.note = { de = 'Suchen Sie dort nach "Beschwerde".', en = 'Search there for "Beschwerde" (complaint).' }
  else
    web.name = { de = "Beschwerdeformular", en = "Complaint form" }
  end
  return {
    name = entry.name,
    web,
    { email = entry.email, source = source },
    { phone = entry.phone, source = source },
    { post = { de = entry.post, en = entry.post }, source = source },
  }
end

return {
  ["DE-BW"] = office({
    name = "Der Landesbeauftragte für den Datenschutz und die Informationsfreiheit Baden-Württemberg",
    web = "https://www.baden-wuerttemberg.datenschutz.de/",
    search = true,
    email = "poststelle@lfdi.bwl.de",
    phone = "+49 711 6155410",
    post = "Postfach 10 29 32, 70025 Stuttgart",
  }),
  ["DE-BY-p"] = office({
    name = "Bayerisches Landesamt für Datenschutzaufsicht (BayLDA)",
    web = "https://www.lda.bayern.de/de/beschwerde.html",
    email = "poststelle@lda.bayern.de",
    phone = "+49 981 1800930",
    post = "Postfach 1349, 91504 Ansbach",
  }),
  ["DE-BY-o"] = office({
    name = "Der Bayerische Landesbeauftragte für den Datenschutz",
    web = "https://www.datenschutz-bayern.de/service/complaint.html",
    email = "poststelle@datenschutz-bayern.de",
    phone = "+49 89 2126720",
    post = "Postfach 22 12 19, 80502 München",
  }),
  ["DE-BE"] = office({
    name = "Berliner Beauftragte für Datenschutz und Informationsfreiheit",
    web = "https://kontakt.datenschutz-berlin.de/",
    email = "mailbox@datenschutz-berlin.de",
    phone = "+49 30 138890",
    post = "Alt-Moabit 59-61, 10555 Berlin",
  }),
  ["DE-BB"] = office({
    name = "Die Landesbeauftragte für den Datenschutz und für das Recht auf Akteneinsicht Brandenburg",
    web = "https://www.lda.brandenburg.de/lda/de/service/formulare-und-musterschreiben/beschwerdeformular/",
    email = "poststelle@lda.brandenburg.de",
    phone = "+49 33203 3560",
    post = "Stahnsdorfer Damm 77, 14532 Kleinmachnow",
  }),
  ["DE-HB"] = office({
    name = "Die Landesbeauftragte für Datenschutz und Informationsfreiheit Bremen",
    web = "https://www.datenschutz.bremen.de/wir-ueber-uns/online-meldungen/beschwerdeformular-15253",
    email = "office@datenschutz.bremen.de",
    phone = "+49 421 3612010",
    post = "Arndtstraße 1, 27570 Bremerhaven",
  }),
  ["DE-HH"] = office({
    name = "Der Hamburgische Beauftragte für Datenschutz und Informationsfreiheit",
    web = "https://datenschutz-hamburg.de/beschwerde/",
    email = "mailbox@datenschutz.hamburg.de",
    phone = "+49 40 428544040",
    post = "Ludwig-Erhard-Str 22, 7. OG, 20459 Hamburg",
  }),
  ["DE-HE"] = office({
    name = "Der Hessische Beauftragte für Datenschutz und Informationsfreiheit",
    web = "https://datenschutz.hessen.de/service/beschwerde-uebermitteln",
    email = "poststelle@datenschutz.hessen.de",
    phone = "+49 611 14080",
    post = "Postfach 3163, 65021 Wiesbaden",
  }),
  ["DE-MV"] = office({
    name = "Der Landesbeauftragte für Datenschutz und Informationsfreiheit Mecklenburg-Vorpommern",
    web = "https://www.datenschutz-mv.de/kontakt/online-beschwerdeformular-mitteilung-ueber-einen-datenschutzverstoss/",
    email = "info@datenschutz-mv.de",
    phone = "+49 385 594940",
    post = "Schloss Schwerin, Lennéstraße 1, 19053 Schwerin",
  }),
  ["DE-NI"] = office({
    name = "Der Landesbeauftragte für den Datenschutz Niedersachsen",
    web = "https://lfd.niedersachsen.de/startseite/",
    search = true,
    email = "poststelle@lfd.niedersachsen.de",
    phone = "+49 511 1204500",
    post = "Postfach 221, 30002 Hannover",
  }),
  ["DE-NW"] = office({
    name = "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen",
    web = "https://www.ldi.nrw.de/",
    search = true,
    email = "poststelle@ldi.nrw.de",
    phone = "+49 211 384240",
    post = "Kavalleriestraße 2 - 4, 40213 Düsseldorf",
  }),
  ["DE-RP"] = office({
    name = "Der Landesbeauftragte für den Datenschutz und die Informationsfreiheit Rheinland-Pfalz",
    web = "https://www.datenschutz.rlp.de/de/themenfelder-themen/online-services/beschwerdeformular/",
    email = "poststelle@datenschutz.rlp.de",
    phone = "+49 6131 89200",
    post = "Postfach 30 40, 55020 Mainz",
  }),
  ["DE-SL"] = office({
    name = "Unabhängiges Datenschutzzentrum Saarland",
    web = "https://www.datenschutz.saarland.de/online-dienste/beschwerdeformular",
    email = "poststelle@datenschutz.saarland.de",
    phone = "+49 681 947810",
    post = "Fritz-Dobisch-Straße 12, 66111 Saarbrücken",
  }),
  ["DE-SN"] = office({
    name = "Sächsische Datenschutz- und Transparenzbeauftragte",
    web = "https://formulare.datenschutz.sachsen.de/form/provide/53/",
    email = "post@sdtb.sachsen.de",
    phone = "+49 351 85471101",
    post = "Postfach 11 01 32, 01330 Dresden",
  }),
  ["DE-ST"] = office({
    name = "Landesbeauftragter für den Datenschutz Sachsen-Anhalt",
    web = "https://datenschutz.sachsen-anhalt.de/service/online-formulare/beschwerde-anfrage",
    email = "poststelle@lfd.sachsen-anhalt.de",
    phone = "+49 391 818030",
    post = "Postfach 1947, 39009 Magdeburg",
  }),
  ["DE-SH"] = office({
    name = "Unabhängiges Landeszentrum für Datenschutz Schleswig-Holstein",
    web = "https://www.datenschutzzentrum.de/formular/beschwerde.php",
    email = "mail@datenschutzzentrum.de",
    phone = "+49 431 9881200",
    post = "Postfach 71 16, 24171 Kiel",
  }),
  ["DE-TH"] = office({
    name = "Thüringer Landesbeauftragter für den Datenschutz und die Informationsfreiheit",
    web = "https://www.tlfdi.de",
    search = true,
    email = "poststelle@datenschutz.thueringen.de",
    phone = "+49 361 573112900",
    post = "Postfach 900455, 99107 Erfurt",
  }),
}
