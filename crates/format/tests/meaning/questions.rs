//! What is asked, when, and what is not.

use crate::case::{on, playbook};
use playbook_engine::QuestionKind;

const NOW: &str = "2026-11-02T09:00";

#[test]
fn only_what_can_change_a_status_is_asked() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
  amount: { type: amount }
  letter-name: { type: text }
steps:
  report: { when: { lost: yes, amount: { at-least: 3000 } } }
",
    );
    assert_eq!(on(&book, NOW).says("lost=no").next(), "finished", "the amount decides nothing any more");
    assert_eq!(on(&book, NOW).says("lost=yes").next(), "ask amount");
    assert_eq!(on(&book, NOW).says("lost=yes amount=10").next(), "finished", "what only letters use is not asked");
}

#[test]
fn a_fact_whose_values_make_no_difference_under_any_completion_is_not_asked() {
    let book = playbook(
        "\
facts:
  card: { one-of: { debit: D, credit: C } }
  lost: { type: yes-no }
steps:
  freeze: { when: { any: [{ lost: yes, card: [debit, credit] }, { lost: yes }] } }
",
    );
    assert_eq!(on(&book, NOW).next(), "ask lost", "with either card the loss decides");
}

#[test]
fn a_fact_that_only_decides_whether_another_is_asked_matters_where_that_one_does() {
    let book = playbook(
        "\
facts:
  data: { any-of: [card, name] }
  money: { one-of: [none, lost] }
  method: { any-of: [app, shop], when: { money: lost } }
  seen: { type: yes-no, when: { method: shop } }
steps:
  freeze: { when: { any: [{ method: app }, { data: card }] } }
  object: { when: { all: [{ data: card }, { seen: yes }] } }
",
    );
    let story = |more: &str| on(&book, NOW).says(&format!("data=? {more}"));
    assert_eq!(story("").next(), "ask money", "how it was lost would decide");
    assert_eq!(story("money=none").next(), "finished");
    assert_eq!(story("money=lost").next(), "ask method");
    assert_eq!(story("money=lost method=app").next(), "do freeze");
    assert_eq!(story("money=lost method=shop").status("freeze"), "held");
    assert_eq!(story("money=lost method=shop").next(), "ask seen", "which has a value only now");
}

#[test]
fn a_fact_that_only_opens_another_without_a_difference_is_not_asked() {
    let book = playbook(
        "\
facts:
  data: { any-of: [card, name] }
  money: { one-of: [none, lost] }
  method: { one-of: [app, shop], when: { money: lost } }
steps:
  freeze: { when: { all: [{ data: card }, { not: { any: [{ method: app }, { method: shop }, { money: none }] } }] } }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.next(), "finished", "lost in either way or not lost at all: it never applies");
}

#[test]
fn a_condition_that_every_answer_makes_true_is_asked_all_the_same() {
    let book = playbook(
        "\
facts:
  card: { one-of: { debit: D, credit: C } }
  lost: { type: yes-no }
steps:
  freeze: { when: { card: [debit, credit] } }
  never: { when: { all: [{ lost: yes }, { lost: no }] } }
",
    );
    assert_eq!(on(&book, NOW).next(), "ask card", "or nobody would be told of the step");
    assert_eq!(on(&book, NOW).says("card=debit").next(), "do freeze");
    assert_eq!(on(&book, NOW).says("card=debit").does("freeze").next(), "finished", "what no answer makes true is not");
}

#[test]
fn the_fact_that_alone_can_make_it_false_goes_first() {
    let book = playbook(
        "\
facts:
  region: { one-of: { north: N, south: S } }
  insured: { type: yes-no }
  lost: { type: yes-no }
steps:
  claim: { when: { all: [{ any: [{ region: north }, { insured: yes }] }, { lost: yes }] } }
",
    );
    assert_eq!(on(&book, NOW).next(), "ask lost", "the other two are needed together");
    assert_eq!(on(&book, NOW).says("lost=yes").next(), "ask region");
    assert_eq!(on(&book, NOW).says("lost=yes region=south").next(), "ask insured");
}

#[test]
fn a_question_is_as_urgent_as_the_most_urgent_step_it_could_enable() {
    let book = playbook(
        "\
facts:
  insured: { type: yes-no }
  lost: { type: yes-no }
steps:
  claim: { when: { insured: yes }, within: 3 days }
  stop: { when: { lost: yes }, within: 10 minutes }
  capture: { within: 1 day }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.next(), "ask lost");
    assert_eq!((story.question().rank, story.question().kind), (0, QuestionKind::Condition));
    assert_eq!(story.names(story.question().enables), "stop");
    let story = story.says("lost=no");
    assert_eq!(story.next(), "do capture", "a step of rank 2 before a question of rank 3");
    assert_eq!(story.does("capture").next(), "ask insured");
}

#[test]
fn a_question_comes_before_a_step_of_equal_rank_and_due() {
    let book = playbook(
        "\
facts:
  insured: { type: yes-no }
steps:
  capture: { within: 3 days }
  claim: { when: { insured: yes }, within: 3 days }
",
    );
    assert_eq!(on(&book, NOW).next(), "ask insured");
}

#[test]
fn but_not_in_rank_zero() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
  stolen: { type: yes-no }
steps:
  stop: { within: 10 minutes }
  lock: { when: { lost: yes }, within: 10 minutes }
  call: { when: { stolen: yes }, within: 5 minutes }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.next(), "ask stolen", "it could enable something more urgent");
    let story = story.says("stolen=no");
    assert_eq!(story.next(), "do stop");
    assert_eq!(story.does("stop").next(), "ask lost");
}

#[test]
fn a_question_waits_for_the_steps_that_its_step_requires() {
    let book = playbook(
        "\
facts:
  insured: { type: yes-no }
steps:
  capture: {}
  claim: { when: { insured: yes }, requires: [capture], within: 1 day }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.next(), "do capture");
    assert_eq!(story.does("capture").next(), "ask insured");
}

#[test]
fn a_question_about_a_prerequisite_takes_the_urgency_of_what_requires_it() {
    let book = playbook(
        "\
facts:
  other: { type: yes-no }
  lost: { type: yes-no }
steps:
  cards: { when: { other: yes }, within: 2 days }
  freeze: { when: { lost: yes } }
  report: { requires: [freeze], within: 3 hours }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.next(), "ask lost");
    assert_eq!(story.question().rank, 2);
}

#[test]
fn one_screen_for_a_group_of_one_rank_whatever_the_dues() {
    let book = playbook(
        "\
facts:
  a: { type: yes-no, ask-with: start }
  b: { type: yes-no, ask-with: start }
  c: { type: yes-no }
  d: { type: yes-no, ask-with: start }
  e: { type: yes-no, ask-with: other }
steps:
  of-a: { when: { a: yes }, within: 5 days }
  of-b: { when: { b: yes }, within: 2 days }
  of-c: { when: { c: yes }, within: 5 days }
  of-d: { when: { d: yes }, within: 1 hour }
  of-e: { when: { e: yes }, within: 5 days }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.next(), "ask d", "alone in its rank");
    let story = story.says("d=no");
    assert_eq!(story.next(), "ask b a", "the most urgent leads; another rank, group or none stays away");
    assert_eq!(story.names(story.question().enables), "of-b of-a");
}

#[test]
fn details_are_asked_just_before_the_step_that_needs_them() {
    let book = playbook(
        "\
facts:
  stolen: { type: yes-no }
  other: { type: yes-no }
steps:
  first: { within: 2 hours }
  report: { within: 3 days, variants: { stolen: { when: { stolen: yes }, takes: 1 hour } } }
  claim: { when: { other: yes }, within: 1 day }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.next(), "do first");
    let story = story.does("first");
    assert_eq!(story.next(), "ask other", "a real question before the detail of a later step");
    let story = story.says("other=no");
    assert_eq!(story.next(), "ask stolen");
    assert_eq!(story.question().kind, QuestionKind::Detail);
    assert_eq!(story.status("report"), "ready", "a detail never makes a step undetermined");
    assert_eq!(story.says("stolen=?").next(), "do report");
}

#[test]
fn details_are_never_asked_before_a_rank_zero_step() {
    let book = playbook(
        "\
facts:
  stolen: { type: yes-no }
  lost-at: { type: moment }
steps:
  stop: { within: { is: 10 minutes, from: lost-at }, variants: { stolen: { when: { stolen: yes }, takes: 1 hour } } }
  report: { within: { is: 3 hours, from: lost-at } }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.next(), "do stop");
    assert_eq!(story.does("stop").next(), "ask lost-at", "an anchor is a detail of the calmer step");
}

#[test]
fn details_of_one_group_are_one_screen() {
    let book = playbook(
        "\
facts:
  decided-on: { type: date, ask-with: decision }
  stolen: { type: yes-no }
  received-on: { type: date, ask-with: decision }
steps:
  object: { deadline: [{ within: 7 days, from: decided-on }, { within: 9 days, from: received-on }], variants: { s: { when: { stolen: yes }, takes: 1 hour } } }
",
    );
    assert_eq!(on(&book, NOW).next(), "ask decided-on received-on");
}

#[test]
fn the_region_is_asked_before_the_step_whose_channels_need_it() {
    let book = playbook(
        "\
jurisdiction: CN
regions: { CN-GD: G, CN-BJ: B }
facts:
  region: { type: region }
authorities:
  police: { channels: [{ phone: '110' }, { phone: '12345', when: { region: CN-GD } }] }
steps:
  capture: { within: 2 hours }
  report: { within: 1 day, report-to: police }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.next(), "do capture");
    let story = story.does("capture");
    assert_eq!(story.next(), "ask region");
    assert_eq!(story.says("region=CN-BJ").next(), "do report");
}

#[test]
fn what_a_plugin_sees_is_asked_before_the_step_it_is_asked_for() {
    let book = playbook(
        "\
plugins: { cn: { sees: [area, leaker] } }
facts:
  area: { one-of: { north: N, south: S }, ask-with: place }
  leaker: { one-of: { shop: S, bank: B }, when: { area: north } }
authorities:
  police: { channels: plugin }
  bank: {}
steps:
  freeze: { within: 2 hours, report-to: bank }
  report: { within: 1 day, report-to: police }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.next(), "do freeze");
    let story = story.does("freeze");
    assert_eq!(story.next(), "ask area");
    assert_eq!(story.says("area=south").next(), "do report", "the other has no value");
}

#[test]
fn channels_ask_only_for_the_facts_they_differ_by() {
    let book = playbook(
        "\
plugins: { cn: { sees: [home, seat] } }
facts:
  home: { one-of: { north: N, south: S } }
  seat: { one-of: { north: N, south: S } }
authorities:
  police: { channels: { plugin: [{ phone: '110' }], by: [home] } }
  regulator: { channels: { plugin: [{ phone: '12345' }], by: [seat] } }
steps:
  report: { within: 1 day, report-to: police }
  complain: { within: 3 days, report-to: regulator }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.next(), "ask home");
    let story = story.says("home=north");
    assert_eq!(story.next(), "do report", "where the other side sits does not matter to the police");
    assert_eq!(story.does("report").next(), "ask seat");
}

#[test]
fn nothing_is_asked_for_a_thing_not_to_do() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  dont-pay: { avoid: yes, when: { lost: yes } }
",
    );
    assert_eq!(on(&book, NOW).next(), "finished");
}

#[test]
fn nothing_is_asked_for_a_step_that_can_no_longer_be_done() {
    let book = playbook(
        "\
facts:
  insured: { type: yes-no }
steps:
  capture: {}
  claim: { when: { insured: yes }, requires: [capture] }
  other: { alternative-to: [capture] }
",
    );
    let story = on(&book, NOW).skips("capture");
    assert_eq!(story.next(), "do other");
}

#[test]
fn nothing_is_asked_while_an_outcome_that_the_step_needs_has_not_come() {
    let book = playbook(
        "\
facts:
  insured: { type: yes-no }
  lawyer: { type: yes-no }
steps:
  complain: { reply: { within: 10 days } }
  sue: { when: { complain: [refused, unanswered], insured: yes } }
  either: { when: { any: [{ complain: refused }, { lawyer: yes }] } }
",
    );
    let story = on(&book, NOW).does("complain");
    assert_eq!(story.next(), "ask lawyer", "which alone can enable a step now");
    let story = story.says("lawyer=no");
    assert_eq!(story.next(), "wait until 2026-11-12");
    assert_eq!(story.hears("complain", "granted").next(), "finished", "and so it was never asked in vain");
    let story = on(&book, NOW).does("complain").says("lawyer=no").until("2026-11-13");
    assert_eq!(story.next(), "ask insured");
}
