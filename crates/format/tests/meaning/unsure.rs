//! "I don't know".

use crate::case::{on, playbook};

const NOW: &str = "2026-11-02T09:00";

#[test]
fn hold_is_listed_as_undecided_and_never_keeps_the_plan_from_finishing() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  freeze: { when: { lost: yes }, unsure: hold }
  report: {}
",
    );
    let story = on(&book, NOW).says("lost=?").does("report");
    assert_eq!(story.status("freeze"), "held");
    assert_eq!(story.next(), "finished");
    assert_eq!(story.names(story.finished().undecided), "freeze");
    assert_eq!(story.names(story.finished().achieved), "report");
}

#[test]
fn hold_is_the_default() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  freeze: { when: { lost: yes }, within: 3 days }
",
    );
    assert_eq!(on(&book, NOW).says("lost=?").status("freeze"), "held");
}

#[test]
fn recommend_treats_it_as_applicable() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  freeze: { when: { lost: yes }, unsure: recommend, within: 10 minutes }
",
    );
    assert_eq!(on(&book, NOW).next(), "ask lost", "an unanswered fact is asked, not guessed");
    let story = on(&book, NOW).says("lost=?");
    assert_eq!(story.next(), "do freeze");
    assert_eq!(story.due("freeze"), "2026-11-02 09:10:00", "due from the moment it was treated as applicable");
}

#[test]
fn while_an_unanswered_fact_or_pending_outcome_can_settle_it_nothing_is_held() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
  card: { type: yes-no }
steps:
  ask: { reply: { within: 10 days } }
  freeze: { when: { lost: yes, card: yes }, unsure: recommend }
  object: { when: { lost: yes, ask: refused }, unsure: recommend }
",
    );
    let story = on(&book, NOW).says("lost=?");
    assert_eq!(story.status("freeze"), "undetermined", "`card=no` would settle it");
    assert_eq!(story.status("object"), "undetermined", "an answer other than refused would settle it");
    let story = story.says("card=yes").does("ask");
    assert_eq!(story.status("freeze"), "ready");
    assert_eq!(story.status("object"), "undetermined");
    assert_eq!(story.hears("ask", "refused").status("object"), "ready");
}

#[test]
fn an_outcome_of_a_held_step_settles_nothing() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  freeze: { when: { lost: yes } }
  claim: { when: { freeze: done } }
",
    );
    let story = on(&book, NOW).says("lost=?");
    assert_eq!(story.status("claim"), "held");
    assert_eq!(story.next(), "finished");
}

#[test]
fn do_not_know_is_not_asked_again() {
    let book = playbook(
        "\
facts:
  leaker: { one-of: { shop: S, bank: B } }
steps:
  complain: { when: { leaker: shop } }
",
    );
    let story = on(&book, NOW).says("leaker=?").until("2027-11-02");
    assert_eq!(story.next(), "finished");
}

#[test]
fn an_answer_that_nobody_can_be_asked_for_settles_nothing() {
    let book = playbook(
        "\
facts:
  money: { one-of: [none, lost] }
  method: { any-of: [transferred, card], when: { money: lost } }
steps:
  stop: { when: { money: lost, method: transferred }, within: 5 minutes, unsure: recommend }
  object: { when: { money: lost, method: card }, unsure: hold }
",
    );
    let story = on(&book, NOW).says("money=?");
    assert_eq!(story.next(), "do stop", "`method` is not asked of somebody who does not know whether money was lost");
    assert_eq!(story.status("object"), "held");
    assert_eq!(on(&book, NOW).status("stop"), "undetermined", "while `money` is open, so is `method`");
}

#[test]
fn a_step_that_tells_it_has_it_asked_again_each_time_and_the_old_answer_holds_until_then() {
    let book = playbook(
        "\
facts:
  impersonated: { type: yes-no }
steps:
  check: { tells: [impersonated], again: [30 days], within: 1 day }
  report: { when: { impersonated: yes }, within: 5 days }
  calm: { when: { impersonated: no }, within: 5 days }
",
    );
    let story = on(&book, NOW).says("impersonated=?");
    assert_eq!(story.next(), "do check");
    let story = story.does("check");
    assert_eq!(story.next(), "ask impersonated", "the step may have told");
    let story = story.says("impersonated=no");
    assert_eq!(story.next(), "do calm");
    let story = story.does("calm").until("2026-12-02T10:00").does("check");
    assert_eq!(story.status("report"), "not-applicable", "the old answer holds");
    assert_eq!(story.next(), "ask impersonated", "a definite answer may have changed too");
    let story = story.says("impersonated=yes");
    assert_eq!(story.next(), "do report");
}

#[test]
fn the_answer_given_after_the_step_is_not_asked_for() {
    let book = playbook(
        "\
facts:
  impersonated: { type: yes-no }
steps:
  check: { tells: [impersonated] }
  report: { when: { impersonated: yes } }
",
    );
    let story = on(&book, NOW).does("check").says("impersonated=?");
    assert_eq!(story.next(), "finished");
}

#[test]
fn a_variant_that_nobody_can_decide_gives_the_earliest_due_and_the_other_fields_of_the_base() {
    let book = playbook(
        "\
facts:
  stolen: { type: yes-no }
authorities:
  police: {}
  bank: {}
steps:
  report: { within: 3 days, report-to: police, takes: 1 hour, variants: { stolen: { when: { stolen: yes }, within: 3 hours, report-to: bank } } }
",
    );
    let story = on(&book, NOW).says("stolen=?");
    assert_eq!(story.due("report"), "2026-11-02 12:00:00", "the earliest of those still possible");
    assert_eq!(story.rank("report"), 2, "and the rank that goes with it");
    assert_eq!(story.authorities("report"), "police");
    let yes = on(&book, NOW).says("stolen=yes");
    assert_eq!((yes.due("report"), yes.authorities("report")), ("2026-11-02 12:00:00".to_owned(), "bank".to_owned()));
    let no = on(&book, NOW).says("stolen=no");
    assert_eq!((no.due("report"), no.rank("report")), ("2026-11-05".to_owned(), 3));
}

#[test]
fn a_variant_that_holds_may_come_later_than_the_base() {
    let book = playbook(
        "\
facts:
  minor: { type: yes-no }
steps:
  report: { within: 3 days, variants: { calm: { when: { minor: yes }, within: 2 weeks } } }
",
    );
    assert_eq!(on(&book, NOW).due("report"), "2026-11-05", "unknown: the base is still possible");
    assert_eq!(on(&book, NOW).says("minor=yes").due("report"), "2026-11-16");
}

#[test]
fn a_possible_variants_deadline_is_shown_but_takes_no_right_away() {
    let book = playbook(
        "\
facts:
  consumer: { type: yes-no }
  decided-on: { type: date }
steps:
  object: { variants: { short: { when: { consumer: yes }, deadline: { within: 7 days, from: decided-on, bars: yes } } } }
",
    );
    let story = on(&book, NOW).says("decided-on=2026-11-01 consumer=?");
    assert_eq!(story.deadline("object"), "2026-11-08");
    let story = story.until("2026-11-09");
    assert_eq!(story.status("object"), "ready", "nobody knows whether the right is gone");
    assert_eq!(story.says("consumer=yes").status("object"), "expired");
}

#[test]
fn a_parent_made_by_each_is_recommended_when_in_doubt_like_its_copies() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  freeze: { when: { lost: yes }, each: [a, b], unsure: recommend }
  check: { requires: [freeze] }
",
    );
    let story = on(&book, NOW).says("lost=?");
    assert_eq!((story.status("freeze/a"), story.status("freeze")), ("ready", "blocked"));
    assert_eq!(story.does("freeze/a freeze/b").status("check"), "ready");
}
