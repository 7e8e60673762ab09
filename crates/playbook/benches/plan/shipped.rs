//! The shipped playbook of China: plans, whole answers, and loading from the embedded form and from YAML.

use crate::measure::{Contender, compare};
use playbook::Handbook;
use playbook::format::{Folder, Library};
use playbook_engine::{Case, Encoded, Planner, Program, parse_instant};
use std::path::Path;

/// People in quite different trouble.
const PEOPLE: [&[&str]; 6] = [
    &[],
    &["money-state=lost-under-30min", "loss-method=i-transferred", "danger=none"],
    &["danger=none", "money-state=none", "extortion=no", "account-control=yes", "data=password,email"],
    &[
        "danger=none",
        "money-state=none",
        "extortion=no",
        "account-control=yes",
        "data=resident-id-number,id-card-photo,phone",
        "how-learned=fraud-call-with-details",
        "leaker-known=no-idea",
        "harassment=spam",
    ],
    &["danger=?", "money-state=?", "data=?", "leaker-known=?"],
    &["danger=none", "money-state=none", "data=health", "leaker-known=certain", "leaker-kind=hospital"],
];

pub fn measure() {
    let handbook = Handbook::shipped("cn").expect("the playbook of China is shipped");
    let program = handbook.program();
    let now = parse_instant(program, "2026-11-23T20:00").expect("a valid instant");
    let cases: Vec<Case> = PEOPLE
        .iter()
        .map(|facts| {
            let mut builder = handbook.case(now);
            for fact in *facts {
                builder = builder.fact(fact).expect("a fact of the playbook");
            }
            builder.build().expect("a valid case")
        })
        .collect();
    let encoded: Vec<Encoded> = cases.iter().map(|case| program.encode(case, now)).collect();
    println!("\ncn: {} steps, {} conditions kept as trees", program.step_ids().len(), program.by_tree_count());
    let mut planner = Planner::new();
    compare(
        "cn: one person's plan",
        200,
        cases.len(),
        &mut [
            Contender {
                name: "plan from an encoded case (index and pass)",
                run: Box::new(|| encoded.iter().map(|case| planner.plan(program, case).len()).sum()),
            },
            Contender {
                name: "encode",
                run: Box::new(|| cases.iter().map(|case| program.encode(case, now).size()).sum()),
            },
            Contender {
                name: "by the definition (condition trees)",
                run: Box::new(|| cases.iter().map(|case| program.plan_by_definition(case, now).ready().len()).sum()),
            },
            Contender {
                name: "next: plan, question and recommendation",
                run: Box::new(|| cases.iter().map(|case| program.next(case, now).0.ready().len()).sum()),
            },
            Contender {
                name: "the whole document of next, with texts",
                run: Box::new(|| cases.iter().map(|case| handbook.next(case, now, "en").to_json().len()).sum()),
            },
            Contender {
                name: "the whole document of plan, with reasons",
                run: Box::new(|| cases.iter().map(|case| handbook.plan(case, now, "en").to_json().len()).sum()),
            },
        ],
    );
    loading();
}

fn loading() {
    let library = || {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../playbooks");
        let mut library = Library::default();
        for id in ["cn", "first-aid"] {
            let mut folder = Folder::new(id, format!("playbooks/{id}"));
            read(&root.join(id), "", &mut folder);
            library.add(folder);
        }
        library
    };
    let files = library();
    compare(
        "cn: loading",
        15,
        1,
        &mut [
            Contender {
                name: "embedded form to program and texts",
                run: Box::new(|| Handbook::shipped("cn").expect("shipped").program().step_ids().len()),
            },
            Contender {
                name: "compile alone",
                run: {
                    let playbook = Handbook::shipped("cn").expect("shipped").program().playbook().clone();
                    Box::new(move || Program::compile(playbook.clone()).expect("it compiles").step_ids().len())
                },
            },
            Contender {
                name: "YAML to program and texts, all checks",
                run: Box::new(|| Handbook::load(&files, "cn").expect("it loads").program().step_ids().len()),
            },
        ],
    );
}

fn read(path: &Path, inside: &str, into: &mut Folder) {
    for entry in std::fs::read_dir(path).expect("a folder of this repository").flatten() {
        let name = format!("{inside}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            if name != "scenarios" {
                read(&entry.path(), &format!("{name}/"), into);
            }
        } else {
            into.files.push((name, std::fs::read(entry.path()).expect("a file of this repository")));
        }
    }
}
