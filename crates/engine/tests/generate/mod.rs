//! Random playbooks and cases: every relation of the format, small enough to reach every corner.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::expect_used,
    reason = "shared by the property tests and the benchmark, which use different parts; a generator may fail loudly"
)]

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use playbook_engine::model::{
    Anchor, Applies, Authority, Channels, Choice, Condition, Counting, Deadline, Fact, FactKind, FactTest, Opens,
    Outcome, OutcomeTest, Playbook, Reply, Requirement, Roll, Step, StepFields, Term, TextId, Unit, Unsure, Variant,
    Within,
};
use playbook_engine::{Answer, Case, Program};

/// A small generator of repeatable random numbers (splitmix64, Steele, Lea and Flood 2014).
pub struct Rng(pub u64);

impl Rng {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// How a random playbook is drawn.
#[derive(Clone, Copy)]
pub struct Shape {
    pub facts: usize,
    pub steps: usize,
    /// Deadlines, openings, repeats, variants, alternatives and all other dated relations, in percent of the steps.
    pub dated: usize,
    /// Whether there are facts whose tests change by time alone.
    pub moments: bool,
}

pub fn playbook(rng: &mut Rng, shape: Shape) -> Playbook {
    let facts: Vec<Fact> = (0..shape.facts).map(|index| fact(rng, index, shape.moments)).collect();
    let authorities: Vec<Authority> = (0..3)
        .map(|index| Authority {
            id: format!("a{index}"),
            name: TextId(0),
            remit: None,
            refuses: None,
            accepts: if index == 0 { Condition::always() } else { condition(rng, &facts, &[], 2) },
            domains: Vec::new(),
            channels: Channels::Own,
            channels_by: None,
        })
        .collect();
    let mut steps: Vec<Step> = Vec::new();
    for index in 0..shape.steps {
        let step = step(rng, index, &facts, &steps, shape);
        steps.push(step);
    }
    // Some facts have a value only after a step.
    let mut facts = facts;
    let last = facts.len() - 1;
    if shape.dated > 0 && shape.steps > 3 {
        facts[last].when = Condition::Step { step: "s0".into(), tests: vec![OutcomeTest::Done] };
    }
    Playbook {
        id: "random".into(),
        jurisdiction: None,
        version: date(2026, 11, 23),
        name: None,
        languages: vec!["en".into()],
        extends: Vec::new(),
        plugins: Vec::new(),
        time_zone: "Asia/Shanghai".into(),
        counting: Counting { roll: Roll::NextWorkingDay, ..Counting::default() },
        regions: Vec::new(),
        facts,
        laws: Vec::new(),
        authorities,
        documents: Vec::new(),
        steps,
        calendar: None,
        breach_classes: None,
    }
}

fn fact(rng: &mut Rng, index: usize, moments: bool) -> Fact {
    let choices =
        |count: usize| (0..count).map(|value| Choice { id: format!("v{value}"), label: None }).collect::<Vec<_>>();
    let kind = match index % 7 {
        0 => FactKind::YesNo,
        1 | 2 => FactKind::OneOf(choices(4)),
        3 | 4 => FactKind::AnyOf(choices(5)),
        6 if moments => FactKind::Moment,
        _ => FactKind::Number,
    };
    let when = if index > 0 && rng.chance(20) {
        // On the first fact, so that no circle can arise.
        Condition::Fact { fact: "f0".into(), test: FactTest::Is(vec!["yes".into()]) }
    } else {
        Condition::always()
    };
    Fact { id: format!("f{index}"), ask: TextId(0), help: None, kind, when, ask_with: None, sensitive: false }
}

fn test(rng: &mut Rng, fact: &Fact) -> FactTest {
    let values = |rng: &mut Rng, count: usize| {
        let first = rng.below(count);
        let mut values = vec![format!("v{first}")];
        if rng.chance(40) {
            values.push(format!("v{}", (first + 1) % count));
        }
        values
    };
    if rng.chance(7) {
        return FactTest::Unknown;
    }
    match &fact.kind {
        FactKind::YesNo => FactTest::Is(vec![if rng.chance(50) { "yes" } else { "no" }.into()]),
        FactKind::OneOf(_) if rng.chance(15) => FactTest::NoneOf(values(rng, 4)),
        FactKind::OneOf(_) => FactTest::Is(values(rng, 4)),
        FactKind::AnyOf(_) => match rng.below(4) {
            0 => FactTest::AllOf(values(rng, 5)),
            1 => FactTest::NoneOf(values(rng, 5)),
            _ => FactTest::Is(values(rng, 5)),
        },
        FactKind::Number => {
            let bound = playbook_engine::model::Bound::Number(rng.below(4) as i64 * 10);
            if rng.chance(50) { FactTest::AtLeast(bound) } else { FactTest::Below(bound) }
        }
        _ => FactTest::Within(Term::new(1 + rng.below(72) as u32, Unit::Hours)),
    }
}

pub fn condition(rng: &mut Rng, facts: &[Fact], steps: &[Step], depth: usize) -> Condition {
    if depth == 0 || rng.chance(45) {
        if !steps.is_empty() && rng.chance(35) {
            let step = rng.pick(steps);
            return Condition::Step { step: step.id.clone(), tests: outcomes(rng, step) };
        }
        let fact = rng.pick(facts);
        return Condition::Fact { fact: fact.id.clone(), test: test(rng, fact) };
    }
    let count = 1 + rng.below(3);
    let parts = |rng: &mut Rng| (0..count).map(|_| condition(rng, facts, steps, depth - 1)).collect();
    match rng.below(7) {
        0..3 => Condition::All(parts(rng)),
        3..6 => Condition::Any(parts(rng)),
        _ => Condition::Not(Box::new(condition(rng, facts, steps, depth - 1))),
    }
}

fn outcomes(rng: &mut Rng, step: &Step) -> Vec<OutcomeTest> {
    let mut tests = vec![match rng.below(4) {
        0 => OutcomeTest::Done,
        1 => OutcomeTest::Ended(Outcome::Granted),
        2 => OutcomeTest::Ended(Outcome::Acknowledged),
        _ => OutcomeTest::Ended(Outcome::Refused),
    }];
    if step.base.reply.is_some() && rng.chance(60) {
        tests.push(OutcomeTest::Ended(Outcome::Unanswered));
    }
    tests
}

fn anchor(rng: &mut Rng, facts: &[Fact], steps: &[Step]) -> Option<Anchor> {
    let moments: Vec<&Fact> = facts.iter().filter(|fact| fact.kind == FactKind::Moment).collect();
    if !moments.is_empty() && (steps.is_empty() || rng.chance(40)) {
        return Some(Anchor::Fact(rng.pick(&moments).id.clone()));
    }
    let step = steps.get(rng.below(steps.len()))?;
    Some(Anchor::Step { step: step.id.clone(), tests: outcomes(rng, step) })
}

fn term(rng: &mut Rng) -> Term {
    let unit = *rng.pick(&[Unit::Minutes, Unit::Hours, Unit::Days, Unit::WorkingDays, Unit::Weeks, Unit::Months]);
    Term::new(1 + rng.below(30) as u32, unit)
}

fn step(rng: &mut Rng, index: usize, facts: &[Fact], before: &[Step], shape: Shape) -> Step {
    let dated = |rng: &mut Rng, percent: usize| rng.chance(shape.dated * percent / 100);
    let near = &before[before.len().saturating_sub(12)..];
    let mut base = StepFields { title: Some(TextId(0)), ..StepFields::default() };
    if !near.is_empty() && rng.chance(45) {
        let groups = 1 + rng.below(2);
        base.requires = Some(
            (0..groups)
                .map(|_| Requirement {
                    any: (0..1 + usize::from(rng.chance(20))).map(|_| rng.pick(near).id.clone()).collect(),
                })
                .collect(),
        );
    }
    if !near.is_empty() && rng.chance(30) {
        base.after = Some((0..1 + rng.below(2)).map(|_| rng.pick(near).id.clone()).collect());
    }
    if rng.chance(70) {
        let from = if dated(rng, 20) { anchor(rng, facts, near) } else { None };
        // Few different lengths, so that equal dues and their tie-breaks occur.
        let term = *rng.pick(&[
            Term::new(5, Unit::Minutes),
            Term::new(3, Unit::Hours),
            Term::new(1, Unit::Days),
            Term::new(3, Unit::Days),
            Term::new(2, Unit::Weeks),
        ]);
        base.within = Some(Within { term, from, basis: None });
    }
    base.takes = rng.chance(15).then(|| Term::new(30, Unit::Minutes));
    if dated(rng, 40) {
        base.reply = Some(Reply {
            term: term(rng),
            from: if rng.chance(10) { anchor(rng, facts, near) } else { None },
            basis: None,
            asked: false,
            also: Vec::new(),
        });
    }
    if dated(rng, 30) {
        base.deadlines = anchor(rng, facts, near)
            .map(|from| vec![Deadline { term: term(rng), from, basis: None, bars: rng.chance(70), lost: None }]);
    }
    if dated(rng, 12) {
        base.opens = anchor(rng, facts, near).map(|from| Opens { term: term(rng), from, basis: None });
    }
    if rng.chance(40) {
        base.report_to = Some((0..1 + rng.below(2)).map(|_| format!("a{}", rng.below(3))).collect());
    }
    let when = if rng.chance(10) { Condition::always() } else { condition(rng, facts, near, 3) };
    let mut step = Step {
        id: format!("s{index}"),
        when,
        base,
        variants: Vec::new(),
        applies: dated(rng, 6).then_some(Applies::Yearly { from: (10, 1), until: (2, 20) }),
        again: if dated(rng, 12) { vec![Term::new(3, Unit::Days), Term::new(10, Unit::Days)] } else { Vec::new() },
        alternative_to: if dated(rng, 15) && !near.is_empty() { vec![rng.pick(near).id.clone()] } else { Vec::new() },
        once: rng.chance(20),
        done_when: None,
        tells: if dated(rng, 10) { vec![rng.pick(facts).id.clone()] } else { Vec::new() },
        each: None,
        unsure: Some(if rng.chance(40) { Unsure::Recommend } else { Unsure::Hold }),
        avoid: rng.chance(3),
        deadline_by_plugin: false,
    };
    if dated(rng, 10) {
        let plain: Vec<Fact> = facts.iter().filter(|fact| fact.when.is_always()).cloned().collect();
        let facts = if rng.chance(80) && !plain.is_empty() { plain } else { facts.to_vec() };
        step.done_when = Some(condition(rng, &facts, &[], 1));
    }
    if dated(rng, 25) {
        step.variants.push(Variant {
            id: "v".into(),
            when: condition(rng, facts, near, 1),
            fields: StepFields {
                within: rng.chance(60).then(|| Within { term: Term::new(20, Unit::Minutes), from: None, basis: None }),
                requires: (rng.chance(40) && !near.is_empty())
                    .then(|| vec![Requirement { any: vec![rng.pick(near).id.clone()] }]),
                report_to: rng.chance(30).then(|| vec!["a1".into()]),
                takes: rng.chance(20).then(|| Term::new(2, Unit::Hours)),
                ..StepFields::default()
            },
        });
    }
    step
}

/// The first instant of every random case.
pub fn start() -> Timestamp {
    "2026-11-02T09:00:00+08:00".parse().expect("a valid instant")
}

pub fn answer(rng: &mut Rng, program: &Program, fact: playbook_engine::FactId, at: Timestamp) -> Answer {
    if rng.chance(15) {
        return Answer::Unknown;
    }
    match &program.fact(fact).kind {
        FactKind::YesNo => Answer::YesNo(rng.chance(60)),
        FactKind::OneOf(choices) => Answer::One(rng.below(choices.len())),
        FactKind::AnyOf(_) => Answer::Set { has: u128::from(rng.next() & 31), rest_unknown: rng.chance(15) },
        FactKind::Number => Answer::Number(rng.below(40) as i64),
        _ => Answer::Moment(at - SignedDuration::from_hours(rng.below(100) as i64)),
    }
}

/// A random history: answers, doings, replies, skips and undone events, some at the same instant.
pub fn case(rng: &mut Rng, program: &Program, events: usize) -> (Case, Timestamp) {
    let mut case = Case::new();
    let mut at = start();
    let facts: Vec<_> = program.fact_ids().collect();
    let steps: Vec<_> = program.step_ids().collect();
    for _ in 0..events {
        if rng.chance(60) {
            at += SignedDuration::from_mins(rng.below(2 * 24 * 60) as i64);
        }
        let step = *rng.pick(&steps);
        match rng.below(10) {
            0..5 => {
                let fact = *rng.pick(&facts);
                let answer = answer(rng, program, fact, at);
                case.answer(program, fact, answer, at).expect("the answer is of the fact's type");
            }
            5..8 => drop(case.mark_done(program, step, at)),
            8 => drop(case.reply(program, step, ["granted", "refused", "acknowledged", "partly"][rng.below(4)], at)),
            _ if rng.chance(70) => drop(case.skip(program, step, at)),
            _ => drop(case.undo(at)),
        }
    }
    let now = at + SignedDuration::from_hours(rng.below(24 * 40) as i64);
    (case, now)
}
