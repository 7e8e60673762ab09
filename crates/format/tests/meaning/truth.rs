//! Three values, and facts without a value.

use crate::case::{on, playbook};

const NOW: &str = "2026-11-23T20:00";

#[test]
fn a_condition_is_unknown_until_its_fact_is_answered() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  freeze: { when: { lost: yes } }
",
    );
    assert_eq!(on(&book, NOW).status("freeze"), "undetermined");
    assert_eq!(on(&book, NOW).says("lost=yes").status("freeze"), "ready");
    assert_eq!(on(&book, NOW).says("lost=no").status("freeze"), "not-applicable");
}

#[test]
fn and_or_and_not_are_kleenes() {
    let book = playbook(
        "\
facts:
  a: { type: yes-no }
  b: { type: yes-no }
steps:
  both: { when: { a: yes, b: yes } }
  either: { when: [{ a: yes }, { b: yes }] }
  neither: { when: { not: { any: [{ a: yes }, { b: yes }] } } }
",
    );
    let statuses = |answers: &str| {
        let story = on(&book, NOW).says(answers);
        [story.status("both"), story.status("either"), story.status("neither")]
    };
    assert_eq!(statuses(""), ["undetermined", "undetermined", "undetermined"]);
    assert_eq!(statuses("a=yes"), ["undetermined", "ready", "not-applicable"]);
    assert_eq!(statuses("a=no"), ["not-applicable", "undetermined", "undetermined"]);
    assert_eq!(statuses("a=?"), ["undetermined", "undetermined", "undetermined"]);
    assert_eq!(statuses("a=yes b=?"), ["held", "ready", "not-applicable"]);
    assert_eq!(statuses("a=no b=?"), ["not-applicable", "held", "held"]);
    assert_eq!(statuses("a=no b=no"), ["not-applicable", "not-applicable", "ready"]);
}

#[test]
fn a_fact_whose_own_condition_is_false_has_no_value_and_is_not_asked() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
  how: { one-of: { transfer: T, card: C }, when: { lost: yes } }
steps:
  stop: { when: { how: transfer } }
  card: { when: { how: { none-of: [transfer] } } }
  not-sent: { when: { not: { how: transfer } } }
  unsure: { when: { how: unknown } }
",
    );
    let story = on(&book, NOW).says("lost=no");
    assert_eq!(story.status("stop"), "not-applicable");
    assert_eq!(story.status("card"), "not-applicable", "even a test for `none of` is false");
    assert_eq!(story.status("unsure"), "not-applicable");
    assert_eq!(story.status("not-sent"), "ready", "the opposite of a false test is true");
    assert_eq!(story.does("not-sent").next(), "finished");
}

#[test]
fn an_old_answer_counts_for_nothing_once_its_fact_has_no_value() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
  how: { one-of: { transfer: T, card: C }, when: { lost: yes } }
steps:
  stop: { when: { how: transfer } }
",
    );
    let story = on(&book, NOW).says("lost=yes how=transfer");
    assert_eq!(story.status("stop"), "ready");
    assert_eq!(story.says("lost=no").status("stop"), "not-applicable");
}

#[test]
fn the_fact_that_decides_whether_another_has_a_value_is_asked_first() {
    let book = playbook(
        "\
facts:
  how: { one-of: { transfer: T, card: C }, when: { lost: yes } }
  lost: { type: yes-no }
steps:
  stop: { when: { how: transfer } }
",
    );
    assert_eq!(on(&book, NOW).next(), "ask lost");
    assert_eq!(on(&book, NOW).says("lost=yes").next(), "ask how");
    assert_eq!(on(&book, NOW).says("lost=no").next(), "finished");
}

#[test]
fn i_do_not_know_can_be_tested() {
    let book = playbook(
        "\
facts:
  leaker: { one-of: { shop: S, bank: B } }
  data: { any-of: { password: P, passport: D } }
steps:
  find-out: { when: { leaker: unknown } }
  ask-shop: { when: { leaker: shop } }
  request-copy: { when: { data: unknown } }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.status("find-out"), "undetermined", "not answered is not unknown");
    let story = story.says("leaker=? data=password,?");
    assert_eq!(story.status("find-out"), "ready");
    assert_eq!(story.status("ask-shop"), "held");
    assert_eq!(story.status("request-copy"), "ready", "for a set: also when only the rest is unknown");
    let story = story.says("leaker=shop data=password");
    assert_eq!(story.status("find-out"), "not-applicable");
    assert_eq!(story.status("request-copy"), "not-applicable");
}

#[test]
fn a_set_answers_any_all_and_none() {
    let book = playbook(
        "\
facts:
  data: { any-of: { password: P, card: C, passport: D } }
steps:
  some-of: { when: { data: [password, card] } }
  all-of-them: { when: { data: { all-of: [password, card] } } }
  none-of-them: { when: { data: { none-of: [password, card] } } }
",
    );
    let statuses = |answers: &str| {
        let story = on(&book, NOW).says(answers);
        [story.status("some-of"), story.status("all-of-them"), story.status("none-of-them")]
    };
    assert_eq!(statuses("data=password"), ["ready", "not-applicable", "not-applicable"]);
    assert_eq!(statuses("data=password,card"), ["ready", "ready", "not-applicable"]);
    assert_eq!(statuses("data=passport"), ["not-applicable", "not-applicable", "ready"]);
    assert_eq!(statuses("data="), ["not-applicable", "not-applicable", "ready"], "an empty set is an answer");
    assert_eq!(statuses("data=password,?"), ["ready", "held", "not-applicable"], "what is named is certain");
    assert_eq!(statuses("data=passport,?"), ["held", "held", "held"]);
}

#[test]
fn amounts_are_cut_at_their_bounds() {
    let book = playbook(
        "\
facts:
  amount: { type: amount }
steps:
  report: { when: { amount: { at-least: 3000 } } }
  small-claim: { when: { amount: { below: 3000 } } }
",
    );
    let statuses = |answers: &str| {
        let story = on(&book, NOW).says(answers);
        [story.status("report"), story.status("small-claim")]
    };
    assert_eq!(statuses("amount=3000"), ["ready", "not-applicable"]);
    assert_eq!(statuses("amount=2999"), ["not-applicable", "ready"]);
}

#[test]
fn a_date_within_a_term_of_now_grows_too_old_by_time_alone() {
    let book = playbook(
        "\
facts:
  lost-at: { type: moment }
  seen-on: { type: date }
steps:
  stop: { when: { lost-at: { within: 48 hours } } }
  tell: { when: { seen-on: { within: 3 days } } }
",
    );
    let story = on(&book, NOW).says("lost-at=2026-11-23T20:00 seen-on=2026-11-23");
    let story = story.until("2026-11-25T20:00:00");
    assert_eq!(story.status("stop"), "ready", "exactly 48 hours are within");
    let story = story.until("2026-11-25T20:00:01");
    assert_eq!(story.status("stop"), "not-applicable");
    assert_eq!(story.status("tell"), "ready");
    assert_eq!(story.until("2026-11-26T23:59:59").status("tell"), "ready");
    let story = on(&book, NOW).says("seen-on=2026-11-23").until("2026-11-27T00:00");
    assert_eq!(story.status("tell"), "not-applicable");
}

#[test]
fn a_day_known_only_by_date_gets_the_benefit_of_the_doubt_in_hours() {
    let book = playbook(
        "\
facts:
  seen-on: { type: date }
steps:
  stop: { when: { seen-on: { within: 24 hours } } }
",
    );
    let story = on(&book, NOW).says("seen-on=2026-11-23");
    assert_eq!(story.until("2026-11-24T23:59:59").status("stop"), "ready");
}

#[test]
fn what_an_authority_accepts_is_part_of_the_condition() {
    let book = playbook(
        "\
facts:
  employer: { type: yes-no }
authorities:
  court: { accepts: { employer: no } }
  tribunal: { accepts: { employer: yes } }
steps:
  sue: { report-to: court }
  claim: { report-to: [court, tribunal] }
",
    );
    let story = on(&book, NOW);
    assert_eq!(story.status("sue"), "undetermined");
    assert_eq!(story.status("claim"), "undetermined");
    let story = story.says("employer=yes");
    assert_eq!(story.status("sue"), "not-applicable", "nobody is left to accept it");
    assert_eq!(story.status("claim"), "ready");
    assert_eq!(story.authorities("claim"), "tribunal", "who does not accept is left out");
}
