//! The conversation, in a terminal: what a frightened person sees, types, and finds again afterwards.

use crate::environment::{Call, Folder, playbook};
use crate::terminal::Talk;
use insta::assert_snapshot;

/// Ctrl-C and Ctrl-D.
const INTERRUPT: &str = "\u{3}";
const END: &str = "\u{4}";

/// `next` about the sample playbook, with the cases of this folder.
fn next(folder: &Folder) -> Call {
    playbook("next --playbooks tests/data/playbooks").keeping(&folder.path().join("data"))
}

/// How wide a line is, a Chinese sign counted as two.
fn columns(line: &str) -> usize {
    line.chars().map(|c| if ('\u{2e80}'..'\u{10000}').contains(&c) { 2 } else { 1 }).sum()
}

fn talk(folder: &Folder) -> Talk {
    Talk::start(&next(folder), 80)
}

/// What a command says about the same case afterwards.
fn after(folder: &Folder, command: &str) -> String {
    playbook(command).arg("--playbooks").arg("tests/data/playbooks").keeping(&folder.path().join("data")).page()
}

/// Two playbooks, one for a country.
fn two_countries(folder: &Folder) -> Call {
    let playbook_of = |id: &str, ask: &str| {
        format!(
            "playbook: {id}\nversion: 2026-11-23\nlanguages: [en]\ntime-zone: UTC\n\
             facts:\n  lost: {{ ask: {ask}, one-of: {{ \"no\": \"No\", \"yes\": \"Yes\" }} }}\n\
             steps:\n  call:\n    title: Call\n    why: It helps.\n    how: Now.\n    when: {{ lost: \"yes\" }}\n    within: 2 days\n"
        )
    };
    folder.write("playbooks/fr/playbook.yaml", playbook_of("fr", "Asked in France?"));
    folder.write("playbooks/first-aid/playbook.yaml", playbook_of("first-aid", "Asked everywhere?"));
    playbook("next --playbooks playbooks").inside(folder.path()).keeping(&folder.path().join("data"))
}

#[test]
fn the_first_run_greets_asks_and_gives_the_action() {
    let folder = Folder::new("talk-first");
    let mut talk = talk(&folder);
    assert_snapshot!(talk.opening, @"
    Your data has leaked: this tells you what to do, one thing at a time.
    It works without the internet. Your answers are kept on this device only; stop
    whenever you like, and go on later with: playbook next
    English – sample

    Question 1 of 2
    What has leaked?
      1   A password
      2   A bank card
      3   An email address
      0   None of them
      ?   I don't know

    Type one or more numbers (1,3) · w why do you ask · l language · c country
    q stop here
    >
    ");
    assert_snapshot!(talk.say("1,2"), @"
    NOW · within 10 minutes                                              step 1 of 3
    Freeze the leaked bank card
      why      Until it is frozen, money can leave at any moment.
      how      - Call the number on the back of your card; say 挂失 (report loss).
               - Ask for a reference number and write down the time of your call,
                 because you may have to prove it.
      where    Your bank
               look up the number on the back of your card
               Never a number from a message.
      bring    the card or its last digits; your ID
      keep     the reference number
      law      Bank Card Rules art. 7  source of 2025-04-01, due to be checked again
               Notice on Accounts                                       not verified
      because  What has leaked? – A password; A bank card

    TAKE CARE
      * Pay nobody who offers to delete your data

    Careful: “Bank Card Rules” should have been checked again by 2026-01-01; look at
    the current text.

    1 done · 2 not possible · 3 show me another · 4 why · 5 all steps · b back
    q stop here
    >
    ");
    let code = {
        talk.say("q");
        talk.ends()
    };
    assert_eq!(code, Some(0));
}

#[test]
fn the_country_of_the_locale_is_taken_and_changed_with_one_key() {
    let folder = Folder::new("talk-country");
    let mut talk = Talk::start(&two_countries(&folder).locale("en_FR.UTF-8"), 80);
    assert!(talk.opening.contains("English – France (fr)"), "{}", talk.opening);
    assert!(talk.opening.contains("Asked in France?"), "{}", talk.opening);
    let choice = talk.say("c");
    assert!(choice.contains("Where do you live?") && choice.contains("1   everywhere (first-aid)"), "{choice}");
    assert!(talk.say("7").contains("`7` is not one of the answers."));
    assert!(talk.say("1").contains("Asked everywhere?"));
    // and back by its name, after an answer that was taken back
    assert!(talk.say("2").contains("Call"));
    assert!(talk.say("b").contains("Taken back: Asked everywhere? – Yes"));
    talk.say("c");
    assert!(talk.say("fr").contains("Asked in France?"));
    talk.all(&["2", "q"]);
    let plan = two_countries(&folder).locale("en_AQ.UTF-8").arg("--json");
    let plan: serde_json::Value = serde_json::from_str(&plan.page()).unwrap();
    assert_eq!(plan["playbook"], "fr", "the country chosen last is the one that is kept");
}

/// Where somebody lives is asked after what is urgent, and where the organisation is once it is said to be abroad.
#[test]
fn two_countries_are_asked_for_when_they_matter() {
    let folder = Folder::new("talk-two");
    let text = |id: &str| {
        format!(
            "playbook: {id}\nversion: 2026-01-01\nlanguages: [en]\ntime-zone: UTC\n\
             facts:\n  lost: {{ ask: Is money lost?, type: yes-no }}\n  \
             leaker-known: {{ ask: Do you know who it was?, one-of: {{ certain: \"Yes\", no-idea: \"No\" }} }}\n  \
             leaker-kind: {{ ask: Who was it?, one-of: {{ shop: A shop, foreign-company: A company abroad }}, when: {{ leaker-known: certain }} }}\n\
             steps:\n  \
             freeze: {{ title: Freeze the card, why: W., how: H., when: {{ lost: \"yes\" }}, within: 10 minutes, unsure: recommend }}\n  \
             {id}-law: {{ title: Complain in {id}, why: W., how: H., when: {{ leaker-kind: [shop, foreign-company] }}, within: 5 days }}\n"
        )
    };
    for id in ["first-aid", "fr", "au"] {
        folder.write(&format!("playbooks/{id}/playbook.yaml"), text(id));
    }
    let next = playbook("next --playbooks playbooks").inside(folder.path()).keeping(&folder.path().join("data"));
    let mut talk = Talk::start(&next.locale("C.UTF-8"), 80);
    assert!(
        talk.opening.contains("does not say where you live") && talk.opening.contains("j leaker abroad"),
        "{}",
        talk.opening
    );
    assert!(talk.say("1").contains("Freeze the card"), "a card does not wait for it");
    let place = talk.say("1");
    assert!(place.contains("What is most urgent has been asked.") && place.contains("Where do you live?"), "{place}");
    assert!(place.contains("France (fr)"), "{place}");
    assert!(talk.say("fr").contains("Do you know who it was?"), "what was said before counts");
    talk.say("1");
    let leaker = talk.say("2");
    assert!(leaker.contains("In which country is the organisation"), "{leaker}");
    let added = talk.say("au");
    assert!(added.contains("Now also in this case: Australia (au).") && added.contains("Complain in fr"), "{added}");
    assert!(talk.say("1").contains("Complain in au"));
    assert!(talk.say("j").contains("In a country that is not in this list"));
    assert!(talk.say("?").contains("There is no playbook for that country yet."));
    talk.say("q");
    let list = playbook("case list").keeping(&folder.path().join("data")).json();
    assert_eq!(list["cases"][0]["playbooks"], serde_json::json!(["fr", "au"]));
}

#[test]
fn somebody_whose_country_has_no_playbook_is_told_so() {
    let folder = Folder::new("talk-nowhere");
    let talk = Talk::start(&two_countries(&folder), 80);
    assert!(talk.opening.contains("There is no playbook for AQ yet"), "{}", talk.opening);
    assert!(talk.opening.contains("Asked everywhere?"), "{}", talk.opening);
}

#[test]
fn the_language_is_changed_with_one_key_and_remembered() {
    let folder = Folder::new("talk-language");
    let mut talk = talk(&folder);
    assert!(talk.say("l").contains("2   中文"));
    assert!(talk.say("2").contains("泄露了什么？"));
    talk.say("1");
    assert!(talk.say("退出").contains("您说过的都已保存"));
    assert!(after(&folder, "next").contains("钱被转走了吗？"), "{}", after(&folder, "next"));
}

/// Numbers, ids, labels, and what Chinese input methods write.
#[test]
fn an_answer_can_be_typed_in_many_ways() {
    for (typed, recorded) in [
        ("1,2", "password,bank-card"),
        ("1 2", "password,bank-card"),
        ("１，２", "password,bank-card"),
        ("1、2", "password,bank-card"),
        ("bank-card, password", "password,bank-card"),
        ("A bank card", "bank-card"),
        ("an email ADDRESS", "email"),
        ("1,?", "password,?"),
        ("？", "?"),
        ("unknown", "?"),
        ("0", ""),
        ("None of them", ""),
    ] {
        let folder = Folder::new("talk-typed");
        let mut talk = talk(&folder);
        talk.all(&[typed, "q"]);
        let exported = after(&folder, "case export -");
        assert!(exported.contains(&format!("\"value\":\"{recorded}\"")), "{typed}: {exported}");
    }
}

#[test]
fn a_wrong_answer_is_refused_and_asked_again() {
    let folder = Folder::new("talk-wrong");
    let mut talk = talk(&folder);
    for wrong in ["7", "passwort", "1,9", "-1", "99999999999999999999", "0,1", "\u{1b}[31m", "'; DROP TABLE event"] {
        let shown = talk.say(wrong);
        assert!(shown.contains("is not one of the answers"), "{wrong}: {shown}");
        assert!(shown.ends_with("\n> "), "{shown}");
    }
    // Enter alone says nothing, and nothing is recorded
    talk.say("");
    assert!(talk.say("3").contains("Has money gone?"));
    assert!(talk.say("1,2").contains("Only one answer fits here"));
    let shown = talk.say("2");
    assert!(shown.contains("Ask the bank to call back the payment"), "{shown}");
}

#[test]
fn why_a_question_is_asked() {
    let folder = Folder::new("talk-why");
    let shown = talk(&folder).say("w");
    assert!(shown.contains("Your answer decides about:\n  • Freeze the leaked bank card"), "{shown}");
}

#[test]
fn a_step_that_another_shell_did_meanwhile_is_not_recorded_twice() {
    let folder = Folder::new("talk-meanwhile");
    let mut talk = talk(&folder);
    assert!(talk.all(&["1", "1"]).contains("Change the password"));
    assert!(after(&folder, "done change-password").contains("Done: Change the password"));
    let shown = talk.say("1");
    assert!(shown.contains("Already recorded as done: Change the password"), "{shown}");
    assert_eq!(after(&folder, "case export -").matches("\"done\"").count(), 1);
}

#[test]
fn back_takes_back_what_was_said_in_this_conversation_and_no_more() {
    let folder = Folder::new("talk-back");
    let mut first = talk(&folder);
    assert!(first.say("b").contains("nothing to take back"));
    first.all(&["1", "1", "q"]);
    let mut second = talk(&folder);
    assert!(second.opening.contains("goes on"), "{}", second.opening);
    assert!(second.say("b").contains("nothing to take back"));
    assert!(second.say("1").contains("Done: Change the password"));
    assert!(second.say("b").contains("Taken back: Done: Change the password"));
    second.say("q");
    assert!(after(&folder, "next").contains("Change the password"));
}

#[test]
fn whoever_stops_goes_on_where_they_were() {
    let folder = Folder::new("talk-later");
    let mut first = talk(&folder);
    first.say("1");
    let shown = first.say("q");
    assert!(shown.contains("Everything you said is kept.\nGo on with:\n  playbook next --playbooks"), "{shown}");
    assert_eq!(first.ends(), Some(0));
    let second = talk(&folder);
    assert!(second.opening.contains("Your case “sample” goes on."), "{}", second.opening);
    assert!(second.opening.contains("Has money gone?"), "{}", second.opening);
    assert!(!second.opening.contains("What has leaked?"), "{}", second.opening);
}

#[test]
fn ctrl_c_keeps_the_answers() {
    let folder = Folder::new("talk-interrupt");
    let mut talk = talk(&folder);
    talk.say("1,2");
    let shown = talk.key(INTERRUPT);
    assert!(shown.contains("Stopped. What you answered so far is kept.\nGo on with:\n  playbook next"), "{shown}");
    assert_eq!(talk.ends(), Some(130));
    assert!(after(&folder, "next").contains("Freeze the leaked bank card"));
}

#[test]
fn the_end_of_the_input_is_a_goodbye() {
    let folder = Folder::new("talk-end");
    let mut talk = talk(&folder);
    talk.say("1");
    let shown = talk.key(END);
    assert!(shown.contains("Everything you said is kept"), "{shown}");
    assert_eq!(talk.ends(), Some(0));
    assert!(after(&folder, "next").contains("Has money gone?"));
}

#[test]
fn a_window_that_is_resized_is_filled_from_the_next_screen_on() {
    let folder = Folder::new("talk-resize");
    let mut talk = talk(&folder);
    talk.resize(40);
    let shown = talk.say("1,2");
    assert!(shown.lines().all(|line| columns(line) <= 40), "{shown}");
    assert!(shown.contains("  why\n    Until it is frozen"), "{shown}");
    talk.resize(80);
    let shown = talk.say("4");
    assert!(shown.contains("  why      Until it is frozen, money can leave"), "{shown}");
}

#[test]
fn a_narrow_window_in_chinese() {
    let folder = Folder::new("talk-narrow");
    let mut talk = Talk::start(&next(&folder).locale("zh_CN.UTF-8"), 40);
    assert_snapshot!(talk.opening, @"
    您的个人信息泄露了：这个程序一步一步告诉
    您该做什么。
    不需要联网。您的回答只保存在这台设备上；
    随时可以停下，以后用 playbook next 继
    续。
    中文 – sample

    第1题，共2题
    泄露了什么？
      1   密码
      2   银行卡
      3   电子邮箱
      0   都没有
      ?   不知道

    输入一个或几个数字（1,3） · w 为什么问
    l 换语言 · c 换国家 · q 先停下
    >
    ");
    let shown = talk.say("２");
    assert!(shown.lines().all(|line| columns(line) <= 40), "{shown}");
    assert!(shown.contains("挂失泄露的银行卡"), "{shown}");
}

#[test]
fn a_plain_conversation_reads_aloud() {
    let folder = Folder::new("talk-plain");
    let mut talk = Talk::start(&next(&folder).arg("--plain"), 80);
    assert_snapshot!(talk.opening, @"
    Your data has leaked: this tells you what to do, one thing at a time.
    It works without the internet. Your answers are kept on this device only; stop whenever you like, and go on later with: playbook next
    English – sample

    Question 1 of 2
    What has leaked?
    1: A password
    2: A bank card
    3: An email address
    0: None of them
    ?: I don't know

    Type one or more numbers (1,3), w why do you ask, l language, c country, q stop here
    >
    ");
    let shown = talk.say("2");
    for sign in ['·', '•', '▸', '✓', '\u{1b}'] {
        assert!(!shown.contains(sign), "{sign:?} in {shown}");
    }
}

#[test]
fn nothing_is_kept_when_nothing_is_to_be_kept() {
    let folder = Folder::new("talk-no-save");
    let mut talk = Talk::start(&next(&folder).arg("--no-save"), 80);
    assert!(talk.opening.contains("Nothing is kept: when you leave"), "{}", talk.opening);
    assert!(talk.say("1").contains("Has money gone?"), "it goes on all the same");
    assert!(talk.say("b").contains("Taken back: What has leaked? – A password"));
    assert!(talk.key(INTERRUPT).contains("Stopped. Nothing was kept."));
    assert_eq!(talk.ends(), Some(130));
    assert!(!folder.path().join("data").exists(), "not even a folder was made");
}

#[test]
fn steps_are_done_skipped_passed_over_and_explained() {
    let folder = Folder::new("talk-steps");
    let mut talk = talk(&folder);
    talk.say("1,2");
    let why = talk.say("why");
    assert!(why.contains("because  What has leaked? – A password; A bank card"), "{why}");
    let all = talk.say("5");
    assert!(all.contains("YOUR PLAN") && all.contains("look-again"), "{all}");
    let other = talk.say("3");
    assert!(other.contains("Has money gone?"), "{other}");
    let action = talk.say("2");
    assert!(action.contains("step 1 of"), "{action}");
    let refused = talk.say("1 2026-02-01");
    assert!(refused.contains("later than now"), "{refused}");
    let done = talk.say("done yesterday");
    assert!(done.contains("Done: Freeze the leaked bank card") && done.contains("step 2 of"), "{done}");
    let skipped = talk.say("2");
    assert!(skipped.contains("Skipped: Ask the bank to call back the payment"), "{skipped}");
    talk.say("q");
    let plan = after(&folder, "plan");
    assert!(plan.contains("2026-01-04 (Sunday)"), "{plan}");
}

#[test]
fn another_step_is_shown_until_there_is_none() {
    let folder = Folder::new("talk-another");
    let mut talk = talk(&folder);
    talk.all(&["1", "1"]);
    let second = talk.say("3");
    assert!(second.contains("Look at your accounts again"), "{second}");
    let first = talk.say("a");
    assert!(first.contains("no other step that can be done now"), "{first}");
    assert!(first.contains("Change the password"), "{first}");
}

#[test]
fn a_reply_arrives_while_waiting() {
    let folder = Folder::new("talk-wait");
    let mut talk = talk(&folder);
    talk.all(&["2", "1", "2", "1"]);
    let asked = talk.say("yesterday");
    assert!(asked.contains("Claim the money from the bank in writing"), "{asked}");
    let sent = talk.say("1");
    assert!(sent.contains("If it was not today"), "{sent}");
    assert!(sent.contains("WAITING FOR AN ANSWER") && sent.contains("until 2026-01-26"), "{sent}");
    let waits = talk.say("1");
    assert!(waits.contains("WAIT") && waits.contains("1 an answer came"), "{waits}");
    let reply = talk.say("1");
    assert!(reply.contains("What does the answer to “Claim the money from the bank in writing” say?"), "{reply}");
    let row = reply.lines().find(|line| line.contains("refused")).unwrap();
    let number = row.split_whitespace().next().unwrap();
    let next = talk.say(number);
    assert!(next.contains("Complain to the ombudsman"), "{next}");
}

#[test]
fn the_end_is_said() {
    let folder = Folder::new("talk-finished");
    let mut talk = talk(&folder);
    talk.all(&["0", "1"]);
    let ended = talk.say("2");
    assert!(ended.contains("FINISHED"), "{ended}");
    assert!(talk.say("b").contains("Taken back"), "even then a slip can be taken back");
}

#[test]
fn what_another_shell_records_meanwhile_counts() {
    let folder = Folder::new("talk-two");
    let mut talk = talk(&folder);
    talk.say("1");
    after(&folder, "answer money=no");
    let shown = talk.say("2");
    assert!(shown.contains("Ask the bank to call back the payment"), "the later answer counts: {shown}");
    after(&folder, "done stop-payment");
    let shown = talk.say("1");
    assert!(shown.contains("1 of 4 steps done"), "{shown}");
    talk.say("q");
    let exported = after(&folder, "case export -");
    for kept in ["password", "\"value\":\"no\"", "\"value\":\"yes\"", "stop-payment"] {
        assert!(exported.contains(kept), "{kept} in {exported}");
    }
}

#[test]
fn a_damaged_casebook_is_told_and_the_conversation_goes_on() {
    let folder = Folder::new("talk-damaged");
    talk(&folder).all(&["1", "q"]);
    folder.write("data/cases.db", [0; 4096]);
    let before = std::fs::read(folder.path().join("data/cases.db")).unwrap();
    let mut talk = talk(&folder);
    assert!(talk.opening.contains("Error") || talk.opening.contains("casebook"), "{}", talk.opening);
    assert!(talk.opening.contains("What has leaked?"), "{}", talk.opening);
    assert!(talk.say("2").contains("Freeze the leaked bank card"));
    assert!(talk.say("q").contains("Nothing was kept."));
    assert_eq!(talk.ends(), Some(0));
    assert_eq!(std::fs::read(folder.path().join("data/cases.db")).unwrap(), before, "it was left as it was");
}

/// The folder is a file: root may write into any folder, so a read-only one would prove nothing everywhere.
#[test]
fn a_casebook_that_cannot_be_written_is_told_once_and_the_conversation_goes_on() {
    let folder = Folder::new("talk-unwritable");
    let mut talk = talk(&folder);
    folder.write("data", "a file where the folder should be");
    let shown = talk.say("2");
    assert!(shown.contains("From here on nothing is kept."), "{shown}");
    assert!(shown.contains("Freeze the leaked bank card"), "the answer counts all the same: {shown}");
    let shown = talk.say("1");
    assert!(!shown.contains("nothing is kept") && shown.contains("Done: Freeze"), "{shown}");
    assert!(talk.say("q").contains("Nothing was kept."));
}

/// The answer makes another question more urgent than the rest of the screen; the screen is finished first.
#[test]
fn a_screen_is_finished_unless_there_is_something_to_do() {
    let folder = Folder::new("talk-screen");
    folder.write(
        "playbooks/demo/playbook.yaml",
        "\
playbook: demo
version: 2026-01-01
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
    let next = || playbook("next --playbooks playbooks").inside(folder.path()).keeping(&folder.path().join("data"));
    let mut talk = Talk::start(&next().arg("--no-save"), 80);
    let shown = talk.say("no");
    assert!(shown.contains("Question 2 of 2") && shown.contains("Does somebody call?"), "{shown}");
    assert!(talk.say("n").contains("How was it lost?"));
    let mut talk = Talk::start(&next().arg("--no-save"), 80);
    assert!(talk.say("y").contains("Call the bank"), "an emergency does not wait for the rest of the screen");
}
