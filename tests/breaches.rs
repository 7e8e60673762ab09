//! Every breach that Have I Been Pwned has published gives a person in China something to do.

use crate::environment::{NOW, data};
use playbook::{Breaches, Handbook, Plan, Recommendation, Status};
use std::collections::BTreeMap;

struct Told {
    name: String,
    /// Whether the file says what leaked.
    classes: bool,
    next: Recommendation,
    plan: Plan,
}

fn all() -> Vec<Told> {
    let handbook = Handbook::shipped("cn").unwrap();
    let now = NOW.parse().unwrap();
    let text = std::fs::read_to_string(data("hibp-breaches.json")).unwrap();
    let list: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let tell = |breach: &serde_json::Value| {
        // what matters most is answered, so that what leaked decides
        let mut case = ["danger=none", "money-state=none", "extortion=no", "account-control=yes"]
            .into_iter()
            .fold(handbook.case(now), |case, fact| case.fact(fact).unwrap());
        let breaches = Breaches::parse(breach.to_string().as_bytes()).unwrap();
        let classes = !breaches.classes().is_empty();
        case = case.breaches(&breaches).unwrap();
        let (plan, next) = handbook.program().next(&case.build().unwrap(), now);
        Told { name: breach["Title"].as_str().unwrap().to_owned(), classes, next, plan }
    };
    list.iter().map(tell).collect()
}

#[test]
fn every_breach_leads_to_a_step_or_a_question() {
    let handbook = Handbook::shipped("cn").unwrap();
    let told = all();
    assert_eq!(told.len(), 323);
    let silent: Vec<&str> = told.iter().filter(|told| !told.classes).map(|told| told.name.as_str()).collect();
    assert_eq!(silent, ["xHamster"], "the one that does not say what leaked");
    for told in told {
        let open = handbook.program().step_ids().any(|step| told.plan.is_open(step));
        assert!(open, "{} gives nothing to do", told.name);
        let acts = matches!(told.next, Recommendation::Step(_) | Recommendation::Question(_));
        assert!(acts, "{} leads to nothing", told.name);
    }
}

/// What the table maps to different values, and the playbook treats differently, must come out differently.
#[test]
fn classes_treated_differently_give_different_plans() {
    let handbook = Handbook::shipped("cn").unwrap();
    let now = NOW.parse().unwrap();
    let plan = |class: &str| -> Vec<(String, Status)> {
        let breach = format!(r#"{{ "Name": "x", "DataClasses": ["{class}"] }}"#);
        let breaches = Breaches::parse(breach.as_bytes()).unwrap();
        let case = handbook.case(now).fact("money-state=none").unwrap().breaches(&breaches).unwrap().build().unwrap();
        handbook.plan(&case, now, "en").steps.into_iter().map(|step| (step.id, step.status)).collect()
    };
    let classes = ["Passwords", "Credit cards", "Passport numbers", "Government issued IDs", "Nationalities"];
    let plans: BTreeMap<&str, Vec<(String, Status)>> = classes.into_iter().map(|class| (class, plan(class))).collect();
    for (a, plan) in &plans {
        for (b, other) in &plans {
            assert!(a == b || plan != other, "{a} and {b} give the same plan");
        }
    }
}

#[test]
fn no_class_of_a_real_breach_is_unknown() {
    let handbook = Handbook::shipped("cn").unwrap();
    let breaches = Breaches::parse(&std::fs::read(data("hibp-breaches.json")).unwrap()).unwrap();
    assert_eq!(breaches.unknown(handbook.program()), Vec::<&str>::new());
}
