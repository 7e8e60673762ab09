//! `playbook plan`: every step, in order, with both clocks.

use crate::environment::{SAMPLE, playbook};
use insta::assert_snapshot;

const CASE: &str = "--fact money=yes --fact data=bank-card,password --fact noticed=2026-11-01 \
    --done freeze-card@2026-11-02 --skip stop-payment@2026-11-03 --done claim-money@2026-11-03 \
    --reply claim-money=refused@2026-11-20 --done look-again@2026-11-20";

fn plan(options: &str) -> String {
    playbook(&format!("plan {SAMPLE} {options}")).page()
}

#[test]
fn before_anything_is_known() {
    assert_snapshot!(plan(""), @r"
    YOUR PLAN                                                   1 step to do, 0 done

    NEXT
      ▸ Look at your accounts again
        can be done now · look-again

    PERHAPS, it depends on answers that are still missing, yours or theirs
      ? Freeze the leaked bank card · freeze-card
      ? Ask the bank to call back the payment · stop-payment
      ? Claim the money from the bank in writing · claim-money
      ? Complain to the ombudsman · complain
      ? Change the password · change-password

    What to do now:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn half_way() {
    assert_snapshot!(plan(CASE), @r"
    YOUR PLAN                                                  3 steps to do, 2 done
    The most urgent first; what other steps need comes before them.

    TAKE CARE
      * Pay nobody who offers to delete your data

    DEADLINE, a right will be lost
      ▸ Complain to the ombudsman
        can be done now · by 2026-11-27 (Friday) · Banking Ombudsman · complain
        ! Your deadline: 2026-11-27 (Friday). After it this right is gone. Lost
          then: the right to complain.

    TODAY
      ◦ Change the password
        can be done now · best by 2026-11-24 (Tuesday) · change-password

    LATER
      … Look at your accounts again
        opens later · from 2026-12-20 (Sunday) · look-again

    DONE
      ✓ Freeze the leaked bank card
        done · 2026-11-02 (Monday) · freeze-card
      ✓ Claim the money from the bank in writing
        done · 2026-11-03 (Tuesday) · refused · claim-money

    SKIPPED
      - Ask the bank to call back the payment
        skipped · 2026-11-03 (Tuesday) · stop-payment

    What to do now:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact money=yes --fact data=bank-card,password --fact noticed=2026-11-01 \
        --done freeze-card@2026-11-02 --done claim-money@2026-11-03 \
        --done look-again@2026-11-20 --reply claim-money=refused@2026-11-20 \
        --skip stop-payment@2026-11-03 --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn half_way_in_chinese_on_a_phone() {
    assert_snapshot!(plan(&format!("{CASE} --lang zh --width 40")), @r"
    您的计划            还有3步要做，已做2步
    最急的在前；别的步骤要用到的，排在它们前
    面。

    千万注意
      * 有人说能删掉您的信息，不要给他钱

    尽快，权利将要失去
      ▸ 向调解机构投诉
        现在可以办 · 最迟2026年11月27日（星
        期五） · 银行业调解机构 · complain
        ! 您的期限：2026年11月27日（星期
          五）。过了就不能再行使这项权利。届
          时失去：投诉的权利。

    今天
      ◦ 更改密码
        现在可以办 · 建议不晚于
        2026年11月24日（星期二） ·
        change-password

    以后
      … 再检查一次账户
        以后才能办 · 2026年12月20日（星期
        日）起 · look-again

    已完成
      ✓ 挂失泄露的银行卡
        已做 · 2026年11月2日（星期一） ·
        freeze-card
      ✓ 书面向银行索赔
        已做 · 2026年11月3日（星期二） · 拒
        绝 · claim-money

    已跳过
      - 请银行追回付款
        已跳过 · 2026年11月3日（星期二） ·
        stop-payment

    现在该做什么：
      playbook next --playbook sample \
        --playbooks tests/data/playbooks \
        --fact money=yes \
        --fact data=bank-card,password \
        --fact noticed=2026-11-01 \
        --done freeze-card@2026-11-02 \
        --done claim-money@2026-11-03 \
        --done look-again@2026-11-20 \
        --reply claim-money=refused@2026-11-20 \
        --skip stop-payment@2026-11-03 \
        --now 2026-11-23T20:00:00+08:00 \
        --lang zh
    ");
}

#[test]
fn half_way_on_a_wide_screen() {
    assert_snapshot!(plan(&format!("{CASE} --width 120")), @r"
    YOUR PLAN                                                                                          3 steps to do, 2 done
    The most urgent first; what other steps need comes before them.

    TAKE CARE
      * Pay nobody who offers to delete your data

    DEADLINE, a right will be lost
      ▸ Complain to the ombudsman
        can be done now · by 2026-11-27 (Friday) · Banking Ombudsman · complain
        ! Your deadline: 2026-11-27 (Friday). After it this right is gone. Lost then: the right to complain.

    TODAY
      ◦ Change the password
        can be done now · best by 2026-11-24 (Tuesday) · change-password

    LATER
      … Look at your accounts again
        opens later · from 2026-12-20 (Sunday) · look-again

    DONE
      ✓ Freeze the leaked bank card
        done · 2026-11-02 (Monday) · freeze-card
      ✓ Claim the money from the bank in writing
        done · 2026-11-03 (Tuesday) · refused · claim-money

    SKIPPED
      - Ask the bank to call back the payment
        skipped · 2026-11-03 (Tuesday) · stop-payment

    What to do now:
      playbook next --playbook sample --playbooks tests/data/playbooks --fact money=yes --fact data=bank-card,password \
        --fact noticed=2026-11-01 --done freeze-card@2026-11-02 --done claim-money@2026-11-03 --done look-again@2026-11-20 \
        --reply claim-money=refused@2026-11-20 --skip stop-payment@2026-11-03 --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn half_way_for_a_screen_reader() {
    assert_snapshot!(plan(&format!("{CASE} --plain")), @"
    YOUR PLAN
    3 steps to do, 2 done
    The most urgent first; what other steps need comes before them.

    TAKE CARE
    Pay nobody who offers to delete your data

    DEADLINE, a right will be lost
    Complain to the ombudsman
    can be done now, by 2026-11-27 (Friday), Banking Ombudsman, complain
    Your deadline: 2026-11-27 (Friday). After it this right is gone. Lost then: the right to complain.

    TODAY
    Change the password
    can be done now, best by 2026-11-24 (Tuesday), change-password

    LATER
    Look at your accounts again
    opens later, from 2026-12-20 (Sunday), look-again

    DONE
    Freeze the leaked bank card
    done, 2026-11-02 (Monday), freeze-card
    Claim the money from the bank in writing
    done, 2026-11-03 (Tuesday), refused, claim-money

    SKIPPED
    Ask the bank to call back the payment
    skipped, 2026-11-03 (Tuesday), stop-payment

    What to do now: playbook next --playbook sample --playbooks tests/data/playbooks --fact money=yes --fact data=bank-card,password --fact noticed=2026-11-01 --done freeze-card@2026-11-02 --done claim-money@2026-11-03 --done look-again@2026-11-20 --reply claim-money=refused@2026-11-20 --skip stop-payment@2026-11-03 --now 2026-11-23T20:00:00+08:00 --plain
    ");
}

/// A step that waits names what comes first; a reply that is awaited has its own clock; what came too late says so.
#[test]
fn blocked_waiting_and_too_late() {
    assert_snapshot!(plan("--fact money=yes --fact data=bank-card --fact noticed=2026-11-20"), @r"
    YOUR PLAN                                                  4 steps to do, 0 done
    The most urgent first; what other steps need comes before them.

    TAKE CARE
      * Pay nobody who offers to delete your data

    NOW, within the hour
      ▸ Freeze the leaked bank card
        can be done now · within 10 minutes · Your bank · freeze-card
        └ Claim the money from the bank in writing
          waits for another step · by 2027-12-20 (Monday) · Your bank · claim-money
          ! Your deadline: 2027-12-20 (Monday). After it this right is gone. Lost
            then: the claim against the bank.
      ◦ Ask the bank to call back the payment
        can be done now · within 30 minutes · Your bank · stop-payment

    NEXT
      ◦ Look at your accounts again
        can be done now · look-again

    PERHAPS, it depends on answers that are still missing, yours or theirs
      ? Complain to the ombudsman · complain

    1 other step does not apply to you.

    What to do now:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact money=yes --fact data=bank-card --fact noticed=2026-11-20 \
        --now 2026-11-23T20:00:00+08:00
    ");
    assert_snapshot!(plan("--fact money=yes --fact data=email --done claim-money@2026-11-20 --fact noticed=?"), @r"
    YOUR PLAN                                                  2 steps to do, 1 done
    The most urgent first; what other steps need comes before them.

    TAKE CARE
      * Pay nobody who offers to delete your data

    NOW, within the hour
      ▸ Ask the bank to call back the payment
        can be done now · within 30 minutes · Your bank · stop-payment

    NEXT
      ◦ Look at your accounts again
        can be done now · look-again

    WAITING FOR AN ANSWER
      ~ Claim the money from the bank in writing
        sent, a reply is awaited · until 2026-12-11 (Friday) · claim-money

    PERHAPS, it depends on answers that are still missing, yours or theirs
      ? Complain to the ombudsman · complain

    2 other steps do not apply to you.

    What to do now:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact money=yes --fact data=email --fact 'noticed=?' \
        --done claim-money@2026-11-20 --now 2026-11-23T20:00:00+08:00
    ");
    assert_snapshot!(plan("--fact money=yes --fact data=email --fact noticed=2025-01-02"), @r"
    YOUR PLAN                                                  2 steps to do, 0 done
    The most urgent first; what other steps need comes before them.

    TAKE CARE
      * Pay nobody who offers to delete your data

    NOW, within the hour
      ▸ Ask the bank to call back the payment
        can be done now · within 30 minutes · Your bank · stop-payment

    NEXT
      ◦ Look at your accounts again
        can be done now · look-again

    TOO LATE
      ✗ Claim the money from the bank in writing
        its deadline has passed · 2026-02-02 (Monday) · claim-money
        ! Your deadline: 2026-02-02 (Monday). After it this right is gone. Lost
          then: the claim against the bank.

    3 other steps do not apply to you.

    What to do now:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact money=yes --fact data=email --fact noticed=2025-01-02 \
        --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn what_nobody_knows() {
    assert_snapshot!(plan("--fact money=? --fact data=?"), @r"
    YOUR PLAN                                                  3 steps to do, 0 done
    The most urgent first; what other steps need comes before them.

    NOW, within the hour
      ▸ Freeze the leaked bank card
        can be done now · within 10 minutes · Your bank · freeze-card
      ◦ Ask the bank to call back the payment
        can be done now · within 30 minutes · Your bank · stop-payment

    NEXT
      ◦ Look at your accounts again
        can be done now · look-again

    UNDECIDED, because the answer is not known
      ? Claim the money from the bank in writing · claim-money
      ? Complain to the ombudsman · complain
      ? Change the password · change-password

    What to do now:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact 'money=?' --fact 'data=?' --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn json_has_every_step_in_order() {
    let document = playbook(&format!("plan {SAMPLE} {CASE}")).json();
    assert_eq!(document["schema"], "playbook.plan/1");
    let steps = document["steps"].as_array().unwrap();
    assert!(steps.iter().any(|step| step["id"] == "freeze-card" && step["status"] == "done"));
    assert!(steps.iter().any(|step| step["id"] == "stop-payment" && step["status"] == "skipped"));
    let open: Vec<bool> = steps.iter().map(|step| step["open"].as_bool().unwrap()).collect();
    assert!(open.is_sorted_by(|a, b| a >= b), "the open steps come first");
}
