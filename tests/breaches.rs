//! Every breach that Have I Been Pwned has published gives a person in China something to do.

use crate::environment::{NOW, data};
use playbook::document::{Advice, NextDocument, PlanDocument};
use playbook::{Breaches, Handbook};
use std::collections::BTreeMap;

struct Told {
    name: String,
    next: NextDocument,
    plan: PlanDocument,
}

fn all() -> Vec<Told> {
    let handbook = Handbook::shipped("cn").unwrap();
    let now = NOW.parse().unwrap();
    let text = std::fs::read_to_string(data("hibp-breaches.json")).unwrap();
    let list: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    list.iter()
        .map(|breach| {
            let breaches = Breaches::parse(breach.to_string().as_bytes()).unwrap();
            // what matters most is answered, so that what leaked decides
            let case = ["danger=none", "money-state=none", "extortion=no", "account-control=yes"]
                .into_iter()
                .fold(handbook.case(now), |case, fact| case.fact(fact).unwrap());
            let case = case.breaches(&breaches).unwrap().build().unwrap();
            Told {
                name: breach["Name"].as_str().unwrap().to_owned(),
                next: handbook.next(&case, now, "en"),
                plan: handbook.plan(&case, now, "en"),
            }
        })
        .collect()
}

#[test]
fn every_breach_leads_to_a_step_or_a_question() {
    let told = all();
    assert_eq!(told.len(), 323);
    for told in told {
        match &told.next.recommendation {
            Advice::Step { step } => assert!(!step.title.is_empty(), "{}", told.name),
            Advice::Question { question } => assert!(!question.ask.is_empty(), "{}", told.name),
            Advice::Wait { .. } | Advice::Finished { .. } => panic!("{} leads to nothing", told.name),
        }
    }
}

/// Two breaches whose classes set different values must not be treated alike where the playbook treats the values
/// differently.
#[test]
fn classes_treated_differently_give_different_plans() {
    let open = |name: &str| -> Vec<String> {
        let handbook = Handbook::shipped("cn").unwrap();
        let now = NOW.parse().unwrap();
        let breach = format!(r#"{{ "Name": "x", "DataClasses": ["{name}"] }}"#);
        let breaches = Breaches::parse(breach.as_bytes()).unwrap();
        let case = handbook.case(now).fact("money-state=none").unwrap().breaches(&breaches).unwrap().build().unwrap();
        handbook.plan(&case, now, "en").steps.into_iter().filter(|step| step.open).map(|step| step.id).collect()
    };
    let plans: BTreeMap<&str, Vec<String>> = ["Passwords", "Credit cards", "Passport numbers", "Government issued IDs"]
        .into_iter()
        .map(|class| (class, open(class)))
        .collect();
    for (a, plan) in &plans {
        for (b, other) in &plans {
            assert!(a == b || plan != other, "{a} and {b} give the same plan: {plan:?}");
        }
    }
}

#[test]
fn no_class_of_a_real_breach_is_unknown() {
    let handbook = Handbook::shipped("cn").unwrap();
    let breaches = Breaches::parse(&std::fs::read(data("hibp-breaches.json")).unwrap()).unwrap();
    assert_eq!(breaches.unknown(handbook.program()), Vec::<&str>::new());
    assert!(all().iter().all(|told| !told.plan.steps.is_empty()));
}
