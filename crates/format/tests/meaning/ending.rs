//! Things not to do, waiting, and the end.

use crate::case::{on, playbook};
use playbook_engine::{Plan, Recommendation, Wait};

const NOW: &str = "2026-11-02T09:00";

fn wait(story: &crate::case::Story<'_>) -> (Plan, Wait) {
    match story.program.next(&story.case, story.now) {
        (plan, Recommendation::Wait(wait)) => (plan, wait),
        (_, other) => panic!("no wait but {other:?}"),
    }
}

#[test]
fn a_thing_not_to_do_is_never_next_and_always_shown_while_it_applies() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  dont-pay: { avoid: yes, when: { lost: yes } }
  dont-engage: { avoid: yes }
  stop: { when: { lost: yes } }
",
    );
    let story = on(&book, NOW).says("lost=yes");
    assert_eq!(story.next(), "do stop");
    assert_eq!(story.order(), "stop");
    assert_eq!(story.agenda(), "stop");
    assert_eq!(story.names(book.avoid(&story.plan())), "dont-pay dont-engage");
    let story = story.does("stop");
    assert_eq!(story.next(), "finished");
    assert_eq!(story.names(book.avoid(&story.plan())), "dont-pay dont-engage");
    let story = on(&book, NOW).says("lost=no");
    assert_eq!(story.names(book.avoid(&story.plan())), "dont-engage");
}

#[test]
fn nobody_waits_for_a_thing_not_to_do() {
    let book = playbook(
        "\
steps:
  dont-pay: { avoid: yes, applies: { from: 2026-12-01 } }
",
    );
    assert_eq!(on(&book, NOW).next(), "finished");
    let mut story = on(&book, NOW);
    let step = story.id("dont-pay");
    assert!(story.case.mark_done(&book, step, story.now).is_err(), "it cannot be done either");
}

#[test]
fn wait_says_until_when_for_whom_and_what_follows_silence() {
    let book = playbook(
        "\
steps:
  complain: { reply: { within: 15 days } }
  ask: { reply: { within: 10 days } }
  appeal: { when: { complain: [refused, unanswered] } }
  check: { applies: { from: 2026-11-25 } }
",
    );
    let story = on(&book, NOW).does("complain ask");
    assert_eq!(story.next(), "wait until 2026-11-12");
    let (_, wait) = wait(&story);
    let waits: Vec<String> = wait.waits.iter().map(|each| story.names([each.step])).collect();
    assert_eq!(waits, ["ask", "complain", "check"], "the earliest first, openings too");
    assert_eq!(story.names(wait.waits[1].then.clone()), "appeal");
    assert_eq!(story.names(wait.waits[0].then.clone()), "");
}

#[test]
fn the_running_terms_are_listed_beside_any_recommendation() {
    let book = playbook(
        "\
steps:
  complain: { reply: { within: 15 days } }
  capture: {}
",
    );
    let story = on(&book, NOW).does("complain");
    assert_eq!(story.next(), "do capture");
    let waits = book.waiting(&story.plan());
    assert_eq!(story.names(waits.into_iter().map(|wait| wait.step)), "complain");
}

#[test]
fn between_repeats_one_waits() {
    let book = playbook(
        "\
steps:
  check: { again: [30 days] }
",
    );
    let story = on(&book, NOW).does("check");
    assert_eq!(story.next(), "wait until 2026-12-02 00:00:00");
    let story = story.until("2026-12-02T00:00");
    assert_eq!(story.next(), "do check");
    assert_eq!(story.does("check").next(), "finished");
}

#[test]
fn an_opening_whose_event_never_happened_is_not_waited_for() {
    let book = playbook(
        "\
steps:
  complain: {}
  sue: { opens: { after: 60 days, from: { complain: refused } } }
",
    );
    let story = on(&book, NOW).skips("complain");
    assert_eq!(story.status("sue"), "later");
    assert_eq!(story.next(), "finished");
}

#[test]
fn finished_says_what_was_achieved_lost_undecided_and_blocked_for_good() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
  decided-on: { type: date }
steps:
  capture: {}
  report: {}
  claim: { requires: [report] }
  freeze: { when: { lost: yes } }
  object: { deadline: { within: 7 days, from: decided-on, bars: yes } }
",
    );
    let story = on(&book, NOW).says("lost=? decided-on=2026-10-01").does("capture").skips("report");
    let end = story.finished();
    assert_eq!(story.names(end.achieved), "capture");
    assert_eq!(story.names(end.lost), "object");
    assert_eq!(story.names(end.undecided), "freeze");
    assert_eq!(story.names(end.blocked), "claim");
}

#[test]
fn open_is_applicable_and_not_done_waiting_skipped_expired_or_blocked_for_good() {
    let book = playbook(
        "\
facts:
  decided-on: { type: date }
  lost: { type: yes-no }
steps:
  done: {}
  sent: { reply: { within: 15 days } }
  skipped: {}
  dead: { requires: [skipped] }
  expired: { deadline: { within: 7 days, from: decided-on, bars: yes } }
  na: { when: { lost: yes } }
  ready: {}
  blocked: { requires: [ready] }
  later: { applies: { from: 2026-12-01 } }
",
    );
    let story = on(&book, NOW).says("decided-on=2026-10-01 lost=no").does("done sent").skips("skipped");
    let plan = story.plan();
    assert_eq!(story.names(book.step_ids().filter(|step| plan.is_open(*step))), "ready blocked later");
}

#[test]
fn why_names_the_answers_that_force_a_status() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
  online: { type: yes-no }
  amount: { type: amount }
steps:
  capture: {}
  stop: { when: { all: [{ lost: yes }, { any: [{ online: yes }, { amount: { at-least: 10 } }] }] }, requires: [capture] }
",
    );
    let story = on(&book, NOW).says("lost=yes online=yes amount=5").does("capture");
    let reasons = |step: &str| book.why(&story.case, story.now, story.id(step)).len();
    assert_eq!(reasons("stop"), 3, "lost, online, and that the evidence was captured");
    let story = story.says("lost=no");
    assert_eq!(book.why(&story.case, story.now, story.id("stop")).len(), 1, "why not: one answer is enough");
}

#[test]
fn what_if_names_what_another_answer_would_change() {
    let book = playbook(
        "\
facts:
  lost: { type: yes-no }
steps:
  stop: { when: { lost: yes } }
  report: { requires: [stop] }
  other: {}
",
    );
    let story = on(&book, NOW).says("lost=no");
    let lost = book.fact_id("lost").expect("a fact");
    let yes = book.parse_answer(lost, "yes").expect("a value");
    let (_, changes) = book.what_if(&story.case, story.now, lost, yes).expect("it fits");
    let changes: Vec<String> = changes
        .iter()
        .map(|change| format!("{} {} {}", story.names([change.step]), change.before.as_str(), change.after.as_str()))
        .collect();
    assert_eq!(changes, ["stop not-applicable ready", "report ready blocked"]);
    assert_eq!(story.status("stop"), "not-applicable", "the case itself is untouched");
}
