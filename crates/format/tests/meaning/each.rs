//! One copy of a step for each of several addressees.

use crate::case::{on, playbook};
use playbook_engine::Program;

const NOW: &str = "2026-11-02T09:00";

fn bureaus() -> Program {
    playbook(
        "\
steps:
  freeze: { each: [equifax, experian], reply: { within: 10 days } }
  check: { requires: [freeze] }
  complain: { when: { freeze: refused } }
  praise: { when: { freeze: granted } }
",
    )
}

fn accounts() -> Program {
    playbook(
        "\
facts:
  accounts: { any-of: { email: E, bank: B, shop: S } }
steps:
  password: { each: accounts }
  check: { requires: [password] }
",
    )
}

#[test]
fn copies_are_named_after_the_step() {
    let book = bureaus();
    let story = on(&book, NOW);
    assert_eq!(story.order(), "freeze/equifax freeze/experian");
    assert_eq!(story.status("freeze"), "blocked", "the parent itself is never to be done");
}

#[test]
fn the_parent_is_done_when_all_are() {
    let book = bureaus();
    let story = on(&book, NOW).does("freeze/equifax");
    assert_eq!(story.status("check"), "blocked");
    let story = story.does("freeze/experian");
    assert_eq!(story.status("freeze"), "waiting");
    assert_eq!(story.status("check"), "ready", "sent is enough");
    let story = story.hears("freeze/equifax", "granted").hears("freeze/experian", "granted");
    assert_eq!((story.status("freeze"), story.outcome("freeze")), ("done", "granted"));
    assert_eq!(story.status("praise"), "ready");
}

#[test]
fn the_parent_is_refused_if_any_is() {
    let book = bureaus();
    let story = on(&book, NOW).does("freeze/equifax freeze/experian").hears("freeze/equifax", "refused");
    assert_eq!(story.status("complain"), "ready");
    let story = story.hears("freeze/experian", "granted");
    assert_eq!(story.outcome("freeze"), "refused");
    assert_eq!(story.status("complain"), "ready");
    assert_eq!(story.status("praise"), "not-applicable");
}

#[test]
fn a_copy_means_the_copy_of_the_same_addressee() {
    let book = playbook(
        "\
facts:
  false-at: { any-of: { equifax: E, experian: X } }
steps:
  block: { each: false-at, reply: { within: 10 days } }
  dispute: { each: false-at, when: { block: refused }, deadline: { within: 20 days, from: { block: refused }, bars: yes } }
  mark: { each: false-at, requires: [block] }
  ask-both: { each: [equifax, experian], when: { block: refused } }
",
    );
    let story = on(&book, NOW).says("false-at=equifax,experian").does("block/equifax");
    assert_eq!((story.status("mark/equifax"), story.status("mark/experian")), ("ready", "blocked"));
    let story = story.does("block/experian").hears("block/equifax", "granted").hears("block/experian", "refused");
    assert_eq!(story.status("dispute/equifax"), "not-applicable", "it did what it should");
    assert_eq!(story.status("dispute/experian"), "ready");
    assert_eq!(story.status("ask-both/equifax"), "ready", "its copies are others: the whole decides");
}

#[test]
fn a_term_counts_from_the_outcome_of_the_whole() {
    let book = playbook(
        "\
steps:
  freeze: { each: [a, b], reply: { within: 30 days } }
  lift: { opens: { after: 10 days, from: { freeze: granted } } }
  check: { requires: [freeze], within: { is: 3 days, from: { freeze: done } } }
  object: { when: { freeze: refused }, deadline: { within: 30 days, from: { freeze: refused }, bars: yes } }
  resend: { when: { freeze: unanswered }, deadline: { within: 5 days, from: { freeze: unanswered } } }
",
    );
    let one = || on(&book, NOW).does("freeze/a").hears("freeze/a", "granted").until("2026-11-04T09:00");
    assert_eq!((one().status("lift"), one().opens("lift")), ("later", "none".to_owned()), "one of two has granted it");
    let granted = one().does("freeze/b").until("2026-11-06T09:00").hears("freeze/b", "granted");
    assert_eq!(granted.opens("lift"), "2026-11-17 00:00:00", "the last makes it whole");
    assert_eq!(granted.due("check"), "2026-11-07", "done when the last was");
    assert_eq!(granted.until("2026-11-17T00:00").status("lift"), "ready");

    let refused = one().hears("freeze/a", "refused");
    assert_eq!(refused.deadline("object"), "2026-12-04", "one refusal is enough");
    let both =
        refused.until("2026-11-06T09:00").does("freeze/b").until("2026-11-20T09:00").hears("freeze/b", "refused");
    assert_eq!(both.deadline("object"), "2026-12-04", "and its term does not begin again with the next");
    assert_eq!(both.until("2026-12-05T09:00").status("object"), "expired");

    let silent = one().does("freeze/b").until("2026-12-06T09:00");
    assert_eq!(silent.deadline("resend"), "2026-12-10", "silence counts from the day after the term");
}

#[test]
fn a_skipped_copy_blocks_what_requires_the_whole() {
    let book = bureaus();
    let story = on(&book, NOW).does("freeze/equifax").skips("freeze/experian");
    assert_eq!(story.status("check"), "blocked for good");
}

#[test]
fn each_member_of_a_set_that_was_named() {
    let book = accounts();
    let story = on(&book, NOW);
    assert_eq!(story.next(), "ask accounts");
    let story = story.says("accounts=email,shop");
    assert_eq!(story.order(), "password/email password/shop");
    assert_eq!(story.status("password/bank"), "not-applicable");
    let story = story.does("password/email password/shop");
    assert_eq!(story.status("password"), "done");
    assert_eq!(story.status("check"), "ready");
}

#[test]
fn where_only_i_dont_know_leaves_it_open_the_parent_is_held_whatever_became_of_its_copies() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  freeze: { when: { lost: yes }, each: [a, b], unsure: hold }
",
    );
    let story = on(&book, NOW).says("lost=?").skips("freeze/a");
    assert_eq!(story.status("freeze"), "held");
    assert_eq!(story.next(), "finished");
}

#[test]
fn an_empty_set_leaves_nothing_to_do() {
    let book = accounts();
    let story = on(&book, NOW).says("accounts=");
    assert_eq!(story.status("password"), "not-applicable");
    assert_eq!(story.next(), "do check");
}

#[test]
fn members_nobody_knows_of_are_undecided_and_block_nothing() {
    let book = accounts();
    let story = on(&book, NOW).says("accounts=?");
    assert_eq!(story.status("password"), "held");
    assert_eq!(story.next(), "do check");
    let story = on(&book, NOW).says("accounts=email,?");
    assert_eq!(story.next(), "do password/email");
    let story = story.does("password/email");
    assert_eq!(story.status("password"), "done");
    assert_eq!(story.next(), "do check");
}

#[test]
fn skipping_the_parent_skips_no_copy_but_blocks_what_requires_it() {
    let book = bureaus();
    let story = on(&book, NOW).skips("freeze");
    assert_eq!(story.status("freeze"), "skipped");
    assert_eq!(story.status("check"), "blocked for good");
    assert_eq!(story.order(), "freeze/equifax freeze/experian");
    let story = story.does("freeze/equifax freeze/experian");
    assert_eq!(story.status("freeze"), "waiting", "what was done is done");
}
