//! `playbook show ID`: one thing, whole.

use crate::environment::playbook;
use insta::assert_snapshot;

fn show(options: &str) -> String {
    playbook(&format!("show {options}")).page()
}

#[test]
fn a_step() {
    assert_snapshot!(show("bank-freeze --playbook first-aid"), @r#"
    Block the bank card or account                                       bank-freeze
      applies if  money-state: attempt-blocked or loss-method:
                  card-or-quickpay-stolen | account-takeover | screen-share or
                  loss-method: I don't know or data: bank-card-or-payment
      why         Until it is blocked, money can leave at any moment. From your call
                  on, the bank knows.
      how         - Call your bank, or use "block card" in its app.
                  - Ask it to block the card and online payments, and to tell you of
                    any payment you do not know.
                  - If someone was in your account: ask it to block online banking
                    and to delete new receivers.
                  - Ask for a reference number and write down the time.
      where       Your bank (bank)
      after       stop-transfer
      advised     10 minutes, counted from: the moment it first applies
      takes       10 minutes
      bring       the card or its last digits; proof that you are you
      keep        reference number; name of the person you spoke to; time of the
                  call
      is done if  contacted: bank
      needed for  Get a new card with a new number (replace-card)

    IF loss-method: all of card-or-quickpay-stolen and loss-method: none of
    i-transferred, screen-share
      how         - Call your bank, or use "block card" in its app.
                  - Say: "These payments were not made by me." Name each one.
                  - Ask it to block the card, stop payments still on their way, and
                    open a dispute.
                  - Ask how and by when you must confirm this in writing. Do it the
                    same day.
                  - Keep the card: it shows that you still have it.
                  - Ask for a reference number and write down the time.
      advised     5 minutes, counted from: the moment it first applies
    "#);
}

#[test]
fn a_step_in_chinese_on_a_phone() {
    assert_snapshot!(show("bank-freeze --playbook first-aid --lang zh --width 40"), @"
    冻结银行卡或账户             bank-freeze
      适用条件
        money-state：attempt-blocked，或者
        loss-method：card-or-quickpay-stolen
        | account-takeover | screen-share，
        或者loss-method：不知道，或者data：
        bank-card-or-payment
      原因
        不冻结，钱随时可能被转走。从您打电话
        起，银行就算知道了。
      做法
        - 打电话给银行，或在银行App里选“挂
          失”“冻结”。
        - 请银行冻结卡片和网上支付，并告诉您
          有没有可疑付款。
        - 如果有人登录过您的账户：请银行停用
          网上银行，并删除新增的收款人。
        - 要一个受理编号，记下时间。
      去哪里
        您的银行 (bank)
      宜在其后
        stop-transfer
      建议时间
        10分钟，起算：开始适用之时
      需要时间
        10分钟
      准备
        银行卡或卡号后几位；能证明您身份的东
        西
      保存
        受理编号；接待人员姓名；通话时间
      视为已做
        contacted：bank
      为此需要
        换一张新卡号的银行卡 (replace-card)

    如果 loss-method：包含
    card-or-quickpay-stolen，并且
    loss-method：不包含i-transferred,
    screen-share
      做法
        - 打电话给银行，或在银行App里选“挂
          失”“冻结”。
        - 说：“这些付款不是我本人操作的”，并
          逐笔指出。
        - 请银行冻结卡片，拦截未到账的款项，
          并登记为争议交易。
        - 问清书面确认怎么交、什么时候之前
          交，当天办好。
        - 卡片留着：它能证明卡还在您手里。
        - 要一个受理编号，记下时间。
      建议时间
        5分钟，起算：开始适用之时
    ");
}

#[test]
fn a_question() {
    assert_snapshot!(show("money-state --playbook first-aid"), @r#"
    Has money left your accounts, or is it leaving now?                  money-state
      Money you were tricked into sending counts too. If you cannot tell, choose "I
      don't know".
      answer      one of the choices
      none              No
      attempt-blocked   Someone tried, but the payment was stopped
      lost-under-30min  Yes, less than 30 minutes ago
      lost-under-24h    Yes, less than 24 hours ago
      lost-under-48h    Yes, less than 48 hours ago
      lost-older        Yes, longer ago than that
      lost              Yes, but I cannot say when
      ?                 I don't know
      asked with  danger; extortion; account-control
      steps       Do not pay anyone who promises to get your money back or erase
                  your data (secondary-scam-alert)
                  Call your bank now and ask it to stop or call back the payment
                  (stop-transfer)
                  Block the bank card or account (bank-freeze)
                  Report it to the police (report-to-police)
    "#);
}

#[test]
fn an_authority() {
    assert_snapshot!(show("telecom-appeal-12300 --playbook cn"), @"
    Telecom users' appeal centre (12300)                        telecom-appeal-12300
      does        Decides unsolved disputes between you and a telecom operator;
                  answers within 30 days.
      turns away  Refused if you did not complain to the operator first: its answer
                  must be unsatisfactory or 15 days must have passed. Refused if a
                  court, arbitration, consumer association, 12315 or another
                  authority already took the dispute, and after 5 months (fees) or 2
                  years (other disputes). The province of the operator (the SIM's
                  home) is competent.
      accepts if  carrier-complaint-then-12300: refused | partly | unanswered and
                  (carrier-dispute-elsewhere: no or carrier-dispute-elsewhere: I
                  don't know)
      its websites  yhssglxt.miit.gov.cn
    How to reach it:
               web https://yhssglxt.miit.gov.cn                         not verified
               Give your ID, number, the operator's complaint ticket and date, the
               facts and your request.
               phone 12300                                              not verified
               Ministry and Beijing: 010-12300. Other provinces usually: area code
               of the capital + 12300 (not checked for each province).
               app WeChat 电信用户申诉                                  not verified
      steps       Appeal to 12300 against the carrier (appeal-12300)
    ");
}

#[test]
fn a_law() {
    assert_snapshot!(show("law:pipl-50 --playbook cn"), @"
    Personal Information Protection Law Article 50                           pipl-50
      seen at     https://www.cac.gov.cn/2021-08/20/c_1631050028355286.htm
      how sure    source of 2025-04-19
      source of   2025-04-19
      review      2027-06-30
      steps       Demand in writing that they delete your data and stop using it
                  (demand-delete-stop)
                  As guardian, make the special request for the child or the person
                  in your care (minor-request)
                  Leak by employer or recruiter - use the internal channel first
                  (work-data-steps)
                  Have the internet complaint platform pass it to the company
                  (internet-company-complaint)
                  Sue in court (civil-suit)
    ");
}

#[test]
fn the_outline() {
    let page = show("--playbook first-aid");
    for part in ["STEPS", "QUESTIONS (facts)", "AUTHORITIES", "bank-freeze", "money-state", "police"] {
        assert!(page.contains(part), "{page}");
    }
}

#[test]
fn json_has_every_text() {
    let document = playbook("show bank-freeze --playbook cn").json();
    assert_eq!(document["schema"], "playbook.show/1");
    for text in ["title", "why", "how"] {
        assert!(!document["step"][text].as_str().unwrap().is_empty());
    }
}
