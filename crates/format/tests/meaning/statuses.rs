//! Every status, and which wins.

use crate::case::{on, playbook};

const NOW: &str = "2026-11-02T09:00";

#[test]
fn false_on_facts_is_not_applicable() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  capture: {}
  freeze: { when: { lost: yes }, requires: [capture] }
",
    );
    assert_eq!(on(&book, NOW).says("lost=no").status("freeze"), "not-applicable");
    assert_eq!(on(&book, NOW).status("freeze"), "undetermined", "before what it requires is looked at");
    assert_eq!(on(&book, NOW).says("lost=yes").status("freeze"), "blocked");
}

#[test]
fn what_was_done_stays_done_when_its_condition_turns_false() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  freeze: { when: { lost: yes } }
",
    );
    let story = on(&book, NOW).says("lost=yes").does("freeze").says("lost=no");
    assert_eq!(story.status("freeze"), "done");
}

#[test]
fn later_waits_for_the_opening_and_says_when() {
    let book = playbook(
        "\
steps:
  complain: {}
  sue: { opens: { after: 60 days, from: { complain: done } } }
  hotline: { opens: { after: 2 hours, from: { complain: done } } }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.status("sue"), "later");
    assert_eq!(story.opens("sue"), "none", "the event it counts from has not happened");
    let story = story.does("complain");
    assert_eq!(story.opens("hotline"), "2026-11-02 11:00:00");
    assert_eq!(story.opens("sue"), "2027-01-02 00:00:00", "the day after 60 whole days");
    let story = story.until("2026-11-02T11:00");
    assert_eq!(story.status("hotline"), "ready");
    assert_eq!(story.until("2027-01-02T00:00").status("sue"), "ready");
}

#[test]
fn out_of_season_is_later_and_after_the_last_season_not_applicable() {
    let book = playbook(
        "\
steps:
  yearly: { applies: { yearly: [01-15, 03-31] } }
  over-new-year: { applies: { yearly: [11-20, 01-10] } }
  scheme: { applies: { from: 2026-12-01, until: 2026-12-31 } }
",
    );
    let story = on(&book, NOW);
    assert_eq!((story.status("yearly"), story.opens("yearly")), ("later", "2027-01-15 00:00:00".to_owned()));
    assert_eq!(story.opens("over-new-year"), "2026-11-20 00:00:00");
    assert_eq!(story.opens("scheme"), "2026-12-01 00:00:00");
    let story = story.until("2027-01-01");
    assert_eq!(story.status("scheme"), "not-applicable", "its last day is over");
    assert_eq!(story.status("over-new-year"), "ready");
    let story = story.until("2027-01-15T00:00");
    assert_eq!(story.status("yearly"), "ready", "the first day is included");
    let story = story.until("2027-03-31T23:59");
    assert_eq!(story.status("yearly"), "ready", "so is the last");
    assert_eq!(story.until("2027-04-01T00:00").status("yearly"), "later");
}

#[test]
fn repeats_count_from_the_first_time() {
    let book = playbook(
        "\
steps:
  check-credit: { again: [30 days, 90 days] }
",
    );
    let story = on(&book, NOW).does("check-credit");
    assert_eq!(
        (story.status("check-credit"), story.opens("check-credit")),
        ("later", "2026-12-02 00:00:00".to_owned())
    );
    let story = story.until("2026-12-10");
    assert_eq!(story.status("check-credit"), "ready");
    let story = story.does("check-credit");
    assert_eq!(story.opens("check-credit"), "2027-01-31 00:00:00", "90 days from the first time, not the second");
    let story = story.until("2027-02-01").does("check-credit");
    assert_eq!(story.status("check-credit"), "done");
}

#[test]
fn one_doing_covers_every_repeat_whose_day_has_come() {
    let book = playbook(
        "\
steps:
  check-credit: { again: [30 days, 90 days] }
",
    );
    let story = on(&book, NOW).does("check-credit").until("2027-02-20").does("check-credit");
    assert_eq!(story.status("check-credit"), "done", "both repeats lie behind this doing");
}

#[test]
fn skipping_a_repeating_step_ends_its_repeats_only() {
    let book = playbook(
        "\
steps:
  check-credit: { again: [30 days] }
  close: { requires: [check-credit] }
",
    );
    let story = on(&book, NOW).does("check-credit").until("2026-12-10").skips("check-credit");
    assert_eq!(story.status("check-credit"), "done");
    assert_eq!(story.status("close"), "ready");
}

#[test]
fn a_repeat_waits_for_its_season_too() {
    let book = playbook(
        "\
steps:
  renew: { again: [30 days], applies: { yearly: [11-01, 11-15] } }
  once: { again: [30 days], applies: { from: 2026-11-01, until: 2026-11-15 } }
",
    );
    let story = on(&book, NOW).does("renew once");
    assert_eq!(story.status("renew"), "later");
    let story = story.until("2026-12-10");
    assert_eq!((story.status("renew"), story.opens("renew")), ("later", "2027-11-01 00:00:00".to_owned()));
    assert_eq!(story.status("once"), "done", "no season is left to repeat it in");
}

#[test]
fn waiting_while_the_reply_term_runs_then_done() {
    let book = playbook(
        "\
steps:
  complain: { reply: { within: 15 days } }
",
    );
    let story = on(&book, NOW).does("complain");
    assert_eq!(story.status("complain"), "waiting");
    assert_eq!(story.hears("complain", "granted").status("complain"), "done");
}

#[test]
fn skipped_until_it_is_done_after_all() {
    let book = playbook(
        "\
steps:
  complain: {}
",
    );
    let story = on(&book, NOW).skips("complain");
    assert_eq!(story.status("complain"), "skipped");
    assert_eq!(story.does("complain").status("complain"), "done");
}

#[test]
fn a_skipped_step_that_does_not_apply_is_not_applicable() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  freeze: { when: { lost: yes } }
  report: { requires: [freeze] }
",
    );
    let story = on(&book, NOW).says("lost=yes").skips("freeze");
    assert_eq!(story.status("report"), "blocked for good");
    let story = story.says("lost=no");
    assert_eq!(story.status("freeze"), "not-applicable");
    assert_eq!(story.status("report"), "ready");
}

#[test]
fn expired_when_its_barring_deadline_has_passed() {
    let book = playbook(
        "\
facts:
  decided-on: { type: date }
steps:
  object: { deadline: { within: 7 days, from: decided-on, bars: yes } }
  pay: { deadline: { within: 7 days, from: decided-on } }
",
    );
    let story = on(&book, NOW).says("decided-on=2026-11-02").until("2026-11-09T23:59:59");
    assert_eq!(story.status("object"), "ready");
    let story = story.until("2026-11-10T00:00");
    assert_eq!(story.status("object"), "expired");
    assert_eq!(story.status("pay"), "ready", "a deadline that does not bar only makes it overdue");
    assert_eq!(story.deadline("pay"), "2026-11-09");
}

#[test]
fn of_several_barring_deadlines_the_last_one_that_runs_decides() {
    let book = playbook(
        "\
steps:
  ask-a: { reply: { within: 5 days } }
  ask-b: { reply: { within: 20 days } }
  sue: { when: { any: [{ ask-a: refused }, { ask-b: refused }] }, deadline: [{ within: 7 days, from: { ask-a: refused }, bars: yes }, { within: 7 days, from: { ask-b: refused }, bars: yes }] }
",
    );
    let story = on(&book, NOW).does("ask-a ask-b").hears("ask-a", "refused");
    assert_eq!(story.deadline("sue"), "2026-11-09");
    let story = story.until("2026-11-08").hears("ask-b", "refused").until("2026-11-12");
    assert_eq!(story.status("sue"), "ready", "the right against b is still there");
    assert_eq!(story.deadline("sue"), "2026-11-15", "the one that is left");
    assert_eq!(story.due("sue"), "2026-11-15");
    assert_eq!(story.until("2026-11-16").status("sue"), "expired");
}

#[test]
fn done_by_answer() {
    let book = playbook(
        "\
facts:
  card: { one-of: { active: A, frozen: F } }
steps:
  freeze: { done-when: { card: frozen } }
  claim: { requires: [freeze] }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.status("freeze"), "ready", "nothing is asked to find out whether it is done");
    let story = story.says("card=frozen");
    assert_eq!(story.status("freeze"), "done");
    assert!(story.plan().step(story.id("freeze")).by_answer);
    assert_eq!(story.status("claim"), "ready");
    assert_eq!(story.says("card=active").status("claim"), "blocked");
}

#[test]
fn the_same_answer_given_again_does_not_start_the_term_anew() {
    let book = playbook(
        "\
facts:
  asked: { one-of: { \"no\": N, written: W } }
steps:
  ask: { done-when: { asked: written }, reply: { within: 10 days } }
  complain: { when: { ask: unanswered } }
",
    );
    let story = on(&book, "2026-11-02").says("asked=written").until("2026-11-10").says("asked=written");
    assert_eq!(story.until("2026-11-13").status("complain"), "ready", "ten days after it was first said");
}

#[test]
fn undo_takes_the_last_event_back() {
    let book = playbook(
        "\
steps:
  complain: {}
",
    );
    let mut story = on(&book, NOW).does("complain");
    story.case.undo(story.now).expect("something to undo");
    assert_eq!(story.status("complain"), "ready");
}

#[test]
fn events_count_from_their_own_time_on() {
    let book = playbook(
        "\
steps:
  complain: {}
",
    );
    let story = on(&book, "2026-11-05").does("complain").until("2026-11-04");
    assert_eq!(story.status("complain"), "ready", "a plan for an instant knows nothing of the future");
}
