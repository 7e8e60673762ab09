//! The schemas of files, held to the files that are shipped and to what the reader refuses.

#![allow(clippy::disallowed_methods, reason = "tests read files")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../../../tests/json_schema.rs"]
#[allow(dead_code, reason = "the acceptance tests look for more")]
mod json_schema;

use json_schema::faults;
use playbook_format::{Diagnostic, FileKind, Folder, Library};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// A file as an editor reads it: YAML 1.2, where `no` is a text and `110` a number.
fn yaml(text: &str) -> Value {
    let options = serde_yaml::options! { strict_booleans: true };
    serde_yaml::from_str_with_options(text, options).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn collect(folder: &Path, inside: &str, into: &mut Folder) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{inside}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), into);
        } else if path.ends_with(".yaml") {
            into.files.push((path, std::fs::read(entry.path()).unwrap()));
        }
    }
}

fn shipped() -> Vec<Folder> {
    let playbooks = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../playbooks");
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(playbooks).unwrap().map(Result::unwrap) {
        if entry.path().join("playbook.yaml").is_file() {
            let id = entry.file_name().into_string().unwrap();
            let mut folder = Folder::new(&id, format!("playbooks/{id}"));
            collect(&entry.path(), "", &mut folder);
            folders.push(folder);
        }
    }
    folders.sort_by(|one, other| one.id.cmp(&other.id));
    folders
}

fn kind(path: &str) -> FileKind {
    match path.split_once('/') {
        Some(("locales", _)) => FileKind::Locale,
        Some(("scenarios", _)) => FileKind::Scenario,
        _ => FileKind::parse(path.strip_suffix(".yaml").unwrap()).unwrap(),
    }
}

#[test]
fn every_shipped_file_is_as_its_schema_says() {
    let library = Library::new(shipped());
    let mut seen = BTreeSet::new();
    for folder in shipped() {
        let names = library.names(&folder.id).unwrap();
        for kind_of in FileKind::ALL {
            let (general, own) = (kind_of.schema(None), kind_of.schema(Some(&names)));
            for (path, bytes) in folder.files.iter().filter(|(path, _)| kind(path) == kind_of) {
                let value = yaml(std::str::from_utf8(bytes).unwrap());
                assert_eq!(faults(&general, &value), [""; 0], "{}/{path}", folder.id);
                assert_eq!(faults(&own, &value), [""; 0], "{}/{path}, with the names of the playbook", folder.id);
                seen.insert(kind_of.as_str());
            }
        }
    }
    assert_eq!(seen.len(), FileKind::ALL.len(), "each kind is there: {seen:?}");
}

const PLAYBOOK: &str = "\
playbook: demo
jurisdiction: XL
version: 2026-11-23
name: Demo
languages: [en, zh]
extends: [base]
time-zone: Europe/Berlin
counting: { first-day: excluded, roll: none }
plugins: { demo: { sees: [where] } }
regions: { XL-N: The north }
facts:
  leaked: { any-of: { card: ~ } }
  money: { ask: How much?, type: amount, when: { leaked: password } }
  since: { ask: Since when?, type: date }
  where: { ask: Where?, type: region }
laws:
  act-7: { title: Act, article: section 7, source: { url: https://law.example.org, kind: official }, verified: 2026-03-02 }
authorities:
  office:
    name: The office
    accepts: { change: [done, refused] }
    domains: [example.org]
    channels:
      - { phone: 110, hours: always, when: { where: XL-N } }
      - { web: https://example.org, source: { url: https://example.org, kind: official } }
documents: { letter: { title: A letter } }
steps:
  change: { why: ~, reply: { within: 3 days, also: { no-way: refused, wait: { is: extended, within: 2 weeks } } } }
  ask:
    title: Ask
    why: They must answer.
    how: Write.
    when: { any: [{ money: { at-least: 10 } }, { not: { leaked: unknown } }] }
    requires: [change, { any: [change] }]
    within: { is: 1 day, from: since }
    deadline: { within: 1 month, from: { change: refused }, basis: act-7, bars: yes, lost: the right }
    report-to: office
    basis: [act-7]
    documents: [letter]
    reply: { within: 1 month, basis: act-7 }
    variants: { rich: { when: { money: { at-least: 100 } }, within: 2 hours } }
    unsure: hold
";

const BASE: &str = "\
playbook: base
version: 2026-11-23
languages: [en, zh]
facts:
  leaked: { ask: What?, any-of: { password: A password, card: A card } }
steps:
  change: { title: Change it, why: Others know it., how: Sign in., when: { leaked: password }, within: 1 day }
";

const SCENARIO: &str = "\
scenario: Somebody
now: 2026-11-26T09:00+01:00
on: 2026-11-01
facts: { leaked: [password, ?], money: 100, since: 2026-10-01, where: XL-N }
events:
  - { done: change, on: 2026-11-02 }
  - { reply: change, outcome: no-way }
  - { answer: { money: 5 } }
expect:
  next: { question: leaked }
  status: { change: { done: refused }, ask: ready }
  rank: { ask: 3 }
  due: { ask: 2026-12-01 }
  plan: []
  authority: { ask: office }
";

const LOCALE: &str = "\
name: 演示
regions: { XL-N: 北 }
facts: { leaked: { ask: 什么？, values: { password: 密码 } } }
laws: { act-7: { title: 法, article: 第七条 } }
authorities: { office: { name: 机构, channels: [{ hours: 全天 }, {}] } }
documents: { letter: { title: 信 } }
steps: { ask: { title: 问, deadline: { lost: 权利 } } }
";

const CALENDAR: &str = "\
source: { name: Days, licence: CC0-1.0 }
years: { 2026: { papers: ['https://example.org'], off: [2026-01-01], work: [] } }
regions: { XL-N: { 2026: { off: [2026-05-01] } } }
";

const CLASSES: &str = "\
fact: leaked
classes: { Passwords: [password], Flags: { none: trivial } }
";

fn library(playbook: &str) -> Library {
    Library::new(vec![
        Folder::new("base", "playbooks/base").with("playbook.yaml", BASE),
        Folder::new("demo", "playbooks/demo").with("playbook.yaml", playbook),
    ])
}

/// What the schemas say of a file: the general one, and that with the names of the playbook.
fn judged(kind: FileKind, text: &str) -> (Vec<String>, Vec<String>) {
    let playbook = if kind == FileKind::Playbook { text } else { PLAYBOOK };
    // the ids of a file that is changed are those from before, as in an editor
    let names = library(PLAYBOOK).names("demo").unwrap();
    assert!(library(playbook).names("demo").is_some());
    let value = yaml(text);
    (faults(&kind.schema(None), &value), faults(&kind.schema(Some(&names)), &value))
}

const FILES: [(FileKind, &str); 5] = [
    (FileKind::Playbook, PLAYBOOK),
    (FileKind::Locale, LOCALE),
    (FileKind::Calendar, CALENDAR),
    (FileKind::BreachClasses, CLASSES),
    (FileKind::Scenario, SCENARIO),
];

#[test]
fn what_the_mistakes_are_made_in_is_right() {
    for (kind, text) in FILES {
        assert_eq!(judged(kind, text), (vec![], vec![]), "{}", kind.as_str());
    }
    let folder = Folder::new("demo", "playbooks/demo")
        .with("playbook.yaml", PLAYBOOK.replace("[en, zh]", "[en]"))
        .with("calendar.yaml", CALENDAR)
        .with("breach-classes.yaml", CLASSES)
        .with("scenarios/one.yaml", SCENARIO);
    let mut library = library(PLAYBOOK);
    library.add(folder);
    let found = library.load("demo", None).diagnostics;
    // what only the reader can see: `change` has lost its `why`, and has no text for it
    let known = |finding: &&Diagnostic| !finding.to_string().contains("step `change` has no `why`");
    let errors: Vec<String> =
        found.iter().filter(|found| found.is_error()).filter(known).map(ToString::to_string).collect();
    assert_eq!(errors, [""; 0]);
}

/// Mistakes that even the general schema sees, and how they are made: what is replaced by what.
const SHAPES: [(FileKind, &str, &str); 39] = [
    (FileKind::Playbook, "jurisdiction: XL", "jurisdiction: xl"),
    (FileKind::Playbook, "version: 2026-11-23", "version: today"),
    (FileKind::Playbook, "version: 2026-11-23\n", ""),
    (FileKind::Playbook, "time-zone:", "timezone:"),
    (FileKind::Playbook, "roll: none", "roll: never"),
    (FileKind::Playbook, "{ sees: [where] }", "{ see: [where] }"),
    (FileKind::Playbook, "XL-N: The north", "North: The north"),
    (FileKind::Playbook, "type: amount", "type: money"),
    (FileKind::Playbook, "type: date", "typ: date"),
    (FileKind::Playbook, "kind: official }, verified", "kind: rumour }, verified"),
    (FileKind::Playbook, "verified: 2026-03-02", "verified: March"),
    (FileKind::Playbook, "url: https://law", "url: law"),
    (FileKind::Playbook, "phone: 110,", "phone: 110, web: https://example.org,"),
    (FileKind::Playbook, "phone: 110, ", ""),
    (FileKind::Playbook, "web: https://example.org, source", "web: example.org, source"),
    (FileKind::Playbook, "within: 3 days", "within: 3 fortnights"),
    (FileKind::Playbook, "within: 3 days", "within: 0 days"),
    (FileKind::Playbook, "no-way: refused", "no-way: no"),
    (FileKind::Playbook, "{ is: extended, within: 2 weeks }", "{ is: extended }"),
    (FileKind::Playbook, "{ any: [{ money", "{ any: [], all: [{ money"),
    (FileKind::Playbook, "{ at-least: 10 }", "{ atleast: 10 }"),
    (FileKind::Playbook, "{ any: [change] }", "{ some: [change] }"),
    (FileKind::Playbook, "lost: the right", "loses: the right"),
    (FileKind::Playbook, ", lost: the right", ""),
    (FileKind::Playbook, "bars: yes", "bars: perhaps"),
    (FileKind::Playbook, "unsure: hold", "unsure: wait"),
    (FileKind::Playbook, "unsure: hold", "unsur: hold"),
    (FileKind::Playbook, "from: { change: refused }", "from: { change: refused, ask: done }"),
    (FileKind::Locale, "ask: 什么？", "question: 什么？"),
    (FileKind::Locale, "channels: [{ hours: 全天 }, {}]", "channels: { hours: 全天 }"),
    (FileKind::Calendar, "licence: CC0-1.0", "license: CC0-1.0"),
    (FileKind::Calendar, "off: [2026-01-01]", "off: [1 January]"),
    (FileKind::BreachClasses, "{ none: trivial }", "{ nothing: trivial }"),
    (FileKind::Scenario, "now: 2026-11-26T09:00+01:00", "now: morning"),
    (FileKind::Scenario, "{ done: change, on", "{ did: change, on"),
    (FileKind::Scenario, "{ done: change, on", "{ done: change, skip: ask, on"),
    (FileKind::Scenario, "reply: change, outcome: no-way", "reply: change"),
    (FileKind::Scenario, "rank: { ask: 3 }", "rank: { ask: 4 }"),
    (FileKind::Scenario, "ask: ready", "ask: red"),
];

/// Mistakes that need the names of the playbook to be seen.
const IDS: [(FileKind, &str, &str); 25] = [
    (FileKind::Playbook, "playbook: demo", "playbook: demon"),
    (FileKind::Playbook, "sees: [where]", "sees: [there]"),
    (FileKind::Playbook, "when: { leaked: password }", "when: { leakt: password }"),
    (FileKind::Playbook, "when: { leaked: password }", "when: { leaked: pasword }"),
    (FileKind::Playbook, "when: { where: XL-N }", "when: { where: XL-S }"),
    (FileKind::Playbook, "accepts: { change:", "accepts: { chnage:"),
    (FileKind::Playbook, "[done, refused]", "[done, denied]"),
    (FileKind::Playbook, "{ not: { leaked: unknown } }", "{ not: { leaked: { at-least: 3 } } }"),
    (FileKind::Playbook, "requires: [change,", "requires: [changes,"),
    (FileKind::Playbook, "from: since", "from: until"),
    (FileKind::Playbook, "from: { change: refused }", "from: { changes: refused }"),
    (FileKind::Playbook, "basis: [act-7]", "basis: [act-8]"),
    (FileKind::Playbook, "report-to: office", "report-to: offices"),
    (FileKind::Playbook, "documents: [letter]", "documents: [lettre]"),
    (FileKind::Playbook, "    why: They must answer.\n", ""),
    (FileKind::Playbook, "{ ask: Since when?, type: date }", "{ ask: Since when? }"),
    (FileKind::Locale, "act-7:", "act-8:"),
    (FileKind::Locale, "password: 密码", "passport: 密码"),
    (FileKind::Locale, "[{ hours: 全天 }, {}]", "[{ hours: 全天 }]"),
    (FileKind::Calendar, "XL-N:", "XL-S:"),
    (FileKind::BreachClasses, "fact: leaked", "fact: money"),
    (FileKind::Scenario, "leaked: [password, ?]", "leaked: [pasword, ?]"),
    (FileKind::Scenario, "outcome: no-way", "outcome: no"),
    (FileKind::Scenario, "{ question: leaked }", "{ question: leak }"),
    (FileKind::Scenario, "authority: { ask: office }", "authority: { ask: bank }"),
];

#[test]
fn mistakes_are_seen() {
    for (cases, only_named) in [(&SHAPES[..], false), (&IDS[..], true)] {
        for (kind, right, wrong) in cases {
            let text = FILES.iter().find(|(other, _)| other == kind).unwrap().1;
            assert!(text.contains(right), "{right}");
            let (general, named) = judged(*kind, &text.replacen(right, wrong, 1));
            assert_eq!(general.is_empty(), only_named, "{right} -> {wrong}: {general:?}");
            assert!(!named.is_empty(), "{right} -> {wrong}");
        }
    }
}

/// The keys that the schema of a playbook offers are those that its reader takes: it names them where one is wrong.
#[test]
fn the_schema_offers_the_keys_that_the_reader_takes() {
    let schema = FileKind::Playbook.schema(None);
    let keys = |place: &str| -> Vec<String> {
        let properties = schema.pointer(place).unwrap_or_else(|| panic!("{place}"));
        properties.as_object().unwrap().keys().cloned().collect()
    };
    for (place, before) in [
        ("/properties", ""),
        ("/$defs/new-fact/properties", "facts:\n  x:\n    "),
        ("/$defs/new-law/properties", "laws:\n  x:\n    "),
        ("/$defs/new-authority/properties", "authorities:\n  x:\n    "),
        ("/$defs/new-document/properties", "documents:\n  x:\n    "),
        ("/$defs/new-step/properties", "steps:\n  x:\n    "),
        ("/$defs/channel/properties", "authorities:\n  x:\n    channels:\n      - "),
        ("/$defs/deadline/properties", "steps:\n  x:\n    deadline:\n      "),
        ("/$defs/reply/properties", "steps:\n  x:\n    reply:\n      "),
        ("/$defs/opens/properties", "steps:\n  x:\n    opens:\n      "),
    ] {
        for key in keys(place) {
            let playbook = format!("{before}{key}: x\n");
            let found = Library::new(vec![Folder::new("x", "x").with("playbook.yaml", playbook)]).load("x", None);
            let unknown = found.diagnostics.iter().find(|found| found.to_string().contains("unknown key"));
            assert!(unknown.is_none(), "{place}/{key}: {unknown:?}");
        }
        let playbook = format!("{before}zzz: x\n");
        let found = Library::new(vec![Folder::new("x", "x").with("playbook.yaml", playbook)]).load("x", None);
        assert!(found.diagnostics.iter().any(|found| found.to_string().contains("unknown key `zzz`")), "{place}");
    }
}
