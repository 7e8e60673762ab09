//! What the plugin of China says of each of its provinces, cell by cell: which are known, and that every number has the
//! area code of its province.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

mod folder;

use playbook_engine::hooks::{Hooks, Local, LocalChannel, LocalText, Seen, SeenValue};
use playbook_engine::model::{ChannelKind, SourceKind};
use playbook_lua::Plugin;

/// Each province, the area code of its capital, and which cells answer: `D` the reporting desk of its internet regulator,
/// `T` the site of its communications administration, `A` the name of its government app, `C` an internet court.
const PROVINCES: [(&str, &str, &str); 31] = [
    ("CN-BJ", "010", "DTAC"),
    ("CN-TJ", "022", "TA"),
    ("CN-HE", "0311", "A"),
    ("CN-SX", "0351", "TA"),
    ("CN-NM", "0471", "TA"),
    ("CN-LN", "024", "DA"),
    ("CN-JL", "0431", "A"),
    ("CN-HL", "0451", "TA"),
    ("CN-SH", "021", "DTA"),
    ("CN-JS", "025", "DA"),
    ("CN-ZJ", "0571", "DAC"),
    ("CN-AH", "0551", "A"),
    ("CN-FJ", "0591", "DA"),
    ("CN-JX", "0791", "TA"),
    ("CN-SD", "0531", "DA"),
    ("CN-HA", "0371", "DA"),
    ("CN-HB", "027", "DA"),
    ("CN-HN", "0731", "DA"),
    ("CN-GD", "020", "DTAC"),
    ("CN-GX", "0771", "TA"),
    ("CN-HI", "0898", "A"),
    ("CN-CQ", "023", "TA"),
    ("CN-SC", "028", "DA"),
    ("CN-GZ", "0851", "TA"),
    ("CN-YN", "0871", "A"),
    ("CN-XZ", "0891", ""),
    ("CN-SN", "029", "DTA"),
    ("CN-GS", "0931", "A"),
    ("CN-QH", "0971", "A"),
    ("CN-NX", "0951", "A"),
    ("CN-XJ", "0991", ""),
];

const MUNICIPALITIES: [&str; 4] = ["CN-BJ", "CN-TJ", "CN-SH", "CN-CQ"];

const AUTHORITIES: [&str; 8] = [
    "internet-regulator",
    "internet-regulator-at-home",
    "telecom-appeal-12300",
    "postal-12305",
    "central-bank-12363",
    "government-12345",
    "consumer-council",
    "competent-court",
];

fn china() -> Plugin {
    folder::plugin(&folder::root().join("plugins/cn"))
}

fn case(facts: &[(&str, &str)]) -> Seen {
    let word = |word: &str| SeenValue::Word(word.to_owned());
    facts.iter().fold(Seen::default(), |case, (fact, value)| case.with(*fact, word(value)))
}

/// Everything is in one province.
fn all_in(region: &str) -> Seen {
    case(&[("region", region), ("leaker-place", region), ("carrier-region", region)])
}

fn ask(authority: &str, case: &Seen) -> Option<Local> {
    china().channels(authority, case).unwrap()
}

fn values(local: &Option<Local>, kind: ChannelKind) -> Vec<String> {
    let channels = local.iter().flat_map(|local| &local.channels);
    channels.filter(|way| way.kind == kind).map(|way| way.value.get("zh", &[]).to_owned()).collect()
}

fn in_both_languages(text: Option<&LocalText>) -> bool {
    !matches!(text, Some(LocalText::Each(texts)) if !(texts.contains_key("zh") && texts.contains_key("en")))
}

#[test]
fn each_cell_is_known_or_silent_as_the_table_says() {
    for (region, code, cells) in PROVINCES {
        let here = all_in(region);
        let municipality = MUNICIPALITIES.contains(&region);
        let hotline = if municipality { vec![format!("{code}-12345")] } else { Vec::new() };

        let desk = ask("internet-regulator", &here);
        let ways = desk.as_ref().unwrap().channels.len() - hotline.len();
        assert_eq!(ways > 0, cells.contains('D'), "{region}: the desk");
        assert!(values(&desk, ChannelKind::Phone).ends_with(&hotline), "{region}: the hotline that passes it on");
        let local = desk.unwrap();
        assert!(local.name.is_some() && local.note.is_some(), "{region}: it is said whether a desk is known");
        let note = local.note.unwrap();
        assert_eq!(note.get("zh", &[]).contains("没有找到"), !cells.contains('D'), "{region}: {note:?}");

        let telecom = ask("telecom-appeal-12300", &here);
        assert_eq!(values(&telecom, ChannelKind::Phone), [format!("{code}-12300")]);
        assert_eq!(values(&telecom, ChannelKind::Web).len(), usize::from(cells.contains('T')), "{region}: its site");

        assert_eq!(values(&ask("postal-12305", &here), ChannelKind::Phone), [format!("{code}-12305")]);
        assert_eq!(values(&ask("central-bank-12363", &here), ChannelKind::Phone), [format!("{code}-12363")]);

        let government = ask("government-12345", &here);
        assert_eq!(values(&government, ChannelKind::App).len(), usize::from(cells.contains('A')), "{region}: its app");
        assert_eq!(values(&government, ChannelKind::Phone), hotline, "{region}: only a municipality has one 12345");

        assert_eq!(values(&ask("consumer-council", &here), ChannelKind::LookUp).len(), 1, "{region}");
        let court = values(&ask("competent-court", &here), ChannelKind::LookUp);
        assert_eq!(court.len(), usize::from(cells.contains('C')), "{region}: an internet court");
    }
}

#[test]
fn every_number_has_the_area_code_of_its_province() {
    let mut numbers = 0;
    for (region, code, _) in PROVINCES {
        for authority in AUTHORITIES {
            for number in values(&ask(authority, &all_in(region)), ChannelKind::Phone) {
                assert!(number.starts_with(&format!("{code}-")), "{region}, {authority}: {number}");
                numbers += 1;
            }
        }
    }
    assert!(numbers >= 31 * 3, "{numbers}");
}

#[test]
fn what_no_source_confirms_is_unverified_and_says_how_to_check() {
    for (region, _, _) in PROVINCES {
        for authority in AUTHORITIES {
            let local = ask(authority, &all_in(region)).unwrap_or_default();
            assert!(in_both_languages(local.name.as_ref()) && in_both_languages(local.note.as_ref()), "{region}");
            for LocalChannel { value, name, note, source, verified, .. } in &local.channels {
                let place = format!("{region}, {authority}: {value:?}");
                assert!(in_both_languages(Some(value)) || matches!(value, LocalText::Same(_)), "{place}");
                assert!(in_both_languages(name.as_ref()) && in_both_languages(note.as_ref()), "{place}");
                assert!(verified.is_none() || source.is_some(), "{place} is dated by nothing");
                assert!(source.is_some() || note.is_some(), "{place} stands bare");
            }
        }
    }
}

#[test]
fn the_place_that_counts_is_the_leakers_for_the_regulator_and_the_persons_for_the_post() {
    let apart = case(&[("region", "CN-SN"), ("leaker-place", "CN-GD"), ("carrier-region", "CN-LN")]);
    assert_eq!(values(&ask("internet-regulator", &apart), ChannelKind::Web), ["https://www.gdjubao.cn"]);
    assert_eq!(values(&ask("internet-regulator-at-home", &apart), ChannelKind::Web), ["http://www.shaanxijubao.cn"]);
    assert_eq!(values(&ask("telecom-appeal-12300", &apart), ChannelKind::Phone), ["024-12300"]);
    assert_eq!(values(&ask("postal-12305", &apart), ChannelKind::Phone), ["029-12305"]);
    assert_eq!(values(&ask("government-12345", &apart), ChannelKind::App), ["粤省事"]);
    assert_eq!(values(&ask("competent-court", &apart), ChannelKind::LookUp), ["广州互联网法院"]);
    let both = case(&[("region", "CN-BJ"), ("leaker-place", "CN-ZJ")]);
    assert_eq!(values(&ask("competent-court", &both), ChannelKind::LookUp), ["北京互联网法院", "杭州互联网法院"]);
}

#[test]
fn a_desk_that_takes_only_what_is_filed_there_is_not_offered_for_a_platform_abroad() {
    let local = ask("internet-regulator-at-home", &all_in("CN-HA")).unwrap();
    assert!(local.channels.is_empty(), "the national channels stand");
    assert!(local.note.unwrap().get("zh", &[]).contains("只收本省备案"));
}

#[test]
fn nothing_is_guessed_for_an_unknown_or_foreign_place() {
    let unknown = ["region", "leaker-place", "carrier-region"]
        .into_iter()
        .fold(Seen::default(), |case, fact| case.with(fact, SeenValue::Unknown));
    for authority in AUTHORITIES {
        assert_eq!(ask(authority, &Seen::default()), None, "{authority}");
        assert_eq!(ask(authority, &unknown), None, "{authority}");
        assert_eq!(ask(authority, &all_in("US-CA")), None, "{authority}");
    }
    assert_eq!(ask("police", &all_in("CN-GD")), None, "the police have no provincial channel of their own");
}

#[test]
fn provincial_law_is_named_only_for_a_consumer_of_that_province() {
    let basis = |step: &str, case: &Seen| china().basis(step, case).unwrap().len();
    let consumer = all_in("CN-SD").with("consumer", SeenValue::YesNo(true));
    assert_eq!((basis("demand-delete-stop", &consumer), basis("ask-breach-info", &consumer)), (1, 1));
    assert_eq!(basis("complain-cac", &consumer), 0);
    assert_eq!(basis("demand-delete-stop", &all_in("CN-SD").with("consumer", SeenValue::YesNo(false))), 0);
    assert_eq!(basis("demand-delete-stop", &all_in("CN-SD")), 0);
    let elsewhere = case(&[("region", "CN-SD"), ("leaker-place", "CN-GD")]).with("consumer", SeenValue::YesNo(true));
    assert_eq!(basis("demand-delete-stop", &elsewhere), 0);
}

#[test]
fn what_was_seen_on_pages_of_others_is_for_the_maintainer_only() {
    let shandong = ask("internet-regulator", &all_in("CN-SD")).unwrap();
    let of_a_copy = shandong.channels.iter().filter_map(|way| way.source.as_ref());
    assert!(of_a_copy.clone().count() > 0);
    assert!(of_a_copy.into_iter().all(|source| source.kind == SourceKind::Secondary));
}
