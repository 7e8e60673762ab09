//! `playbook next`: one action or question, and how to go on.

use crate::environment::{SAMPLE, playbook};
use insta::assert_snapshot;

/// A bank card leaked and money went.
const URGENT: &str = "--fact money=yes --fact data=bank-card";

/// Money went by the person's own transfer, twenty minutes ago.
const DECEIVED: &str = "--playbook cn --fact money-state=lost --fact loss-method=i-transferred \
    --fact lost-at=2026-11-23T19:40+08:00 --fact danger=none --fact extortion=no --fact account-control=yes";

fn next(options: &str) -> String {
    playbook(&format!("next {SAMPLE} {options}")).page()
}

/// The first screen of the real playbooks.
#[test]
fn without_anything_it_asks_what_matters_most() {
    let page = playbook("next").page();
    let (remark, page) = page.split_once("\n\n").unwrap();
    assert!(remark.starts_with("No playbook for AQ yet: this is first-aid, for everywhere."), "{remark}");
    assert_snapshot!(page, @r#"
    4 QUESTIONS FIRST

    Is anyone in danger right now, or being followed or threatened?
      You or anyone else. If yes and you can, go where other people are before you
      read on.
      none       No
      threats    Someone is threatening us
      stalking   Someone is following, watching or waiting for us
      emergency  Yes, we are in danger at this moment
      ?          I don't know

    Has money left your accounts, or is it leaving now?
      Money you were tricked into sending counts too. If you cannot tell, choose "I
      don't know".
      none              No
      attempt-blocked   Someone tried, but the payment was stopped
      lost-under-30min  Yes, less than 30 minutes ago
      lost-under-24h    Yes, less than 24 hours ago
      lost-under-48h    Yes, less than 48 hours ago
      lost-older        Yes, longer ago than that
      lost              Yes, but I cannot say when
      ?                 I don't know

    Is someone demanding something from you, so that they do not publish or do
    worse?
      Whatever they have, you are not to blame. Do not answer them while you read
      this.
      no          No
      money       They want money
      images      They want pictures or videos, or more of them
      other-acts  They want me to do something else
      ?           I don't know

    Are your phone and your accounts still in your own hands?
      If several are true, choose the one that happened first.
      yes                    Yes
      taken-over             Someone else is inside one of my accounts
      sim-dead               My phone suddenly has no network, and I do not know why
      phone-lost             My phone is lost or stolen
      malware-or-remote-app  Someone can see or control my device, or I installed
                             something they told me to
      ?                      I don't know

    It decides about: Call your local emergency number – and 13 more

    TAKE CARE
      * Do not answer, pay, click or give a code to anyone who contacts you

    To answer:
      playbook answer danger=ANSWER money-state=ANSWER extortion=ANSWER \
        account-control=ANSWER --now 2026-11-23T20:00:00+08:00
    In the place of ANSWER write one of the words on the left, or ? if you do not
    know.
    "#);
}

#[test]
fn the_country_of_the_system_chooses_the_playbook() {
    let page = playbook("next").locale("zh_CN.UTF-8").page();
    assert!(page.starts_with("这是中国大陆的指引。其他：--playbook "), "{page}");
    let page = playbook("next").locale("C").page();
    let first = "Country unknown: this is first-aid, for everywhere. Others: --playbook ";
    assert!(page.starts_with(first) && page.contains("cn"), "{page}");
}

#[test]
fn an_urgent_step() {
    assert_snapshot!(next(URGENT), @r"
    NOW · within 10 minutes                                              step 1 of 4
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
      with it  Ask the bank to call back the payment
      then     Claim the money from the bank in writing
      because  What has leaked? – A bank card

    TAKE CARE
      * Pay nobody who offers to delete your data

    Careful: “Bank Card Rules” should have been checked again by 2026-01-01; look at
    the current text.

    When you have done it:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact money=yes --fact data=bank-card --now 2026-11-23T20:00:00+08:00 \
        --done freeze-card@2026-11-23
    If you will not do it: end it with --skip freeze-card instead.
    Without that end: playbook why freeze-card … says why, playbook plan … shows all
    steps.
    ");
}

#[test]
fn an_urgent_step_in_chinese() {
    assert_snapshot!(next(&format!("{URGENT} --lang zh")), @r"
    立即 · 10分钟内                                                     第1步，共4步
    挂失泄露的银行卡
      原因    不挂失，钱随时可能被转走。
      做法    - 拨打卡背面的号码，说“挂失”。
              - 要一个受理编号，并记下通话时间，因为以后可能需要证明。
      去哪里  您的银行
              查找 卡背面的号码
              不要用短信里的号码。
      准备    银行卡或卡号后几位；身份证件
      保存    受理编号
      依据    银行卡规定 第七条                     来源日期2025年4月1日，应重新核对
              关于账户的通知                                                  未核实
      一并办  请银行追回付款
      然后    书面向银行索赔
      因为    泄露了什么？——银行卡

    千万注意
      * 有人说能删掉您的信息，不要给他钱

    注意：“银行卡规定”本应在2026年1月1日前重新核对，请查看现行文本。

    做完以后：
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact money=yes --fact data=bank-card --now 2026-11-23T20:00:00+08:00 \
        --lang zh --done freeze-card@2026-11-23
    如果不打算做：结尾换成 --skip freeze-card
    去掉结尾：playbook why freeze-card … 看原因，playbook plan … 看全部步骤
    ");
}

#[test]
fn an_urgent_step_on_a_phone() {
    assert_snapshot!(next(&format!("{URGENT} --width 40")), @r"
    NOW · within 10 minutes      step 1 of 4
    Freeze the leaked bank card
      why
        Until it is frozen, money can leave
        at any moment.
      how
        - Call the number on the back of
          your card; say 挂失 (report loss).
        - Ask for a reference number and
          write down the time of your call,
          because you may have to prove it.
      where
        Your bank
        look up the number on the back of
        your card
        Never a number from a message.
      bring
        the card or its last digits; your ID
      keep
        the reference number
      law
        Bank Card Rules art. 7 (source of
        2025-04-01, due to be checked again)
        Notice on Accounts (not verified)
      with it
        Ask the bank to call back the
        payment
      then
        Claim the money from the bank in
        writing
      because
        What has leaked? – A bank card

    TAKE CARE
      * Pay nobody who offers to delete your
        data

    Careful: “Bank Card Rules” should have
    been checked again by 2026-01-01; look
    at the current text.

    When you have done it:
      playbook next --playbook sample \
        --playbooks tests/data/playbooks \
        --fact money=yes \
        --fact data=bank-card \
        --now 2026-11-23T20:00:00+08:00 \
        --done freeze-card@2026-11-23
    If you will not do it: end it with
    --skip freeze-card instead.
    Without that end: playbook why
    freeze-card … says why, playbook plan …
    shows all steps.
    ");
}

#[test]
fn an_urgent_step_on_a_phone_in_chinese() {
    assert_snapshot!(next(&format!("{URGENT} --width 40 --lang zh")), @r"
    立即 · 10分钟内             第1步，共4步
    挂失泄露的银行卡
      原因
        不挂失，钱随时可能被转走。
      做法
        - 拨打卡背面的号码，说“挂失”。
        - 要一个受理编号，并记下通话时间，因
          为以后可能需要证明。
      去哪里
        您的银行
        查找 卡背面的号码
        不要用短信里的号码。
      准备
        银行卡或卡号后几位；身份证件
      保存
        受理编号
      依据
        银行卡规定 第七条（来源日期
        2025年4月1日，应重新核对）
        关于账户的通知（未核实）
      一并办
        请银行追回付款
      然后
        书面向银行索赔
      因为
        泄露了什么？——银行卡

    千万注意
      * 有人说能删掉您的信息，不要给他钱

    注意：“银行卡规定”本应在2026年1月1日前重
    新核对，请查看现行文本。

    做完以后：
      playbook next --playbook sample \
        --playbooks tests/data/playbooks \
        --fact money=yes \
        --fact data=bank-card \
        --now 2026-11-23T20:00:00+08:00 \
        --lang zh \
        --done freeze-card@2026-11-23
    如果不打算做：结尾换成 --skip
    freeze-card
    去掉结尾：playbook why freeze-card … 看
    原因，playbook plan … 看全部步骤
    ");
}

#[test]
fn an_urgent_step_on_a_wide_screen() {
    assert_snapshot!(next(&format!("{URGENT} --width 120")), @r"
    NOW · within 10 minutes                                                                                      step 1 of 4
    Freeze the leaked bank card
      why      Until it is frozen, money can leave at any moment.
      how      - Call the number on the back of your card; say 挂失 (report loss).
               - Ask for a reference number and write down the time of your call, because you may have to prove it.
      where    Your bank
               look up the number on the back of your card
               Never a number from a message.
      bring    the card or its last digits; your ID
      keep     the reference number
      law      Bank Card Rules art. 7                                          source of 2025-04-01, due to be checked again
               Notice on Accounts                                                                               not verified
      with it  Ask the bank to call back the payment
      then     Claim the money from the bank in writing
      because  What has leaked? – A bank card

    TAKE CARE
      * Pay nobody who offers to delete your data

    Careful: “Bank Card Rules” should have been checked again by 2026-01-01; look at the current text.

    When you have done it:
      playbook next --playbook sample --playbooks tests/data/playbooks --fact money=yes --fact data=bank-card \
        --now 2026-11-23T20:00:00+08:00 --done freeze-card@2026-11-23
    If you will not do it: end it with --skip freeze-card instead.
    Without that end: playbook why freeze-card … says why, playbook plan … shows all steps.
    ");
}

#[test]
fn an_urgent_step_for_a_screen_reader() {
    assert_snapshot!(next(&format!("{URGENT} --plain")), @"
    NOW, within 10 minutes
    step 1 of 4
    Freeze the leaked bank card
    why: Until it is frozen, money can leave at any moment.
    how: - Call the number on the back of your card; say 挂失 (report loss).
    - Ask for a reference number and write down the time of your call, because you may have to prove it.
    where: Your bank
    look up the number on the back of your card
    Never a number from a message.
    bring: the card or its last digits; your ID
    keep: the reference number
    law: Bank Card Rules art. 7 (source of 2025-04-01, due to be checked again)
    law: Notice on Accounts (not verified)
    with it: Ask the bank to call back the payment
    then: Claim the money from the bank in writing
    because: What has leaked? – A bank card

    TAKE CARE
    Pay nobody who offers to delete your data

    Careful: “Bank Card Rules” should have been checked again by 2026-01-01; look at the current text.

    When you have done it: playbook next --playbook sample --playbooks tests/data/playbooks --fact money=yes --fact data=bank-card --now 2026-11-23T20:00:00+08:00 --plain --done freeze-card@2026-11-23
    If you will not do it: end it with --skip freeze-card instead.
    Without that end: playbook why freeze-card … says why, playbook plan … shows all steps.
    ");
}

#[test]
fn both_clocks() {
    let options = "--fact money=yes --fact data= --fact noticed=2026-11-20 --done stop-payment@2026-11-20";
    assert_snapshot!(next(options), @r"
    NEXT · by 2027-12-20 (Monday)                                        step 2 of 3
    Claim the money from the bank in writing
      ! Your deadline: 2027-12-20 (Monday). After it this right is gone. Lost then:
        the claim against the bank.
      why      Only a claim in writing starts the bank's time to answer.
      how      Send the letter so that you can prove its arrival.
      where    Your bank
               look up the number on the back of your card
               Never a number from a message.
      papers   Claim to the bank
      law      Complaints Act art. 12                           source of 2026-10-01
      ~ Their time to answer: 15 working days (set by law). If you send it today:
        until 2026-12-14 (Monday).
      then     Complain to the ombudsman
      because  What has leaked? – None of them
               Has money gone? – Yes

    When you have done it:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact money=yes --fact data= --fact noticed=2026-11-20 \
        --done stop-payment@2026-11-20 --now 2026-11-23T20:00:00+08:00 \
        --done claim-money@2026-11-23
    If you will not do it: end it with --skip claim-money instead.
    Without that end: playbook why claim-money … says why, playbook plan … shows all
    steps.
    ");
}

#[test]
fn a_question() {
    assert_snapshot!(next(""), @r"
    2 QUESTIONS FIRST

    What has leaked?
      You can give several, with commas: password,bank-card
      password   A password
      bank-card  A bank card
      email      An email address
      none       None of them
      ?          I don't know

    Has money gone?
      Money you sent yourself counts too.
      no   No
      yes  Yes
      ?    I don't know

    It decides about: Freeze the leaked bank card – and 3 more

    To answer:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --now 2026-11-23T20:00:00+08:00 --fact data=ANSWER --fact money=ANSWER
    In the place of ANSWER write one of the words on the left, or ? if you do not
    know.
    ");
}

#[test]
fn a_question_without_choices() {
    assert_snapshot!(next("--fact money=yes --fact data=email --done stop-payment"), @r"
    A QUESTION FIRST

    When did you notice?
      a date such as 2026-11-23
      ?  I don't know

    It decides about: Claim the money from the bank in writing

    TAKE CARE
      * Pay nobody who offers to delete your data

    To answer:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact money=yes --fact data=email --done stop-payment@2026-11-23 \
        --now 2026-11-23T20:00:00+08:00 --fact noticed=ANSWER
    In the place of ANSWER write your answer, or ? if you do not know.
    ");
}

const WAITING: &str = "--fact money=yes --fact data=email --fact noticed=2026-11-01 --done stop-payment@2026-11-02 \
    --done claim-money@2026-11-20 --done look-again@2026-11-20";

#[test]
fn a_wait() {
    assert_snapshot!(next(WAITING), @r"
    WAIT · until 2026-12-11 (Friday)
    There is nothing you need to do now.
      ~ Your bank is to answer “Claim the money from the bank in writing” – until
        2026-12-11 (Friday)
        If nothing comes by then: Complain to the ombudsman
      ~ “Look at your accounts again” can be done – from 2026-12-20 (Sunday)

    TAKE CARE
      * Pay nobody who offers to delete your data

    When an answer arrives:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact money=yes --fact data=email --fact noticed=2026-11-01 \
        --done stop-payment@2026-11-02 --done claim-money@2026-11-20 \
        --done look-again@2026-11-20 --now 2026-11-23T20:00:00+08:00 \
        --reply claim-money=ANSWER
    In the place of ANSWER write what it says:
      granted          granted
      refused          refused
      partly           granted in part
      asks-id          asks who you are first
      wrong-addressee  says it is not competent
      acknowledged     confirmed receipt
      extended         takes more time
    ");
}

#[test]
fn a_wait_in_chinese_for_a_screen_reader() {
    assert_snapshot!(next(&format!("{WAITING} --lang zh --plain")), @"
    等待, 截至2026年12月11日（星期五）
    您现在什么都不用做。
    等您的银行答复“书面向银行索赔” – 截至2026年12月11日（星期五）
    到时还没有答复，就做：向调解机构投诉
    可以做“再检查一次账户” – 2026年12月20日（星期日）起

    千万注意
    有人说能删掉您的信息，不要给他钱

    收到答复以后：playbook next --playbook sample --playbooks tests/data/playbooks --fact money=yes --fact data=email --fact noticed=2026-11-01 --done stop-payment@2026-11-02 --done claim-money@2026-11-20 --done look-again@2026-11-20 --now 2026-11-23T20:00:00+08:00 --lang zh --plain --reply claim-money=答案
    把“答案”换成答复的结果：
    granted: 同意
    refused: 拒绝
    partly: 部分同意
    asks-id: 要求先核实身份
    wrong-addressee: 称不归其管辖
    acknowledged: 已确认收到
    extended: 延长答复时间
    ");
}

#[test]
fn the_end() {
    let options = "--fact money=no --fact data=password --skip change-password --done look-again@2026-01-02 \
        --done look-again@2026-03-02 --done look-again@2026-05-02";
    assert_snapshot!(next(options), @r"
    FINISHED
    There is nothing left to do.
    Done:
      ✓ Look at your accounts again

    TAKE CARE
      * Pay nobody who offers to delete your data

    To see everything again:
      playbook plan --playbook sample --playbooks tests/data/playbooks \
        --fact money=no --fact data=password --done look-again@2026-01-02 \
        --done look-again@2026-03-02 --done look-again@2026-05-02 \
        --skip change-password@2026-11-23 --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn a_breach_file_answers_what_leaked() {
    let breach = r#"{ "Name": "Example", "DataClasses": ["Passwords", "Email addresses"] }"#;
    let line = "plan --playbook cn --fact danger=none --fact money-state=none --fact extortion=no \
        --fact account-control=yes --breach -";
    let with = playbook(line).stdin(breach).json();
    let without = playbook(line).stdin(r#"[{ "Name": "Example", "DataClasses": ["Passport numbers"] }]"#).json();
    assert_ne!(with["steps"], without["steps"]);
}

#[test]
fn json_is_the_contract() {
    let document = playbook(&format!("next {DECEIVED}")).json();
    assert_eq!(document["schema"], "playbook.next/1");
    assert_eq!(document["now"], "2026-11-23T20:00:00+08:00");
    assert_eq!(document["language"], "en");
    assert_eq!(document["recommendation"]["kind"], "step");
    assert_eq!(document["recommendation"]["step"]["playbook"], "cn");
    assert_eq!(document["recommendation"]["step"]["rank"], 0);
}

/// The command that is shown is the command that works.
#[test]
fn the_way_on_can_be_pasted() {
    let page = next(&format!("{URGENT} --plain"));
    let command = page.lines().find_map(|line| line.strip_prefix("When you have done it: playbook ")).unwrap();
    let before = playbook(&format!("next {SAMPLE} {URGENT}")).json();
    let after = playbook(command).real_clock().json();
    assert_ne!(before["recommendation"]["step"]["id"], after["recommendation"]["step"]["id"]);
}

/// Nobody is led on for ever: answering and doing what is asked comes to a wait or an end.
#[test]
fn following_the_advice_ends() {
    for id in ["cn", "first-aid"] {
        let mut line = format!("next --playbook {id} --lang en");
        let mut ended = false;
        for _ in 0..150 {
            let document = playbook(&line).json();
            let advice = &document["recommendation"];
            match advice["kind"].as_str().unwrap() {
                "step" => line += &format!(" --done {}", advice["step"]["id"].as_str().unwrap()),
                "question" => line += &format!(" --fact {}=?", advice["question"]["fact"].as_str().unwrap()),
                _ => ended = true,
            }
            if ended {
                break;
            }
        }
        assert!(ended, "150 answers and still no end: {line}");
    }
}

/// Twenty numbers of banks are no help to somebody who needs one; the whole list is a command away.
#[test]
fn a_few_ways_to_reach_a_bank_and_where_the_rest_is() {
    let page = playbook(
        "next --playbook cn --lang en --fact danger=none --fact money-state=lost-under-30min --fact extortion=no \
         --fact account-control=yes --fact loss-method=card-or-quickpay-stolen",
    )
    .page();
    assert_eq!(page.matches("           phone ").count(), 3, "{page}");
    assert!(page.contains("  more     playbook show bank --playbook cn --lang en\n"), "{page}");
    let whole = playbook("show bank --playbook cn --lang en").page();
    assert!(whole.matches(" phone ").count() > 10, "{whole}");
}

#[test]
fn none_of_them_can_be_said_and_is_the_empty_set() {
    let said = |answer: &str| next(&format!("--fact money=yes --fact {answer} --json"));
    assert_eq!(said("data=none"), said("data="));
    assert_ne!(said("data=none"), said("data=?"));
}

/// A page that is read aloud stays one that can be read aloud.
#[test]
fn the_next_command_of_a_plain_page_is_plain_too() {
    let page = next(&format!("{URGENT} --plain"));
    assert!(page.contains("--plain --done freeze-card@2026-11-23"), "{page}");
}
