//! People who are drawn, to see how many come to a step. The number of all combinations of answers under which somebody
//! does is out of reach where outcomes and dates matter too; shares of a drawn crowd order the work just as well.

use jiff::{SignedDuration, Timestamp};
use playbook_engine::model::{FactKind, Outcome};
use playbook_engine::{AuthorityId, Case, FactId, Plan, Program, State, Status, StepId};
use std::collections::BTreeMap;

/// So often each person looks at the plan, and does some of it.
const LOOKS: usize = 6;
/// The most days between two looks, so that terms end between them.
const PAUSE: usize = 45;
/// Amounts and numbers that are drawn.
const NUMBERS: [&str; 6] = ["0", "50", "500", "5000", "50000", "500000"];

/// People with random answers who do, skip and hear what comes, and what they come to. The same playbook gives the same
/// crowd, as only a number decides.
#[derive(Debug)]
pub struct Crowd {
    size: usize,
    steps: Vec<People>,
    channels: BTreeMap<(AuthorityId, usize), People>,
}

/// Some of the crowd, a bit each.
#[derive(Debug, Clone, Default)]
struct People(Vec<u64>);

impl People {
    fn add(&mut self, person: usize) {
        let word = person / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word |= 1 << (person % 64);
        }
    }

    fn join(&mut self, others: &Self) {
        self.0.resize(self.0.len().max(others.0.len()), 0);
        self.0.iter_mut().zip(&others.0).for_each(|(word, other)| *word |= other);
    }

    fn count(&self) -> usize {
        self.0.iter().map(|word| usize::try_from(word.count_ones()).unwrap_or(0)).sum()
    }
}

impl Crowd {
    /// Draws so many people, whose leaks were within the last months before `now`.
    #[must_use]
    pub fn draw(program: &Program, now: Timestamp, size: usize) -> Self {
        let mut crowd =
            Self { size, steps: vec![People::default(); program.step_ids().len()], channels: BTreeMap::new() };
        let mut dice = Dice(0x5EED);
        (0..size).for_each(|person| crowd.person(program, now, person, &mut dice));
        crowd
    }

    /// How many people there are.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// How many come to this step: it applies to them at some time.
    #[must_use]
    pub fn at(&self, step: StepId) -> usize {
        self.steps.get(step.index()).map_or(0, People::count)
    }

    /// How many come to any of these.
    #[must_use]
    pub fn at_any(&self, steps: &[StepId]) -> usize {
        let mut people = People::default();
        steps.iter().filter_map(|step| self.steps.get(step.index())).for_each(|others| people.join(others));
        people.count()
    }

    /// How many have a step to report to this authority, and this channel of it for them, by its place in the list.
    #[must_use]
    pub fn at_channel(&self, authority: AuthorityId, place: usize) -> usize {
        self.channels.get(&(authority, place)).map_or(0, People::count)
    }

    fn person(&mut self, program: &Program, now: Timestamp, person: usize, dice: &mut Dice) {
        let mut at = back(now, 40 + dice.below(200));
        let mut case = Case::new();
        for fact in program.fact_ids() {
            if let Some(answer) = drawn(program, fact, at, dice)
                && let Ok(answer) = program.parse_answer(fact, &answer)
            {
                // what cannot be answered so is left open
                let _ = case.answer(program, fact, answer, at);
            }
        }
        for _ in 0..LOOKS {
            let (state, plan) = (case.state(program, at), program.plan(&case, at));
            self.look(program, &state, &plan, person);
            act(program, &mut case, &plan, at, dice);
            at = at.saturating_add(days(dice.below(PAUSE))).unwrap_or(at);
        }
    }

    /// Takes down what somebody comes to.
    fn look(&mut self, program: &Program, state: &State, plan: &Plan, person: usize) {
        for step in program.step_ids() {
            let view = plan.step(step);
            if !view.applies.is_true() {
                continue;
            }
            if let Some(people) = self.steps.get_mut(step.index()) {
                people.add(person);
            }
            if !matches!(view.status, Status::Ready | Status::Blocked) {
                continue;
            }
            for body in &view.authorities {
                for (place, channel) in program.authority(*body).channels.stated().iter().enumerate() {
                    let here = self.channels.entry((*body, place)).or_default();
                    if channel.when.is_always() || !program.holds(&channel.when, state, plan).is_false() {
                        here.add(person);
                    }
                }
            }
        }
    }
}

/// Most of what can be done is done, and some of what was asked is answered.
fn act(program: &Program, case: &mut Case, plan: &Plan, at: Timestamp, dice: &mut Dice) {
    for step in program.step_ids() {
        // what cannot be recorded is left alone
        let _ = match plan.step(step).status {
            Status::Ready if dice.below(8) < 6 => case.mark_done(program, step, at),
            Status::Ready if dice.below(8) == 0 => case.skip(program, step, at),
            Status::Waiting if dice.below(2) == 0 => {
                let outcome = dice.one_of(&Outcome::ALL).map_or("granted", |outcome| outcome.as_str());
                case.reply(program, step, outcome, at).map(drop)
            }
            _ => Ok(()),
        };
    }
}

/// An answer as it is written; `None`: not answered.
fn drawn(program: &Program, fact: FactId, at: Timestamp, dice: &mut Dice) -> Option<String> {
    match dice.below(16) {
        0 => return None,
        1 => return Some("?".to_owned()),
        _ => {}
    }
    let kind = &program.fact(fact).kind;
    Some(match kind {
        FactKind::YesNo => dice.one_of(&["yes", "no"]).copied().unwrap_or("no").to_owned(),
        FactKind::OneOf(choices) => dice.one_of(choices)?.id.clone(),
        FactKind::AnyOf(choices) => {
            // a few of many: the first of them is always one, so that "none of them" is as rare as "I don't know"
            let mut chosen = vec![dice.one_of(choices)?.id.as_str()];
            let more = choices.iter().filter(|_| dice.below(6) == 0).map(|choice| choice.id.as_str());
            chosen.extend(more.collect::<Vec<_>>());
            chosen.sort_unstable();
            chosen.dedup();
            chosen.join(",")
        }
        FactKind::Region => dice.one_of(&program.playbook().regions)?.id.clone(),
        FactKind::Amount | FactKind::Number => dice.one_of(&NUMBERS)?.to_string(),
        FactKind::Date => program.date(back(at, dice.below(60))).to_string(),
        FactKind::Moment => program.rfc3339(back(at, dice.below(60))),
        FactKind::Text => return None,
    })
}

fn days(number: usize) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::try_from(number).unwrap_or(0))
}

fn back(at: Timestamp, number: usize) -> Timestamp {
    at.checked_sub(days(number)).unwrap_or(at)
}

/// Numbers that look like chance and are always the same (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// One of the numbers below this; 0 where there is none.
    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % bound).unwrap_or(0)
    }

    fn one_of<'t, T>(&mut self, things: &'t [T]) -> Option<&'t T> {
        let at = self.below(things.len());
        things.get(at)
    }
}
