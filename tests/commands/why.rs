//! `playbook why STEP`: the answers a status rests on.

use crate::environment::playbook;
use insta::assert_snapshot;

fn why(options: &str) -> String {
    playbook(&format!("why {options}")).page()
}

#[test]
fn a_step_that_applies() {
    assert_snapshot!(why("bank-freeze --playbook first-aid --fact data=bank-card-or-payment,password"), @r"
    Block the bank card or account                                       bank-freeze
    It applies and can be done now.

      because  What has leaked? – A password, PIN, security answer or login; Bank
               card, bank account or payment data
      why      Until it is blocked, money can leave at any moment. From your call
               on, the bank knows.
      when     advised within 5 minutes
      when     advised within 5 minutes from the moment it first applied (2026-11-23
               (Monday), 12:00)

    What to do now:
      playbook next --playbook first-aid --fact data=bank-card-or-payment,password \
        --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn a_step_that_applies_in_chinese() {
    assert_snapshot!(why("bank-freeze --playbook first-aid --fact data=bank-card-or-payment --lang zh"), @r"
    冻结银行卡或账户                                                     bank-freeze
    这一步适用，现在可以办。

      因为    泄露了什么？ – 银行卡、银行账户或支付信息
      原因    不冻结，钱随时可能被转走。从您打电话起，银行就算知道了。
      何时    建议在5分钟内完成
      何时    建议在开始适用的时间（2026年11月23日（星期一）12:00）起5分钟内完成

    现在该做什么：
      playbook next --playbook first-aid --fact data=bank-card-or-payment \
        --now 2026-11-23T20:00:00+08:00 --lang zh
    ");
}

#[test]
fn a_step_that_does_not_apply() {
    assert_snapshot!(why("bank-freeze --playbook first-aid --fact data=email --fact money-state=none"), @r"
    Block the bank card or account                                       bank-freeze
    It does not apply to your case.

      because  Has money left your accounts, or is it leaving now? – No
               What has leaked? – Email address
      why      Until it is blocked, money can leave at any moment. From your call
               on, the bank knows.

    What to do now:
      playbook next --playbook first-aid --fact data=email --fact money-state=none \
        --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn a_step_that_is_not_decided() {
    assert_snapshot!(why("bank-freeze --playbook first-aid --width 40"), @r"
    Block the bank card or account
    bank-freeze
    It is not known yet whether it applies.

      open
        not answered yet: Has money left
        your accounts, or is it leaving now?
        (--fact money-state=…)
      open
        not answered yet: What has leaked?
        (--fact data=…)
      why
        Until it is blocked, money can leave
        at any moment. From your call on,
        the bank knows.

    What to do now:
      playbook next --playbook first-aid \
        --now 2026-11-23T20:00:00+08:00
    ");
}

#[test]
fn the_persons_own_deadline_with_its_derivation() {
    assert_snapshot!(
        why("police-refusal --playbook cn --fact money-state=lost --done police-report@2026-11-01 \
             --reply police-report=refused@2026-11-20"),
        @r"
    Ask for reconsideration of the refusal to file (within 7 days)    police-refusal
    It applies and can be done now.

      because  Report the case to the police – refused
      why      You have only 7 days after receiving the notice of no filing.
      when     a right ends on 2026-11-27 (Friday)
      when     advised within 3 days from Report the case to the police: refused
      law      Police Procedural Rules for Criminal Cases Article 179 (source of
               2025-04-19)

      ! Your deadline: 2026-11-27 (Friday). After it this right is gone. Lost then:
        The chance of reconsideration and review by the police; the procuratorate
        stays open.
        Counted from: Report the case to the police: refused
        It counts from 2026-11-20 (Friday).
        7 days are added; the first day does not count.
        The last day is 2026-11-27 (Friday).

      ~ Their time to answer: 30 days (set by law), if you send it today until
        2026-12-23 (Wednesday).
        It counts from 2026-11-23 (Monday).
        30 days are added; the first day does not count.
        The last day is 2026-12-23 (Wednesday).

    What to do now:
      playbook next --playbook cn --fact money-state=lost \
        --done police-report@2026-11-01 --reply police-report=refused@2026-11-20 \
        --now 2026-11-23T20:00:00+08:00
    "
    );
}

#[test]
fn json_names_the_reasons() {
    let document = playbook("why bank-freeze --playbook first-aid --fact data=bank-card-or-payment,password").json();
    assert_eq!(document["schema"], "playbook.why/1");
    assert_eq!(document["reasons"][0]["fact"], "data");
}
