//! Files that were changed, are too large, come from a later version, or were made to do harm.

use crate::setting::{casebook, record};
use playbook_casebook::{Broken, Casebook, Error, Event, LeaveOut, Limits};
use proptest::prelude::*;

fn exported() -> String {
    let (_folder, mut casebook, case) = casebook();
    record(
        &mut casebook,
        &case,
        &[Event::answered("money-lost", "yes"), Event::done("call-bank"), Event::done("report")],
    );
    casebook.export(&case, LeaveOut::Nothing, &[]).unwrap()
}

fn import(file: &[u8], broken: Broken) -> Result<(Casebook, u64, u64), Error> {
    let folder = tempfile::tempdir().unwrap();
    let mut casebook = Casebook::open(folder.path()).unwrap();
    let imported = casebook.import(file, broken);
    if imported.is_err() {
        assert!(casebook.list().unwrap().is_empty(), "a refused file leaves nothing behind");
    }
    imported.map(|imported| (casebook, imported.events, imported.refused))
}

fn refusal(file: impl AsRef<[u8]>) -> Error {
    import(file.as_ref(), Broken::Refuse).map(drop).unwrap_err()
}

#[test]
fn a_changed_event_is_found_and_what_stands_before_it_can_be_kept() {
    let file = exported();
    for (from, to) in [
        (r#""value":"yes""#, r#""value":"no""#),
        (r#""fact":"money-lost""#, r#""fact":"money-found""#),
        (r#""seq":2,"at":"2026-"#, r#""seq":2,"at":"2025-"#),
        (r#""kind":"answered""#, r#""kind":"note""#),
    ] {
        let changed = file.replacen(from, to, 1);
        assert_ne!(changed, file, "{from}");
        assert!(matches!(refusal(&changed), Error::ImportBroken { seq: 2 }), "{to}");
        let (_, events, refused) = import(changed.as_bytes(), Broken::KeepIntact).unwrap();
        assert_eq!((events, refused), (1, 3));
    }
}

#[test]
fn an_event_taken_out_moved_or_doubled_is_found() {
    let file = exported();
    let lines: Vec<&str> = file.lines().collect();
    let with = |order: &[usize]| {
        let events: Vec<&str> = order.iter().map(|place| lines[4 + place].trim_end_matches(',')).collect();
        format!("{}\n{}\n]}}", lines[..5].join("\n"), events.join(",\n"))
    };
    assert!(import(with(&[1, 2, 3, 4]).as_bytes(), Broken::Refuse).is_ok());
    for (order, broken) in [(&[1, 3, 4][..], 2), (&[1, 3, 2, 4], 2), (&[1, 2, 2, 3], 3), (&[2, 3, 4], 1)] {
        match refusal(with(order)) {
            Error::ImportBroken { seq } => assert_eq!(seq, broken),
            other => panic!("{other}"),
        }
    }
    // The last events missing is an older state of the same case, and whole as far as it goes.
    assert_eq!(import(with(&[1, 2]).as_bytes(), Broken::Refuse).unwrap().1, 2);
}

#[test]
fn a_later_version_is_named_and_other_files_are_told_apart() {
    let file = exported();
    let later = file.replace("playbook.case/1", "playbook.case/2");
    assert!(matches!(refusal(later), Error::ImportNewer { schema } if schema == "playbook.case/2"));
    for other in [
        "",
        "{",
        "[]",
        "null",
        "{}",
        r#"{"schema":"playbook.next/1"}"#,
        r#"{"schema":"playbook.case/x"}"#,
        r#"{"schema":"playbook.case/1"}"#,
        "\u{0}\u{1}",
    ] {
        assert_eq!(refusal(other).kind(), "import-form", "{other}");
    }
    let extra = file.replacen("\"name\"", "\"mood\": \"calm\", \"name\"", 1);
    assert!(refusal(extra).to_string().contains("mood"), "what is not understood is not dropped silently");
    assert_eq!(refusal(file.replace(char::is_numeric, "x")).kind(), "import-form");
    assert!(import(format!("\u{feff}{file}").as_bytes(), Broken::Refuse).is_ok());
}

#[test]
fn a_hundred_megabytes_of_notes_are_refused_unread() {
    let limit = Limits::default().import;
    match refusal(vec![b'x'; 100_000_000]) {
        Error::ImportSize { limit: found } => assert_eq!(found, limit),
        other => panic!("{other}"),
    }
}

#[test]
fn texts_and_lists_that_are_too_long_are_refused() {
    let (_folder, casebook, case) = casebook();
    let mut generous = casebook.with_limits(Limits { text: 1_000_000, ..Limits::default() });
    record(&mut generous, &case, &[Event::Noted { text: "x".repeat(20_000), step: None }]);
    let file = generous.export(&case, LeaveOut::Nothing, &[]).unwrap();
    assert!(matches!(refusal(file), Error::TooLong { limit: 10_000, found: 20_000, .. }));

    let folder = tempfile::tempdir().unwrap();
    let mut strict = Casebook::open(folder.path()).unwrap().with_limits(Limits { events: 3, ..Limits::default() });
    assert!(matches!(
        strict.import(exported().as_bytes(), Broken::Refuse).unwrap_err(),
        Error::TooMany { limit: 3, found: 4 }
    ));
}

#[test]
fn a_name_made_to_deceive_becomes_harmless() {
    for (told, taken) in [
        (r"\u001b[2J\u202eevil", "[2Jevil"),
        ("--all", "all"),
        (" -- --yes ", "yes"),
        ("-", "case"),
        ("", "case"),
        (r"a\udb40\udc41\u00ad\u3164\ufe0f\u061c", "a"),
    ] {
        let (casebook, ..) =
            import(exported().replacen("\"leak\"", &format!("\"{told}\""), 1).as_bytes(), Broken::Refuse).unwrap();
        assert_eq!(casebook.list().unwrap()[0].name, taken, "{told}");
    }
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    let deep = "[".repeat(100_000);
    assert_eq!(refusal(format!(r#"{{"schema":"playbook.case/1","events":{deep}"#)).kind(), "import-form");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// A file with any byte changed is refused, or says the same.
    #[test]
    fn no_changed_byte_passes_for_the_original(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let file = exported();
        let mut changed = file.clone().into_bytes();
        let place = place.index(changed.len());
        changed[place] = byte;
        if let Ok((casebook, ..)) = import(&changed, Broken::Refuse) {
            let case = casebook.current().unwrap().unwrap();
            let again = casebook.export(&case, LeaveOut::Nothing, &[]).unwrap();
            let events = |text: &str| text.lines().skip(4).map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(events(&again), events(&file));
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        refusal(bytes);
    }
}
