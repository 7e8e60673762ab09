//! A program small enough for the examples in this crate's documentation.

use crate::Program;
use crate::model::{
    Condition, Fact, FactKind, FactTest, Playbook, Step, StepFields, Term, TextId, Unit, Unsure, Within,
};
use jiff::civil::date;

/// One fact, `money-lost`, and two steps: `call-bank` within five minutes, then `report`.
///
/// # Panics
/// Never: the playbook below compiles.
#[must_use]
pub fn tiny() -> Program {
    let text = TextId(0);
    let lost = Condition::Fact { fact: "money-lost".into(), test: FactTest::Is(vec!["yes".into()]) };
    let step = |id: &str, minutes: u32| Step {
        id: id.into(),
        when: lost.clone(),
        base: StepFields {
            title: Some(text),
            within: Some(Within { term: Term::new(minutes, Unit::Minutes), from: None, basis: None }),
            ..StepFields::default()
        },
        variants: Vec::new(),
        applies: None,
        again: Vec::new(),
        alternative_to: Vec::new(),
        once: false,
        done_when: None,
        tells: Vec::new(),
        each: None,
        unsure: Some(Unsure::Recommend),
        avoid: false,
        deadline_by_plugin: false,
    };
    let playbook = Playbook {
        id: "tiny".into(),
        jurisdiction: None,
        version: date(2026, 11, 23),
        name: None,
        languages: vec!["en".into()],
        extends: Vec::new(),
        plugins: Vec::new(),
        time_zone: "Asia/Shanghai".into(),
        counting: crate::model::Counting::default(),
        regions: Vec::new(),
        facts: vec![Fact {
            id: "money-lost".into(),
            ask: text,
            help: None,
            kind: FactKind::YesNo,
            when: Condition::always(),
            ask_with: None,
            sensitive: false,
        }],
        laws: Vec::new(),
        authorities: Vec::new(),
        documents: Vec::new(),
        steps: vec![step("call-bank", 5), step("report", 180)],
        calendar: None,
        breach_classes: None,
    };
    #[allow(clippy::unwrap_used, reason = "the playbook above is a constant that compiles, as the examples show")]
    Program::compile(playbook).unwrap()
}
