//! The countries a playbook can be about.

/// Code, English name, time zones.
const TABLE: &str = include_str!("countries.tsv");

/// One country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Country {
    /// ISO 3166-1: `NZ`.
    pub(super) code: &'static str,
    /// Its English name.
    pub(super) name: &'static str,
    /// The zone of most of its people.
    pub(super) zone: &'static str,
    /// Its other zones, with a space between two.
    pub(super) other_zones: &'static str,
}

impl Country {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let mut columns = line.split('\t');
            let (code, name, zones) = (columns.next()?, columns.next()?, columns.next()?);
            let (zone, other_zones) = zones.split_once(' ').unwrap_or((zones, ""));
            Some(Self { code, name, zone, other_zones })
        })
    }

    /// The country with this code, in whatever case it is written.
    pub(super) fn find(code: &str) -> Option<Self> {
        Self::all().find(|country| country.code.eq_ignore_ascii_case(code))
    }

    /// The country that was probably meant: by its name, or by the nearest name or code.
    pub(super) fn near(text: &str) -> Option<Self> {
        let wanted = text.to_lowercase();
        let named = Self::all().find(|country| country.name.to_lowercase() == wanted);
        named.or_else(|| {
            let words: Vec<String> =
                Self::all().flat_map(|country| [country.code.to_lowercase(), country.name.to_lowercase()]).collect();
            let near = playbook::engine::nearest(&wanted, words.iter().map(String::as_str))?;
            Self::all().find(|country| country.code.to_lowercase() == near || country.name.to_lowercase() == near)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Country;
    use jiff::tz::TimeZoneDatabase;

    /// `check` takes a zone only by the name that it has in the database inside the program.
    #[test]
    fn every_zone_is_one_that_a_playbook_may_name() {
        let zones = TimeZoneDatabase::bundled();
        let all: Vec<Country> = Country::all().collect();
        assert!(all.len() > 240);
        for country in all {
            for zone in std::iter::once(country.zone).chain(country.other_zones.split_whitespace()) {
                let known = zones.get(zone).is_ok_and(|found| found.iana_name() == Some(zone));
                assert!(known, "{}: {zone}", country.code);
            }
        }
    }

    #[test]
    fn a_country_is_found_by_what_people_call_it() {
        let code = |text: &str| Country::near(text).map(|country| country.code);
        assert_eq!((code("Norway"), code("new zeeland"), code("xyzzy!")), (Some("NO"), Some("NZ"), None));
        assert_eq!(Country::find("nz").map(|country| country.zone), Some("Pacific/Auckland"));
        assert_eq!(Country::find("QQ"), None);
    }
}
