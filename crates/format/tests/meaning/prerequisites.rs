//! What must be done first.

use crate::case::{on, playbook};

const NOW: &str = "2026-11-02T09:00";

#[test]
fn met_when_done() {
    let book = playbook(
        "\
steps:
  capture: {}
  report: { requires: [capture] }
",
    );
    assert_eq!(on(&book, NOW).status("report"), "blocked");
    assert_eq!(on(&book, NOW).does("capture").status("report"), "ready");
}

#[test]
fn sent_is_enough() {
    let book = playbook(
        "\
steps:
  complain: { reply: { within: 15 days } }
  appeal: { requires: [complain] }
  object: { when: { complain: refused } }
",
    );
    let story = on(&book, NOW).does("complain");
    assert_eq!(story.status("appeal"), "ready");
    assert_eq!(story.status("object"), "undetermined", "needing an answer belongs in `when`");
}

#[test]
fn met_when_not_applicable() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  freeze: { when: { lost: yes } }
  report: { requires: [freeze] }
",
    );
    assert_eq!(on(&book, NOW).status("report"), "blocked");
    assert_eq!(on(&book, NOW).says("lost=no").status("report"), "ready");
}

#[test]
fn skipped_or_expired_blocks_for_good() {
    let book = playbook(
        "\
facts:
  decided-on: { type: date }
steps:
  capture: {}
  report: { requires: [capture] }
  claim: { requires: [report] }
  object: { deadline: { within: 7 days, from: decided-on, bars: yes } }
  sue: { requires: [object] }
",
    );
    let story = on(&book, NOW).says("decided-on=2026-10-01").skips("capture");
    assert_eq!(story.status("report"), "blocked for good");
    assert_eq!(story.status("claim"), "blocked for good", "through others too");
    assert_eq!(story.status("sue"), "blocked for good");
    let end = story.finished();
    assert_eq!(story.names(end.blocked), "report claim sue");
    assert_eq!(story.names(end.lost), "object");
}

#[test]
fn an_any_group_is_met_when_one_is_done_or_none_applies() {
    let book = playbook(
        "\
facts:
  online: { type: yes-no }
  nearby: { type: yes-no }
steps:
  web-form: { when: { online: yes } }
  visit: { when: { nearby: yes } }
  follow-up: { requires: [{ any: [web-form, visit] }] }
",
    );
    let story = on(&book, NOW).says("online=yes nearby=yes");
    assert_eq!(story.status("follow-up"), "blocked");
    assert_eq!(story.does("visit").status("follow-up"), "ready");
    assert_eq!(on(&book, NOW).says("online=no nearby=no").status("follow-up"), "ready");
    let story = on(&book, NOW).says("online=no nearby=yes");
    assert_eq!(story.status("follow-up"), "blocked", "one that does not apply is not one that is done");
}

#[test]
fn an_any_group_blocks_for_good_only_when_every_applicable_one_is_skipped_or_expired() {
    let book = playbook(
        "\
facts:
  online: { type: yes-no }
steps:
  web-form: { when: { online: yes } }
  visit: {}
  follow-up: { requires: [{ any: [web-form, visit] }] }
",
    );
    let story = on(&book, NOW).says("online=yes").skips("visit");
    assert_eq!(story.status("follow-up"), "blocked");
    assert_eq!(story.skips("web-form").status("follow-up"), "blocked for good");
    assert_eq!(on(&book, NOW).says("online=no").skips("visit").status("follow-up"), "blocked for good");
}

#[test]
fn an_undetermined_prerequisite_is_not_met() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  freeze: { when: { lost: yes } }
  report: { requires: [freeze] }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.status("report"), "blocked");
    assert_eq!(story.next(), "ask lost", "which stands between the person and the step");
}

#[test]
fn a_held_prerequisite_counts_as_met() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  freeze: { when: { lost: yes } }
  report: { requires: [freeze] }
",
    );
    let story = on(&book, NOW).says("lost=?");
    assert_eq!(story.status("freeze"), "held");
    assert_eq!(story.status("report"), "ready");
}

#[test]
fn a_repeating_step_counts_as_done_from_its_first_time_on() {
    let book = playbook(
        "\
steps:
  check: { again: [30 days] }
  close: { requires: [check] }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.status("close"), "blocked");
    let story = story.does("check");
    assert_eq!(story.status("close"), "ready", "between repeats");
    assert_eq!(story.until("2026-12-10").status("close"), "ready", "and while it is to be done again");
}

#[test]
fn before_its_first_time_later_is_not_met_and_what_requires_it_shows_the_opening() {
    let book = playbook(
        "\
steps:
  scheme: { applies: { from: 2026-12-01 } }
  report: { requires: [scheme] }
  close: { requires: [report] }
",
    );
    let story = on(&book, NOW);
    assert_eq!((story.status("report"), story.opens("report")), ("blocked", "2026-12-01 00:00:00".to_owned()));
    assert_eq!(story.opens("close"), "2026-12-01 00:00:00");
}

#[test]
fn an_any_group_opens_with_the_first_of_its_steps() {
    let book = playbook(
        "\
steps:
  spring: { applies: { from: 2027-03-01 } }
  winter: { applies: { from: 2026-12-01 } }
  now: {}
  either: { requires: [{ any: [spring, winter] }] }
  at-once: { requires: [{ any: [spring, now] }] }
  both: { requires: [spring, winter] }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.opens("either"), "2026-12-01 00:00:00");
    assert_eq!(story.opens("at-once"), "none", "one of them can be done now");
    assert_eq!(story.opens("both"), "2027-03-01 00:00:00");
}

#[test]
fn a_variant_that_holds_may_lift_or_set_what_is_required() {
    let book = playbook(
        "\
facts:
  abroad: { type: yes-no }
steps:
  visit: {}
  report: { requires: [visit], variants: { remote: { when: { abroad: yes }, requires: [] } } }
",
    );
    assert_eq!(on(&book, NOW).status("report"), "blocked", "unknown: the base's fields");
    assert_eq!(on(&book, NOW).says("abroad=no").status("report"), "blocked");
    assert_eq!(on(&book, NOW).says("abroad=yes").status("report"), "ready");
}
