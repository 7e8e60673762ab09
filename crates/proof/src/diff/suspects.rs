//! Where two versions can differ: for each step and each thing a plan shows of it, the situations in which the two do
//! not say the same. What stands nowhere here is the same for everybody.

use super::aspect::Aspect;
use super::content::{Field, content, season};
use super::sight::{source, written};
use super::versions::Versions;
use crate::claims::statuses;
use crate::encode::Encoding;
use crate::gates::Bit;
use crate::solver::{Found, Solver};
use playbook_engine::model::{Channel, Outcome};
use playbook_engine::{AnchorRule, AuthorityId, Cond, FactId, Program, StepId, Test};
use std::collections::{BTreeMap, BTreeSet};

/// What a difference is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A step.
    Step(String),
    /// A fact, as it is asked.
    Fact(String),
}

/// A place where two versions may differ, and for whom.
#[derive(Debug, Clone)]
pub(super) struct Suspect {
    pub(super) about: About,
    pub(super) aspect: Aspect,
    pub(super) bit: Bit,
}

/// Collects the suspects of two versions.
pub(super) fn suspects(versions: &mut Versions<'_>, conflicts: u64) -> Vec<Suspect> {
    let mut list = List { versions, conflicts, found: Vec::new(), channels: BTreeMap::new() };
    let program = list.versions.new.program;
    for step in program.step_ids() {
        match list.versions.old_step(step) {
            Some(old) => list.step(old, step),
            None => {
                let stand = list.versions.new.stand(step);
                list.add(&program.step(step).id, Aspect::Status, !stand.not_applicable);
            }
        }
    }
    for step in list.versions.dropped() {
        let stand = list.versions.in_old(|old| old.stand(step));
        let id = &list.versions.old.program.step(step).id;
        list.add(id, Aspect::Status, !stand.not_applicable);
    }
    list.order();
    list.facts();
    list.found.retain(|suspect| suspect.bit != Bit::FALSE);
    list.found
}

struct List<'v, 'p> {
    versions: &'v mut Versions<'p>,
    conflicts: u64,
    found: Vec<Suspect>,
    /// For each authority of both: where its channels differ, and where their sources do.
    channels: BTreeMap<String, (Bit, Bit)>,
}

impl List<'_, '_> {
    fn add(&mut self, step: &str, aspect: Aspect, bit: Bit) {
        if bit != Bit::FALSE {
            self.found.push(Suspect { about: About::Step(step.to_owned()), aspect, bit });
        }
    }

    fn step(&mut self, old: StepId, new: StepId) {
        let pair = (old, new);
        let program = self.versions.new.program;
        let id = program.step(new).id.clone();
        let (before, after) = self.versions.both(pair, Encoding::stand);
        let both_seen = self.versions.new.board.gates.and(!before.not_applicable, !after.not_applicable);
        let mut differs = self.differ(before.applies.certain, after.applies.certain);
        for (a, b) in statuses(&before).into_iter().zip(statuses(&after)).chain([(before.done, after.done)]) {
            let one = self.differ(a, b);
            differs = self.versions.new.board.gates.or(differs, one);
        }
        self.add(&id, Aspect::Status, differs);
        self.ending(pair, &id);
        for field in Field::ALL {
            let bit = self.field(pair, field);
            self.add_seen(&id, field.into(), bit, both_seen);
        }
        self.anchors(pair, &id, both_seen);
        self.authorities(pair, &id, both_seen);
        self.as_written(pair, &id, both_seen);
        self.questions(pair, &id);
    }

    fn add_seen(&mut self, step: &str, aspect: Aspect, bit: Bit, seen: Bit) {
        let bit = self.versions.new.board.gates.and(bit, seen);
        self.add(step, aspect, bit);
    }

    fn differ(&mut self, a: Bit, b: Bit) -> Bit {
        self.versions.new.board.gates.differ(a, b)
    }

    fn any(&mut self, bits: Vec<Bit>) -> Bit {
        self.versions.new.board.gates.any(bits)
    }

    /// How it ended, where it was done.
    fn ending(&mut self, pair: (StepId, StepId), id: &str) {
        let (before, after) = self.versions.both(pair, Encoding::ending);
        let mut bits = vec![self.differ(before.by_answer, after.by_answer), self.differ(before.waiting, after.waiting)];
        for (a, b) in before.outcome.into_iter().zip(after.outcome) {
            bits.push(self.differ(a, b));
        }
        // What is done by an answer is as old as the answers it rests on.
        let leaves = |program: &Program, step: StepId| {
            let mut facts = BTreeSet::new();
            if let Some(done) = &program.rule(step).done_when {
                done.leaves(|leaf| {
                    if let Cond::Fact(fact, _) = leaf {
                        facts.insert(program.fact(*fact).id.clone());
                    }
                });
            }
            facts
        };
        if leaves(self.versions.old.program, pair.0) != leaves(self.versions.new.program, pair.1) {
            bits.push(after.by_answer);
        }
        let any = self.any(bits);
        self.add(id, Aspect::Outcome, any);
    }

    /// Where what a field says in one version is not what it says in the other.
    fn field(&mut self, pair: (StepId, StepId), field: Field) -> Bit {
        let (before, after) = self.versions.both(pair, |encoding, step| forces(encoding, step, field));
        let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let nowhere = (Bit::FALSE, Bit::FALSE);
        let mut bits = Vec::new();
        for key in keys {
            let (a, b) = (before.get(key).unwrap_or(&nowhere), after.get(key).unwrap_or(&nowhere));
            bits.push(self.differ(a.0, b.0));
            if field.counts_when_possible() {
                bits.push(self.differ(a.1, b.1));
            }
        }
        self.any(bits)
    }

    /// Where a date that a term counts from has a value in one version only.
    fn anchors(&mut self, pair: (StepId, StepId), id: &str, seen: Bit) {
        let program = self.versions.new.program;
        let mut facts: BTreeSet<FactId> = BTreeSet::new();
        for anchor in program.rule(pair.1).every_fields().flat_map(|fields| fields.anchors()) {
            if let AnchorRule::Fact(fact) = anchor {
                facts.insert(*fact);
            }
        }
        for fact in facts {
            let Some(old) = self.versions.old_fact(fact) else { continue };
            let (after, _) = self.versions.new.has_value(fact);
            let (before, _) = self.versions.in_old(|encoding| encoding.has_value(old));
            let bit = self.differ(before.possible, after.possible);
            self.add_seen(id, Aspect::Due, bit, seen);
        }
    }

    /// Who accepts it, in which order, and how each is reached.
    fn authorities(&mut self, pair: (StepId, StepId), id: &str, seen: Bit) {
        let (before, after) = self.versions.both(pair, addressed);
        let mut who = Vec::new();
        let mut how = Vec::new();
        let mut sources = Vec::new();
        for (old, old_here) in &before {
            for (new, new_here) in &after {
                let here = self.versions.new.board.gates.and(*old_here, *new_here);
                if here == Bit::FALSE {
                    continue;
                }
                let mut bits = Vec::new();
                let names: BTreeSet<&String> = old.iter().chain(new).map(|(name, _)| name).collect();
                let of = |list: &[(String, Bit)], name: &String| {
                    list.iter().find(|(known, _)| known == name).map_or(Bit::FALSE, |(_, bit)| *bit)
                };
                for name in names {
                    bits.push(self.differ(of(old, name), of(new, name)));
                    let reached = of(new, name);
                    let (channels, seen_at) = self.channels_of(name);
                    let gates = &mut self.versions.new.board.gates;
                    how.push(gates.all([here, reached, channels]));
                    sources.push(gates.all([here, reached, seen_at]));
                }
                for (name, place) in new.iter().map(|(name, _)| name).zip(0..) {
                    let behind = new.iter().skip(place + 1).map(|(other, _)| other);
                    let turned = behind.filter(|other| {
                        let at = |name: &String| old.iter().position(|(known, _)| known == name);
                        at(name).zip(at(other)).is_some_and(|(first, second)| first > second)
                    });
                    for other in turned {
                        let (a, b) = (of(new, name), of(new, other));
                        bits.push(self.versions.new.board.gates.and(a, b));
                    }
                }
                let any = self.any(bits);
                who.push(self.versions.new.board.gates.and(here, any));
            }
        }
        for (aspect, bits) in [(Aspect::Authority, who), (Aspect::Channels, how), (Aspect::Sources, sources)] {
            let bit = self.any(bits);
            self.add_seen(id, aspect, bit, seen);
        }
    }

    /// Where the channels of an authority differ, and where only their sources do.
    fn channels_of(&mut self, name: &str) -> (Bit, Bit) {
        if let Some(known) = self.channels.get(name) {
            return *known;
        }
        let (old, new) = (self.versions.old.program, self.versions.new.program);
        let made = match (old.authority_id(name), new.authority_id(name)) {
            (Ok(before), Ok(after)) => self.compare_channels(before, after),
            _ => (Bit::FALSE, Bit::FALSE), // one version does not address it at all
        };
        self.channels.insert(name.to_owned(), made);
        made
    }

    fn compare_channels(&mut self, before: AuthorityId, after: AuthorityId) -> (Bit, Bit) {
        let (old, new) = (self.versions.old.program.authority(before), self.versions.new.program.authority(after));
        let same_way = std::mem::discriminant(&old.channels) == std::mem::discriminant(&new.channels);
        if !same_way || old.channels_by != new.channels_by {
            return (Bit::TRUE, Bit::FALSE);
        }
        let (old, new) = (old.channels.stated(), new.channels.stated());
        let mut matched = vec![None; new.len()];
        let mut left: Vec<usize> = Vec::new();
        for (place, channel) in old.iter().enumerate() {
            let same = |at: usize| new.get(at).is_some_and(|other| written(other) == written(channel));
            // The same place first, then any other that says the same.
            let at = std::iter::once(place).chain(0..new.len());
            match at.into_iter().find(|at| matches!(matched.get(*at), Some(None)) && same(*at)) {
                Some(at) => matched[at] = Some(place), // `get` found it
                None => left.push(place),
            }
        }
        let mut differs = Vec::new();
        let mut sources = Vec::new();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (at, place) in matched.iter().enumerate() {
            let Some(channel) = new.get(at) else { continue };
            let here = of_use(&mut self.versions.new, channel);
            let Some((place, other)) = place.and_then(|place| Some((place, old.get(place)?))) else {
                differs.push(here.1);
                continue;
            };
            let there = self.versions.in_old(|encoding| of_use(encoding, other));
            differs.push(self.differ(here.0, there.0));
            differs.push(self.differ(here.1, there.1));
            if source(channel) != source(other) {
                sources.push(here.1);
            }
            for (first, second) in &pairs {
                if *first > place {
                    // They stand the other way round: where both are of use.
                    let Some(other) = new.get(*second) else { continue };
                    let other = of_use(&mut self.versions.new, other);
                    differs.push(self.versions.new.board.gates.and(here.1, other.1));
                }
            }
            pairs.push((place, at));
        }
        for place in left {
            if let Some(channel) = old.get(place) {
                let there = self.versions.in_old(|encoding| of_use(encoding, channel));
                differs.push(there.1);
            }
        }
        (self.any(differs), self.any(sources))
    }

    /// What no answer decides.
    fn as_written(&mut self, pair: (StepId, StepId), id: &str, seen: Bit) {
        let (old, new) = (self.versions.old.program, self.versions.new.program);
        let (before, after) = (old.step(pair.0), new.step(pair.1));
        let repeats = |step: &playbook_engine::model::Step| (step.again.clone(), step.applies.as_ref().map(season));
        if repeats(before) != repeats(after) {
            self.add(id, Aspect::Repeats, seen);
        }
        if before.avoid != after.avoid {
            self.add(id, Aspect::Avoid, seen);
        }
        if before.tells != after.tells {
            self.add(id, Aspect::Tells, seen);
        }
        if before.deadline_by_plugin != after.deadline_by_plugin {
            self.add(id, Aspect::Plugin, seen);
        }
        let follows = |program: &Program, step: StepId| {
            Outcome::ALL.map(|outcome| names(program, program.after_outcome(step, outcome)))
        };
        if follows(old, pair.0) != follows(new, pair.1) {
            self.add(id, Aspect::Follows, seen);
        }
        type Others = fn(&Program, StepId) -> BTreeSet<String>;
        let relations: [(Aspect, Others); 2] = [
            (Aspect::Alternatives, |program, step| names(program, program.rule(step).alternatives.iter().copied())),
            (Aspect::Order, |program, step| names(program, program.rule(step).required_by.iter().copied())),
        ];
        for (aspect, others) in relations {
            let (before, after) = (others(old, pair.0), others(new, pair.1));
            for other in before.symmetric_difference(&after) {
                let seen_too = self.is_seen(other);
                self.add_seen(id, aspect, seen_too, seen);
            }
        }
    }

    /// Where both versions show a step of this name, or the only one that has it.
    fn is_seen(&mut self, name: &str) -> Bit {
        let (old, new) = (self.versions.old.program.step_id(name), self.versions.new.program.step_id(name));
        let after = new.map_or(Bit::TRUE, |step| !self.versions.new.stand(step).not_applicable);
        let before = old.map_or(Bit::TRUE, |step| !self.versions.in_old(|old| old.stand(step)).not_applicable);
        self.versions.new.board.gates.and(before, after)
    }

    /// What is asked: the facts left open in its conditions, and those that make a difference; then its details.
    fn questions(&mut self, pair: (StepId, StepId), id: &str) {
        let (before, after) = self.versions.both(pair, Encoding::askable);
        let mut bits = vec![self.differ(before.0, after.0)];
        let (old, new) = (self.versions.old.program, self.versions.new.program);
        bits.extend(self.apart(by_name(old, before.1), by_name(new, after.1)));
        let otherwise = self.asks_otherwise(pair, after.0);
        bits.extend(otherwise);
        let (before, after) = self.versions.both(pair, Encoding::details);
        bits.extend(self.apart(by_name(old, before), by_name(new, after)));
        let any = self.any(bits);
        self.add(id, Aspect::Questions, any);
    }

    fn apart(&mut self, before: BTreeMap<String, Bit>, after: BTreeMap<String, Bit>) -> Vec<Bit> {
        let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let of = |bits: &BTreeMap<String, Bit>, key: &String| bits.get(key).copied().unwrap_or(Bit::FALSE);
        keys.into_iter().map(|key| self.differ(of(&before, key), of(&after, key))).collect()
    }

    /// Where conditions that are written differently may ask differently: they do not say the same of some answers and
    /// outcomes, or let the engine try other answers. `asked`: where something is asked at all.
    fn asks_otherwise(&mut self, pair: (StepId, StepId), asked: Bit) -> Vec<Bit> {
        let (before, after) = self.versions.both(pair, Encoding::whole_conditions);
        let (old, new) = (self.versions.old.program, self.versions.new.program);
        let mut otherwise = Vec::new();
        // Which of several lists of authorities is in force is compared apart; here each is held against each it can meet.
        for (condition, here) in &before {
            for (other, there) in &after {
                if spelled(old, condition) == spelled(new, other) {
                    continue;
                }
                let meet = self.versions.new.board.gates.all([*here, *there, asked]);
                if !self.is_possible(meet) {
                    continue;
                }
                let value = self.versions.new.eval_freely(other);
                let same = self.versions.in_old(|encoding| encoding.eval_freely(condition));
                let differs =
                    vec![self.differ(value.certain, same.certain), self.differ(value.possible, same.possible)];
                let any = self.any(differs);
                if tried(old, condition) != tried(new, other) || self.is_possible(any) {
                    otherwise.push(meet);
                }
            }
        }
        otherwise
    }

    /// Whether some situation makes a bit true, as far as the solver can tell.
    fn is_possible(&self, bit: Bit) -> bool {
        let board = &self.versions.new.board;
        bit != Bit::FALSE && !matches!(Solver::new(self.conflicts).find(board, &[bit]), Found::Nothing(_))
    }

    /// Steps that are declared in another order, where that can decide.
    fn order(&mut self) {
        let program = self.versions.new.program;
        let shared: Vec<(StepId, StepId)> =
            program.step_ids().filter_map(|step| Some((self.versions.old_step(step)?, step))).collect();
        for (place, (old, new)) in shared.iter().enumerate() {
            let mut bits = Vec::new();
            for (other_old, other) in shared.iter().take(place) {
                if other_old > old {
                    let (a, b) = (self.versions.new.stand(*new), self.versions.new.stand(*other));
                    bits.push(self.versions.new.board.gates.and(!a.not_applicable, !b.not_applicable));
                }
            }
            let any = self.any(bits);
            self.add(&program.step(*new).id, Aspect::Order, any);
        }
    }

    /// Facts that are asked in other words: other values, another screen, another order.
    fn facts(&mut self) {
        let program = self.versions.new.program;
        let mut asked: BTreeMap<FactId, Bit> = BTreeMap::new();
        let mut last = None;
        for fact in program.fact_ids() {
            let Some(old) = self.versions.old_fact(fact) else { continue };
            let (before, after) = (self.versions.old.program.fact(old), program.fact(fact));
            let values = |fact: &playbook_engine::model::Fact| {
                fact.kind.choices().iter().map(|choice| choice.id.clone()).collect::<Vec<_>>()
            };
            let turned = last.is_some_and(|last| last > old);
            last = last.max(Some(old));
            if values(before) == values(after) && before.ask_with == after.ask_with && !turned {
                continue;
            }
            if asked.is_empty() {
                asked = self.asked();
            }
            let bit = asked.get(&fact).copied().unwrap_or(Bit::FALSE);
            if bit != Bit::FALSE {
                self.found.push(Suspect { about: About::Fact(after.id.clone()), aspect: Aspect::Questions, bit });
            }
        }
    }

    /// Where each fact can be asked.
    fn asked(&mut self) -> BTreeMap<FactId, Bit> {
        let mut asked = BTreeMap::new();
        for step in self.versions.new.program.step_ids() {
            let (_, mut facts) = self.versions.new.askable(step);
            let details = self.versions.new.details(step);
            facts.extend(
                details
                    .into_iter()
                    .map(|(fact, bit)| {
                        let known = facts.get(&fact).copied().unwrap_or(Bit::FALSE);
                        (fact, self.versions.new.board.gates.or(known, bit))
                    })
                    .collect::<Vec<_>>(),
            );
            for (fact, bit) in facts {
                let slot = asked.entry(fact).or_insert(Bit::FALSE);
                *slot = self.versions.new.board.gates.or(*slot, bit);
            }
        }
        asked
    }
}

/// For each thing a field can say: where it is in force, and where it is that of a variant that only may hold.
fn forces(encoding: &mut Encoding<'_>, step: StepId, field: Field) -> BTreeMap<String, (Bit, Bit)> {
    let program = encoding.program;
    let mut found: BTreeMap<String, (Bit, Bit)> = BTreeMap::new();
    let mut none = Bit::TRUE;
    let mut maybe: Vec<(String, Bit)> = Vec::new();
    for (place, (when, _)) in program.rule(step).variants.iter().enumerate() {
        let Some(text) = content(program, step, Some(place), field) else { continue };
        let value = encoding.eval(when);
        let gates = &mut encoding.board.gates;
        let here = gates.and(none, value.certain);
        none = gates.and(none, !value.certain);
        let slot = found.entry(text.clone()).or_insert((Bit::FALSE, Bit::FALSE));
        slot.0 = gates.or(slot.0, here);
        maybe.push((text, value.possible));
    }
    for (text, possible) in maybe {
        let gates = &mut encoding.board.gates;
        let here = gates.and(none, possible);
        if let Some(slot) = found.get_mut(&text) {
            slot.1 = gates.or(slot.1, here);
        }
    }
    if let Some(text) = content(program, step, None, field) {
        let gates = &mut encoding.board.gates;
        let slot = found.entry(text).or_insert((Bit::FALSE, Bit::FALSE));
        slot.0 = gates.or(slot.0, none);
        // The base counts as possible while no variant holds.
        slot.1 = gates.or(slot.1, none);
    }
    found
}

/// The authorities in force by name, where each accepts the step, and where this list is the one in force.
fn addressed(encoding: &mut Encoding<'_>, step: StepId) -> Vec<(Vec<(String, Bit)>, Bit)> {
    let program = encoding.program;
    let lists = encoding.addressed(step);
    lists
        .into_iter()
        .map(|(bodies, here)| {
            let accepted = bodies
                .into_iter()
                .map(|body| (program.authority(body).id.clone(), encoding.eval(program.accepts(body)).possible));
            (accepted.collect(), here)
        })
        .collect()
}

/// Where a channel is certainly and where it is possibly of use.
fn of_use(encoding: &mut Encoding<'_>, channel: &Channel) -> (Bit, Bit) {
    let (mut certain, mut possible) = match encoding.program.channel_condition(&channel.when) {
        Some(when) => {
            let value = encoding.eval(&when);
            (value.certain, value.possible)
        }
        None => (Bit::TRUE, Bit::TRUE),
    };
    if let Some(applies) = &channel.applies {
        let (holds, _) = encoding.board.season(applies);
        certain = encoding.board.gates.and(certain, holds);
        possible = encoding.board.gates.and(possible, holds);
    }
    (certain, possible)
}

fn names(program: &Program, steps: impl IntoIterator<Item = StepId>) -> BTreeSet<String> {
    steps.into_iter().map(|step| program.step(step).id.clone()).collect()
}

fn by_name(program: &Program, bits: BTreeMap<FactId, Bit>) -> BTreeMap<String, Bit> {
    bits.into_iter().map(|(fact, bit)| (program.fact(fact).id.clone(), bit)).collect()
}

/// A condition and those that decide whether its facts have a value, by names: equal where they are written alike.
fn spelled(program: &Program, condition: &Cond) -> Vec<String> {
    let mut out = Vec::new();
    let mut seen: BTreeSet<FactId> = BTreeSet::new();
    let mut stack = vec![condition];
    while let Some(condition) = stack.pop() {
        out.push(spell(program, condition));
        condition.leaves(|leaf| {
            if let Cond::Fact(fact, _) = leaf
                && seen.insert(*fact)
            {
                out.push(program.fact(*fact).id.clone());
                stack.push(&program.fact_rule(*fact).when);
            }
        });
    }
    out
}

fn spell(program: &Program, condition: &Cond) -> String {
    let parts = |parts: &[Cond]| parts.iter().map(|part| spell(program, part)).collect::<Vec<_>>().join(",");
    match condition {
        Cond::All(all) => format!("all({})", parts(all)),
        Cond::Any(any) => format!("any({})", parts(any)),
        Cond::Not(part) => format!("not({})", spell(program, part)),
        Cond::Fact(fact, test) => format!("{} {}", program.fact(*fact).id, spell_test(program, *fact, test)),
        Cond::Step(step, tests) => format!("{} {tests:?}", program.step(*step).id),
    }
}

fn spell_test(program: &Program, fact: FactId, test: &Test) -> String {
    let members = |bits: u128| {
        let names = crate::encode::value_names(program, fact);
        let chosen = names.into_iter().enumerate().filter(|(place, _)| bits >> place & 1 == 1);
        let mut chosen: Vec<String> = chosen.map(|(_, name)| name).collect();
        chosen.sort_unstable();
        chosen.join("|")
    };
    match test {
        Test::Is(bits) => format!("is {}", members(*bits)),
        Test::AllOf(bits) => format!("all-of {}", members(*bits)),
        Test::NoneOf(bits) => format!("none-of {}", members(*bits)),
        other => format!("{other:?}"),
    }
}

/// The tests of sets and dates below a condition: from these the engine takes the answers it tries. Of all other facts
/// it tries every answer that can be told apart.
fn tried(program: &Program, condition: &Cond) -> BTreeSet<String> {
    use playbook_engine::model::FactKind;
    let mut tests = BTreeSet::new();
    let mut seen: BTreeSet<FactId> = BTreeSet::new();
    let mut stack = vec![condition];
    while let Some(condition) = stack.pop() {
        condition.leaves(|leaf| {
            let Cond::Fact(fact, test) = leaf else { return };
            if matches!(program.fact(*fact).kind, FactKind::AnyOf(_) | FactKind::Date | FactKind::Moment) {
                tests.insert(format!("{} {}", program.fact(*fact).id, spell_test(program, *fact, test)));
            }
            if seen.insert(*fact) {
                stack.push(&program.fact_rule(*fact).when);
            }
        });
    }
    tests
}
