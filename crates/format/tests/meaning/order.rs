//! Ranks and the order inside them.

use crate::case::{on, playbook};

const NOW: &str = "2026-11-02T09:00";

#[test]
fn the_borders_of_the_ranks() {
    let book = playbook(
        "\
steps:
  an-hour: { within: 1 hour }
  over-an-hour: { within: 61 minutes }
  a-day: { within: 1 day }
  hours-of-a-day: { within: 24 hours }
  over-a-day: { within: 25 hours }
  two-days: { within: 2 days }
  whenever: {}
",
    );
    let story = on(&book, NOW);
    let ranks = ["an-hour", "over-an-hour", "a-day", "hours-of-a-day", "over-a-day", "two-days", "whenever"]
        .map(|step| story.rank(step));
    assert_eq!(ranks, [0, 2, 2, 2, 3, 3, 3]);
}

#[test]
fn a_barring_deadline_that_ends_within_seven_days_is_rank_one() {
    let book = playbook(
        "\
facts:
  decided-on: { type: date }
steps:
  object: { deadline: { within: 20 days, from: decided-on, bars: yes } }
  pay: { deadline: { within: 20 days, from: decided-on } }
  freeze: { within: 30 minutes, deadline: { within: 20 days, from: decided-on, bars: yes } }
",
    );
    let story = on(&book, NOW).says("decided-on=2026-11-02");
    let story = story.until("2026-11-14T23:59:59");
    assert_eq!(story.rank("object"), 3, "ends on the 22nd, in eight days");
    let story = story.until("2026-11-15T00:00");
    assert_eq!(story.rank("object"), 1, "in seven");
    assert_eq!(story.rank("pay"), 3, "one that does not bar takes no rank");
    assert_eq!(story.rank("freeze"), 0, "an emergency stays one");
}

#[test]
fn an_unknown_anchor_date_keeps_rank_one() {
    let book = playbook(
        "\
facts:
  decided-on: { type: date }
steps:
  object: { deadline: { within: 90 days, from: decided-on, bars: yes } }
  report: { within: 1 day }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.rank("object"), 1);
    assert_eq!(story.next(), "ask decided-on");
    assert_eq!(story.question().rank, 1, "the question takes that rank");
    let unknown = on(&book, NOW).says("decided-on=?");
    assert_eq!(unknown.rank("object"), 1);
    assert_eq!(unknown.next(), "do object");
    assert_eq!(unknown.deadline("object"), "none");
    let known = on(&book, NOW).says("decided-on=2026-11-02");
    assert_eq!(known.rank("object"), 3);
    assert_eq!(known.next(), "do report");
}

#[test]
fn a_date_that_only_a_variant_counts_from_presses_once_the_variant_is_decided() {
    let book = playbook(
        "\
facts:
  office: { type: yes-no }
  decided-on: { type: date }
steps:
  object: { when: { office: yes }, variants: { late: { when: { office: yes }, deadline: { within: 90 days, from: decided-on, bars: yes } } } }
  report: { within: 1 day }
",
    );
    assert_eq!(on(&book, NOW).next(), "do report", "nobody has said yet that the office is concerned");
    assert_eq!(on(&book, NOW).says("office=yes").next(), "ask decided-on");
    assert_eq!(on(&book, NOW).says("office=yes").rank("object"), 1);
}

#[test]
fn ranks_go_before_dues() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  advice: { within: 3 days }
  stop: { when: { lost: yes }, within: 10 minutes }
",
    );
    let story = on(&book, NOW).says("lost=no").until("2026-11-20").says("lost=yes");
    assert_eq!(story.due("advice"), "2026-11-05", "long overdue");
    assert_eq!(story.order(), "stop advice");
}

#[test]
fn inside_a_rank_the_earliest_due_goes_first_and_no_due_last() {
    let book = playbook(
        "\
steps:
  whenever: {}
  weeks: { within: 2 weeks }
  days: { within: 3 days }
",
    );
    assert_eq!(on(&book, NOW).order(), "days weeks whenever");
}

#[test]
fn urgency_passes_through_requires_minus_what_the_later_step_takes() {
    let book = playbook(
        "\
steps:
  cards: { within: 2 weeks }
  capture: {}
  report: { requires: [capture], within: 3 hours, takes: 30 minutes }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.effective_due("capture"), "2026-11-02 11:30:00");
    assert_eq!(story.ranks("capture"), (3, 2));
    assert_eq!(story.order(), "capture cards");
}

#[test]
fn urgency_passes_through_chains() {
    let book = playbook(
        "\
steps:
  a: {}
  b: { requires: [a], takes: 1 hour }
  c: { requires: [b], within: 10 hours, takes: 2 hours }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.effective_due("b"), "2026-11-02 17:00:00");
    assert_eq!(story.effective_due("a"), "2026-11-02 16:00:00");
}

#[test]
fn only_open_applicable_steps_pass_urgency_on() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  capture: {}
  report: { requires: [capture], when: { lost: yes }, within: 3 hours }
",
    );
    assert_eq!(on(&book, NOW).says("lost=no").ranks("capture"), (3, 3));
    assert_eq!(on(&book, NOW).ranks("capture"), (3, 3), "nor does one that may not apply");
    assert_eq!(on(&book, NOW).says("lost=yes").ranks("capture"), (3, 2));
    assert_eq!(on(&book, NOW).says("lost=yes").skips("report").ranks("capture"), (3, 3));
}

#[test]
fn through_an_any_group_only_the_first_open_step_inherits() {
    let book = playbook(
        "\
facts:
  online: { type: yes-no }
steps:
  web-form: { when: { online: yes } }
  visit: {}
  letter: {}
  report: { requires: [{ any: [web-form, visit, letter] }], within: 3 hours }
",
    );
    let story = on(&book, NOW).says("online=yes");
    assert_eq!([story.ranks("web-form").1, story.ranks("visit").1, story.ranks("letter").1], [2, 3, 3]);
    let story = on(&book, NOW).says("online=no");
    assert_eq!([story.ranks("visit").1, story.ranks("letter").1], [2, 3]);
    assert_eq!(story.does("letter").ranks("visit"), (3, 3), "the group is met");
}

#[test]
fn nothing_is_inherited_through_outcomes() {
    let book = playbook(
        "\
steps:
  ask: {}
  object: { when: { ask: refused }, within: 10 minutes }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.ranks("ask"), (3, 3));
    assert_eq!(story.effective_due("ask"), "none");
}

#[test]
fn after_puts_a_step_before_the_one_that_names_it() {
    let book = playbook(
        "\
steps:
  report: { within: 3 days, after: [capture] }
  other: { within: 5 days }
  capture: { within: 2 weeks }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.order(), "capture report other", "it inherits the due inside the rank");
    assert_eq!(story.effective_due("capture"), "2026-11-16", "for the order only");
}

#[test]
fn after_never_blocks() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  capture: { when: { lost: yes } }
  report: { after: [capture] }
",
    );
    assert_eq!(on(&book, NOW).says("lost=?").next(), "do report");
    assert_eq!(on(&book, NOW).says("lost=yes").skips("capture").next(), "do report");
}

#[test]
fn after_never_crosses_ranks() {
    let book = playbook(
        "\
steps:
  capture: { within: 2 weeks }
  report: { within: 3 hours, after: [capture] }
",
    );
    assert_eq!(on(&book, NOW).order(), "report capture");
}

#[test]
fn on_equal_dues_after_decides_transitively() {
    let book = playbook(
        "\
steps:
  third: { after: [second] }
  second: { after: [first] }
  between: {}
  first: {}
",
    );
    assert_eq!(on(&book, NOW).order(), "between first second third");
}

#[test]
fn then_the_one_that_most_open_steps_require() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  one: {}
  two: {}
  a: { requires: [one] }
  b: { requires: [two], when: { lost: yes } }
  c: { requires: [two], when: { lost: yes } }
",
    );
    assert_eq!(on(&book, NOW).says("lost=yes").order(), "two one");
    assert_eq!(on(&book, NOW).says("lost=no").order(), "one two");
}

#[test]
fn then_the_order_of_the_playbook() {
    let book = playbook(
        "\
steps:
  b: {}
  a: {}
",
    );
    assert_eq!(on(&book, NOW).order(), "b a");
}

#[test]
fn ready_steps_of_one_rank_at_one_authority_are_together() {
    let book = playbook(
        "\
authorities:
  bank: {}
  police: {}
steps:
  freeze: { within: 2 hours, report-to: bank }
  dispute: { within: 3 hours, report-to: bank }
  statement: { within: 3 days, report-to: bank }
  report: { within: 3 hours, report-to: police }
  insure: { within: 3 hours, report-to: bank, alternative-to: [freeze] }
",
    );
    let story = on(&book, NOW);
    let together = book.together(&story.plan(), story.id("freeze"));
    assert_eq!(story.names(together), "dispute", "neither another rank, nor another authority, nor an alternative");
}

#[test]
fn circles_are_refused() {
    let circle = std::panic::catch_unwind(|| {
        playbook(
            "\
steps:
  a: { after: [b] }
  b: { when: { c: done } }
  c: { requires: [a] }
",
        )
    });
    assert!(circle.is_err());
}

#[test]
fn the_agenda_lists_what_is_blocked_after_what_it_requires_and_what_opens_later_last() {
    let book = playbook(
        "\
steps:
  winter: { applies: { from: 2026-12-01 } }
  close: { requires: [report], within: 1 day }
  report: { requires: [capture], within: 3 days }
  capture: {}
  cards: { within: 2 hours }
",
    );
    assert_eq!(on(&book, NOW).agenda(), "cards capture report close winter");
}

#[test]
fn the_preferred_order_is_that_of_the_variant_that_holds() {
    let book = playbook(
        "\
facts:
  abroad: { type: yes-no }
steps:
  report: { after: [capture], variants: { remote: { when: { abroad: yes }, after: [translate] } } }
  capture: {}
  translate: {}
",
    );
    assert_eq!(on(&book, NOW).order(), "capture report translate", "unknown: the base's");
    assert_eq!(on(&book, NOW).says("abroad=yes").order(), "capture translate report");
    assert_eq!(on(&book, NOW).says("abroad=no").order(), "capture report translate");
}
