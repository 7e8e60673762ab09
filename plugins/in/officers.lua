-- The cybercrime officers of each state for reports that were left lying, from a copy of the official list of July 2026.
--
-- Only what belongs to the office is here. Left out: addresses that carry a person's name or belong to a private mail
-- provider, mobile phones of office holders, numbers with a wrong count of digits, and addresses that two copies of the
-- list spell differently. The phone in the list belongs to the grievance officer.

local list = {
  url = "https://cybercrime.gov.in/Webform/Crime_NodalGrivanceList.aspx",
  kind = "mirror",
}

local officers = {
  ["IN-AN"] = { nodal = "spcid.and@nic.in", grievance = "igp.and@nic.in", phone = "03192-232334" },
  ["IN-AP"] = { phone = "0863-2340559" },
  ["IN-AR"] = { nodal = "spsit@arunpol.nic.in" },
  ["IN-AS"] = { phone = "0361-2521618" },
  ["IN-BR"] = { nodal = "cybercell-bih@nic.in", grievance = "cybercell-bih@nic.in", phone = "0612-2238098" },
  ["IN-CH"] = { nodal = "spops-chd@nic.in", grievance = "dig-chd@nic.in", phone = "0172-2700056" },
  ["IN-CG"] = { nodal = "aigtech-phq.cg@gov.in", phone = "0771-2511989" },
  ["IN-DH"] = { nodal = "sp-dmn-dd@nic.in", grievance = "digp-daman-dd@nic.in", phone = "0260-2220140" },
  ["IN-DL"] = { nodal = "dcp-ifso@delhipolice.gov.in", grievance = "jointcp.ifsosplcell@delhipolice.gov.in", phone = "011-20892633" },
  ["IN-GA"] = { nodal = "spcyber@goapolice.gov.in", grievance = "digpgoa@goapolice.gov.in", phone = "0832-2420883" },
  ["IN-GJ"] = { nodal = "cc-cid@gujarat.gov.in", grievance = "cc-cid@gujarat.gov.in", phone = "079-23250798" },
  ["IN-HR"] = { nodal = "sp-cybercrimephq.pol@hry.gov.in", grievance = "sp-cybercrimephq.pol@hry.gov.in", phone = "0172-2524058" },
  ["IN-HP"] = { nodal = "dig-cybercr-hp@nic.in", grievance = "adgp-cid-hp@nic.in", phone = "0177-2620331" },
  ["IN-JK"] = { nodal = "ssp-cicejk@jkpolice.gov.in", grievance = "adgpcidjk@jkpolice.gov.in" },
  ["IN-JH"] = { nodal = "sp-cid@jhpolice.gov.in", grievance = "cyberps@jhpolice.gov.in", phone = "0651-2220060" },
  ["IN-KA"] = { nodal = "spctrcid@ksp.gov.in", grievance = "spctrcid@ksp.gov.in", phone = "080-22942475" },
  ["IN-KL"] = { nodal = "spcyberops.pol@kerala.gov.in", grievance = "adgpcyberops.pol@kerala.gov.in", phone = "0471-2300042" },
  ["IN-LA"] = { nodal = "soto-igp@police.ladakh.gov.in", grievance = "aig-civl@police.ladakh.gov.in" },
  ["IN-LD"] = { nodal = "lak-sop@nic.in", grievance = "lak-sop@nic.in", phone = "04896-262258" },
  ["IN-MP"] = { nodal = "dig2-cybercell@mppolice.gov.in", grievance = "dig2-cybercell@mppolice.gov.in" },
  ["IN-MH"] = { nodal = "dig.cbr-mah@gov.in", grievance = "sp.cbr-mah@gov.in", phone = "022-22160080" },
  ["IN-MN"] = { nodal = "sp-cybercrime.mn@manipur.gov.in", phone = "0385-2444888" },
  ["IN-ML"] = { nodal = "ccw-meg@gov.in", grievance = "ccw-meg@gov.in" },
  ["IN-MZ"] = { nodal = "cybercrime.sp@mizoram.gov.in", phone = "0389-2334682" },
  ["IN-NL"] = { nodal = "spcyber-ngl@gov.in", grievance = "adgplo.ngl@gov.in" },
  ["IN-OD"] = { nodal = "igp2-cidcb@odishapolice.gov.in", grievance = "adgcidcb.orpol@nic.in", phone = "0674-2913100" },
  ["IN-PY"] = { nodal = "cybercell-police.py@gov.in", grievance = "igp@py.gov.in", phone = "0413-2231313" },
  ["IN-PB"] = { nodal = "aigcc@punjabpolice.gov.in", grievance = "igp.cyber.c.police@punjabpolice.gov.in", phone = "0172-2226258" },
  ["IN-RJ"] = { nodal = "sp.cybercrime@rajpolice.gov.in", grievance = "sp.cybercrime@rajpolice.gov.in", phone = "0141-2821741" },
  ["IN-SK"] = { nodal = "spcid@sikkimpolice.nic.in" },
  ["IN-TN"] = { nodal = "sp1-ccdtnpolice@gov.in", grievance = "sp1-ccdtnpolice@gov.in", phone = "044-29580300" },
  ["IN-TS"] = { nodal = "spoperations-csb-ts@tspolice.gov.in", grievance = "director-tscsb@tspolice.gov.in", phone = "040-29320049" },
  ["IN-TR"] = { nodal = "spcybercrime@tripurapolice.nic.in", grievance = "spscrb@tripurapolice.nic.in", phone = "0381-2376979" },
  ["IN-UK"] = { grievance = "spstf-uk@nic.in", phone = "0135-2655900" },
  ["IN-UP"] = { nodal = "sp-cyber.lu@up.gov.in", grievance = "adg-cybercrime.lu@up.gov.in", phone = "0522-2390538" },
  ["IN-WB"] = { nodal = "dig1-ccw@policewb.gov.in", grievance = "ncrp-ccw@policewb.gov.in", phone = "033-22021200" },
}

local function channel(kind, value, name)
  return { kind = kind, value = value, name = name, source = list, verified = "2026-07-17", review_by = "2027-01-31" }
end

return function(region)
  local here = officers[region]
  if not here then
    return nil
  end
  local channels = {}
  if here.nodal then
    channels[#channels + 1] = channel("email", here.nodal, "Nodal officer, first")
  end
  if here.grievance and here.grievance ~= here.nodal then
    channels[#channels + 1] = channel("email", here.grievance, "Grievance officer, if that does not help")
  end
  if here.phone then
    channels[#channels + 1] = channel("phone", here.phone, "Grievance officer")
  end
  return channels
end
