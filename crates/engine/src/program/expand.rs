//! `each`: one copy of a step for each of several addressees, and a parent that stands for all of them.

use crate::error::{Error, ErrorKind, Thing};
use crate::model::{Anchor, Condition, Each, FactTest, Id, Playbook, Requirement, Step, StepFields};
use crate::suggest::nearest;

/// Replaces every step with `each` by its copies (`freeze/equifax`) followed by their parent.
///
/// The copies carry everything; the parent keeps its name, texts and condition, requires the copies, and is done when
/// they are. A copy that names another step for each of the same means that step's copy of the same addressee: the
/// dispute with one bureau follows what that bureau answered, not what another did.
pub(super) fn expand(mut playbook: Playbook) -> Result<(Playbook, Vec<Vec<String>>), Error> {
    let mut steps = Vec::with_capacity(playbook.steps.len());
    let mut children = Vec::with_capacity(playbook.steps.len());
    let all: Vec<(Id, Each)> =
        playbook.steps.iter().filter_map(|step| Some((step.id.clone(), step.each.clone()?))).collect();
    for step in std::mem::take(&mut playbook.steps) {
        let Some(each) = step.each.clone() else {
            steps.push(step);
            children.push(Vec::new());
            continue;
        };
        let members = members(&playbook, &each)?;
        let alike: Vec<&str> = all.iter().filter(|(_, other)| *other == each).map(|(id, _)| id.as_str()).collect();
        let mut names = Vec::with_capacity(members.len());
        for member in members {
            let copy = copy(&step, &each, &member, &alike);
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

fn copy(step: &Step, each: &Each, member: &str, alike: &[&str]) -> Step {
    let mut copy = step.clone();
    same_addressee(&mut copy, |id| {
        if alike.contains(&id.as_str()) {
            *id = format!("{id}/{member}");
        }
    });
    copy.id = format!("{}/{member}", step.id);
    copy.each = None;
    if let Each::Fact(fact) = each {
        let test = Condition::Fact { fact: fact.clone(), test: FactTest::Is(vec![member.to_owned()]) };
        copy.when = Condition::All(vec![copy.when, test]);
    }
    copy
}

/// Renames the steps that a step names.
fn same_addressee(step: &mut Step, rename: impl Fn(&mut Id)) {
    step.alternative_to.iter_mut().for_each(&rename);
    let fields = std::iter::once(&mut step.base).chain(step.variants.iter_mut().map(|variant| &mut variant.fields));
    for fields in fields {
        fields.requires.iter_mut().flatten().flat_map(|one| &mut one.any).for_each(&rename);
        fields.after.iter_mut().flatten().for_each(&rename);
        let within = fields.within.as_mut().and_then(|within| within.from.as_mut());
        let opens = fields.opens.as_mut().map(|opens| &mut opens.from);
        let deadlines = fields.deadlines.iter_mut().flatten().map(|deadline| &mut deadline.from);
        for anchor in within.into_iter().chain(opens).chain(deadlines) {
            if let Anchor::Step { step, .. } = anchor {
                rename(step);
            }
        }
    }
    let mut open: Vec<&mut Condition> = step.variants.iter_mut().map(|variant| &mut variant.when).collect();
    open.push(&mut step.when);
    open.extend(&mut step.done_when);
    while let Some(condition) = open.pop() {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => open.extend(parts),
            Condition::Not(part) => open.push(part),
            Condition::Step { step, .. } => rename(step),
            Condition::Fact { .. } => {}
        }
    }
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
