//! `playbook why STEP`: the answers a status rests on.

use crate::environment::{SAMPLE, playbook};
use insta::assert_snapshot;

fn why(options: &str) -> String {
    playbook(&format!("why {options} {SAMPLE}")).page()
}

#[test]
fn a_step_that_applies() {
    assert_snapshot!(why("freeze-card --fact data=bank-card,password"), @r"
    Freeze the leaked bank card                                          freeze-card
    It applies and can be done now.

      because  What has leaked? – A password; A bank card
      why      Until it is frozen, money can leave at any moment.
      when     NOW: advised within 10 minutes from the moment it first applied
               (2026-11-23 (Monday), 20:00)
      law      Bank Card Rules art. 7  source of 2025-04-01, due to be checked again
               Notice on Accounts                                       not verified

    Careful: “Bank Card Rules” should have been checked again by 2026-01-01; look at
    the current text.

    What to do now:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact data=bank-card,password --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn a_step_that_applies_in_chinese() {
    assert_snapshot!(why("freeze-card --fact data=bank-card --lang zh"), @r"
    挂失泄露的银行卡                                                     freeze-card
    这一步适用，现在可以办。

      因为    泄露了什么？——银行卡
      原因    不挂失，钱随时可能被转走。
      何时    立即：建议在开始适用的时间（2026年11月23日（星期一）20:00）起10分钟内
              完成
      依据    银行卡规定 第七条                     来源日期2025年4月1日，应重新核对
              关于账户的通知                                                  未核实

    注意：“银行卡规定”本应在2026年1月1日前重新核对，请查看现行文本。

    现在该做什么：
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact data=bank-card --now 2026-11-23T20:00:00+08:00 --lang zh
    ");
}

#[test]
fn a_step_that_does_not_apply() {
    assert_snapshot!(why("freeze-card --fact data=email"), @r"
    Freeze the leaked bank card                                          freeze-card
    It does not apply to your case.

      because  What has leaked? – An email address
      why      Until it is frozen, money can leave at any moment.
      law      Bank Card Rules art. 7  source of 2025-04-01, due to be checked again
               Notice on Accounts                                       not verified

    Careful: “Bank Card Rules” should have been checked again by 2026-01-01; look at
    the current text.

    What to do now:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact data=email --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn a_step_that_is_not_decided() {
    assert_snapshot!(why("freeze-card --width 40"), @r"
    Freeze the leaked bank card  freeze-card
    It is not known yet whether it applies.

      open
        not answered yet: What has leaked?
        (--fact data=…)
      why
        Until it is frozen, money can leave
        at any moment.
      law
        Bank Card Rules art. 7 (source of
        2025-04-01, due to be checked again)
        Notice on Accounts (not verified)

    Careful: “Bank Card Rules” should have
    been checked again by 2026-01-01; look
    at the current text.

    What to do now:
      playbook next --playbook sample \
        --playbooks tests/data/playbooks \
        --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn a_step_that_waits_for_another() {
    assert_snapshot!(why("claim-money --fact money=yes --fact data=bank-card --plain"), @r"
    Claim the money from the bank in writing
    claim-money
    It applies, but something else comes first.

    because: Has money gone? – Yes
    first: “Freeze the leaked bank card” comes first
    why: Only a claim in writing starts the bank's time to answer.
    when: DEADLINE: it has a deadline, and the date it counts from is not known
    law: Complaints Act art. 12 (source of 2026-10-01)

    Your deadline: the date is not known. After it this right is gone. Lost then: the claim against the bank.
    Counted from: the date you give: When did you notice?

    Their time to answer: 15 working days (set by law). If you send it today: until 2026-12-14 (Monday).
    It counts from 2026-11-23 (Monday).
    15 working days are added; the first day does not count.
    2026-11-28 (Saturday) does not count: weekend.
    2026-11-29 (Sunday) does not count: weekend.
    2026-12-05 (Saturday) does not count: weekend.
    2026-12-06 (Sunday) does not count: weekend.
    2026-12-12 (Saturday) does not count: weekend.
    2026-12-13 (Sunday) does not count: weekend.
    The last day is 2026-12-14 (Monday).

    Careful: Claim the money from the bank in writing: the date its deadline counts from is not known, so it may end any day. Asked: When did you notice?

    What to do now: playbook next --playbook sample --playbooks tests/data/playbooks --fact money=yes --fact data=bank-card --now 2026-11-23T20:00:00+08:00 --plain
    ");
}

#[test]
fn both_clocks_with_their_derivation() {
    let history = "--fact money=yes --fact data=email --fact noticed=2026-11-01 --done claim-money@2026-11-02";
    assert_snapshot!(why(&format!("complain {history} --reply claim-money=refused@2026-11-20")), @r"
    Complain to the ombudsman                                               complain
    It applies and can be done now.

      because  “Claim the money from the bank in writing”: refused
      why      The bank has refused or stayed silent.
      when     DEADLINE: a right ends on 2026-11-27 (Friday)
      when     its deadline ends on 2026-11-27 (Friday)
      law      Complaints Act art. 12                           source of 2026-10-01

      ! Your deadline: 2026-11-27 (Friday). After it this right is gone. Lost then:
        the right to complain.
        Counted from: “Claim the money from the bank in writing”: refused
        It counts from 2026-11-20 (Friday).
        7 days are added; the first day does not count.
        The last day is 2026-11-27 (Friday).

      ~ Their time to answer: 30 days (a usual time, no legal term). If you send it
        today: until 2026-12-23 (Wednesday).
        It counts from 2026-11-23 (Monday).
        30 days are added; the first day does not count.
        The last day is 2026-12-23 (Wednesday).

    What to do now:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact money=yes --fact data=email --fact noticed=2026-11-01 \
        --done claim-money@2026-11-02 --reply claim-money=refused@2026-11-20 \
        --now 2026-11-23T20:00:00+08:00
    ");
    assert_snapshot!(why(&format!("claim-money {history}")), @r"
    Claim the money from the bank in writing                             claim-money
    It is done; the addressee has time until 2026-11-23 (Monday).

      because  “Claim the money from the bank in writing”: done
      why      Only a claim in writing starts the bank's time to answer.
      law      Complaints Act art. 12                           source of 2026-10-01

      ~ Their time to answer: until 2026-11-23 (Monday) (15 working days, set by
        law).
        It counts from 2026-11-02 (Monday).
        15 working days are added; the first day does not count.
        2026-11-07 (Saturday) does not count: weekend.
        2026-11-08 (Sunday) does not count: weekend.
        2026-11-14 (Saturday) does not count: weekend.
        2026-11-15 (Sunday) does not count: weekend.
        2026-11-21 (Saturday) does not count: weekend.
        2026-11-22 (Sunday) does not count: weekend.
        The last day is 2026-11-23 (Monday).

    What to do now:
      playbook next --playbook sample --playbooks tests/data/playbooks \
        --fact money=yes --fact data=email --fact noticed=2026-11-01 \
        --done claim-money@2026-11-02 --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn json_names_the_reasons() {
    let document = playbook(&format!("why freeze-card {SAMPLE} --fact data=bank-card,password")).json();
    assert_eq!(document["schema"], "playbook.why/1");
    assert_eq!(document["reasons"][0]["fact"], "data");
}
