//! `playbook plan`: every step, in order, with both clocks.

use crate::environment::playbook;
use insta::assert_snapshot;

const CASE: &str = "--playbook first-aid --fact danger=none --fact money-state=none --fact extortion=no \
    --fact account-control=yes --fact data=password,email --fact how-learned=notice-from-company \
    --fact harassment=none --fact impersonation=none --fact leaker-known=certain --fact leaker-kind=platform-or-app \
    --fact role=self --fact age=adult --done change-passwords@2026-11-20 --skip watch-for-misuse@2026-11-21";

fn plan(options: &str) -> String {
    playbook(&format!("plan {options}")).page()
}

#[test]
fn before_anything_is_known() {
    assert_snapshot!(plan("--playbook first-aid"), @"
    YOUR PLAN                                                  2 steps to do, 0 done

    TAKE CARE
      * Do not answer, pay, click or give a code to anyone who contacts you

    TODAY
      ▸ Save your proof before it disappears
        can be done now · within 3 hours · capture-evidence

    NEXT
      ◦ Look again after 30, 90 and 365 days
        can be done now · monitor-and-close

    PERHAPS, it depends on answers that are still missing
      ? Call your local emergency number · call-emergency-number
      ? Call your bank now and ask it to stop or call back the payment ·
        stop-transfer
      ? Block the bank card or account · bank-freeze
      ? Lock your payment apps and stored cards · payment-app-freeze
      ? Cut the connection to whoever controls your device · cut-remote-access
      ? Have your SIM blocked by your phone company · sim-freeze
      ? Freeze the account they got into, and log everyone out · lock-messaging
      ? Change the passwords that matter, from a clean device · change-passwords
        and 14 more

    What to do now:
      playbook next --playbook first-aid --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn half_way() {
    assert_snapshot!(plan(CASE), @r"
    YOUR PLAN                                                  6 steps to do, 1 done

    TAKE CARE
      * Do not answer, pay, click or give a code to anyone who contacts you

    TODAY
      ▸ Save your proof before it disappears
        can be done now · was due by 2026-11-20 (Friday), 15:00 · capture-evidence
      ◦ Switch on two-step login and close the back doors
        can be done now · within 8 hours · harden-accounts
      - Close the leaked account, or give it a new login
        waits for another step · within 12 hours · stop-or-change-account
        first: Save your proof before it disappears

    NEXT
      ◦ Ask the organisation what exactly happened
        can be done now · by 2026-11-30 (Monday) · The organisation that leaked the
        data · ask-breach-info
      - Demand that it deletes your data and stops using them
        waits for another step · by 2026-11-30 (Monday) · The organisation that
        leaked the data · demand-delete-stop
        first: Save your proof before it disappears
      ◦ Look again after 30, 90 and 365 days
        can be done now · monitor-and-close

    DONE
      ✓ Change the passwords that matter, from a clean device
        done · 2026-11-20 (Friday) · change-passwords

    SKIPPED
      - Watch for misuse
        skipped · 2026-11-21 (Saturday) · watch-for-misuse

    PERHAPS, it depends on answers that are still missing
      ? Complain to the data protection authority · complain-regulator

    15 other steps do not apply to you.

    What to do now:
      playbook next --playbook first-aid --fact danger=none \
        --fact money-state=none --fact extortion=no --fact account-control=yes \
        --fact data=password,email --fact how-learned=notice-from-company \
        --fact harassment=none --fact impersonation=none \
        --fact leaker-known=certain --fact leaker-kind=platform-or-app \
        --fact role=self --fact age=adult --done change-passwords@2026-11-20 \
        --skip watch-for-misuse@2026-11-21 --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn half_way_in_chinese_on_a_phone() {
    assert_snapshot!(plan(&format!("{CASE} --lang zh --width 40")), @r"
    您的计划            还有6步要做、已做1步

    千万注意
      * 陌生人找您，不回复、不付钱、不点链
        接、不给验证码

    今天
      ▸ 趁还在，先把证据存好
        现在可以办 · 原定最迟2026年11月20日
        （星期五）15:00 · capture-evidence
      ◦ 打开两步验证，堵住后门
        现在可以办 · 8小时内 ·
        harden-accounts
      - 注销泄露的账号，或换掉登录方式
        要先完成别的步骤 · 12小时内 ·
        stop-or-change-account
        先要：趁还在，先把证据存好

    随后
      ◦ 要求该单位说明到底发生了什么
        现在可以办 · 最迟2026年11月30日（星
        期一） · 泄露信息的单位 ·
        ask-breach-info
      - 要求该单位删除信息、停止使用
        要先完成别的步骤 · 最迟2026年11月30
        日（星期一） · 泄露信息的单位 ·
        demand-delete-stop
        先要：趁还在，先把证据存好
      ◦ 满30天、90天、365天各复查一次
        现在可以办 · monitor-and-close

    已完成
      ✓ 用安全的设备更改重要密码
        已做 · 2026年11月20日（星期五） ·
        change-passwords

    已跳过
      - 留意信息被滥用
        已跳过 · 2026年11月21日（星期六） ·
        watch-for-misuse

    也许要做，取决于还没有回答的问题
      ? 向个人信息保护机构投诉 ·
        complain-regulator

    另有15步与您的情况无关。

    现在该做什么：
      playbook next --playbook first-aid \
        --fact danger=none \
        --fact money-state=none \
        --fact extortion=no \
        --fact account-control=yes \
        --fact data=password,email \
        --fact how-learned=notice-from-company \
        --fact harassment=none \
        --fact impersonation=none \
        --fact leaker-known=certain \
        --fact leaker-kind=platform-or-app \
        --fact role=self --fact age=adult \
        --done change-passwords@2026-11-20 \
        --skip watch-for-misuse@2026-11-21 \
        --now 2026-11-23T20:00:00+08:00 \
        --lang zh
    ");
}

#[test]
fn half_way_for_a_screen_reader() {
    assert_snapshot!(plan(&format!("{CASE} --plain")), @"
    YOUR PLAN
    6 steps to do, 1 done

    TAKE CARE
    Do not answer, pay, click or give a code to anyone who contacts you

    TODAY
    Save your proof before it disappears
    can be done now, was due by 2026-11-20 (Friday), 15:00, capture-evidence
    Switch on two-step login and close the back doors
    can be done now, within 8 hours, harden-accounts
    Close the leaked account, or give it a new login
    waits for another step, within 12 hours, stop-or-change-account
    first: Save your proof before it disappears

    NEXT
    Ask the organisation what exactly happened
    can be done now, by 2026-11-30 (Monday), The organisation that leaked the data, ask-breach-info
    Demand that it deletes your data and stops using them
    waits for another step, by 2026-11-30 (Monday), The organisation that leaked the data, demand-delete-stop
    first: Save your proof before it disappears
    Look again after 30, 90 and 365 days
    can be done now, monitor-and-close

    DONE
    Change the passwords that matter, from a clean device
    done, 2026-11-20 (Friday), change-passwords

    SKIPPED
    Watch for misuse
    skipped, 2026-11-21 (Saturday), watch-for-misuse

    PERHAPS, it depends on answers that are still missing
    Complain to the data protection authority, complain-regulator

    15 other steps do not apply to you.

    What to do now: playbook next --playbook first-aid --fact danger=none --fact money-state=none --fact extortion=no --fact account-control=yes --fact data=password,email --fact how-learned=notice-from-company --fact harassment=none --fact impersonation=none --fact leaker-known=certain --fact leaker-kind=platform-or-app --fact role=self --fact age=adult --done change-passwords@2026-11-20 --skip watch-for-misuse@2026-11-21 --now 2026-11-23T20:00:00+08:00
    ");
}

/// The two clocks differ in their words and in their signs.
#[test]
fn the_two_clocks() {
    assert_snapshot!(plan("--playbook cn --fact danger=none --fact money-state=lost --fact extortion=no \
        --fact account-control=yes --fact loss-method=i-transferred --fact lost-at=2026-11-10T10:00+08:00 \
        --fact data=phone --fact how-learned=friend --fact harassment=none --fact impersonation=none \
        --fact leaker-known=certain --fact leaker-kind=platform-or-app --fact role=self --fact age=adult \
        --fact where-now=cn-mainland --fact region=CN-GD --fact physical-lost=data-only \
        --done capture-evidence@2026-11-11 --done police-report@2026-11-11 --reply police-report=refused@2026-11-20 \
        --width 120"), @r"
    YOUR PLAN                                                                                         15 steps to do, 3 done

    TAKE CARE
      * Ignore them, do not pay, do not click
      * Beware of the second fraud that offers to get your money back

    NOW, within the hour
      ▸ You were tricked into a transfer: call 110 now for an emergency stop
        can be done now · within 5 minutes · Police (110) · stop-payment-110
      ◦ Call the bank or payment app the money left from, and ask them to stop it
        can be done now · within 10 minutes · Your bank · bank-freeze

    DEADLINE, a right will be lost
      ◦ Ask for reconsideration of the refusal to file (within 7 days)
        can be done now · by 2026-11-23 (Monday) · The police authority that issued the decision or notice · police-refusal
        ! Your deadline: 2026-11-27 (Friday). After it this right is gone. Lost then: The chance of reconsideration and
          review by the police; the procuratorate stays open.

    TODAY
      ◦ Warn your family, friends and colleagues
        can be done now · within 4 hours · warn-circle
      ◦ Turn on two-step login, remove authorisations, lower limits
        can be done now · within 8 hours · harden-accounts

    NEXT
      ◦ Ask the police to handle it as a public-security case
        can be done now · by 2026-11-24 (Tuesday) · Police station or cyber police (where you were when it happened) ·
        police-public-security-case
      ◦ Ask in writing what happened to your data
        can be done now · by 2026-11-30 (Monday) · The organisation that leaked your data · ask-breach-info
      ◦ Demand in writing that they delete your data and stop using it
        can be done now · by 2026-11-30 (Monday) · The organisation that leaked your data · demand-delete-stop
      ◦ Report spam calls and messages to 12321
        can be done now · by 2026-11-30 (Monday) · 12321 centre for spam and harmful information · report-12321
      ◦ Complain to the internet regulator about unlawful handling of your data
        can be done now · by 2026-12-03 (Thursday) · Cyberspace administration (where the organisation is based) ·
        complain-cac
      ◦ Ask the procuratorate to supervise the filing
        can be done now · by 2026-12-04 (Friday) · Procuratorate (12309) · procuratorate-supervision
      ◦ Report the business's violation to 12315 (apart from a complaint)
        can be done now · by 2026-12-07 (Monday) · Market regulator (12315 report of a violation) · report-12315
      ◦ Get frozen money back: keep in touch with the case officer
        can be done now · by 2026-12-07 (Monday) · Police station or cyber police (where you were when it happened) ·
        recover-frozen-money
      ◦ Ask 12348 or a lawyer
        can be done now · by 2026-12-11 (Friday) · Public legal service and legal aid (12348) · legal-advice
      … Check again at set times, then close
        opens later · from 2026-12-12 (Saturday) · monitor-and-close

    DONE
      ✓ Save the evidence
        done · 2026-11-11 (Wednesday) · capture-evidence
      ✓ Find the most likely source with one table
        done, as you said · 2026-11-23 (Monday) · trace-source
      ✓ Report the case to the police
        done · 2026-11-11 (Wednesday) · refused · police-report

    PERHAPS, it depends on answers that are still missing
      ? Send the platform a takedown notice · takedown-notice
      ? Stop using or change the account that leaked · stop-or-change-account
      ? Talk to someone, look after yourself · support
      ? Secure the proof with a notary or a trusted time-stamp · strong-proof
      ? Look up which online accounts hang on your phone number · check-net-accounts
      ? Ask the platform to untie or close an account that is not yours · unbind-net-account
      ? Get the national network ID, if you like · use-network-id
      ? Clear search results and copies · search-and-mirrors
        and 34 more

    60 other steps do not apply to you.

    What to do now:
      playbook next --playbook cn --fact danger=none --fact money-state=lost --fact extortion=no \
        --fact account-control=yes --fact loss-method=i-transferred --fact lost-at=2026-11-10T10:00+08:00 \
        --fact data=phone --fact how-learned=friend --fact harassment=none --fact impersonation=none \
        --fact leaker-known=certain --fact leaker-kind=platform-or-app --fact role=self --fact age=adult \
        --fact where-now=cn-mainland --fact region=CN-GD --fact physical-lost=data-only --done capture-evidence@2026-11-11 \
        --done police-report@2026-11-11 --reply police-report=refused@2026-11-20 --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn json_has_every_step_in_order() {
    let document = playbook(&format!("plan {CASE}")).json();
    assert_eq!(document["schema"], "playbook.plan/1");
    let steps = document["steps"].as_array().unwrap();
    assert!(steps.iter().any(|step| step["id"] == "change-passwords" && step["status"] == "done"));
    assert!(steps.iter().any(|step| step["id"] == "watch-for-misuse" && step["status"] == "skipped"));
    let open: Vec<bool> = steps.iter().map(|step| step["open"].as_bool().unwrap()).collect();
    assert!(open.is_sorted_by(|a, b| a >= b), "the open steps come first");
}
