//! Whose number or host something is: so that no plugin sends a person to another country.
//!
//! A number with `+` (or `00`) says its country by its calling code, a host by a top-level domain of a country. National
//! numbers, international ones (`+800`), and hosts under `.org` and the like belong to no country.

/// The countries that a number with a calling code can belong to: those of the longest code that fits.
pub(super) fn of_phone(number: &str) -> Vec<&'static str> {
    // however it is written: what is dialled are the digits
    let all: String = number.chars().filter(char::is_ascii_digit).collect();
    // in Australia `0011` is dialled; North America's `011` is Delhi's and Leeds' area code elsewhere, so it is not read
    let exits = ["0011", "00"];
    let dialled = exits.iter().find_map(|exit| all.strip_prefix(exit));
    let digits = match (number.contains('+'), dialled) {
        (true, _) => all.trim_start_matches('0'),
        (false, Some(rest)) => rest.trim_start_matches('0'),
        (false, None) => return Vec::new(),
    };
    let mut longest = 0;
    let mut countries = Vec::new();
    for (country, code) in rows(CALLING_CODES).filter(|(_, code)| digits.starts_with(code)) {
        if code.len() > longest {
            longest = code.len();
            countries.clear();
        }
        if code.len() == longest {
            countries.push(country);
        }
    }
    countries
}

/// The country whose top-level domain a host stands under; `None` where it is nobody's own.
pub(super) fn of_host(host: &str) -> Option<String> {
    let last = host.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if let Some(other_script) = last.strip_prefix("xn--") {
        let found = rows(OTHER_SCRIPTS).find(|(_, label)| *label == other_script);
        return found.map(|(country, _)| country.to_owned());
    }
    // Every top-level domain of two letters is that of a country, and named by its code but for this one.
    match last.as_str() {
        "uk" => Some("GB".to_owned()),
        _ if last.len() == 2 => Some(last.to_ascii_uppercase()),
        _ => None,
    }
}

/// Whether what belongs to `country` is at home in `jurisdiction`.
pub(super) fn is_at_home(country: &str, jurisdiction: &str) -> bool {
    let is_part_of = |whole: &str| PARTS.iter().any(|(owner, parts)| *owner == whole && parts.contains(&country));
    let is_member = |country: &str| MEMBERS.contains(&country);
    match jurisdiction {
        "EU" => country == "EU" || is_member(country) || MEMBERS.iter().any(|member| is_part_of(member)),
        _ => country == jurisdiction || is_part_of(jurisdiction) || (country == "EU" && is_member(jurisdiction)),
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = table.split(' ').filter_map(|row| row.split_once(':'));
    rows.flat_map(|(country, values)| values.split(',').map(move |value| (country, value)))
}

/// The members of the European Union.
const MEMBERS: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Parts of a country that have a code of their own.
const PARTS: [(&str, &[&str]); 6] = [
    ("AU", &["CC", "CX", "NF"]),
    ("FI", &["AX"]),
    ("FR", &["BL", "GF", "GP", "MF", "MQ", "PM", "RE", "YT"]),
    ("NL", &["BQ"]),
    ("NO", &["SJ"]),
    ("US", &["AS", "GU", "MP", "PR", "VI"]),
];

/// ISO 3166-1 codes and calling codes (ITU-T E.164), area codes included where several countries share one code.
const CALLING_CODES: &str = "\
AD:376 AE:971 AF:93 AG:1268 AI:1264 AL:355 AM:374 AO:244 AR:54 AS:1684 AT:43 AU:61 AW:297 AX:358 AZ:994 BA:387 \
    BB:1246 BD:880 BE:32 BF:226 BG:359 BH:973 BI:257 BJ:229 BL:590 BM:1441 BN:673 BO:591 BQ:599 BR:55 BS:1242 \
    BT:975 BW:267 BY:375 BZ:501 CA:1 CC:61 CD:243 CF:236 CG:242 CH:41 CI:225 CK:682 CL:56 CM:237 CN:86 CO:57 \
    CR:506 CU:53 CV:238 CW:599 CX:61 CY:357 CZ:420 DE:49 DJ:253 DK:45 DM:1767 DO:1809,1829,1849 DZ:213 EC:593 \
    EE:372 EG:20 EH:212 ER:291 ES:34 ET:251 FI:358 FJ:679 FK:500 FM:691 FO:298 FR:33 GA:241 GB:44 GD:1473 GE:995 \
    GF:594 GG:44 GH:233 GI:350 GL:299 GM:220 GN:224 GP:590 GQ:240 GR:30 GT:502 GU:1671 GW:245 GY:592 HK:852 HN:504 \
    HR:385 HT:509 HU:36 ID:62 IE:353 IL:972 IM:44 IN:91 IO:246 IQ:964 IR:98 IS:354 IT:39 JE:44 JM:1658,1876 JO:962 \
    JP:81 KE:254 KG:996 KH:855 KI:686 KM:269 KN:1869 KP:850 KR:82 KW:965 KY:1345 KZ:76,77 LA:856 LB:961 LC:1758 \
    LI:423 LK:94 LR:231 LS:266 LT:370 LU:352 LV:371 LY:218 MA:212 MC:377 MD:373 ME:382 MF:590 MG:261 MH:692 MK:389 \
    ML:223 MM:95 MN:976 MO:853 MP:1670 MQ:596 MR:222 MS:1664 MT:356 MU:230 MV:960 MW:265 MX:52 MY:60 MZ:258 NA:264 \
    NC:687 NE:227 NF:672 NG:234 NI:505 NL:31 NO:47 NP:977 NR:674 NU:683 NZ:64 OM:968 PA:507 PE:51 PF:689 PG:675 \
    PH:63 PK:92 PL:48 PM:508 PR:1787,1939 PS:970 PT:351 PW:680 PY:595 QA:974 RE:262 RO:40 RS:381 RU:7 RW:250 \
    SA:966 SB:677 SC:248 SD:249 SE:46 SG:65 SH:290,247 SI:386 SJ:47 SK:421 SL:232 SM:378 SN:221 SO:252 SR:597 \
    SS:211 ST:239 SV:503 SX:1721 SY:963 SZ:268 TC:1649 TD:235 TG:228 TH:66 TJ:992 TK:690 TL:670 TM:993 TN:216 \
    TO:676 TR:90 TT:1868 TV:688 TW:886 TZ:255 UA:380 UG:256 US:1 UY:598 UZ:998 VA:39 VC:1784 VE:58 VG:1284 VI:1340 \
    VN:84 VU:678 WF:681 WS:685 XK:383 YE:967 YT:262 ZA:27 ZM:260 ZW:263";

/// ISO 3166-1 codes and their top-level domains in other scripts (IANA), without `xn--`.
const OTHER_SCRIPTS: &str = "\
AE:mgbaam7a8h AM:y9a3aq BD:54b7fta0cc BG:90ae BH:mgbcpq6gpa1a BY:90ais CN:fiqs8s,fiqz9s DZ:lgbbat1ad8j \
    EG:wgbh1c EU:e1a4c,qxa6a GE:node GR:qxam HK:j6w193g IL:4dbrk0ce \
    IN:2scrj9c,3hcrj9c,45br5cyl,45brj9c,fpcrj9c3d,gecrj9c,h2breg3eve,h2brj9c,h2brj9c8c,mgbbh1a,mgbbh1a71e,mgbgu82a \
    IN:rvc1e0am3e,s9brj9c,xkc2dl3a5ee0h \
    IQ:mgbtx2b IR:mgba3a4f16a,mgba3a4fra JO:mgbayh7gpa KR:3e0b707e KZ:80ao21a LA:q7ce6a LK:fzc2c9e2c,xkc2al3hye2a \
    MA:mgbc0a9azcg MK:d1alf MN:l1acc MO:mix082f,mix891f MR:mgbah1a3hjkrd MY:mgbx4cd0ab OM:mgb9awbf \
    PK:mgbai9a5eva00b,mgbai9azgqp6j PS:ygbi2ammx QA:wgbl6a RS:90a3ac RU:p1ai \
    SA:mgberp4a5d4a87g,mgberp4a5d4ar,mgbqly7c0a67fbc,mgbqly7cvafr SD:mgbpl2fh SG:clchc0ea0b2g2a9gcd,yfro4i67o \
    SY:mgbtf8fl,ogbpf8fl TH:o3cw4h TN:pgbs0dh TW:kprw13d,kpry57d,nnx388a UA:j1amh YE:mgb2ddes";

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_number_belongs_to_the_longest_code_that_fits() {
        assert_eq!(of_phone("+86 10 6601-3366"), ["CN"]);
        assert_eq!(of_phone("+852 2827 2827"), ["HK"]);
        for spelled in ["00852 2827 2827", "0-0852 2827 2827", "(0)0852 2827", "0 0 852 2827", "+0852 2827 2827"] {
            assert_eq!(of_phone(spelled), ["HK"], "{spelled}");
        }
        assert_eq!(of_phone("0011 44 20 7946 0000"), ["GB", "GG", "IM", "JE"]);
        assert_eq!(of_phone("+1 (415) 555-0100"), ["CA", "US"]);
        assert_eq!(of_phone("+1 876 555 0100"), ["JM"]);
        assert_eq!(of_phone("+7 727 250 00 00"), ["KZ"]);
        assert_eq!(of_phone("+44 303 123 1113"), ["GB", "GG", "IM", "JE"]);
        for nobodys in ["110", "010-12345678", "011 2334 5678", "+800 1234 5678", "+"] {
            assert!(of_phone(nobodys).is_empty(), "{nobodys}");
        }
    }

    #[test]
    fn a_host_belongs_to_the_country_of_its_last_label() {
        assert_eq!(of_host("www.miit.gov.cn").as_deref(), Some("CN"));
        assert_eq!(of_host("ico.org.UK").as_deref(), Some("GB"));
        assert_eq!(of_host("a.xn--fiqs8s").as_deref(), Some("CN"));
        assert_eq!(of_host("edpb.europa.eu").as_deref(), Some("EU"));
        assert_eq!((of_host("12377.com"), of_host("a.xn--55qx5d")), (None, None));
    }

    #[test]
    fn parts_and_members_are_at_home() {
        assert!(is_at_home("RE", "FR") && is_at_home("PR", "US") && is_at_home("EU", "DE"));
        assert!(is_at_home("DE", "EU") && is_at_home("RE", "EU") && is_at_home("EU", "EU"));
        assert!(!is_at_home("HK", "CN") && !is_at_home("EU", "CH") && !is_at_home("CH", "EU"));
        assert!(!is_at_home("US", "PR") && !is_at_home("FR", "DE"));
    }

    #[test]
    fn every_row_is_a_country_with_codes() {
        let rows: Vec<_> = rows(CALLING_CODES).collect();
        assert!(rows.iter().all(|(_, code)| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit())));
        let countries: BTreeSet<&str> = rows.iter().map(|(country, _)| *country).collect();
        assert!(countries.iter().all(|country| crate::model::is_country(country)));
        assert!(MEMBERS.iter().all(|member| countries.contains(member)));
        assert!(PARTS.iter().flat_map(|(_, parts)| *parts).all(|part| countries.contains(part)));
    }
}
