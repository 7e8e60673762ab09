//! `playbook what-if FACT=VALUE`: what another answer would change.

use crate::environment::playbook;
use insta::assert_snapshot;

fn what_if(options: &str) -> String {
    playbook(&format!("what-if {options}")).page()
}

#[test]
fn an_answer_that_changes_much() {
    assert_snapshot!(
        what_if("data=bank-card-or-payment --playbook first-aid --fact danger=none --fact money-state=none \
                 --fact extortion=no --fact account-control=yes --fact data=email"),
        @r"
    If the answer to “What has leaked?” were: Bank card, bank account or payment
    data
    Your answer now: Email address

      next then  Block the bank card or account
                 NOW · within 10 minutes

    NEW IN YOUR PLAN
      + Block the bank card or account
        does not apply → can be done now · bank-freeze
      + Get a new card with a new number
        does not apply → waits for another step · replace-card

    ALSO CHANGED
      ± Check your statements
        can be done now → can be done now · watch-for-misuse

    If it is so:
      playbook next --playbook first-aid --fact danger=none \
        --fact money-state=none --fact extortion=no --fact account-control=yes \
        --fact data=email --now 2026-11-23T20:00:00+08:00 \
        --fact data=bank-card-or-payment
    "
    );
}

#[test]
fn the_same_in_chinese_on_a_phone() {
    assert_snapshot!(
        what_if("data=bank-card-or-payment --playbook first-aid --fact danger=none --fact money-state=none \
                 --fact extortion=no --fact account-control=yes --fact data=email --lang zh --width 40"),
        @r"
    如果“泄露了什么？”的回答是：银行卡、银行
    账户或支付信息
    您现在的回答：电子邮箱

      届时先做
        冻结银行卡或账户
        立即 · 10分钟内

    计划里新增
      + 冻结银行卡或账户
        不适用 → 现在可以办 · bank-freeze
      + 换一张新卡号的银行卡
        不适用 → 要先完成别的步骤 ·
        replace-card

    其他变化
      ± 核对银行流水
        现在可以办 → 现在可以办 ·
        watch-for-misuse

    如果是这样：
      playbook next --playbook first-aid \
        --fact danger=none \
        --fact money-state=none \
        --fact extortion=no \
        --fact account-control=yes \
        --fact data=email \
        --now 2026-11-23T20:00:00+08:00 \
        --lang zh \
        --fact data=bank-card-or-payment
    "
    );
}

#[test]
fn an_answer_that_changes_nothing() {
    assert_snapshot!(what_if("data=email --playbook first-aid --fact data=email"), @r"
    If the answer to “What has leaked?” were: Email address
    Your answer now: Email address

      next then  a question: Is anyone in danger right now, or being followed or
                 threatened?
    Nothing in your plan would change.

    If it is so:
      playbook next --playbook first-aid --fact data=email \
        --now 2026-11-23T20:00:00+08:00 --fact data=email
    ");
}

#[test]
fn json_lists_the_changes() {
    let document = playbook("what-if money-state=lost --playbook cn").json();
    assert_eq!(document["schema"], "playbook.what-if/1");
    assert!(!document["changes"].as_array().unwrap().is_empty());
}
