//! What the project promises in public, by name: the rights, the doors, the remedies and the steps.

use super::{china, fields};
use crate::steps_of_china::table::{ROWS, Row};
use playbook::Handbook;
use playbook::engine::model::TextId;

/// A promise, the steps that keep it, and what has to stand in the texts and laws of each of these steps.
struct Promise {
    name: &'static str,
    steps: &'static [&'static str],
    /// One of these laws, by id; none where the step rests on the person's own care.
    laws: &'static [&'static str],
    zh: &'static [&'static str],
    en: &'static [&'static str],
}

#[rustfmt::skip]
const PROMISES: &[Promise] = &[
    Promise { name: "make a network provider delete or stop: whoever holds the data", steps: &["demand-delete-stop"],
        laws: &["npc2012-8", "pipl-47", "cc-1037"], zh: &["删除", "停止"], en: &["delete", "stop"] },
    Promise { name: "make a network provider delete or stop: whoever shows them", steps: &["takedown-notice"],
        laws: &["npc2012-8", "cc-1194"], zh: &["删除", "屏蔽", "断开链接"], en: &["delete", "block", "disconnect"] },
    Promise { name: "complain to public security", steps: &["police-report"],
        laws: &["crim-253a", "psa-56"], zh: &["报案", "派出所", "受案回执"], en: &["report", "police", "receipt"] },
    Promise { name: "complain to public security below the level of a crime", steps: &["police-public-security-case"],
        laws: &["psa-56"], zh: &["治安", "第五十六条"], en: &["public-security", "56"] },
    Promise { name: "complain to the internet regulator about what is done with data", steps: &["complain-cac"],
        laws: &["pipl-65"], zh: &["网信办", "告知处理结果"], en: &["internet regulator", "result"] },
    Promise { name: "complain to the internet regulator about what is shown", steps: &["report-12377"],
        laws: &["npc2012-9"], zh: &["12377"], en: &["12377"] },
    Promise { name: "complain to market regulation: one's own dispute", steps: &["complaint-12315"],
        laws: &["cons-39", "cons-46"], zh: &["12315", "投诉", "市场监管"], en: &["12315", "complain", "market regulat"] },
    Promise { name: "complain to market regulation: a violation", steps: &["report-12315"],
        laws: &["cons-56"], zh: &["12315", "举报", "市场监管"], en: &["12315", "report", "market regulat"] },
    Promise { name: "complain to the consumer association", steps: &["consumer-association"],
        laws: &["cons-47"], zh: &["消费者协会", "支持"], en: &["consumer association", "support"] },
    Promise { name: "complain to the telecom regulator", steps: &["appeal-12300"],
        laws: &["tel-39"], zh: &["12300", "申诉"], en: &["12300", "appeal"] },
    Promise { name: "complain to the postal regulator", steps: &["appeal-12305"],
        laws: &["post-65"], zh: &["12305", "申诉"], en: &["12305", "appeal"] },
    Promise { name: "complain to the financial regulators", steps: &["finance-12378", "finance-12363", "finance-12386"],
        laws: &["pipl-65"], zh: &["投诉"], en: &["complain"] },
    Promise { name: "complain to the regulators of schools, employers, housing, health, transport",
        steps: &["school-employer-property", "sector-other", "health-commission", "labour-inspection"],
        laws: &["pipl-60"], zh: &["泄露", "答复"], en: &["leak"] },
    Promise { name: "complain about spam", steps: &["report-12321"],
        laws: &["cc-1032"], zh: &["12321", "垃圾短信"], en: &["12321", "spam"] },
    Promise { name: "apology, elimination of influence, restored reputation, compensation", steps: &["civil-suit"],
        laws: &["cc-995", "cc-1182", "cc-1183", "cons-50"], zh: &["赔礼道歉", "消除影响", "恢复名誉", "赔偿"],
        en: &["apolog", "influence", "reputation", "compensat"] },
    Promise { name: "change the account", steps: &["stop-or-change-account"],
        laws: &["ecl-24"], zh: &["账号", "注销"], en: &["account", "close"] },
    Promise { name: "change important passwords", steps: &["change-passwords"],
        laws: &["bank-card-7", "cc-1165"], zh: &["密码", "邮箱", "银行"], en: &["password", "mail", "bank"] },
    Promise { name: "report the case", steps: &["police-report"],
        laws: &["crimproc-110", "mpsc-169"], zh: &["报案"], en: &["report the case"] },
    Promise { name: "consult a lawyer", steps: &["legal-advice"],
        laws: &["legal-aid-law-22"], zh: &["律师", "12348"], en: &["lawyer", "12348"] },
    Promise { name: "go to court", steps: &["civil-suit"],
        laws: &["pipl-69", "pipl-50"], zh: &["起诉", "法院"], en: &["court", "claim"] },
    Promise { name: "collect evidence", steps: &["capture-evidence"],
        laws: &["evidence-14", "evidence-94"], zh: &["证据", "截图", "录屏"], en: &["evidence", "screenshot"] },
    Promise { name: "collect evidence: note every call", steps: &["contact-log"],
        laws: &["evidence-14"], zh: &["来电", "记录"], en: &["call"] },
    Promise { name: "make the evidence strong", steps: &["strong-proof"],
        laws: &["evidence-94"], zh: &["公证", "时间戳"], en: &["notar", "time"] },
    Promise { name: "warn friends and relatives", steps: &["warn-circle"],
        laws: &[], zh: &["家人", "朋友"], en: &["family", "friend"] },
    Promise { name: "ignore what is irrelevant", steps: &["dont-engage"],
        laws: &["network-tort-10", "atf-2"], zh: &["不理会", "不付款", "链接"], en: &["ignore", "pay", "link"] },
];

/// What a step says in one language, its addressees' names included.
fn said(china: &Handbook, row: &Row, language: &str) -> String {
    let program = china.program();
    let bodies = fields(program, row).flat_map(|fields| fields.report_to.iter().flatten());
    let bodies = bodies.map(|body| program.authority(program.authority_id(body).unwrap()).name);
    let texts = fields(program, row).flat_map(|fields| [fields.title, fields.why, fields.how]).flatten();
    let all: Vec<TextId> = texts.chain(bodies).collect();
    let all: Vec<&str> = all.into_iter().filter_map(|text| china.texts().exact(language, text)).collect();
    all.join("\n").to_lowercase()
}

#[test]
fn what_is_promised_by_name_is_there() {
    let china = china();
    let mut wrong = Vec::new();
    for promise in PROMISES {
        for step in promise.steps {
            let Some(row) = ROWS.iter().find(|row| row.id == *step) else {
                wrong.push(format!("{}: no step {step}", promise.name));
                continue;
            };
            let basis: Vec<&String> =
                fields(china.program(), row).flat_map(|fields| fields.basis.iter().flatten()).collect();
            if !promise.laws.is_empty() && !promise.laws.iter().any(|law| basis.iter().any(|named| named == law)) {
                wrong.push(format!("{}: {step} rests on {basis:?}", promise.name));
            }
            for (language, words) in [("zh", promise.zh), ("en", promise.en)] {
                let said = said(&china, row, language);
                for word in words.iter().filter(|word| !said.contains(**word)) {
                    wrong.push(format!("{}: {step} does not say {word}", promise.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Of the remedies, those that no limitation ends are said to be so, and money within three years.
#[test]
fn a_suit_says_which_remedies_time_takes_away() {
    let china = china();
    let program = china.program();
    let suit = program.step(program.step_id("civil-suit").unwrap());
    let deadlines = suit.base.deadlines.as_deref().unwrap_or_default();
    let lost = deadlines.iter().find_map(|deadline| deadline.lost).expect("the suit says what is lost");
    let zh = china.texts().exact("zh", lost).unwrap();
    let en = china.texts().exact("en", lost).unwrap().to_lowercase();
    for word in ["三年", "停止侵害", "赔礼道歉", "消除影响", "恢复名誉"] {
        assert!(zh.contains(word), "{zh}");
    }
    for word in ["three years", "apolog", "reputation"] {
        assert!(en.contains(word), "{en}");
    }
}
