//! The pass: one forward sweep for statuses, one backward sweep for urgency, then the order of the ready steps.
//!
//! It computes exactly what `status`, `urgency` and `order` define, from an [`Encoded`] case and the bitmap index, with
//! buffers that are reused. A property test holds the two equal.

use super::encoded::{self, Encoded, Planes, Pressure};
use super::eval::{Reach, Scope};
use super::status::{self, Brief, Status};
use super::{dates, order};
use crate::model::{OutcomeTest, Truth};
use crate::program::{CLAUSES, Kind, Program, StepId};

/// Reusable buffers for planning many cases of one program without allocating.
///
/// ```
/// # use playbook_engine::{doc::tiny, Answer, Case, Planner};
/// let program = tiny();
/// let now = "2026-11-23T20:00:00+08:00".parse()?;
/// let mut case = Case::new();
/// case.answer(&program, program.fact_id("money-lost")?, Answer::YesNo(true), now)?;
/// let encoded = program.encode(&case, now);
/// let mut planner = Planner::new();
/// assert_eq!(planner.plan(&program, &encoded).first(), program.step_id("call-bank").ok().as_ref());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Planner {
    planes: Planes,
    pub(crate) briefs: Vec<Brief>,
    pub(crate) own: Vec<Pressure>,
    pub(crate) effective: Vec<Pressure>,
    waiting_for: Vec<u32>,
    keys: Vec<(u128, StepId)>,
    due: Vec<i64>,
    after_of: Vec<Option<usize>>,
    pub(crate) ready: Vec<StepId>,
}

impl Planner {
    /// Empty buffers; they grow with the first plan.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The steps that can be done now, most urgent first.
    pub fn plan(&mut self, program: &Program, case: &Encoded) -> &[StepId] {
        self.forward(program, case);
        self.backward(program, case);
        self.list(program, case);
        &self.ready
    }

    /// Statuses, in topological order.
    pub(crate) fn forward(&mut self, program: &Program, case: &Encoded) {
        let index = program.index();
        let shape = program.shape();
        self.planes.copy(&case.planes);
        self.briefs.clear();
        self.briefs.resize(program.topological().len(), Brief::UNKNOWN);
        for (place, step) in program.topological().iter().enumerate() {
            let number = step.index();
            let (applies, stuck) = match index.by_tree.get(place) {
                Some(Some(_)) => status::applicability(&self.scope(program, case), *step),
                _ if index.opposites[place] => {
                    // One entry a position.
                    let (opposite, stuck) = self.condition(place);
                    (!opposite, stuck)
                }
                _ => self.condition(place),
            };
            let brief = if shape.kind.get(number) == Some(&Kind::Dynamic) {
                status::brief_of(&self.scope(program, case), *step, applies, stuck)
            } else {
                let fixed = &case.fixed[number]; // one entry a step
                let recommend = shape.recommend[number]; // one entry a step
                encoded::brief(fixed, recommend, applies, stuck, || self.prerequisites(program, *step, fixed))
            };
            self.briefs[number] = brief; // one entry a step
            for (test, atom) in index.outcomes(place) {
                self.enter_outcome(program, case, *step, *test, *atom);
            }
        }
    }

    fn scope<'a>(&'a self, program: &'a Program, case: &'a Encoded) -> Scope<'a> {
        Scope { program, state: &case.state, now: case.now, steps: &self.briefs, fresh: false, given: &[] }
    }

    /// The value of an indexed condition, and whether only "I don't know" leaves it unknown.
    fn condition(&self, place: usize) -> (Truth, bool) {
        let (word, shift) = (place / 64, place % 64);
        // One entry a word in every plane.
        let all =
            |plane: &[[u64; CLAUSES]]| plane[word].iter().fold(u64::MAX, |all, bits| all & bits) >> shift & 1 == 1;
        if all(&self.planes.sure) {
            (Truth::True, false)
        } else if !all(&self.planes.maybe) {
            (Truth::False, false)
        } else {
            (Truth::Unknown, !all(&self.planes.can_be_true) && all(&self.planes.cannot_be_false))
        }
    }

    /// Enters what became of a step, for the conditions of later steps.
    fn enter_outcome(&mut self, program: &Program, case: &Encoded, step: StepId, test: OutcomeTest, atom: u32) {
        let brief = self.briefs[step.index()]; // one entry a step
        let is_dynamic = program.shape().kind.get(step.index()) == Some(&Kind::Dynamic);
        let truth = if is_dynamic {
            self.scope(program, case).outcome(step, test)
        } else if brief.done {
            case.fixed[step.index()].ended(test) // one entry a step
        } else if brief.can_still_be_done() {
            Truth::Unknown
        } else {
            Truth::False
        };
        let reach = Reach::of(truth, !brief.held);
        self.planes.enter(program.index().row(atom * 2), truth, reach);
        self.planes.enter(program.index().row(atom * 2 + 1), !truth, !reach);
    }

    /// Whether the prerequisites are met; if not, the brief of a blocked step.
    fn prerequisites(&self, program: &Program, step: StepId, fixed: &encoded::Fixed) -> Brief {
        let mut blocked = false;
        let mut dead = false;
        let mut see = |met: bool, gone: bool| {
            blocked |= !met;
            dead |= gone;
        };
        match fixed.requires.and_then(|place| program.rule(step).variants.get(place)) {
            Some((_, fields)) => {
                for group in fields.requires.iter().flatten() {
                    let (met, gone) = self.group(group.iter().map(|step| step.index()));
                    see(met, gone);
                }
            }
            None => {
                for group in program.shape().groups(step.index()) {
                    let (met, gone) = self.group(group.iter().map(|step| *step as usize));
                    see(met, gone);
                }
            }
        }
        let status = if blocked { Status::Blocked } else { Status::Ready };
        Brief { status, applies: Truth::True, held: false, dead, done: false, known: true }
    }

    /// Whether a group is met, and whether it never can be.
    fn group(&self, group: impl Iterator<Item = usize>) -> (bool, bool) {
        let mut none_applies = true;
        let mut all_dead = true;
        for step in group {
            let brief = self.briefs[step]; // one entry a step
            if brief.done {
                return (true, false);
            }
            if brief.status == Status::NotApplicable || brief.held {
                continue;
            }
            none_applies = false;
            all_dead &= brief.is_dead();
        }
        if none_applies { (true, false) } else { (false, all_dead) }
    }

    /// Urgency, in reverse topological order.
    fn backward(&mut self, program: &Program, case: &Encoded) {
        let shape = program.shape();
        let count = self.briefs.len();
        let nothing = Pressure::NONE;
        self.own.clear();
        self.own.resize(count, nothing);
        self.effective.clear();
        self.effective.resize(count, nothing);
        self.waiting_for.clear();
        self.waiting_for.resize(count, 0);
        for number in 0..count {
            if !self.briefs[number].is_open() || shape.avoid[number] {
                continue; // one entry a step in each list here
            }
            let own = if shape.kind[number] == Kind::Dynamic {
                let step = StepId::from_index(number);
                let scope = self.scope(program, case);
                let begins = case.since.get(number).copied().flatten();
                let begins = if self.briefs[number].done {
                    dates::next_repeat(&scope, step, &super::ending::ending(&scope, step))
                } else {
                    begins
                };
                let due = dates::own_due(&scope, step, begins.unwrap_or(case.now));
                Pressure::new(dates::own_rank(&scope, step), due)
            } else {
                case.fixed[number].own
            };
            self.own[number] = own;
            self.effective[number] = own;
        }
        for step in program.topological().iter().rev() {
            let number = step.index();
            if !self.briefs[number].is_open() {
                continue;
            }
            let avoided = shape.avoid[number];
            if !shape.varies[number] {
                let urgency = self.effective[number].less(shape.takes[number]);
                for group in shape.groups(number) {
                    self.pass_on(shape, group.iter().map(|step| *step as usize), urgency, avoided);
                }
            } else {
                self.pass_on_variants(program, case, *step, avoided);
            }
        }
        // How many open steps require a step, over all variants, is what breaks ties.
        for step in program.topological() {
            if self.briefs[step.index()].status == Status::Ready {
                let by = shape.required_by(step.index()).iter();
                let open = by.filter(|by| self.briefs[**by as usize].is_open());
                self.waiting_for[step.index()] = u32::try_from(open.count()).unwrap_or(u32::MAX);
            }
        }
    }

    fn pass_on(
        &mut self,
        shape: &crate::program::Shape,
        group: impl Iterator<Item = usize> + Clone,
        urgency: Pressure,
        avoided: bool,
    ) {
        if avoided || group.clone().any(|step| self.briefs[step].done) {
            return; // one entry a step
        }
        let heir = group.into_iter().find(|step| self.briefs[*step].is_open() && !shape.avoid[*step]);
        if let Some(heir) = heir {
            self.effective[heir].inherit(urgency);
        }
    }

    fn pass_on_variants(&mut self, program: &Program, case: &Encoded, step: StepId, avoided: bool) {
        let scope = self.scope(program, case);
        let takes = status::active(&scope, step, |fields| fields.takes.as_ref()).copied().unwrap_or(0);
        let place = status::in_force(&scope, step, |fields| fields.requires.is_some());
        let urgency = self.effective[step.index()].less(takes);
        let fields = place.and_then(|place| program.rule(step).variants.get(place)).map(|(_, fields)| fields);
        for group in fields.unwrap_or(&program.rule(step).base).requires.iter().flatten() {
            self.pass_on(program.shape(), group.iter().map(|step| step.index()), urgency, avoided);
        }
    }

    /// The ready steps in order.
    fn list(&mut self, program: &Program, case: &Encoded) {
        let shape = program.shape();
        self.choose_after(program, case);
        self.due.clear();
        self.due.resize(self.briefs.len(), i64::MAX);
        let is_ready = |briefs: &[Brief], number: usize| briefs[number].status == Status::Ready && !shape.avoid[number];
        self.ready.clear();
        let mut prefers = false;
        for number in 0..self.briefs.len() {
            if is_ready(&self.briefs, number) {
                self.due[number] = self.effective[number].due;
                self.ready.push(StepId::from_index(number));
                prefers |= shape.after_varies[number] || !shape.after(number).is_empty();
            }
        }
        if prefers {
            for step in program.topological().iter().rev() {
                let number = step.index();
                if !is_ready(&self.briefs, number) {
                    continue;
                }
                for place in 0.. {
                    let Some(named) = self.after(program, number, place) else { break };
                    if is_ready(&self.briefs, named) && self.effective[named].rank == self.effective[number].rank {
                        self.due[named] = self.due[named].min(self.due[number]);
                    }
                }
            }
        }
        self.keys.clear();
        for step in &self.ready {
            let number = step.index();
            self.keys
                .push((key(self.effective[number].rank, self.due[number], self.waiting_for[number], number), *step));
        }
        self.keys.sort_unstable();
        self.ready.clear();
        self.ready.extend(self.keys.iter().map(|(_, step)| *step));
        if prefers && self.breaks_a_preference(program) {
            self.ready = order::by_preference(&self.keys, |step| {
                let number = step.index();
                (0..)
                    .map_while(|place| self.after(program, number, place))
                    .filter(|named| self.effective[*named].rank == self.effective[number].rank)
                    .map(StepId::from_index)
                    .collect()
            });
        }
    }

    /// Finds which variant sets `after`, where one can.
    fn choose_after(&mut self, program: &Program, case: &Encoded) {
        self.after_of.clear();
        self.after_of.resize(self.briefs.len(), None);
        for number in 0..self.briefs.len() {
            if program.shape().after_varies[number] && self.briefs[number].status == Status::Ready {
                let scope = self.scope(program, case);
                let place = status::in_force(&scope, StepId::from_index(number), |fields| fields.after.is_some());
                self.after_of[number] = place;
            }
        }
    }

    /// The preferred predecessor at a place, in the fields in force.
    fn after(&self, program: &Program, number: usize, place: usize) -> Option<usize> {
        match self.after_of[number] {
            None => program.shape().after(number).get(place).map(|named| *named as usize),
            Some(variant) => {
                let (_, fields) = program.rule(StepId::from_index(number)).variants.get(variant)?;
                fields.after.as_ref()?.get(place).map(|named| named.index())
            }
        }
    }

    /// Whether a step stands before one that it names in `after`; possible only where dues are equal.
    fn breaks_a_preference(&mut self, program: &Program) -> bool {
        // `due` is free again: it now holds places.
        self.due.fill(i64::MAX);
        for (place, step) in self.ready.iter().enumerate() {
            self.due[step.index()] = i64::try_from(place).unwrap_or(i64::MAX);
        }
        self.ready.iter().any(|step| {
            let number = step.index();
            (0..).map_while(|place| self.after(program, number, place)).any(|named| {
                self.due[named] != i64::MAX
                    && self.due[named] > self.due[number]
                    && self.effective[named].rank == self.effective[number].rank
            })
        })
    }
}

/// Rank, due, most waiting first, declaration: one number that sorts as the definition orders.
fn key(rank: u8, due: i64, waiting: u32, number: usize) -> u128 {
    // The sign bit turned, a signed number sorts as an unsigned one.
    let due = u128::from(due.cast_unsigned() ^ (1 << 63));
    let waiting = u128::from(0xff_ffff - waiting.min(0xff_ffff));
    u128::from(rank) << 120 | due << 56 | waiting << 32 | (number as u128 & 0xffff_ffff)
}
