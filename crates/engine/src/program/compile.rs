//! From a playbook as written to a program: names become ids, and what cannot be is refused.

use super::graph::{self, Node};
use super::lookup::Names;
use super::rule::{
    AnchorRule, Cond, DeadlineRule, FactRule, FieldRules, OpensRule, ReplyRule, StepRule, Test, WithinRule,
};
use super::{FactId, Limits, Program, StepId, expand};
use crate::error::{Error, ErrorKind};
use crate::model::{
    Anchor, Bound, Choice, Condition, Counting, Fact, FactKind, FactTest, Outcome, OutcomeTest, Playbook, Step,
    StepFields, Term,
};
use crate::suggest::nearest;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::sync::OnceLock;

impl Program {
    /// Compiles a playbook: interns its names, expands `each`, orders its steps.
    ///
    /// # Errors
    /// The first thing that cannot be compiled: an unknown name, a value a fact cannot have, a circle of dependencies,
    /// an unknown time zone, or more than the default [`Limits`]. `playbook-format` reports all mistakes of a file with
    /// their places; this is the last line of defence for playbooks built in code.
    pub fn compile(playbook: Playbook) -> Result<Self, Error> {
        Self::compile_with(playbook, Limits::default())
    }

    /// Compiles with other limits.
    ///
    /// # Errors
    /// As [`Program::compile`].
    pub fn compile_with(playbook: Playbook, limits: Limits) -> Result<Self, Error> {
        let (playbook, children) = expand::expand(playbook)?;
        within("steps", limits.steps, playbook.steps.len())?;
        within("facts", limits.facts, playbook.facts.len())?;
        for fact in &playbook.facts {
            within("values of one fact", 128, fact.kind.choices().len())?;
        }
        let zone =
            TimeZone::get(&playbook.time_zone).map_err(|_| ErrorKind::TimeZone { name: playbook.time_zone.clone() })?;
        let names = Names::new(&playbook)?;
        let regions = tested_regions(&playbook);
        within("regions", 128, regions.len())?;
        let compiler = Compiler { playbook: &playbook, names: &names, regions: &regions };
        let facts = compiler.facts()?;
        for channel in playbook.authorities.iter().flat_map(|authority| authority.channels.stated()) {
            compiler.condition(&channel.when)?;
        }
        let accepts = playbook
            .authorities
            .iter()
            .map(|authority| compiler.condition(&authority.accepts))
            .collect::<Result<Vec<_>, _>>()?;
        let steps = compiler.steps(&children)?;
        let order = graph::order(&facts, &steps, &accepts, |node| match node {
            Node::Fact(fact) => playbook.facts.get(fact.index()).map(|fact| fact.id.clone()).unwrap_or_default(),
            Node::Step(step) => playbook.steps.get(step.index()).map(|step| step.id.clone()).unwrap_or_default(),
        })?;
        let ages = age_tests(&facts, &accepts, &steps);
        let holidays_by = holidays_by(&playbook);
        Ok(Self { zone, facts, accepts, steps, order, ages, names, holidays_by, indexed: OnceLock::new(), playbook })
    }
}

impl Program {
    /// Compiles a condition that is not part of a step: a channel's `when`.
    #[must_use]
    pub fn channel_condition(&self, condition: &Condition) -> Option<Cond> {
        self.compiler().condition(condition).ok()
    }

    /// The compiler of this very program, for what is added to it later.
    pub(super) fn compiler(&self) -> Compiler<'_> {
        let regions = self.facts.iter().find(|fact| !fact.regions.is_empty()).map(|fact| fact.regions.as_slice());
        Compiler { playbook: &self.playbook, names: &self.names, regions: regions.unwrap_or(&[]) }
    }
}

fn within(what: &'static str, limit: usize, found: usize) -> Result<(), Error> {
    if found > limit { Err(ErrorKind::Limit { what, limit, found }.into()) } else { Ok(()) }
}

/// The fact that says whose regional holidays count: where the person lives. One that not everybody is asked says nothing,
/// because its answer would count for some of the conditions that decide about it, and not for others.
fn holidays_by(playbook: &Playbook) -> Option<FactId> {
    playbook.calendar.as_ref().filter(|calendar| !calendar.regions.is_empty())?;
    let is_it = |fact: &Fact| fact.id == "region" && fact.kind == FactKind::Region && fact.when.is_always();
    playbook.facts.iter().position(is_it).map(FactId::from_index)
}

/// The regions a region fact can be tested for: the declared ones, then any others that conditions name.
fn tested_regions(playbook: &Playbook) -> Vec<String> {
    let mut regions: Vec<String> = playbook.regions.iter().map(|region| region.id.clone()).collect();
    let region_facts: BTreeSet<&str> =
        playbook.facts.iter().filter(|fact| fact.kind == FactKind::Region).map(|fact| fact.id.as_str()).collect();
    let mut stack: Vec<&Condition> = playbook.facts.iter().map(|fact| &fact.when).collect();
    stack.extend(playbook.authorities.iter().map(|authority| &authority.accepts));
    for authority in &playbook.authorities {
        stack.extend(authority.channels.stated().iter().map(|channel| &channel.when));
    }
    for step in &playbook.steps {
        stack.push(&step.when);
        stack.extend(step.variants.iter().map(|variant| &variant.when));
        stack.extend(step.done_when.iter());
    }
    while let Some(condition) = stack.pop() {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => stack.extend(parts),
            Condition::Not(part) => stack.push(part),
            Condition::Fact { fact, test: FactTest::Is(values) | FactTest::NoneOf(values) }
                if region_facts.contains(fact.as_str()) =>
            {
                for value in values {
                    if !regions.contains(value) {
                        regions.push(value.clone());
                    }
                }
            }
            Condition::Fact { .. } | Condition::Step { .. } => {}
        }
    }
    regions
}

pub(super) struct Compiler<'a> {
    playbook: &'a Playbook,
    names: &'a Names,
    regions: &'a [String],
}

impl Compiler<'_> {
    fn facts(&self) -> Result<Vec<FactRule>, Error> {
        self.playbook
            .facts
            .iter()
            .map(|fact| {
                let regions = if fact.kind == FactKind::Region { self.regions.to_vec() } else { Vec::new() };
                Ok(FactRule { when: self.condition(&fact.when)?, conditional: !fact.when.is_always(), regions })
            })
            .collect()
    }

    /// Compiles one condition. Depth is bounded by the reader for files; conditions built in code must not nest deeper
    /// than the stack allows.
    fn condition(&self, condition: &Condition) -> Result<Cond, Error> {
        Ok(match condition {
            Condition::All(parts) => {
                Cond::All(parts.iter().map(|part| self.condition(part)).collect::<Result<_, _>>()?)
            }
            Condition::Any(parts) => {
                Cond::Any(parts.iter().map(|part| self.condition(part)).collect::<Result<_, _>>()?)
            }
            Condition::Not(part) => Cond::Not(Box::new(self.condition(part)?)),
            Condition::Fact { fact, test } => {
                let id = self.names.fact(fact)?;
                Cond::Fact(id, self.test(id, test)?)
            }
            Condition::Step { step, tests } => Cond::Step(self.names.step(step)?, tests.clone()),
        })
    }

    fn test(&self, id: FactId, test: &FactTest) -> Result<Test, Error> {
        let fact = &self.playbook.facts[id.index()]; // minted by `names` from this very list
        let bad = || Error::from(ErrorKind::BadTest { fact: fact.id.clone(), kind: fact.kind.as_str() });
        let is_set = matches!(fact.kind, FactKind::AnyOf(_));
        let is_number = matches!(fact.kind, FactKind::Amount | FactKind::Number);
        let is_date = matches!(fact.kind, FactKind::Date | FactKind::Moment);
        Ok(match test {
            FactTest::Unknown if fact.kind != FactKind::Text => Test::Unknown,
            FactTest::Is(values) => Test::Is(self.values(id, values)?),
            FactTest::AllOf(values) if is_set => Test::AllOf(self.values(id, values)?),
            FactTest::NoneOf(values) => Test::NoneOf(self.values(id, values)?),
            FactTest::AtLeast(Bound::Number(bound)) if is_number => Test::AtLeast(*bound),
            FactTest::Below(Bound::Number(bound)) if is_number => Test::Below(*bound),
            FactTest::AtLeast(Bound::Date(date)) if is_date => Test::From(*date),
            FactTest::Below(Bound::Date(date)) if is_date => Test::Before(*date),
            FactTest::Within(term) if is_date => Test::Within(*term),
            _ => return Err(bad()),
        })
    }

    fn values(&self, id: FactId, values: &[String]) -> Result<u128, Error> {
        let fact = &self.playbook.facts[id.index()]; // minted by `names` from this very list
        let choices: Vec<&str> = match &fact.kind {
            FactKind::YesNo => vec!["yes", "no"],
            FactKind::OneOf(choices) | FactKind::AnyOf(choices) => choices.iter().map(choice_id).collect(),
            FactKind::Region => self.regions.iter().map(String::as_str).collect(),
            _ => return Err(ErrorKind::BadTest { fact: fact.id.clone(), kind: fact.kind.as_str() }.into()),
        };
        let mut bits = 0;
        for value in values {
            let Some(place) = choices.iter().position(|choice| choice == value) else {
                return Err(ErrorKind::UnknownValue {
                    fact: fact.id.clone(),
                    value: value.clone(),
                    nearest: nearest(value, choices.iter().copied()).map(str::to_owned),
                    choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
                }
                .into());
            };
            bits |= 1u128 << place;
        }
        Ok(bits)
    }

    fn steps(&self, children: &[Vec<String>]) -> Result<Vec<StepRule>, Error> {
        let mut rules = self
            .playbook
            .steps
            .iter()
            .zip(children)
            .map(|(step, children)| self.step(step, children))
            .collect::<Result<Vec<_>, _>>()?;
        make_symmetric(&mut rules);
        note_requirers(&mut rules);
        Ok(rules)
    }

    fn step(&self, step: &Step, children: &[String]) -> Result<StepRule, Error> {
        Ok(StepRule {
            when: self.condition(&step.when)?,
            base: self.fields(&step.base)?,
            variants: step
                .variants
                .iter()
                .map(|variant| Ok((self.condition(&variant.when)?, self.fields(&variant.fields)?)))
                .collect::<Result<_, Error>>()?,
            applies: step.applies.clone(),
            again: step.again.clone(),
            alternatives: self.step_ids(&step.alternative_to)?,
            once: step.once,
            done_when: step.done_when.as_ref().map(|done| self.condition(done)).transpose()?,
            tells: step.tells.iter().map(|fact| self.names.fact(fact)).collect::<Result<_, _>>()?,
            children: self.step_ids(children)?,
            unsure: step.unsure.unwrap_or_default(),
            avoid: step.avoid,
            deadline_by_plugin: step.deadline_by_plugin,
            required_by: Vec::new(),
        })
    }

    fn step_ids(&self, names: &[String]) -> Result<Vec<StepId>, Error> {
        names.iter().map(|name| self.names.step(name)).collect()
    }

    fn fields(&self, fields: &StepFields) -> Result<FieldRules, Error> {
        // Names that only texts use are checked here too, so that showing a step cannot fail later.
        fields.basis.iter().flatten().try_for_each(|law| self.names.law(law).map(drop))?;
        fields.documents.iter().flatten().try_for_each(|paper| self.names.document(paper).map(drop))?;
        Ok(FieldRules {
            requires: fields
                .requires
                .as_ref()
                .map(|groups| groups.iter().map(|group| self.step_ids(&group.any)).collect::<Result<_, _>>())
                .transpose()?,
            after: fields.after.as_ref().map(|after| self.step_ids(after)).transpose()?,
            within: fields
                .within
                .as_ref()
                .map(|within| {
                    Ok::<_, Error>(WithinRule {
                        term: within.term,
                        from: within.from.as_ref().map(|anchor| self.anchor(anchor)).transpose()?,
                        counting: self.counting(within.basis.as_deref())?,
                    })
                })
                .transpose()?,
            takes: fields.takes.map(Term::rough_seconds),
            deadlines: fields
                .deadlines
                .as_ref()
                .map(|deadlines| {
                    deadlines
                        .iter()
                        .map(|deadline| {
                            Ok::<_, Error>(DeadlineRule {
                                term: deadline.term,
                                from: self.anchor(&deadline.from)?,
                                counting: self.counting(deadline.basis.as_deref())?,
                                bars: deadline.bars,
                            })
                        })
                        .collect::<Result<_, _>>()
                })
                .transpose()?,
            opens: fields
                .opens
                .as_ref()
                .map(|opens| {
                    Ok::<_, Error>(OpensRule {
                        term: opens.term,
                        from: self.anchor(&opens.from)?,
                        counting: self.counting(opens.basis.as_deref())?,
                    })
                })
                .transpose()?,
            report_to: fields
                .report_to
                .as_ref()
                .map(|bodies| bodies.iter().map(|body| self.names.authority(body)).collect::<Result<_, _>>())
                .transpose()?,
            reply: fields
                .reply
                .as_ref()
                .map(|reply| {
                    Ok::<_, Error>(ReplyRule {
                        term: reply.term,
                        from: reply.from.as_ref().map(|anchor| self.anchor(anchor)).transpose()?,
                        counting: self.counting(reply.basis.as_deref())?,
                        also: reply.also.iter().filter_map(also).collect(),
                    })
                })
                .transpose()?,
        })
    }

    pub(super) fn anchor(&self, anchor: &Anchor) -> Result<AnchorRule, Error> {
        Ok(match anchor {
            Anchor::Fact(fact) => {
                let id = self.names.fact(fact)?;
                let kind = &self.playbook.facts[id.index()].kind; // minted by `names` from this very list
                if !matches!(kind, FactKind::Date | FactKind::Moment) {
                    return Err(ErrorKind::BadTest { fact: fact.clone(), kind: kind.as_str() }.into());
                }
                AnchorRule::Fact(id)
            }
            Anchor::Step { step, tests } => AnchorRule::Step(self.names.step(step)?, tests.clone()),
        })
    }

    pub(super) fn counting(&self, law: Option<&str>) -> Result<Counting, Error> {
        let of_law = match law {
            Some(law) => {
                let id = self.names.law(law)?;
                self.playbook.laws[id.index()].counting // minted by `names` from this very list
            }
            None => None,
        };
        Ok(of_law.unwrap_or(self.playbook.counting))
    }
}

fn choice_id(choice: &Choice) -> &str {
    &choice.id
}

fn also(also: &crate::model::AlsoReply) -> Option<(String, Outcome, Option<Term>)> {
    match also.outcome {
        OutcomeTest::Ended(outcome) => Some((also.id.clone(), outcome, also.term)),
        OutcomeTest::Done => None,
    }
}

fn make_symmetric(rules: &mut [StepRule]) {
    let pairs: Vec<(StepId, StepId)> = rules
        .iter()
        .enumerate()
        .flat_map(|(index, rule)| rule.alternatives.iter().map(move |other| (*other, StepId::from_index(index))))
        .collect();
    for (step, other) in pairs {
        if let Some(rule) = rules.get_mut(step.index())
            && !rule.alternatives.contains(&other)
        {
            rule.alternatives.push(other);
        }
    }
    for rule in rules {
        rule.alternatives.sort_unstable();
        rule.alternatives.dedup();
    }
}

fn note_requirers(rules: &mut [StepRule]) {
    let mut pairs: Vec<(StepId, StepId)> = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        for required in rule.every_fields().filter_map(|fields| fields.requires.as_ref()).flatten().flatten() {
            pairs.push((*required, StepId::from_index(index)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    for (required, by) in pairs {
        if let Some(rule) = rules.get_mut(required.index()) {
            rule.required_by.push(by);
        }
    }
}

/// Every `within` test of a fact: where time alone can change a condition.
fn age_tests(facts: &[FactRule], accepts: &[Cond], steps: &[StepRule]) -> Vec<(FactId, Term)> {
    let mut tests: Vec<(FactId, Term)> = Vec::new();
    let conditions = facts
        .iter()
        .map(|fact| &fact.when)
        .chain(accepts)
        .chain(
            steps.iter().flat_map(|step| std::iter::once(&step.when).chain(step.variants.iter().map(|(when, _)| when))),
        )
        .chain(steps.iter().filter_map(|step| step.done_when.as_ref()));
    for condition in conditions {
        condition.leaves(|leaf| {
            if let Cond::Fact(fact, Test::Within(term)) = leaf
                && !tests.contains(&(*fact, *term))
            {
                tests.push((*fact, *term));
            }
        });
    }
    tests
}
