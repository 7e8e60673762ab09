//! What becomes of a step once it is done.

use crate::case::{on, playbook};
use playbook_engine::Program;

const NOW: &str = "2026-11-02T09:00";

fn complaint() -> Program {
    playbook(
        "\
steps:
  complain: { reply: { within: 15 days, also: { transferred: wrong-addressee, receipt: { is: acknowledged, within: 7 days } } } }
  tell-press: { when: { complain: done } }
  celebrate: { when: { complain: granted } }
  object: { when: { complain: refused } }
  remind: { when: { complain: unanswered } }
  redirect: { when: { complain: wrong-addressee } }
  file: { when: { complain: acknowledged } }
",
    )
}

#[test]
fn an_outcome_is_unknown_while_the_step_can_still_have_it() {
    let book = complaint();
    let story = on(&book, NOW);
    for step in ["tell-press", "celebrate", "object", "remind"] {
        assert_eq!(story.status(step), "undetermined", "{step}");
    }
    let story = story.does("complain");
    assert_eq!(story.status("complain"), "waiting");
    for step in ["celebrate", "object", "remind"] {
        assert_eq!(story.status(step), "undetermined", "{step}");
    }
}

#[test]
fn an_outcome_is_false_once_the_step_cannot_have_it() {
    let book = complaint();
    let story = on(&book, NOW).skips("complain");
    for step in ["tell-press", "celebrate", "object", "remind"] {
        assert_eq!(story.status(step), "not-applicable", "{step}");
    }
}

#[test]
fn done_is_true_once_recorded_waiting_included() {
    let book = complaint();
    assert_eq!(on(&book, NOW).does("complain").status("tell-press"), "ready");
}

#[test]
fn a_reply_makes_its_outcome_true_and_the_rest_false() {
    let book = complaint();
    let story = on(&book, NOW).does("complain").until("2026-11-05").hears("complain", "refused");
    assert_eq!(story.status("complain"), "done");
    assert_eq!(story.outcome("complain"), "refused");
    assert_eq!(story.status("object"), "ready");
    for step in ["celebrate", "remind", "redirect"] {
        assert_eq!(story.status(step), "not-applicable", "{step}");
    }
}

#[test]
fn a_later_reply_replaces_the_earlier() {
    let book = complaint();
    let story = on(&book, NOW).does("complain").until("2026-11-05").hears("complain", "refused");
    let story = story.until("2026-11-10").hears("complain", "granted");
    assert_eq!(story.status("object"), "not-applicable");
    assert_eq!(story.status("celebrate"), "ready");
}

#[test]
fn silence_to_the_last_second_of_the_term_is_unanswered() {
    let book = complaint();
    let story = on(&book, NOW).does("complain");
    assert_eq!(story.term("complain"), "2026-11-17");
    let story = story.until("2026-11-17T23:59:59");
    assert_eq!(story.status("complain"), "waiting");
    assert_eq!(story.status("remind"), "undetermined");
    let story = story.until("2026-11-18T00:00");
    assert_eq!(story.status("complain"), "done");
    assert_eq!(story.outcome("complain"), "unanswered");
    assert_eq!(story.status("remind"), "ready");
    assert_eq!(story.status("object"), "not-applicable");
}

#[test]
fn what_was_done_before_a_late_reply_stays_done() {
    let book = complaint();
    let story = on(&book, NOW).does("complain").until("2026-11-20").does("remind");
    let story = story.until("2026-11-25").hears("complain", "granted");
    assert_eq!(story.outcome("complain"), "granted");
    assert_eq!(story.status("remind"), "done", "its condition is false now, but it was done");
}

#[test]
fn an_acknowledgement_starts_the_same_term_again_from_the_day_it_came() {
    let book = complaint();
    let story = on(&book, NOW).does("complain").until("2026-11-10").hears("complain", "acknowledged");
    assert_eq!(story.status("complain"), "waiting");
    assert_eq!(story.term("complain"), "2026-11-25");
    assert_eq!(story.status("file"), "ready");
    assert_eq!(story.status("object"), "undetermined", "any other answer can still come");
    let story = story.until("2026-11-26");
    assert_eq!(story.outcome("complain"), "unanswered");
    assert_eq!(story.status("file"), "not-applicable", "silence has replaced the acknowledgement");
}

#[test]
fn also_gives_a_new_word_another_outcome_or_term() {
    let book = complaint();
    let story = on(&book, NOW).does("complain").until("2026-11-05");
    let receipt = story.hears("complain", "receipt");
    assert_eq!(receipt.outcome("complain"), "acknowledged");
    assert_eq!(receipt.term("complain"), "2026-11-12");
    let story = on(&book, NOW).does("complain").until("2026-11-05").hears("complain", "transferred");
    assert_eq!(story.outcome("complain"), "wrong-addressee");
    assert_eq!(story.status("redirect"), "ready");
}

#[test]
fn also_may_give_a_known_outcome_its_own_term() {
    let book = playbook(
        "\
steps:
  complain: { reply: { within: 15 days, also: { acknowledged: { within: 7 days } } } }
",
    );
    let story = on(&book, NOW).does("complain").until("2026-11-10");
    let acknowledged = story.hears("complain", "acknowledged");
    assert_eq!(acknowledged.term("complain"), "2026-11-17");
    let story = on(&book, NOW).does("complain").until("2026-11-10").hears("complain", "extended");
    assert_eq!(story.term("complain"), "2026-11-25", "the same again");
}

#[test]
fn a_step_without_a_term_is_done_at_once_and_an_answer_may_still_come() {
    let book = playbook(
        "\
steps:
  ask: {}
  follow: { when: { ask: refused } }
",
    );
    let story = on(&book, NOW).does("ask");
    assert_eq!(story.status("ask"), "done");
    assert_eq!(story.status("follow"), "undetermined");
    assert_eq!(story.next(), "finished", "nobody is bound to answer, so nothing is waited for");
    assert_eq!(story.hears("ask", "refused").status("follow"), "ready");
}

#[test]
fn a_reply_term_may_count_from_another_event() {
    let book = playbook(
        "\
facts:
  received-on: { type: date }
steps:
  complain: { reply: { within: 15 days, from: received-on } }
",
    );
    let story = on(&book, NOW).says("received-on=2026-11-01").does("complain");
    assert_eq!(story.term("complain"), "2026-11-16");
}

#[test]
fn doing_it_again_starts_over() {
    let book = complaint();
    let story = on(&book, NOW).does("complain").until("2026-11-05").hears("complain", "refused");
    let story = story.until("2026-11-09").does("complain");
    assert_eq!(story.status("complain"), "waiting");
    assert_eq!(story.term("complain"), "2026-11-24");
    assert_eq!(story.status("object"), "undetermined");
}

#[test]
fn a_reply_to_what_was_never_done_is_refused() {
    let book = complaint();
    let mut story = on(&book, NOW);
    let complain = story.id("complain");
    assert!(story.case.reply(&book, complain, "refused", story.now).is_err());
    assert!(story.case.reply(&book, complain, "unanswered", story.now).is_err(), "silence does not arrive");
}
