//! `playbook what-if FACT=VALUE`: what another answer would change.

use crate::environment::{SAMPLE, playbook};
use insta::assert_snapshot;

fn what_if(options: &str) -> String {
    playbook(&format!("what-if {options} {SAMPLE}")).page()
}

#[test]
fn an_answer_that_changes_much() {
    assert_snapshot!(what_if("data=bank-card --fact money=yes --fact data=password"), @r"
    If the answer to “What has leaked?” were: A bank card
    Your answer now: A password

      next then  Freeze the leaked bank card
                 NOW · within 10 minutes

    NEW IN YOUR PLAN
      + Freeze the leaked bank card
        does not apply → can be done now · freeze-card

    NO LONGER IN YOUR PLAN
      - Change the password
        can be done now → does not apply · change-password

    ALSO CHANGED
      ± Claim the money from the bank in writing
        can be done now → waits for another step · claim-money

    Careful: “Bank Card Rules” should have been checked again by 2026-01-01; look at
    the current text.

    If it is so:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact money=yes --now 2026-11-23T20:00:00+08:00 --fact data=bank-card
    ");
}

#[test]
fn the_same_in_chinese_on_a_phone() {
    assert_snapshot!(what_if("data=bank-card --fact money=yes --fact data=password --lang zh --width 40"), @r"
    如果“泄露了什么？”的回答是：银行卡
    您现在的回答：密码

      届时先做
        挂失泄露的银行卡
        立即 · 10分钟内

    计划里新增
      + 挂失泄露的银行卡
        不适用 → 现在可以办 · freeze-card

    计划里不再有
      - 更改密码
        现在可以办 → 不适用 ·
        change-password

    其他变化
      ± 书面向银行索赔
        现在可以办 → 要先完成别的步骤 ·
        claim-money

    注意：“银行卡规定”本应在2026年1月1日前重
    新核对，请查看现行文本。

    如果是这样：
      playbook next --playbook sample \
        --playbooks tests/data/playbooks \
        --fact money=yes \
        --now 2026-11-23T20:00:00+08:00 \
        --lang zh --fact data=bank-card
    ");
}

#[test]
fn an_answer_that_changes_nothing() {
    assert_snapshot!(what_if("data=email --fact data=email"), @r"
    If the answer to “What has leaked?” were: An email address
    Your answer now: An email address

      next then  a question: Has money gone?
    Nothing in your plan would change.

    If it is so:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --now 2026-11-23T20:00:00+08:00 --fact data=email
    ");
}

#[test]
fn an_answer_to_an_open_question() {
    assert_snapshot!(what_if("money=yes --plain"), @"
    If the answer to “Has money gone?” were: Yes
    You have not answered it yet.

    next then: a question: What has leaked?

    NEW IN YOUR PLAN
    Ask the bank to call back the payment
    not known yet whether it applies → can be done now, stop-payment
    Claim the money from the bank in writing
    not known yet whether it applies → waits for another step, claim-money

    If it is so: playbook next --playbook sample --playbooks tests/data/playbooks --now 2026-11-23T20:00:00+08:00 --plain --fact money=yes
    ");
}

#[test]
fn json_lists_the_changes() {
    let document = playbook("what-if money-state=lost --playbook cn").json();
    assert_eq!(document["schema"], "playbook.what-if/1");
    assert!(!document["changes"].as_array().unwrap().is_empty());
}
