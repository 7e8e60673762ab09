//! `playbook show ID`: one thing, whole.

use crate::environment::{SAMPLE, playbook};
use insta::assert_snapshot;

fn show(options: &str) -> String {
    playbook(&format!("show {options} {SAMPLE}")).page()
}

#[test]
fn a_step() {
    assert_snapshot!(show("claim-money"), @"
    Claim the money from the bank in writing                             claim-money
      applies if     money: yes
      why            Only a claim in writing starts the bank's time to answer.
      how            Send the letter so that you can prove its arrival.
      where          Your bank (bank)
      first          freeze-card
      your deadline  13 months, counted from: the date you give: When did you
                     notice? (new-law); after it the right is gone; lost then: the
                     claim against the bank
      their time     15 working days, counted from: the day it is sent (new-law)
      papers         Claim to the bank (claim)
      law            Complaints Act art. 12                     source of 2026-10-01
    ");
}

#[test]
fn a_step_in_chinese_on_a_phone() {
    assert_snapshot!(show("freeze-card --lang zh --width 40"), @"
    挂失泄露的银行卡             freeze-card
      适用条件
        data：bank-card
      原因
        不挂失，钱随时可能被转走。
      做法
        - 拨打卡背面的号码，说“挂失”。
        - 要一个受理编号，并记下通话时间，因
          为以后可能需要证明。
      去哪里
        您的银行 (bank)
      建议时间
        10分钟，起算：开始适用之时
      准备
        银行卡或卡号后几位；身份证件
      保存
        受理编号
      依据
        银行卡规定 第七条（来源日期
        2025年4月1日，应重新核对）
        关于账户的通知（未核实）
      为此需要
        书面向银行索赔 (claim-money)
    ");
}

#[test]
fn a_question() {
    assert_snapshot!(show("data"), @"
    What has leaked?                                                            data
      answer         any of the choices, with commas between them
      password   A password
      bank-card  A bank card
      email      An email address
      ?          I don't know
      asked with     money
      steps          Freeze the leaked bank card (freeze-card)
                     Change the password (change-password)
                     Pay nobody who offers to delete your data (pay-nobody)
    ");
}

#[test]
fn an_authority() {
    assert_snapshot!(show("ombudsman"), @"
    Banking Ombudsman                                                      ombudsman
      does           Decides complaints about banks.
      turns away     Whoever has not complained to the bank first.
      its websites   ombudsman.example.cn
    How to reach it:
                     phone 12345 – Complaints line              source of 2026-10-01
                     Mon-Fri 9-17
      seen at        https://ombudsman.example.cn/contact
                     web https://ombudsman.example.cn/complaints        not verified
      steps          Complain to the ombudsman (complain)
    ");
}

#[test]
fn a_law() {
    assert_snapshot!(show("law:old-law"), @"
    Bank Card Rules art. 7                                                   old-law
      seen at        https://law.example.cn/7
      how sure       source of 2025-04-01, due to be checked again
      source of      2025-04-01
      review         2026-01-01
      steps          Freeze the leaked bank card (freeze-card)
    ");
}

#[test]
fn a_letter() {
    assert_snapshot!(show("claim"), @"
    Claim to the bank                                                          claim
      steps          Claim the money from the bank in writing (claim-money)
    ");
}

#[test]
fn the_outline() {
    assert_snapshot!(show(""), @"
    Sample                                                                    sample
      version        2026-11-23
      languages      en; zh
      time zone      Asia/Shanghai
      holidays of    2026; 2027

    STEPS
      freeze-card      Freeze the leaked bank card
      stop-payment     Ask the bank to call back the payment
      claim-money      Claim the money from the bank in writing
      complain         Complain to the ombudsman
      change-password  Change the password
      look-again       Look at your accounts again
      pay-nobody       Pay nobody who offers to delete your data (avoid)

    QUESTIONS (facts)
      money    Has money gone? (one-of)
      data     What has leaked? (any-of)
      noticed  When did you notice? (date)

    AUTHORITIES
      bank       Your bank
      ombudsman  Banking Ombudsman

    LAWS
      old-law  Bank Card Rules (art. 7)
      new-law  Complaints Act (art. 12)
      no-date  Notice on Accounts

    LETTERS AND FORMS
      claim  Claim to the bank
    ");
}

#[test]
fn json_has_every_text() {
    let document = playbook("show bank-freeze --playbook cn").json();
    assert_eq!(document["schema"], "playbook.show/1");
    for text in ["title", "why", "how"] {
        assert!(!document["step"][text].as_str().unwrap().is_empty());
    }
}
