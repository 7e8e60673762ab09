-- The law of each state that says when an organization must tell the people whose data leaked.
--
-- The citations are from a university's list. The number of days stands there only where the text of the law was seen
-- (`seen`), or where a commentary reports a new number (`reported`). Days that are merely said to hold stand without the date
-- of a source, so that the person reads that they were not verified. Where a state counts no days, none are named.

local list = { url = "https://guides.lib.virginia.edu/c.php?g=515290&p=7162467", kind = "secondary" }
local text = { url = "https://github.com/Ansvar-Systems/US-law-mcp", kind = "secondary" }
local california = {
  url = "https://www.dataprotectionreport.com/2025/11/california-tightens-data-breach-notification-timelines-imposes-30-day-notice-requirement/",
  kind = "secondary",
}
local new_york = {
  url = "https://dailyjournal.com/articles/388637-california-data-breach-law-tightens-with-30-day-deadline-raises-stakes-for-companies",
  kind = "secondary",
}

local function cited(state, article)
  return {
    title = "Law of " .. state .. " on data leaks",
    article = article,
    source = list,
    verified = "2021-08-11",
    review_by = "2027-11-30",
  }
end

local function said(state, article, days)
  local law = cited(state, article .. " (notice within " .. days .. " days)")
  law.verified = nil
  return law
end

local function seen(state, article, days)
  local law = said(state, article, days)
  law.source, law.verified = text, "2026-03-08"
  return law
end

local function reported(state, article, days, source)
  local law = said(state, article, days)
  law.source, law.verified = source, "2025-11-01"
  return law
end

local laws = {
  ["US-AL"] = said("Alabama", "Ala. Code 8-38-1 and following", 45),
  ["US-AK"] = cited("Alaska", "Alaska Stat. 45.48.010 and following"),
  ["US-AZ"] = seen("Arizona", "A.R.S. 18-551 and 18-552", 45),
  ["US-AR"] = cited("Arkansas", "Ark. Code 4-110-101 and following"),
  ["US-CA"] = reported("California", "Cal. Civ. Code 1798.82; public bodies 1798.29", 30, california),
  ["US-CO"] = seen("Colorado", "C.R.S. 6-1-716", 30),
  ["US-CT"] = said("Connecticut", "Conn. Gen. Stat. 36a-701b", 60),
  ["US-DE"] = seen("Delaware", "6 Del. C. 12B-101 and following", 60),
  ["US-DC"] = cited("the District of Columbia", "D.C. Code 28-3851 and following"),
  ["US-FL"] = said("Florida", "Fla. Stat. 501.171", 30),
  ["US-GA"] = cited("Georgia", "Ga. Code 10-1-910 to 10-1-912"),
  ["US-HI"] = cited("Hawaii", "HRS 487N-1 and following"),
  ["US-ID"] = cited("Idaho", "Idaho Code 28-51-104 and following"),
  ["US-IL"] = cited("Illinois", "815 ILCS 530"),
  ["US-IN"] = said("Indiana", "Ind. Code 24-4.9", 45),
  ["US-IA"] = cited("Iowa", "Iowa Code chapter 715C"),
  ["US-KS"] = cited("Kansas", "K.S.A. 50-7a01 and following"),
  ["US-KY"] = cited("Kentucky", "KRS 365.732"),
  ["US-LA"] = seen("Louisiana", "La. R.S. 51:3071 to 51:3077", 60),
  ["US-ME"] = seen("Maine", "10 M.R.S. 1346 and following", 30),
  ["US-MD"] = seen("Maryland", "Md. Com. Law 14-3501 and following", 45),
  ["US-MA"] = cited("Massachusetts", "M.G.L. chapter 93H"),
  ["US-MI"] = cited("Michigan", "MCL 445.72"),
  ["US-MN"] = cited("Minnesota", "Minn. Stat. 325E.61"),
  ["US-MS"] = cited("Mississippi", "Miss. Code 75-24-29"),
  ["US-MO"] = cited("Missouri", "Mo. Rev. Stat. 407.1500"),
  ["US-MT"] = cited("Montana", "Mont. Code 30-14-1701 and following"),
  ["US-NE"] = cited("Nebraska", "Neb. Rev. Stat. 87-801 and following"),
  ["US-NV"] = cited("Nevada", "NRS 603A.010 and following"),
  ["US-NH"] = cited("New Hampshire", "RSA 359-C:19 to 359-C:21"),
  ["US-NJ"] = cited("New Jersey", "N.J.S.A. 56:8-161 and following"),
  ["US-NM"] = seen("New Mexico", "N.M. Stat. 57-12C-1 and following", 45),
  ["US-NY"] = reported("New York", "N.Y. Gen. Bus. Law 899-aa", 30, new_york),
  ["US-NC"] = cited("North Carolina", "N.C.G.S. 75-61 and 75-65"),
  ["US-ND"] = cited("North Dakota", "N.D.C.C. chapter 51-30"),
  ["US-OH"] = said("Ohio", "Ohio R.C. 1349.19", 45),
  ["US-OK"] = cited("Oklahoma", "24 O.S. 161 and following"),
  ["US-OR"] = said("Oregon", "ORS 646A.600 to 646A.628", 45),
  ["US-PA"] = cited("Pennsylvania", "73 P.S. 2301 and following"),
  ["US-RI"] = seen("Rhode Island", "R.I. Gen. Laws 11-49.3-1 and following", 45),
  ["US-SC"] = cited("South Carolina", "S.C. Code 39-1-90"),
  ["US-SD"] = seen("South Dakota", "SDCL 22-40-19 and following", 60),
  ["US-TN"] = said("Tennessee", "Tenn. Code 47-18-2107", 45),
  ["US-TX"] = said("Texas", "Tex. Bus. & Com. Code 521.053", 60),
  ["US-UT"] = cited("Utah", "Utah Code 13-44-101 and following"),
  ["US-VT"] = said("Vermont", "9 V.S.A. 2430 and 2435", 45),
  ["US-VA"] = cited("Virginia", "Va. Code 18.2-186.6"),
  ["US-WA"] = said("Washington", "RCW 19.255.010; public bodies 42.56.590", 30),
  ["US-WV"] = cited("West Virginia", "W. Va. Code 46A-2A-101 and following"),
  ["US-WI"] = seen("Wisconsin", "Wis. Stat. 134.98", 45),
  ["US-WY"] = cited("Wyoming", "Wyo. Stat. 40-12-501 and 40-12-502"),
}

local steps = {
  ["ask-breach-info"] = true,
  ["late-notice"] = true,
  ["complain-state"] = true,
}

return function(step, region)
  local law = steps[step] and laws[region]
  return law and { law } or nil
end
