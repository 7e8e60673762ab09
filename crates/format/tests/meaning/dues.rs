//! When a step is due by itself.

use crate::case::{on, playbook};

const NOW: &str = "2026-11-02T09:00";

#[test]
fn within_counts_from_the_moment_the_step_first_applied() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  stop: { when: { lost: yes }, within: 2 hours }
  report: { when: { lost: yes }, within: 3 days }
",
    );
    let story = on(&book, NOW).says("lost=yes").until("2026-11-04T09:00");
    assert_eq!(story.due("stop"), "2026-11-02 11:00:00");
    assert_eq!(story.due("report"), "2026-11-05");
}

#[test]
fn an_unbroken_stretch_starts_again_when_the_step_stops_applying() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  stop: { when: { lost: yes }, within: 2 hours }
",
    );
    let story = on(&book, NOW).says("lost=yes").until("2026-11-03T09:00").says("lost=no");
    let story = story.until("2026-11-04T09:00").says("lost=yes").until("2026-11-05T09:00");
    assert_eq!(story.due("stop"), "2026-11-04 11:00:00");
    let story = story.says("lost=yes");
    assert_eq!(story.due("stop"), "2026-11-04 11:00:00", "saying the same again breaks nothing");
}

#[test]
fn a_step_that_always_applies_counts_from_the_first_event() {
    let book = playbook(
        "\
facts:
  other: { type: yes-no }
steps:
  capture: { within: 3 days }
",
    );
    assert_eq!(on(&book, NOW).due("capture"), "2026-11-05", "nothing has happened yet: from now");
    let story = on(&book, NOW).says("other=yes").until("2026-11-10");
    assert_eq!(story.due("capture"), "2026-11-05");
}

#[test]
fn a_blocked_step_is_due_as_if_it_could_be_done() {
    let book = playbook(
        "\
facts:
  other: { type: yes-no }
steps:
  capture: {}
  report: { requires: [capture], within: 3 days }
",
    );
    let story = on(&book, NOW).says("other=yes").until("2026-11-10").does("capture");
    assert_eq!(story.due("report"), "2026-11-05", "it applied all the time");
}

#[test]
fn silence_makes_a_step_apply_on_the_day_after_the_term() {
    let book = playbook(
        "\
steps:
  complain: { reply: { within: 10 days } }
  remind: { when: { complain: unanswered }, within: 3 days }
",
    );
    let story = on(&book, NOW).does("complain").until("2026-11-20");
    assert_eq!(story.due("remind"), "2026-11-16", "the term ended with the 12th; nobody touched the case on the 13th");
}

#[test]
fn the_age_of_a_date_makes_a_step_apply_by_time_alone() {
    let book = playbook(
        "\
facts:
  lost-at: { type: moment }
steps:
  write-off: { when: { not: { lost-at: { within: 48 hours } } }, within: 3 hours }
",
    );
    let story = on(&book, NOW).says("lost-at=2026-11-02T09:00").until("2026-11-10");
    assert_eq!(story.due("write-off"), "2026-11-04 12:00:01", "48 hours, one second, and three hours");
}

#[test]
fn the_loss_of_another_right_makes_a_step_apply_on_the_day_after() {
    let book = playbook(
        "\
facts:
  decided-on: { type: date }
steps:
  object: { deadline: { within: 7 days, from: decided-on, bars: yes } }
  scheme: { applies: { from: 2026-11-01, until: 2026-11-05 } }
  petition: { when: { not: { object: done } }, within: 3 days }
  late-fee: { when: { not: { scheme: done } }, within: 3 days }
",
    );
    let story = on(&book, NOW).says("decided-on=2026-11-02").until("2026-11-20");
    assert_eq!(story.due("petition"), "2026-11-13", "the right was lost when the 10th began");
    assert_eq!(story.due("late-fee"), "2026-11-09", "the scheme was over when the 6th began");
}

#[test]
fn within_may_count_from_an_anchor_instead() {
    let book = playbook(
        "\
facts:
  lost-at: { type: moment }
steps:
  complain: { reply: { within: 10 days } }
  stop: { within: { is: 2 hours, from: lost-at } }
  appeal: { when: { complain: [refused, unanswered] }, within: { is: 2 days, from: { complain: [refused, unanswered] } } }
",
    );
    let story = on(&book, NOW).says("lost-at=2026-11-01T22:00").does("complain");
    assert_eq!(story.due("stop"), "2026-11-02 00:00:00");
    let refused = story.until("2026-11-05").hears("complain", "refused").until("2026-11-20");
    assert_eq!(refused.due("appeal"), "2026-11-07", "from the day the reply was received");
    let story = on(&book, NOW).does("complain").until("2026-11-20");
    assert_eq!(story.due("appeal"), "2026-11-15", "silence from the day after the term, the 13th");
    assert_eq!(on(&book, NOW).due("stop"), "2026-11-02 11:00:00", "no date given: from when it applied");
}

#[test]
fn the_earliest_of_deadlines_and_advice() {
    let book = playbook(
        "\
facts:
  decided-on: { type: date }
steps:
  object: { within: 5 days, deadline: [{ within: 30 days, from: decided-on, bars: yes }, { within: 10 days, from: decided-on }] }
",
    );
    let story = on(&book, NOW).says("decided-on=2026-11-02");
    assert_eq!(story.due("object"), "2026-11-07", "the advice");
    assert_eq!(story.deadline("object"), "2026-11-12", "the nearest deadline, barring or not");
    let story = on(&book, NOW).says("decided-on=2026-10-25");
    assert_eq!(story.due("object"), "2026-11-04", "the nearer deadline");
}

#[test]
fn advice_is_never_rolled_over_days_off() {
    let book = playbook(
        "\
counting: { roll: next-working-day }
steps:
  report: { within: 5 days }
",
    );
    assert_eq!(on(&book, NOW).due("report"), "2026-11-07", "a Saturday");
}

#[test]
fn a_repeat_is_due_from_the_day_it_opens_again() {
    let book = playbook(
        "\
steps:
  check: { within: 3 days, again: [30 days] }
",
    );
    let story = on(&book, NOW).does("check").until("2026-12-20");
    assert_eq!(story.due("check"), "2026-12-05");
}

#[test]
fn days_are_those_of_the_playbooks_time_zone() {
    let shanghai = playbook(
        "\
steps:
  report: { within: 1 day }
",
    );
    let berlin = playbook(
        "\
time-zone: Europe/Berlin
steps:
  report: { within: 1 day }
",
    );
    let instant = "2026-11-02T23:30:00+01:00";
    assert_eq!(on(&berlin, instant).due("report"), "2026-11-03");
    assert_eq!(on(&shanghai, instant).due("report"), "2026-11-04", "it is already the 3rd there");
}

#[test]
fn hours_are_elapsed_time_even_when_clocks_change() {
    let berlin = playbook(
        "\
time-zone: Europe/Berlin
steps:
  stop: { within: 3 hours }
",
    );
    let story = on(&berlin, "2026-10-25T00:30:00+02:00");
    assert_eq!(story.due("stop"), "2026-10-25 02:30:00", "the hour from two to three comes twice");
}

#[test]
fn done_as_an_anchor_is_the_first_time_but_the_reply_term_counts_from_the_last() {
    let book = playbook(
        "\
steps:
  complain: { reply: { within: 10 days } }
  remind: { within: { is: 3 days, from: { complain: done } } }
",
    );
    let story = on(&book, NOW).does("complain").until("2026-11-05").does("complain");
    assert_eq!(story.due("remind"), "2026-11-05");
    assert_eq!(story.term("complain"), "2026-11-15");
}

#[test]
fn a_step_that_opens_later_is_due_from_when_it_applied() {
    let book = playbook(
        "\
facts:
  other: { type: yes-no }
steps:
  scheme: { applies: { from: 2026-12-01 }, within: 3 days }
",
    );
    let story = on(&book, NOW).says("other=yes").until("2026-12-02");
    assert_eq!(story.due("scheme"), "2026-11-05", "as the design has it");
}
