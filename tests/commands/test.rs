//! `playbook test`: scenarios, and what differs when one fails.

use crate::environment::{Folder, playbook};
use insta::assert_snapshot;

const PLAYBOOK: &str = "\
playbook: demo
version: 2026-11-23
languages: [en]
time-zone: Asia/Shanghai
facts:
  leaked: { ask: What leaked?, any-of: { password: A password, passport: A passport } }
steps:
  change-password:
    title: Change the password
    why: Whoever has it can sign in.
    how: Sign in and choose a new one.
    when: { leaked: password }
    within: 1 day
  watch:
    title: Watch your accounts
    why: Misuse shows late.
    how: Look at them once a week.
    within: 2 weeks
";

fn scenario(plan: &str) -> String {
    format!(
        "scenario: A password leaked.\nnow: 2026-11-23T20:00+08:00\nfacts: {{ leaked: [password] }}\nexpect:\n  plan: {plan}\n"
    )
}

#[test]
fn scenarios_that_hold() {
    let folder = Folder::new("test-good");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK);
    folder.write("playbooks/demo/scenarios/password.yaml", scenario("[change-password, watch]"));
    assert_snapshot!(playbook("test").inside(folder.path()).page(), @"
    1 scenario passed.
    Median of screens before the first action: 1 (of 1 scenario)
    ");
}

#[test]
fn a_scenario_that_fails_shows_expected_and_got_side_by_side() {
    let folder = Folder::new("test-bad");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK);
    folder.write("playbooks/demo/scenarios/password.yaml", scenario("[watch, change-password]"));
    let shown = playbook("test demo").inside(folder.path()).run();
    assert_eq!(shown.code, Some(1));
    assert_snapshot!(shown.stdout, @"
    FAILED playbooks/demo/scenarios/password.yaml
      A password leaked.
      plan (line 5):
          expected         got
        - watch
          change-password  change-password
        +                  watch
        watch: It applies and can be done now.
          when: NEXT: advised within 2 weeks from the moment it first applied
          (2026-11-23 (Monday), 20:00)
        change-password: It applies and can be done now.
          because: What leaked? – A password
          when: TODAY: advised within 1 day from the moment it first applied
          (2026-11-23 (Monday), 20:00)

    1 of 1 scenarios failed.
    Median of screens before the first action: 1 (of 1 scenario)
    ");
    let document = playbook("test --json").inside(folder.path()).run();
    let document: serde_json::Value = serde_json::from_str(&document.stdout).unwrap();
    assert_eq!((&document["schema"], &document["failed"]), (&"playbook.test/1".into(), &1.into()));
}

/// Questions asked together are one screen, also where an answer makes another question more urgent than the rest of them;
/// what is of no use any more, or comes after something to do, is not counted.
#[test]
fn screens_before_the_first_action_are_counted() {
    let folder = Folder::new("test-screens");
    folder.write(
        "playbooks/demo/playbook.yaml",
        "\
playbook: demo
version: 2026-11-23
languages: [en]
time-zone: UTC
facts:
  lost: { ask: Is money lost?, type: yes-no, ask-with: first }
  calls: { ask: Does somebody call?, type: yes-no, ask-with: first }
  how: { ask: How was it lost?, one-of: { sent: Sent, stolen: Stolen }, when: { lost: no } }
steps:
  call-bank: { title: Call the bank, why: W, how: H, when: { lost: yes }, within: 30 minutes, unsure: recommend }
  hang-up: { title: Hang up, why: W, how: H, when: { calls: yes }, within: 1 hour, unsure: hold }
  write: { title: Write, why: W, how: H, when: { how: sent }, within: 5 minutes, unsure: hold }
",
    );
    let scenario = |title: &str, facts: &str| {
        format!("scenario: {title}\nnow: 2026-11-23T20:00+00:00\nfacts: {{ {facts} }}\nexpect:\n  avoid: []\n")
    };
    folder.write("playbooks/demo/scenarios/a.yaml", scenario("Money is lost.", "lost: yes"));
    folder.write("playbooks/demo/scenarios/b.yaml", scenario("Nothing is lost.", "lost: no, calls: no, how: stolen"));
    folder.write("playbooks/demo/scenarios/c.yaml", scenario("Somebody knows nothing.", ""));
    let document = playbook("test").inside(folder.path()).json();
    let screens: Vec<_> = document["scenarios"].as_array().unwrap().iter().map(|ran| &ran["screens"]).collect();
    assert_eq!(screens, [1, 2, 1], "{document:#}");
    assert_eq!(document["median_screens"], 1.0);
    let page = playbook("test").inside(folder.path()).page();
    assert!(page.contains("Median of screens before the first action: 1 (of 3 scenarios)"), "{page}");
}

/// A page too narrow for both columns has them under each other.
#[test]
fn a_narrow_page_shows_the_difference_in_one_column() {
    let folder = Folder::new("test-narrow");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK.replace("change-password", "change-every-password-now"));
    folder.write("playbooks/demo/scenarios/password.yaml", scenario("[watch, change-every-password-now]"));
    let shown = playbook("test demo --width 40").inside(folder.path()).run();
    assert_snapshot!(shown.stdout, @"
    FAILED
    playbooks/demo/scenarios/password.yaml
      A password leaked.
      plan (line 5):
        - expected
        + got
        - watch
          change-every-password-now
        + watch
        watch: It applies and can be done
        now.
          when: NEXT: advised within 2 weeks
          from the moment it first applied
          (2026-11-23 (Monday), 20:00)
        change-every-password-now: It
        applies and can be done now.
          because: What leaked? – A password
          when: TODAY: advised within 1 day
          from the moment it first applied
          (2026-11-23 (Monday), 20:00)

    1 of 1 scenarios failed.
    Median of screens before the first
    action: 1 (of 1 scenario)
    ");
    let shown = playbook("test demo --plain").inside(folder.path()).run();
    assert_snapshot!(shown.stdout, @"
    FAILED playbooks/demo/scenarios/password.yaml
    A password leaked.
    plan (line 5):
    expected: watch
    change-every-password-now
    got: watch
    watch: It applies and can be done now.
    when: NEXT: advised within 2 weeks from the moment it first applied (2026-11-23 (Monday), 20:00)
    change-every-password-now: It applies and can be done now.
    because: What leaked? – A password
    when: TODAY: advised within 1 day from the moment it first applied (2026-11-23 (Monday), 20:00)

    1 of 1 scenarios failed.
    Median of screens before the first action: 1 (of 1 scenario)
    ");
}

/// Where a question comes instead of a step, the page says what it decides about.
#[test]
fn a_question_that_comes_first_says_what_it_decides_about() {
    let folder = Folder::new("test-question");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK);
    let text = "scenario: Nothing is known.\nnow: 2026-11-23T20:00+08:00\nexpect:\n  next: watch\n";
    folder.write("playbooks/demo/scenarios/nothing.yaml", text);
    let shown = playbook("test demo").inside(folder.path()).run();
    assert_eq!(shown.code, Some(1));
    assert_snapshot!(shown.stdout, @"
    FAILED playbooks/demo/scenarios/nothing.yaml
      Nothing is known.
      next (line 4):
          expected  got
        - watch
        +           { question: leaked }
        Asked first: leaked – What leaked? It decides about: change-password
        watch: It applies and can be done now.
          when: NEXT: advised within 2 weeks from the moment it first applied
          (2026-11-23 (Monday), 20:00)

    1 of 1 scenarios failed.
    Median of screens before the first action: 1 (of 1 scenario)
    ");
}

#[test]
fn a_playbook_with_mistakes_is_a_problem_that_was_found() {
    let folder = Folder::new("test-broken");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK.replace("leaked: password", "leaked: pasword"));
    let shown = playbook("test").inside(folder.path()).run();
    assert_eq!(shown.code, Some(1), "{}", shown.stderr);
    assert!(shown.stderr.contains("pasword") && shown.stderr.contains("playbook check demo"), "{}", shown.stderr);
}

const LETTERS: &str = "\
playbook: demo
version: 2026-11-23
languages: [en]
time-zone: UTC
facts:
  leaked: { ask: What leaked?, any-of: { password: A password, passport: A passport } }
authorities:
  office:
    name: The office
    accepts: { ask: [refused, unanswered] }
    channels:
      - phone: \"555 0100\"
      - { web: \"https://office.example.org\", when: { leaked: passport } }
steps:
  ask: { title: Ask the company, why: W, how: H, within: 1 day, reply: { within: 30 days } }
  complain: { title: Complain to the office, why: W, how: H, within: 1 week, report-to: office }
  renew: { title: Renew the passport, why: W, how: H, when: { leaked: passport }, within: 2 days }
";

#[test]
fn coverage_lists_what_no_scenario_touches() {
    let folder = Folder::new("test-coverage");
    folder.write("playbooks/demo/playbook.yaml", LETTERS);
    let silent = "scenario: Nobody answers.\nnow: 2026-11-23\non: 2026-10-01\nfacts: { leaked: [password] }\n\
        events:\n  - { done: ask }\nexpect:\n  plan: [complain]\n";
    folder.write("playbooks/demo/scenarios/silent.yaml", silent);
    assert_snapshot!(playbook("test --coverage").inside(folder.path()).page(), @"
    What the scenarios of demo touch                                      1 scenario
      Steps of which no scenario expects anything while they can be done:
        ask
        renew
      Outcomes that no scenario brings about:
        ask: refused
      Channels that no scenario leads to:
        office: web https://office.example.org
      Tests that decide nothing in any scenario, as true or as false:
        step renew
          leaked: passport (true)
        accepts office
          ask: refused (true)
          ask: refused (false)
          ask: unanswered (false)
        channel office 2
          leaked: passport (true)
      steps     1 of 3
      outcomes  1 of 2
      channels  1 of 2
      branches  3 of 8

    1 scenario passed.
    Median of screens before the first action: 0 (of 1 scenario)
    ");
    let document = playbook("test --coverage").inside(folder.path()).json();
    let covered = &document["coverage"][0];
    assert_eq!(covered["steps"], serde_json::json!({ "all": 3, "touched": 1, "untouched": ["ask", "renew"] }));
    let refused = serde_json::json!([{ "step": "ask", "outcome": "refused" }]);
    assert_eq!(covered["outcomes"]["untouched"], refused);
    assert!(playbook("test").inside(folder.path()).json().get("coverage").is_none());
}

/// A step counts only where something is expected of it while it can be done; a test only where it decides.
#[test]
fn coverage_is_of_what_is_expected() {
    let folder = Folder::new("test-expected");
    folder.write("playbooks/demo/playbook.yaml", LETTERS);
    let one = "scenario: One.\nnow: 2026-11-23\nfacts: { leaked: [passport] }\nexpect:\n  next: ask\n";
    folder.write("playbooks/demo/scenarios/one.yaml", one);
    let steps = |folder: &Folder| {
        let document = playbook("test --coverage").inside(folder.path()).json();
        let branches = document["coverage"][0]["branches"]["untouched"].as_array().unwrap().clone();
        let of_renew: Vec<bool> =
            branches.iter().filter(|one| one["id"] == "renew").map(|one| one["value"] == true).collect();
        (document["coverage"][0]["steps"]["untouched"].clone(), of_renew)
    };
    assert_eq!(steps(&folder), (serde_json::json!(["complain", "renew"]), vec![false]));
    folder.write("playbooks/demo/scenarios/one.yaml", one.replace("next: ask", "status: { renew: ready }"));
    assert_eq!(steps(&folder).0, serde_json::json!(["ask", "complain"]));
}

#[test]
fn bless_writes_what_came_out_and_keeps_the_rest_of_the_file() {
    let folder = Folder::new("test-bless");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK);
    let file = "# Why this person matters.\nscenario: A password leaked. # today\nnow: 2026-11-23T20:00+08:00\n\
        facts: { leaked: [password] }\nexpect:\n  next: wait   # so it was\n  plan: # first things first\n    - watch # weekly\n    \
        - change-password\n  status: { watch: later }\n";
    folder.write("playbooks/demo/scenarios/password.yaml", file);
    let good = scenario("[change-password, watch]").replace("A password", "Another password");
    folder.write("playbooks/demo/scenarios/good.yaml", &good);
    let page = playbook("test --bless").inside(folder.path()).page();
    assert!(page.contains("- wait") && page.contains("+           change-password"), "{page}");
    assert!(page.contains("Rewritten: playbooks/demo/scenarios/password.yaml"), "{page}");
    let read = |name: &str| std::fs::read_to_string(folder.path().join("playbooks/demo/scenarios").join(name)).unwrap();
    assert_snapshot!(read("password.yaml"), @"
    # Why this person matters.
    scenario: A password leaked. # today
    now: 2026-11-23T20:00+08:00
    facts: { leaked: [password] }
    expect:
      next: change-password   # so it was
      plan: # first things first
        - change-password
        - watch # weekly
      status: { watch: ready }
    ");
    assert_eq!(read("good.yaml"), good, "a scenario that passes is left alone");
    assert_eq!(playbook("test").inside(folder.path()).json()["passed"], 2);
    let left = std::fs::read_dir(folder.path().join("playbooks/demo/scenarios")).unwrap().count();
    assert_eq!(left, 2, "nothing is left beside the files");
}

#[test]
fn bless_refuses_what_it_cannot_write() {
    let folder = Folder::new("test-bless-not");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK);
    let file = scenario("[watch, change-password]") + "  until: { watch: 2026-12-24 }\n";
    folder.write("playbooks/demo/scenarios/password.yaml", &file);
    let shown = playbook("test --bless").inside(folder.path()).run();
    assert_eq!(shown.code, Some(1));
    assert!(shown.stdout.contains("Not rewritten: nothing came out for until watch"), "{}", shown.stdout);
    let now = std::fs::read_to_string(folder.path().join("playbooks/demo/scenarios/password.yaml")).unwrap();
    assert_eq!(now, file);
    // what is inside the program has no files
    let empty = Folder::new("test-bless-embedded");
    assert_snapshot!(playbook("test first-aid --bless").inside(empty.path()).refused(), @"
    exit 2
    Error: The built-in playbooks (first-aid) cannot be changed; only scenario files
           in a folder can be rewritten.
      Try: playbook test DIR
    Nothing was changed.
    ");
}

/// A link that leads out of the folder is never followed, so nothing outside is written.
#[cfg(unix)]
#[test]
fn bless_writes_nothing_outside_the_folder() {
    let outside = Folder::new("test-bless-outside");
    outside.write("password.yaml", scenario("[watch, change-password]"));
    let folder = Folder::new("test-bless-link");
    folder.write("playbooks/demo/playbook.yaml", PLAYBOOK);
    std::fs::create_dir_all(folder.path().join("playbooks/demo/scenarios")).unwrap();
    let link = folder.path().join("playbooks/demo/scenarios/password.yaml");
    std::os::unix::fs::symlink(outside.path().join("password.yaml"), link).unwrap();
    let shown = playbook("test --bless").inside(folder.path()).run();
    assert_eq!(shown.code, Some(3), "{}{}", shown.stdout, shown.stderr);
    let kept = std::fs::read_to_string(outside.path().join("password.yaml")).unwrap();
    assert_eq!(kept, scenario("[watch, change-password]"));
}

#[test]
fn a_scenario_is_told_as_a_story() {
    let folder = Folder::new("test-story");
    folder.write("playbooks/demo/playbook.yaml", LETTERS);
    let text = "scenario: Nobody answers.\nnow: 2026-11-23\non: 2026-10-01\nfacts: { leaked: [passport] }\nevents:\n  \
        - { done: renew, on: 2026-10-02 }\n  - { done: ask, on: 2026-10-02 }\n  - { skip: complain, on: 2026-11-20 }\n\
        expect:\n  next: finished\n";
    folder.write("playbooks/demo/scenarios/silent.yaml", text);
    assert_snapshot!(playbook("test --explain silent").inside(folder.path()).page(), @"
    Nobody answers.
    playbooks/demo/scenarios/silent.yaml

    2026-10-01 (Thursday), 12:00
      said      What leaked? – A passport
      told      TODAY · best by 2026-10-02 (Friday): Ask the company
                and 1 further step is open

    2026-10-02 (Friday), 12:00
      did       Renew the passport
      did       Ask the company
      told      to wait until 2026-11-01 (Sunday)

    2026-11-02 (Monday), 00:00
      silence   Ask the company
      told      NEXT · best by 2026-11-09 (Monday): Complain to the office
      where     The office
      because   “Ask the company”: no answer in time

    2026-11-20 (Friday), 12:00
      will not  Complain to the office
      told      nothing is left to do

    2026-11-23 (Monday), 12:00
      told      nothing is left to do

    So it is expected.
    ");
    let story = playbook("test --explain demo/silent").inside(folder.path()).json();
    assert_eq!((&story["schema"], &story["passed"]), (&"playbook.story/1".into(), &true.into()));
    let silence = &story["chapters"][2];
    assert_eq!(silence["happened"][0]["kind"], "silent");
    assert_eq!(silence["next"]["recommendation"]["step"]["id"], "complain");
    assert_snapshot!(playbook("test --explain silnt").inside(folder.path()).refused(), @"
    exit 2
    Error: There is no scenario `silnt` here.
      where  --explain silnt
      Did you mean `silent`?
    Nothing was changed.
    ");
}
