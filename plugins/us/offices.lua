-- The office of each state, and of the District of Columbia, that takes complaints of residents.
--
-- Where it is not the attorney general, that is on purpose: there another agency really takes them. Only front pages are
-- named, because the addresses of complaint forms change often. A number without a source was seen in several lists that
-- name none; where such lists contradict each other, there is no number, only what to search for. The same for sites. No
-- office-holder is named, and no site that bears the name of one.

local archive = { url = "https://github.com/usagov/usagov-archive-2023", kind = "official" }
local maryland = { url = "https://www.marylandattorneygeneral.gov/Pages/IdentityTheft/breachnotices.aspx", kind = "official" }
local new_york = { url = "https://dos.ny.gov/consumer-assistance-unit", kind = "official" }

local function phone(value, name)
  return { phone = value, name = name }
end

-- The front page of the office itself.
local function site(value, name)
  return { web = value, name = name, note = "Front page. Look for \"file a complaint\" or \"consumer protection\"." }
end

-- The front page of the whole state, where the office has no host of its own.
local function state_site(value)
  return { web = value, note = "The state's front page. Search there for \"attorney general consumer complaint\"." }
end

local function search(words)
  return { look_up = "search for \"" .. words .. "\"; take only a site that belongs to the state, mostly ending in .gov" }
end

-- From the archived directory of the federal government, of the year 2023.
local function archived(channel)
  channel.source, channel.verified, channel.review_by = archive, "2023-06-02", "2027-06-30"
  return channel
end

local function attorney_general(state, ...)
  return { name = "Attorney General of " .. state, ... }
end

local offices = {
  ["US-AL"] = attorney_general("Alabama", phone("1-800-392-5658"), site("https://www.alabamaag.gov")),
  ["US-AK"] = attorney_general("Alaska", phone("1-888-576-2529"), phone("907-269-5200"), site("https://law.alaska.gov")),
  ["US-AZ"] = attorney_general(
    "Arizona",
    phone("602-542-5763"),
    phone("1-800-352-8431", "Outside Phoenix"),
    site("https://www.azag.gov")
  ),
  ["US-AR"] = attorney_general("Arkansas", phone("1-800-482-8982"), site("https://arkansasag.gov")),
  ["US-CA"] = attorney_general("California", phone("1-800-952-5225"), site("https://oag.ca.gov")),
  ["US-CO"] = attorney_general("Colorado", phone("1-800-222-4444"), site("https://coag.gov")),
  ["US-CT"] = attorney_general("Connecticut", phone("860-808-5318"), state_site("https://portal.ct.gov")),
  ["US-DE"] = {
    name = "Delaware Department of Justice, consumer protection",
    phone("1-800-220-5424"),
    site("https://attorneygeneral.delaware.gov"),
  },
  ["US-DC"] = attorney_general("the District of Columbia", phone("202-442-9828"), site("https://oag.dc.gov")),
  ["US-FL"] = attorney_general("Florida", phone("1-866-966-7226"), site("https://www.myfloridalegal.com")),
  ["US-GA"] = {
    name = "Consumer Protection Division of Georgia",
    note = "Georgia's law on data leaks is said to cover only information brokers and public bodies.",
    phone("1-800-869-1123"),
    phone("404-651-8600"),
    site("https://consumer.georgia.gov"),
  },
  ["US-HI"] = { name = "Office of Consumer Protection of Hawaii", site("https://cca.hawaii.gov") },
  ["US-ID"] = attorney_general("Idaho", phone("1-800-432-3545"), site("https://www.ag.idaho.gov")),
  ["US-IL"] = attorney_general(
    "Illinois",
    phone("1-866-999-5630", "Identity theft line"),
    phone("1-800-386-5438", "Chicago"),
    phone("1-800-243-0618", "Springfield"),
    site("https://illinoisattorneygeneral.gov")
  ),
  ["US-IN"] = attorney_general("Indiana", phone("1-800-382-5516"), state_site("https://www.in.gov")),
  ["US-IA"] = attorney_general("Iowa", phone("1-888-777-4590"), site("https://www.iowaattorneygeneral.gov")),
  ["US-KS"] = attorney_general("Kansas", phone("1-800-432-2310"), site("https://www.ag.ks.gov")),
  ["US-KY"] = attorney_general(
    "Kentucky",
    phone("1-888-432-9257"),
    search("Kentucky attorney general consumer complaint")
  ),
  ["US-LA"] = attorney_general(
    "Louisiana",
    phone("1-800-351-4889"),
    search("Louisiana attorney general consumer complaint")
  ),
  ["US-ME"] = attorney_general("Maine", phone("1-800-436-2131"), state_site("https://www.maine.gov")),
  ["US-MD"] = attorney_general(
    "Maryland",
    {
      email = "IDTheft@oag.state.md.us",
      name = "Identity theft unit",
      source = maryland,
      verified = "2022-10-01",
      review_by = "2027-06-30",
    },
    phone("1-888-743-0023"),
    phone("410-528-8662"),
    {
      web = "https://www.marylandattorneygeneral.gov",
      note = "It also publishes the notices of data leaks that it received.",
      source = maryland,
      verified = "2022-10-01",
      review_by = "2027-06-30",
    }
  ),
  ["US-MA"] = attorney_general(
    "Massachusetts",
    phone("617-727-8400"),
    state_site("https://www.mass.gov"),
    archived(phone("617-973-8787", "Office of Consumer Affairs and Business Regulation")),
    archived(phone("1-888-283-3757", "Office of Consumer Affairs and Business Regulation, toll-free"))
  ),
  ["US-MI"] = attorney_general("Michigan", phone("1-877-765-8388"), state_site("https://www.michigan.gov")),
  ["US-MN"] = attorney_general(
    "Minnesota",
    phone("1-800-657-3787"),
    phone("651-296-3353"),
    site("https://www.ag.state.mn.us")
  ),
  ["US-MS"] = attorney_general(
    "Mississippi",
    phone("1-800-281-4418"),
    search("Mississippi attorney general consumer protection")
  ),
  ["US-MO"] = attorney_general("Missouri", phone("1-800-392-8222"), site("https://ago.mo.gov")),
  ["US-MT"] = { name = "Office of Consumer Protection of Montana", phone("1-800-481-6896"), site("https://dojmt.gov") },
  ["US-NE"] = attorney_general("Nebraska", phone("1-800-727-6432"), site("https://protectthegoodlife.nebraska.gov")),
  ["US-NV"] = attorney_general("Nevada", site("https://ag.nv.gov")),
  ["US-NH"] = {
    name = "New Hampshire Department of Justice, consumer protection",
    phone("1-888-468-4454"),
    phone("603-271-3641"),
    site("https://www.doj.nh.gov"),
  },
  ["US-NJ"] = {
    name = "Division of Consumer Affairs of New Jersey",
    phone("1-800-242-5846"),
    site("https://www.njconsumeraffairs.gov"),
  },
  ["US-NM"] = {
    name = "New Mexico Department of Justice",
    note = "Until not long ago it was called the office of the attorney general.",
    phone("1-844-255-9210"),
    search("New Mexico Department of Justice consumer complaint"),
  },
  ["US-NY"] = attorney_general(
    "New York",
    phone("1-800-771-7755"),
    site("https://ag.ny.gov"),
    {
      phone = "1-800-697-1220",
      name = "Division of Consumer Protection, for victims of identity theft",
      hours = "Monday to Friday, 8:30 to 16:30",
      source = new_york,
      review_by = "2027-06-30",
    },
    site("https://dos.ny.gov", "Division of Consumer Protection")
  ),
  ["US-NC"] = attorney_general("North Carolina", phone("1-877-566-7226", "Inside the state"), site("https://ncdoj.gov")),
  ["US-ND"] = attorney_general("North Dakota", phone("1-800-472-2600"), site("https://attorneygeneral.nd.gov")),
  ["US-OH"] = attorney_general("Ohio", phone("1-800-282-0515"), site("https://www.ohioattorneygeneral.gov")),
  ["US-OK"] = attorney_general("Oklahoma", site("https://oag.ok.gov")),
  ["US-OR"] = {
    name = "Oregon Department of Justice",
    phone("1-877-877-9392"),
    site("https://www.doj.state.or.us"),
  },
  ["US-PA"] = attorney_general("Pennsylvania", phone("1-800-441-2555"), site("https://www.attorneygeneral.gov")),
  ["US-RI"] = attorney_general("Rhode Island", phone("401-274-4400"), site("https://riag.ri.gov")),
  ["US-SC"] = {
    name = "Department of Consumer Affairs of South Carolina",
    archived(phone("1-800-922-1594")),
    phone("844-835-5322", "Identity theft unit"),
    site("https://consumer.sc.gov"),
  },
  ["US-SD"] = attorney_general("South Dakota", phone("1-800-300-1986"), site("https://consumer.sd.gov")),
  ["US-TN"] = {
    name = "Attorney General of Tennessee, Division of Consumer Affairs",
    phone("1-800-342-8385"),
    state_site("https://www.tn.gov"),
  },
  ["US-TX"] = attorney_general("Texas", phone("1-800-621-0508"), site("https://www.texasattorneygeneral.gov")),
  ["US-UT"] = {
    name = "Division of Consumer Protection of Utah",
    archived({ web = "https://dcp.utah.gov", note = "It may have moved to another address of the state since." }),
    search("Utah Division of Consumer Protection complaint"),
  },
  ["US-VT"] = {
    name = "Consumer Assistance Program of the Attorney General of Vermont",
    phone("1-800-649-2424"),
    site("https://ago.vermont.gov"),
  },
  ["US-VA"] = attorney_general("Virginia", phone("1-800-552-9963"), site("https://www.oag.state.va.us")),
  ["US-WA"] = attorney_general("Washington", phone("1-800-551-4636"), site("https://www.atg.wa.gov")),
  ["US-WV"] = attorney_general("West Virginia", phone("1-800-368-8808"), site("https://ago.wv.gov")),
  ["US-WI"] = {
    name = "Department of Agriculture, Trade and Consumer Protection of Wisconsin (DATCP)",
    note = "In Wisconsin complaints go to this department, not to the attorney general.",
    phone("1-800-422-7128"),
    site("https://datcp.wi.gov"),
  },
  ["US-WY"] = attorney_general("Wyoming", phone("1-800-438-5799"), site("https://ag.wyo.gov")),
}

return function(region)
  return offices[region]
end
