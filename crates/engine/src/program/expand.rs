//! `each`: one copy of a step for each of several addressees, and a parent that stands for all of them.

use crate::error::{Error, ErrorKind, Thing};
use crate::model::{Condition, Each, FactTest, Playbook, Requirement, Step, StepFields};
use crate::suggest::nearest;

/// Replaces every step with `each` by its copies (`freeze/equifax`) followed by their parent.
///
/// The copies carry everything; the parent keeps its name, texts and condition, requires the copies, and is done when
/// they are.
pub(super) fn expand(mut playbook: Playbook) -> Result<(Playbook, Vec<Vec<String>>), Error> {
    let mut steps = Vec::with_capacity(playbook.steps.len());
    let mut children = Vec::with_capacity(playbook.steps.len());
    for step in std::mem::take(&mut playbook.steps) {
        let Some(each) = step.each.clone() else {
            steps.push(step);
            children.push(Vec::new());
            continue;
        };
        let members = members(&playbook, &each)?;
        let mut names = Vec::with_capacity(members.len());
        for member in members {
            let copy = copy(&step, &each, &member);
            names.push(copy.id.clone());
            steps.push(copy);
            children.push(Vec::new());
        }
        steps.push(parent(step, &names));
        children.push(names);
    }
    playbook.steps = steps;
    Ok((playbook, children))
}

fn members(playbook: &Playbook, each: &Each) -> Result<Vec<String>, Error> {
    match each {
        Each::Listed(ids) => Ok(ids.clone()),
        Each::Fact(fact) => playbook
            .facts
            .iter()
            .find(|candidate| candidate.id == *fact)
            .map(|fact| fact.kind.choices().iter().map(|choice| choice.id.clone()).collect())
            .ok_or_else(|| {
                let nearest = nearest(fact, playbook.facts.iter().map(|fact| fact.id.as_str())).map(str::to_owned);
                ErrorKind::UnknownId { what: Thing::Fact, id: fact.clone(), nearest }.into()
            }),
    }
}

fn copy(step: &Step, each: &Each, member: &str) -> Step {
    let mut copy = step.clone();
    copy.id = format!("{}/{member}", step.id);
    copy.each = None;
    if let Each::Fact(fact) = each {
        let test = Condition::Fact { fact: fact.clone(), test: FactTest::Is(vec![member.to_owned()]) };
        copy.when = Condition::All(vec![copy.when, test]);
    }
    copy
}

fn parent(step: Step, copies: &[String]) -> Step {
    let requires = copies.iter().map(|copy| Requirement { any: vec![copy.clone()] }).collect();
    let base = StepFields {
        title: step.base.title,
        why: step.base.why,
        how: step.base.how,
        basis: step.base.basis,
        documents: step.base.documents,
        requires: Some(requires),
        ..StepFields::default()
    };
    Step {
        each: None,
        base,
        variants: Vec::new(),
        again: Vec::new(),
        alternative_to: Vec::new(),
        done_when: None,
        ..step
    }
}
