//! The examples run and say what they promise.
#![cfg(feature = "shipped")]
#![allow(clippy::unwrap_used, reason = "an example that fails must fail the test")]

#[path = "../examples/own_case.rs"]
mod own_case;
#[path = "../examples/rust_hooks.rs"]
mod rust_hooks;

#[test]
fn a_service_keeps_its_own_cases() {
    let now = "2026-11-23T12:05:00Z";
    let first = own_case::next(own_case::KEPT, now).unwrap();
    assert!(first.starts_with("NOW: "), "{first}");
    let (_, step) = first.trim_end_matches(')').rsplit_once('(').unwrap();
    let done = format!(r#", {{ "at": "2026-11-23T12:04:00Z", "what": {{ "done": {{ "step": "{step}" }} }} }} ]"#);
    let second = own_case::next(&own_case::KEPT.replace("\n]", &done), now).unwrap();
    assert_ne!(first, second, "what was done is not advised again");
    let unknown = own_case::KEPT.replace("danger", "dangre");
    assert!(own_case::next(&unknown, now).unwrap_err().to_string().contains("dangre"));
}

#[test]
fn hooks_in_rust_take_the_place_of_a_plugin() {
    let here = rust_hooks::ways("CN-GD").unwrap();
    assert!(here[0].starts_with("plugin:cn: ") && here[0].ends_with("desk in Guangzhou"), "{here:?}");
    let elsewhere = rust_hooks::ways("CN-BJ").unwrap();
    assert!(!elsewhere.is_empty() && elsewhere.iter().all(|way| way.starts_with("playbook: ")), "{elsewhere:?}");
}
