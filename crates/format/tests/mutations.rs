//! Small changes of a playbook: which there are, where they are shown, and what becomes of the playbook.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use playbook_format::{Folder, Library, Mutation, Operator};

const HEAD: &str = "\
playbook: demo
version: 2026-11-23
languages: [en]
time-zone: Asia/Shanghai
";

const PLAYBOOK: &str = "\
facts:
  lost: { ask: Was money lost?, one-of: { none: No, card: By card, transfer: By transfer } }
  data: { ask: What leaked?, any-of: { password: A password, address: An address, photo: A photo } }
  when-lost: { ask: When?, type: date, when: { lost: [card, transfer] } }
  amount: { ask: How much?, type: amount }
authorities:
  bank:
    name: The bank
    channels:
      - { look-up: The number on the card }
      - { app: The app of the bank, when: { lost: card } }
  police: { name: The police, channels: own, accepts: { call: done } }
steps:
  call:
    title: Call
    why: It helps.
    how: Call.
    when: { any: [{ lost: card }, { amount: { at-least: 100 } }] }
    within: 30 minutes
    unsure: recommend
    report-to: bank
    reply: { within: 15 working-days, also: { gone: refused } }
  report:
    title: Report
    why: It helps.
    how: Report.
    when: { data: { all-of: [password, address] }, not: { lost: none } }
    requires: [call]
    report-to: police
    deadline: { within: 7 days, from: { call: [refused, unanswered] }, bars: yes, lost: the claim }
    variants:
      late: { when: { lost: transfer }, within: 2 days }
";

fn library(playbook: &str) -> Library {
    Library::new(vec![Folder::new("demo", "demo").with("playbook.yaml", format!("{HEAD}{playbook}"))])
}

/// `OPERATOR PART: OLD -> NEW` of all.
fn listed(library: &Library, id: &str) -> Vec<String> {
    let mutations = library.mutations(id).expect("it has no errors");
    mutations.all().iter().map(line).collect()
}

fn line(mutation: &Mutation) -> String {
    let Mutation { operator, part, old, new, .. } = mutation;
    match new {
        Some(new) => format!("{} {part}: {old} -> {new}", operator.as_str()),
        None => format!("{} {part}: {old} ->", operator.as_str()),
    }
}

/// The mutations of a part, from the second word of their line on.
fn of(part: &str) -> Vec<String> {
    let all = listed(&library(PLAYBOOK), "demo");
    all.into_iter().filter(|line| line.split([' ', ':']).nth(1) == Some(part)).collect()
}

#[test]
fn conditions_lose_tests_and_values_and_are_turned_round() {
    assert_eq!(
        of("steps.call.when.any.lost"),
        [
            "drop-test steps.call.when.any.lost: lost: card ->",
            "negate-test steps.call.when.any.lost: lost: card -> not: { lost: card }",
            "change-value steps.call.when.any.lost: lost: card -> lost: transfer",
        ]
    );
    assert_eq!(
        of("steps.call.when.any"),
        ["swap-any-all steps.call.when.any: any: [{ lost: card }, { amount: { at-least: 100 } }] -> \
         all: [{ lost: card }, { amount: { at-least: 100 } }]"]
    );
    assert_eq!(
        of("steps.report.when.data.all-of"),
        [
            "drop-value steps.report.when.data.all-of: password ->",
            "change-value steps.report.when.data.all-of: password -> photo",
            "drop-value steps.report.when.data.all-of: address ->",
            "change-value steps.report.when.data.all-of: address -> photo",
        ]
    );
    assert_eq!(
        of("steps.report.when.data"),
        [
            "drop-test steps.report.when.data: data: { all-of: [password, address] } ->",
            "negate-test steps.report.when.data: data: { all-of: [password, address] } -> \
         not: { data: { all-of: [password, address] } }",
            "swap-any-all steps.report.when.data: data: { all-of: [password, address] } -> data: [password, address]",
        ]
    );
    assert_eq!(
        of("steps.report.when.not"),
        ["negate-test steps.report.when.not: not: { lost: none } -> all: [{ lost: none }]"]
    );
    assert_eq!(of("facts.when-lost.when.lost").len(), 6);
    assert_eq!(of("authorities.bank.channels.when.lost").len(), 3);
    assert_eq!(of("authorities.police.accepts.call").len(), 3);
}

#[test]
fn a_variant_keeps_its_last_test() {
    let operators: Vec<String> = of("steps.report.variants.late.when.lost");
    assert!(operators.iter().all(|line| !line.starts_with("drop-test")), "{operators:?}");
    assert_eq!(operators.len(), 2);
}

#[test]
fn terms_grow_change_their_unit_and_go() {
    assert_eq!(
        of("steps.call.within"),
        [
            "drop-term steps.call.within: within: 30 minutes ->",
            "change-number steps.call.within: within: 30 minutes -> within: 31 minutes",
            "change-unit steps.call.within: within: 30 minutes -> within: 30 hours",
        ]
    );
    assert_eq!(of("steps.report.deadline.bars"), ["change-rule steps.report.deadline.bars: bars: yes -> bars: no"]);
    assert_eq!(
        of("steps.report.deadline.from.call"),
        [
            "drop-value steps.report.deadline.from.call: refused ->",
            "change-value steps.report.deadline.from.call: refused -> partly",
            "drop-value steps.report.deadline.from.call: unanswered ->",
            "change-value steps.report.deadline.from.call: unanswered -> granted",
        ]
    );
    assert_eq!(of("steps.call.reply.within").len(), 2);
    assert_eq!(of("steps.call.reply.also.gone").len(), 2);
    assert_eq!(
        of("steps.call.when.any.amount.at-least"),
        ["change-number steps.call.when.any.amount.at-least: at-least: 100 -> at-least: 101"]
    );
}

#[test]
fn steps_variants_relations_and_channels_go() {
    assert_eq!(of("steps.report.requires"), ["drop-relation steps.report.requires: requires: [call] ->"]);
    assert_eq!(
        of("steps.call.report-to"),
        [
            "drop-relation steps.call.report-to: report-to: bank ->",
            "change-addressee steps.call.report-to: report-to: bank -> report-to: police",
        ]
    );
    assert_eq!(of("steps.call.unsure"), ["change-rule steps.call.unsure: unsure: recommend -> unsure: hold"]);
    assert_eq!(of("authorities.bank.channels").len(), 2);
    assert!(of("steps.call")[0].starts_with("drop-step steps.call: call: { title: Call, why:"));
    assert!(of("steps.report.variants.late")[0].starts_with("drop-variant"));
    for operator in Operator::ALL {
        let all = listed(&library(PLAYBOOK), "demo");
        assert!(all.iter().any(|line| line.starts_with(operator.as_str())), "{}", operator.as_str());
    }
}

#[test]
fn a_mutant_is_judged_as_the_changed_file_would_be() {
    let library = library(PLAYBOOK);
    let mutations = library.mutations("demo").unwrap();
    let load = |wanted: &str| mutations.load(mutations.all().iter().find(|mutation| line(mutation) == wanted).unwrap());

    let longer = load("change-number steps.call.within: within: 30 minutes -> within: 31 minutes");
    let (playbook, _) = longer.playbook.unwrap();
    assert_eq!(playbook.steps[0].base.within.as_ref().unwrap().term.count, 31);
    let (unchanged, _) = library.load("demo", None).playbook.unwrap();
    assert_eq!(playbook.steps[1], unchanged.steps[1]);

    // the finding is shown where the file says what is wrong with it now
    let gone = load(&of("steps.call")[0]);
    let first = gone.diagnostics.iter().find(|finding| finding.is_error()).unwrap().to_string();
    assert_eq!(first, "demo/playbook.yaml:16:57: error[E0203]: `call` is neither a fact nor a step");

    // an emergency must say what happens in doubt
    let place = mutations.all().iter().find(|mutation| mutation.part == "steps.call.unsure").unwrap().place.to_string();
    assert_eq!(place, "demo/playbook.yaml:24:5");
}

#[test]
fn what_an_overlay_inherits_is_changed_where_it_stands_unless_it_is_replaced() {
    let over = "\
playbook: over
version: 2026-11-23
languages: [en]
extends: [demo]
time-zone: Asia/Shanghai
steps:
  call: { within: 1 hour }
";
    let mut library = library(PLAYBOOK);
    library.add(Folder::new("over", "over").with("playbook.yaml", over));
    let mutations = library.mutations("over").unwrap();
    let within: Vec<String> = mutations
        .all()
        .iter()
        .filter(|mutation| mutation.part == "steps.call.within")
        .map(|mutation| format!("{} {}", mutation.place, line(mutation)))
        .collect();
    assert_eq!(
        within,
        [
            "over/playbook.yaml:7:11 drop-term steps.call.within: within: 1 hour ->",
            "over/playbook.yaml:7:11 change-number steps.call.within: within: 1 hour -> within: 2 hours",
            "over/playbook.yaml:7:11 change-unit steps.call.within: within: 1 hour -> within: 1 days",
        ]
    );
    let steps: Vec<String> = mutations
        .all()
        .iter()
        .filter(|mutation| mutation.operator == Operator::DropStep)
        .map(|mutation| mutation.place.to_string())
        .collect();
    assert_eq!(steps, ["demo/playbook.yaml:18:3", "demo/playbook.yaml:27:3"]);
}

#[test]
fn every_mutant_of_a_hostile_playbook_is_judged_without_harm() {
    let long = "x".repeat(5_000);
    let hostile = PLAYBOOK
        .replace("A password", "\"\\e[31m'; rm -rf ~ \\U0001F4A3\"")
        .replace("Was money lost?", &format!("\"{long}\""))
        .replace("15 working-days", "4000 years")
        .replace("at-least: 100", "at-least: 9223372036854775807");
    for playbook in [hostile.as_str(), "steps: {}\n", "facts:\n  a: { ask: A, type: yes-no }\n"] {
        match library(playbook).mutations("demo") {
            Ok(mutations) => mutations.all().iter().for_each(|mutation| {
                assert!(mutation.old.chars().count() <= 97, "{}", mutation.old);
                assert!(!mutation.old.contains(['\n', '\u{1b}']), "{}", mutation.old);
                let _ = mutations.load(mutation);
            }),
            Err(loaded) => assert!(loaded.has_errors()),
        }
    }
}

#[test]
fn a_playbook_with_errors_has_no_mutations() {
    let loaded = library("steps: { a: { title: A } }\n").mutations("demo").unwrap_err();
    assert!(loaded.has_errors());
    assert!(Library::default().mutations("demo").unwrap_err().has_errors());
}
