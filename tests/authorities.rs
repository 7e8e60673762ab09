//! Our data-protection authorities beside an open collection of them: the same ways to reach them, or a listed difference
//! with its reason.

use crate::environment::data;
use playbook::Handbook;
use playbook::engine::model::{Authority, ChannelKind};
use serde_json::Value;
use std::collections::BTreeSet;

/// An authority of ours: playbook, id, the collection's record.
const OURS: [(&str, &str, &str); 2] = [("fr", "cnil", "frcnil"), ("gb", "ico", "gbico")];

/// Records without an authority of ours of the same country, and why.
const NOT_OURS: [(&str, &str); 3] = [
    ("chedoeb", "Switzerland is outside the GDPR"),
    ("gbico", "the United Kingdom is outside the GDPR; it has a playbook of its own"),
    (
        "debfdi",
        "Germany has one authority for each state and sector: the playbook of the Union sends to the federal one",
    ),
];

/// What we say that the record does not, or says in another way: playbook, authority, value, why.
const DIFFERENT: &[(&str, &str, &str, &str)] = &[
    (
        "gb",
        "ico",
        "https://ico.org.uk/make-a-complaint/",
        "the page above the form, where people are told what to do first",
    ),
    ("gb", "ico", "0303 123 1115", "the office in Scotland, which the collection does not list"),
    ("gb", "ico", "0330 414 6421", "the office in Wales, which the collection does not list"),
    ("gb", "ico", "0303 123 1114", "the office in Northern Ireland, which the collection does not list"),
];

fn record(slug: &str) -> Value {
    let text = std::fs::read_to_string(data(&format!("authorities/{slug}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn records() -> Vec<Value> {
    let mut slugs: Vec<String> = std::fs::read_dir(data("authorities"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
        .collect();
    slugs.sort();
    slugs.iter().map(|slug| record(slug)).collect()
}

/// A number or address with nothing in it that may differ in writing.
fn plain(value: &str) -> String {
    let value = value.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    // the same number from within the country
    let value = value.strip_prefix("+44").map_or(value.to_owned(), |rest| format!("0{rest}"));
    let value = value.trim_end_matches('/').chars();
    value.filter(|c| !c.is_whitespace() && !"-()".contains(*c)).collect::<String>().to_lowercase()
}

/// What we say of an authority that its record does not.
fn differences(playbook: &str, authority: &Authority, record: &Value) -> Vec<String> {
    let known: BTreeSet<String> = ["phone", "email", "webform", "web"]
        .into_iter()
        .filter_map(|key| record[key].as_str())
        .chain(record["sources"].as_array().into_iter().flatten().filter_map(Value::as_str))
        .map(plain)
        .collect();
    let checked = |kind| matches!(kind, ChannelKind::Phone | ChannelKind::Email | ChannelKind::Web);
    let stated = authority.channels.stated().iter().filter(|channel| checked(channel.kind));
    stated
        .filter_map(|channel| channel.value.as_deref())
        .filter(|value| !known.contains(&plain(value)))
        .filter(|value| {
            !DIFFERENT
                .iter()
                .any(|(of, id, listed, _)| (*of, *id, *listed) == (playbook, authority.id.as_str(), *value))
        })
        .map(|value| format!("{playbook} {}: {value}", authority.id))
        .collect()
}

#[test]
fn each_authority_of_the_union_is_reached_as_the_collection_says() {
    let handbook = Handbook::shipped("eu").unwrap();
    let mut found = Vec::new();
    let mut compared = 0;
    for record in records() {
        let slug = record["slug"].as_str().unwrap();
        let countries = record["relevant-countries"].as_array().unwrap();
        let country = countries.first().and_then(Value::as_str).unwrap();
        // the authorities of one country's states and churches are those of its own playbook
        let of_a_state = country == "de" && slug != "debfdi";
        let id = format!("dpa-{country}");
        let authority = handbook.program().playbook().authorities.iter().find(|authority| authority.id == id);
        match authority {
            Some(_) if of_a_state => {}
            Some(authority) => {
                compared += 1;
                found.extend(differences("eu", authority, &record));
            }
            None => assert!(NOT_OURS.iter().any(|(known, _)| *known == slug), "{slug} has no authority of ours"),
        }
    }
    assert_eq!(found, Vec::<String>::new());
    assert!(compared >= 29, "{compared}");
}

#[test]
fn the_countries_playbooks_agree_with_the_collection() {
    for (playbook, id, slug) in OURS {
        let handbook = Handbook::shipped(playbook).unwrap();
        let authority = handbook.program().playbook().authorities.iter().find(|authority| authority.id == id).unwrap();
        assert_eq!(differences(playbook, authority, &record(slug)), Vec::<String>::new());
    }
}

/// A difference that is gone, or a reason for nothing, would mislead whoever reads the list.
#[test]
fn every_listed_difference_is_one() {
    for (playbook, id, value, why) in DIFFERENT {
        let handbook = Handbook::shipped(playbook).unwrap();
        let authority = handbook.program().playbook().authorities.iter().find(|authority| authority.id == *id);
        let stated = authority.unwrap().channels.stated();
        assert!(stated.iter().any(|channel| channel.value.as_deref() == Some(value)), "{value}");
        assert!(!why.is_empty());
    }
    for (slug, why) in NOT_OURS {
        assert!(record(slug).is_object() && !why.is_empty());
    }
}
