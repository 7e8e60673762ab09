//! Questions: where one is asked about a step that is undetermined, and which facts it is about.

use super::Encoding;
use crate::gates::Bit;
use playbook_engine::model::{Channels, FactKind};
use playbook_engine::{AnchorRule, AuthorityId, Cond, FactId, FieldRules, StepId, Test};
use std::collections::{BTreeMap, HashMap};

/// At most this many completions of the facts that stand twice in one condition are told apart; beyond, each leaf is
/// taken for itself and the question counts as asked.
const COMPLETIONS: usize = 256;

/// An answer tried out, as far as tests tell answers apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sample {
    Bits(u128),
    Number(i64),
}

type Tried = HashMap<FactId, Sample>;

/// What is looked for among the completions of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    True,
    False,
    /// True or not known.
    Possible,
    /// False or not known.
    Doubtful,
}

impl Wanted {
    fn of_opposite(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Possible => Self::Doubtful,
            Self::Doubtful => Self::Possible,
        }
    }

    fn is_positive(self) -> bool {
        matches!(self, Self::True | Self::Possible)
    }
}

impl Encoding<'_> {
    /// Where a question about this step is asked sooner or later: it is undetermined, not held, nothing but questions
    /// stands before it, and an answer makes a difference.
    pub(crate) fn asks(&mut self, step: StepId) -> Bit {
        if let Some(known) = self.asks.get(step.index()).copied().flatten() {
            return known;
        }
        let stand = self.stand(step);
        let made = if self.program.rule(step).avoid {
            Bit::FALSE
        } else {
            let road = self.road(step);
            let mut wanted = Bit::FALSE;
            for (condition, here) in self.whole_conditions(step) {
                let worth = self.worth_asking(&condition);
                let worth = self.board.gates.and(here, worth);
                wanted = self.board.gates.or(wanted, worth);
            }
            self.board.gates.all([stand.undetermined, !stand.held, road, wanted])
        };
        if let Some(slot) = self.asks.get_mut(step.index()) {
            *slot = Some(made);
        }
        made
    }

    /// Where a question about this step may be asked, and about which facts: those left open in what is not known, before
    /// those that make no difference are left out.
    pub(crate) fn askable(&mut self, step: StepId) -> (Bit, BTreeMap<FactId, Bit>) {
        let mut out = BTreeMap::new();
        if self.program.rule(step).avoid {
            return (Bit::FALSE, out);
        }
        let stand = self.stand(step);
        let road = self.road(step);
        let considered = self.board.gates.all([stand.undetermined, !stand.held, road]);
        let mut some = Bit::FALSE;
        for (condition, here) in self.whole_conditions(step) {
            let enabled = self.enabled(&condition, false);
            let under = self.board.gates.all([considered, here, enabled]);
            some = self.board.gates.or(some, under);
            self.open_facts(&condition, under, &mut out);
        }
        (some, out)
    }

    /// The facts that are asked as details of a step before it is recommended, and where.
    pub(crate) fn details(&mut self, step: StepId) -> BTreeMap<FactId, Bit> {
        let program = self.program;
        let rule = program.rule(step);
        let mut out = BTreeMap::new();
        if rule.avoid || !rule.children.is_empty() {
            return out;
        }
        let ready = self.stand(step).ready;
        for (when, _) in &rule.variants {
            self.open_facts(when, ready, &mut out);
        }
        let seen = || program.playbook().plugins.iter().flat_map(|plugin| &plugin.sees);
        let mut hooks: Vec<(&str, Bit)> = Vec::new();
        if rule.deadline_by_plugin {
            hooks.extend(seen().map(|fact| (fact.as_str(), ready)));
        }
        for (bodies, here) in self.addressed(step) {
            for body in bodies {
                let accepts = self.eval(program.accepts(body)).possible;
                let here = self.board.gates.all([ready, here, accepts]);
                let authority = program.authority(body);
                for channel in authority.channels.stated().iter().filter(|channel| !channel.when.is_always()) {
                    if let Some(when) = program.channel_condition(&channel.when) {
                        self.open_facts(&when, here, &mut out);
                    }
                }
                if matches!(authority.channels, Channels::Plugin(_)) {
                    match &authority.channels_by {
                        Some(by) => hooks.extend(by.iter().map(|fact| (fact.as_str(), here))),
                        None => hooks.extend(seen().map(|fact| (fact.as_str(), here))),
                    }
                }
            }
        }
        for (id, here) in hooks {
            let Ok(fact) = program.fact_id(id) else { continue };
            let (has_value, _) = self.has_value(fact);
            let answered = self.answered(fact);
            let gates = &mut self.board.gates;
            let asked = gates.all([here, has_value.certain, !answered]);
            let slot = out.entry(fact).or_insert(Bit::FALSE);
            *slot = gates.or(*slot, asked);
        }
        type Sets = fn(&FieldRules) -> bool;
        let fields: [Sets; 4] = [
            |fields| fields.deadlines.is_some(),
            |fields| fields.within.is_some(),
            |fields| fields.opens.is_some(),
            |fields| fields.reply.is_some(),
        ];
        for (number, sets) in fields.into_iter().enumerate() {
            for (place, here) in self.in_force(step, sets) {
                let anchors: Vec<AnchorRule> = match self.fields(step, place) {
                    None => Vec::new(),
                    Some(fields) => match number {
                        0 => fields.deadlines.iter().flatten().map(|deadline| deadline.from.clone()).collect(),
                        1 => fields.within.iter().filter_map(|within| within.from.clone()).collect(),
                        2 => fields.opens.iter().map(|opens| opens.from.clone()).collect(),
                        _ => fields.reply.iter().filter_map(|reply| reply.from.clone()).collect(),
                    },
                };
                let under = self.board.gates.and(ready, here);
                for anchor in anchors {
                    if let AnchorRule::Fact(fact) = anchor {
                        self.open_fact(fact, under, &mut out);
                    }
                }
            }
        }
        out
    }

    /// A step's `when`, joined with what the authorities in force accept.
    pub(crate) fn whole_conditions(&mut self, step: StepId) -> Vec<(Cond, Bit)> {
        let when = self.program.rule(step).when.clone();
        let addressed = self.addressed(step);
        let join = |(bodies, here): (Vec<AuthorityId>, Bit)| {
            if bodies.is_empty() {
                return (when.clone(), here);
            }
            let accepts = bodies.iter().map(|body| self.program.accepts(*body).clone()).collect();
            (Cond::All(vec![when.clone(), Cond::Any(accepts)]), here)
        };
        addressed.into_iter().map(join).collect()
    }

    /// Where nothing but questions stands between the person and a step.
    fn road(&mut self, step: StepId) -> Bit {
        if let Some(known) = self.roads.get(step.index()).copied().flatten() {
            return known;
        }
        let mut road = Bit::FALSE;
        for (place, here) in self.in_force(step, |fields| fields.requires.is_some()) {
            let groups = self.fields(step, place).and_then(|fields| fields.requires.clone()).unwrap_or_default();
            let mut passable = Bit::TRUE;
            for group in groups {
                let (met, _) = self.group(&group);
                let mut some = Bit::FALSE;
                let mut all = Bit::TRUE;
                for required in group {
                    let stand = self.stand(required);
                    let onward = self.road(required);
                    let gates = &mut self.board.gates;
                    let asked = gates.and(stand.undetermined, !stand.held);
                    some = gates.or(some, asked);
                    let fine = gates.or(!asked, onward);
                    all = gates.and(all, fine);
                }
                let gates = &mut self.board.gates;
                let open = gates.and(some, all);
                let group = gates.or(met, open);
                passable = gates.and(passable, group);
            }
            let gates = &mut self.board.gates;
            let here = gates.and(here, passable);
            road = gates.or(road, here);
        }
        if let Some(slot) = self.roads.get_mut(step.index()) {
            *slot = Some(road);
        }
        road
    }

    /// Where answers could make a condition true, a fact is left to ask, and its answers make a difference.
    fn worth_asking(&mut self, condition: &Cond) -> Bit {
        let enabled = self.enabled(condition, false);
        let mut open = BTreeMap::new();
        self.open_facts(condition, Bit::TRUE, &mut open);
        let some = self.board.gates.any(open.into_values());
        let (mut yes, mut possible, mut no) = (Bit::FALSE, Bit::FALSE, Bit::FALSE);
        for tried in self.completions(condition) {
            let found =
                [Wanted::True, Wanted::Possible, Wanted::False].map(|wanted| self.completes(condition, wanted, &tried));
            let gates = &mut self.board.gates;
            yes = gates.or(yes, found[0]);
            possible = gates.or(possible, found[1]);
            no = gates.or(no, found[2]);
        }
        let gates = &mut self.board.gates;
        let differs = gates.and(possible, no);
        let matters = gates.or(yes, differs);
        gates.all([enabled, some, matters])
    }

    /// Whether answers alone could make a condition true (or false), outcomes staying as they are.
    fn enabled(&mut self, condition: &Cond, negative: bool) -> Bit {
        match condition {
            Cond::All(parts) | Cond::Any(parts) => {
                let bits: Vec<Bit> = parts.iter().map(|part| self.enabled(part, negative)).collect();
                let one_is_enough = matches!(condition, Cond::All(_)) == negative;
                if one_is_enough { self.board.gates.any(bits) } else { self.board.gates.all(bits) }
            }
            Cond::Not(part) => self.enabled(part, !negative),
            Cond::Step(step, tests) => {
                let value = self.outcomes(*step, tests);
                if negative { !value.possible } else { value.certain }
            }
            Cond::Fact(fact, test) => {
                let raw = self.raw(*fact, test);
                let rule = self.program.fact_rule(*fact);
                let when = if rule.conditional { self.enabled(&rule.when, negative) } else { Bit::of(!negative) };
                let gates = &mut self.board.gates;
                if negative { gates.or(!raw.certain, when) } else { gates.and(raw.possible, when) }
            }
        }
    }

    /// Where each fact is left to ask in what is not known of a condition.
    pub(crate) fn open_facts(&mut self, condition: &Cond, under: Bit, out: &mut BTreeMap<FactId, Bit>) {
        let unknown = {
            let value = self.eval(condition);
            value.unknown(&mut self.board.gates)
        };
        let under = self.board.gates.and(under, unknown);
        if under == Bit::FALSE {
            return;
        }
        match condition {
            Cond::All(parts) | Cond::Any(parts) => {
                for part in parts {
                    self.open_facts(part, under, out);
                }
            }
            Cond::Not(part) => self.open_facts(part, under, out),
            Cond::Step(..) => {}
            Cond::Fact(fact, _) => self.open_fact(*fact, under, out),
        }
    }

    /// A fact gives way to those that decide whether it has a value.
    pub(crate) fn open_fact(&mut self, fact: FactId, under: Bit, out: &mut BTreeMap<FactId, Bit>) {
        let (has_value, _) = self.has_value(fact);
        let answered = self.answered(fact);
        let rule = self.program.fact_rule(fact);
        if self.program.fact(fact).kind != FactKind::Text {
            let gates = &mut self.board.gates;
            let open = gates.all([under, has_value.certain, !answered]);
            let slot = out.entry(fact).or_insert(Bit::FALSE);
            *slot = gates.or(*slot, open);
        }
        let unclear = has_value.unknown(&mut self.board.gates);
        let under = self.board.gates.and(under, unclear);
        if under != Bit::FALSE {
            self.open_facts(&rule.when, under, out);
        }
    }

    /// Where each fact is asked about the conditions of steps. More than that is never asked about them.
    pub(crate) fn asked_facts(&mut self) -> BTreeMap<FactId, Bit> {
        let mut out = BTreeMap::new();
        for step in self.program.step_ids() {
            let asks = self.asks(step);
            for (condition, here) in self.whole_conditions(step) {
                let under = self.board.gates.and(asks, here);
                self.open_facts(&condition, under, &mut out);
            }
        }
        out
    }

    /// Where each fact is asked as a detail of a step that can be done: what variants, channels, hooks and dates need.
    pub(crate) fn detail_facts(&mut self) -> BTreeMap<FactId, Bit> {
        let program = self.program;
        let mut out = BTreeMap::new();
        let seen: Vec<FactId> = program
            .playbook()
            .plugins
            .iter()
            .flat_map(|plugin| &plugin.sees)
            .filter_map(|id| program.fact_id(id).ok())
            .collect();
        for step in program.step_ids().filter(|step| !program.rule(*step).avoid) {
            let ready = self.stand(step).ready;
            let rule = program.rule(step);
            for (when, _) in &rule.variants {
                self.open_facts(when, ready, &mut out);
            }
            let mut of_plugin = rule.deadline_by_plugin;
            let bodies =
                rule.base.report_to.iter().chain(rule.variants.iter().filter_map(|(_, f)| f.report_to.as_ref()));
            for body in bodies.flatten() {
                let channels = &program.authority(*body).channels;
                of_plugin |= matches!(channels, Channels::Plugin(_));
                for channel in channels.stated() {
                    if let Some(when) = program.channel_condition(&channel.when) {
                        self.open_facts(&when, ready, &mut out);
                    }
                }
            }
            let anchors = rule.every_fields().flat_map(FieldRules::anchors);
            let of_anchors = anchors.filter_map(|anchor| match anchor {
                AnchorRule::Fact(fact) => Some(*fact),
                AnchorRule::Step(..) => None,
            });
            let facts: Vec<FactId> = of_anchors.chain(seen.iter().copied().filter(|_| of_plugin)).collect();
            for fact in facts {
                self.open_fact(fact, ready, &mut out);
            }
        }
        out
    }

    /// The completions that tell the facts apart which stand more than once in a condition; others are independent.
    fn completions(&self, condition: &Cond) -> Vec<Tried> {
        let mut tests: BTreeMap<FactId, Vec<&Test>> = BTreeMap::new();
        let mut stack = vec![condition];
        let mut visits = 0usize;
        while let Some(condition) = stack.pop() {
            visits += 1;
            if visits > 10_000 {
                return vec![Tried::new()];
            }
            condition.leaves(|leaf| {
                if let Cond::Fact(fact, test) = leaf {
                    tests.entry(*fact).or_default().push(test);
                    let rule = self.program.fact_rule(*fact);
                    if rule.conditional {
                        stack.push(&rule.when);
                    }
                }
            });
        }
        let mut all = vec![Tried::new()];
        for (fact, tests) in tests.into_iter().filter(|(_, tests)| tests.len() > 1) {
            let samples = self.samples(fact, &tests);
            if samples.is_empty() {
                continue;
            }
            if all.len().saturating_mul(samples.len()) > COMPLETIONS {
                return vec![Tried::new()];
            }
            let with = |tried: &Tried| {
                let mut more: Vec<Tried> = Vec::new();
                for sample in &samples {
                    let mut tried = tried.clone();
                    tried.insert(fact, *sample);
                    more.push(tried);
                }
                more
            };
            all = all.iter().flat_map(with).collect();
        }
        all
    }

    /// One answer for each way in which the tests can tell the answers apart, as the engine tries them.
    fn samples(&self, fact: FactId, tests: &[&Test]) -> Vec<Sample> {
        let masks: Vec<u128> = tests
            .iter()
            .filter_map(|test| match test {
                Test::Is(bits) | Test::AllOf(bits) | Test::NoneOf(bits) => Some(*bits),
                _ => None,
            })
            .collect();
        let places = |count: usize| {
            let mut seen: Vec<Vec<bool>> = Vec::new();
            let mut samples = Vec::new();
            for place in 0..count.min(128) {
                let pattern: Vec<bool> = masks.iter().map(|mask| mask >> place & 1 == 1).collect();
                if !seen.contains(&pattern) {
                    seen.push(pattern);
                    samples.push(Sample::Bits(1 << place));
                }
            }
            samples
        };
        match &self.program.fact(fact).kind {
            FactKind::YesNo => vec![Sample::Bits(1), Sample::Bits(2)],
            FactKind::OneOf(choices) => places(choices.len()),
            FactKind::Region => {
                let mut samples = places(self.program.fact_rule(fact).regions.len());
                samples.push(Sample::Bits(0));
                samples
            }
            FactKind::AnyOf(_) => sets(&masks),
            FactKind::Amount | FactKind::Number => {
                let bounds = tests.iter().filter_map(|test| match test {
                    Test::AtLeast(bound) | Test::Below(bound) => Some(*bound),
                    _ => None,
                });
                let mut bounds: Vec<i64> = bounds.collect();
                bounds.sort_unstable();
                bounds.dedup();
                let below = bounds.first().map(|bound| bound.saturating_sub(1));
                below.into_iter().chain(bounds).map(Sample::Number).collect()
            }
            FactKind::Date | FactKind::Moment | FactKind::Text => Vec::new(),
        }
    }

    /// Whether some completion gives the condition the wanted value; facts that are tried have that answer.
    fn completes(&mut self, condition: &Cond, wanted: Wanted, tried: &Tried) -> Bit {
        match condition {
            Cond::All(parts) | Cond::Any(parts) => {
                let bits: Vec<Bit> = parts.iter().map(|part| self.completes(part, wanted, tried)).collect();
                let one_is_enough = matches!(condition, Cond::All(_)) != wanted.is_positive();
                if one_is_enough { self.board.gates.any(bits) } else { self.board.gates.all(bits) }
            }
            Cond::Not(part) => self.completes(part, wanted.of_opposite(), tried),
            Cond::Step(step, tests) => {
                let value = self.outcomes(*step, tests);
                match wanted {
                    Wanted::True => value.certain,
                    Wanted::Possible => value.possible,
                    Wanted::False => !value.possible,
                    Wanted::Doubtful => !value.certain,
                }
            }
            Cond::Fact(fact, test) => {
                let raw = self.raw(*fact, test);
                let answered = self.answered(*fact);
                let rule = self.program.fact_rule(*fact);
                let (as_answered, as_tried) = match wanted {
                    Wanted::True => (raw.certain, self.can_be(*fact, test, true, tried)),
                    Wanted::Possible => (raw.possible, self.can_be(*fact, test, true, tried)),
                    Wanted::False => (!raw.possible, self.can_be(*fact, test, false, tried)),
                    Wanted::Doubtful => (!raw.certain, self.can_be(*fact, test, false, tried)),
                };
                // A fact that gets a value only under what is tried is tried too; without one it stays unknown.
                let as_tried = match (rule.conditional, wanted) {
                    (true, Wanted::False) if as_tried => self.completes(&rule.when, Wanted::True, tried),
                    _ => Bit::of(as_tried),
                };
                let leaf = self.board.gates.choose(answered, as_answered, as_tried);
                if !rule.conditional {
                    return leaf;
                }
                let when = self.completes(&rule.when, wanted, tried);
                let gates = &mut self.board.gates;
                if wanted.is_positive() { gates.and(leaf, when) } else { gates.or(leaf, when) }
            }
        }
    }

    /// Whether a definite answer gives a test this value.
    fn can_be(&self, fact: FactId, test: &Test, value: bool, tried: &Tried) -> bool {
        if let Some(sample) = tried.get(&fact) {
            return holds(test, *sample) == value;
        }
        let kind = &self.program.fact(fact).kind;
        match test {
            Test::Unknown => !value,
            Test::Is(_) | Test::AllOf(_) | Test::NoneOf(_) => {
                self.samples(fact, &[test]).into_iter().any(|sample| holds(test, sample) == value)
            }
            _ => *kind != FactKind::Text,
        }
    }
}

/// One test of one answer tried out.
fn holds(test: &Test, sample: Sample) -> bool {
    match (test, sample) {
        (Test::Is(values), Sample::Bits(has)) => has & values != 0,
        (Test::AllOf(values), Sample::Bits(has)) => has & values == *values,
        (Test::NoneOf(values), Sample::Bits(has)) => has & values == 0,
        (Test::AtLeast(bound), Sample::Number(number)) => number >= *bound,
        (Test::Below(bound), Sample::Number(number)) => number < *bound,
        _ => false,
    }
}

/// The empty set, all tested members, each test's members and the others, and members alone.
fn sets(masks: &[u128]) -> Vec<Sample> {
    let all = masks.iter().fold(0, |all, mask| all | mask);
    let mut sets = vec![0, all];
    let single = (0..128).map(|place| 1u128 << place).filter(|member| all & member != 0).take(16);
    for candidate in masks.iter().copied().chain(masks.iter().map(|mask| all & !mask)).chain(single) {
        if !sets.contains(&candidate) {
            sets.push(candidate);
        }
    }
    sets.into_iter().map(Sample::Bits).collect()
}
