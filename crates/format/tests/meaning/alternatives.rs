//! Several ways to one end.

use crate::case::{on, playbook};
use playbook_engine::Program;

const NOW: &str = "2026-11-02T09:00";

fn two_ways() -> Program {
    playbook(
        "\
steps:
  mediate: { within: 3 days, reply: { within: 10 days } }
  arbitrate: { within: 2 days, alternative-to: [mediate], reply: { within: 10 days } }
",
    )
}

#[test]
fn until_one_is_done_the_most_urgent_is_recommended_and_the_others_are_or() {
    let book = two_ways();
    let story = on(&book, NOW);
    assert_eq!(story.next(), "do arbitrate");
    let plan = story.plan();
    assert_eq!(story.names(book.alternatives(&plan, story.id("arbitrate"))), "mediate");
    assert_eq!(story.names(book.alternatives(&plan, story.id("mediate"))), "arbitrate", "symmetric");
}

#[test]
fn once_one_is_done_the_others_do_not_apply() {
    let book = two_ways();
    assert_eq!(on(&book, NOW).does("mediate").status("arbitrate"), "not-applicable");
    assert_eq!(on(&book, NOW).does("arbitrate").status("mediate"), "not-applicable");
}

#[test]
fn success_keeps_the_others_closed() {
    let book = two_ways();
    for outcome in ["granted", "partly", "asks-id", "acknowledged"] {
        let story = on(&book, NOW).does("mediate").hears("mediate", outcome);
        assert_eq!(story.status("arbitrate"), "not-applicable", "{outcome}");
    }
}

#[test]
fn failure_reopens_the_others() {
    let book = two_ways();
    for outcome in ["wrong-addressee", "refused"] {
        let story = on(&book, NOW).does("mediate").hears("mediate", outcome);
        assert_eq!(story.status("arbitrate"), "ready", "{outcome}");
    }
    let story = on(&book, NOW).does("mediate").until("2026-11-13");
    assert_eq!(story.outcome("mediate"), "unanswered");
    assert_eq!(story.status("arbitrate"), "ready");
}

#[test]
fn skipping_one_leaves_the_others_open() {
    let book = two_ways();
    assert_eq!(on(&book, NOW).skips("arbitrate").next(), "do mediate");
    let story = on(&book, NOW).does("mediate").until("2026-11-05").skips("mediate");
    assert_eq!(story.status("arbitrate"), "ready", "given up after it was sent");
}

#[test]
fn once_keeps_the_others_closed_after_refusal_or_silence_but_not_after_a_wrong_address() {
    let book = playbook(
        "\
steps:
  sue: { once: yes, reply: { within: 10 days } }
  arbitrate: { alternative-to: [sue] }
",
    );
    let story = on(&book, NOW).does("sue");
    assert_eq!(story.until("2026-11-20").status("arbitrate"), "not-applicable", "silence");
    let story = on(&book, NOW).does("sue").hears("sue", "refused");
    assert_eq!(story.status("arbitrate"), "not-applicable");
    let story = on(&book, NOW).does("sue").hears("sue", "wrong-addressee");
    assert_eq!(story.status("arbitrate"), "ready");
}

#[test]
fn a_skipped_way_blocks_nothing_once_the_other_is_done() {
    let book = playbook(
        "\
steps:
  by-web: {}
  by-post: { alternative-to: [by-web] }
  follow-up: { requires: [by-web] }
",
    );
    let story = on(&book, NOW).skips("by-web");
    assert_eq!(story.status("follow-up"), "blocked for good");
    assert_eq!(story.does("by-post").status("follow-up"), "ready", "the way not taken does not apply any more");
}

#[test]
fn done_by_answer_closes_the_others_too() {
    let book = playbook(
        "\
facts:
  told-bank: { type: yes-no }
steps:
  call: { done-when: { told-bank: yes } }
  visit: { alternative-to: [call] }
",
    );
    assert_eq!(on(&book, NOW).says("told-bank=yes").status("visit"), "not-applicable");
}
