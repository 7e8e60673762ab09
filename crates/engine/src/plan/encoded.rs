//! A case prepared for planning: literals as rows, records as bits, dues as numbers.
//!
//! Everything here follows from the case's events and the instant alone; what depends on the status of other steps is
//! left to the pass.

use super::eval::{self, Reach, Scope};
use super::status::{Brief, Status};
use super::{dates, ending, status};
use crate::case::State;
use crate::model::{Outcome, OutcomeTest, Truth};
use crate::program::{Atom, CLAUSES, FactId, Kind, Program, StepId, Test};
use jiff::Timestamp;

/// A case as rows and bits, at one instant. Made by [`Program::encode`](crate::Program::encode).
#[derive(Debug, Clone)]
pub struct Encoded {
    pub(crate) now: Timestamp,
    pub(crate) state: State,
    /// The rows the case is in, OR-ed together.
    pub(crate) planes: Planes,
    /// Per step: what its record and dates say, whatever its condition.
    pub(crate) fixed: Vec<Fixed>,
    /// Per step: since when it applies, filled in by the replay.
    pub(crate) since: Vec<Option<Timestamp>>,
}

/// Which clauses are satisfied, for every step: four views of the same rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Planes {
    /// By literals that are certainly true.
    pub(crate) sure: Vec<[u64; CLAUSES]>,
    /// By literals that may be true.
    pub(crate) maybe: Vec<[u64; CLAUSES]>,
    /// By literals that are true or that an answer could make true.
    pub(crate) can_be_true: Vec<[u64; CLAUSES]>,
    /// By literals that are true or that no answer can make false.
    pub(crate) cannot_be_false: Vec<[u64; CLAUSES]>,
}

impl Planes {
    fn blank(program: &Program) -> Self {
        let blank = program.index().blank.clone();
        Self { sure: blank.clone(), maybe: blank.clone(), can_be_true: blank.clone(), cannot_be_false: blank }
    }

    /// Takes over another's bits without allocating.
    pub(crate) fn copy(&mut self, from: &Self) {
        self.sure.clone_from(&from.sure);
        self.maybe.clone_from(&from.maybe);
        self.can_be_true.clone_from(&from.can_be_true);
        self.cannot_be_false.clone_from(&from.cannot_be_false);
    }

    /// Enters one literal's row where it belongs.
    pub(crate) fn enter(&mut self, row: &[(u32, u64)], truth: Truth, reach: Reach) {
        if row.is_empty() || truth.is_false() {
            return;
        }
        or(&mut self.maybe, row);
        if truth.is_true() {
            or(&mut self.sure, row);
        }
        if truth.is_true() || reach.can_be_true {
            or(&mut self.can_be_true, row);
        }
        if truth.is_true() || !reach.can_be_false {
            or(&mut self.cannot_be_false, row);
        }
    }
}

fn or(plane: &mut [[u64; CLAUSES]], row: &[(u32, u64)]) {
    let plane = plane.as_flattened_mut();
    for (slot, bits) in row {
        if let Some(word) = plane.get_mut(*slot as usize) {
            *word |= bits;
        }
    }
}

/// A rank and a due in whole seconds: what the pass adds, compares and inherits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pressure {
    pub(crate) rank: u8,
    pub(crate) due: i64,
}

impl Pressure {
    /// No due, least rank.
    pub(crate) const NONE: Self = Self { rank: 3, due: i64::MAX };

    pub(crate) fn new(rank: u8, due: Option<Timestamp>) -> Self {
        Self { rank, due: due.map_or(i64::MAX, Timestamp::as_second) }
    }

    pub(crate) fn inherit(&mut self, from: Self) {
        self.rank = self.rank.min(from.rank);
        self.due = self.due.min(from.due);
    }

    /// Earlier by the seconds a step takes.
    pub(crate) fn less(self, takes: i64) -> Self {
        Self { due: if self.due == i64::MAX { i64::MAX } else { self.due - takes }, ..self }
    }

    pub(crate) fn due(self) -> Option<Timestamp> {
        (self.due != i64::MAX).then(|| Timestamp::from_second(self.due).unwrap_or(Timestamp::MIN))
    }
}

/// What the record and the dates of one step say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fixed {
    pub(crate) done: bool,
    /// The status that the record alone gives.
    pub(crate) recorded: Option<Status>,
    /// The status of a repeating step between doings, where it applies.
    pub(crate) repeat: Option<Status>,
    pub(crate) closed: bool,
    pub(crate) barred: bool,
    /// Ready, later, or not applicable any more.
    pub(crate) opening: Status,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) waiting: bool,
    /// The place of the variant whose `requires` holds.
    pub(crate) requires: Option<usize>,
    pub(crate) own: Pressure,
}

impl Fixed {
    const PLAIN: Self = Self {
        done: false,
        recorded: None,
        repeat: None,
        closed: false,
        barred: false,
        opening: Status::Ready,
        outcome: None,
        waiting: false,
        requires: None,
        own: Pressure::NONE,
    };

    /// The value of an outcome test for a step that is done.
    pub(crate) fn ended(&self, test: OutcomeTest) -> Truth {
        let OutcomeTest::Ended(asked) = test else { return Truth::True };
        eval::ended(self.outcome, self.waiting, asked)
    }
}

impl Encoded {
    /// How many bits of the index the case sets.
    #[must_use]
    pub fn bits(&self) -> usize {
        self.planes.maybe.as_flattened().iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Encodes a state, without urgencies: enough to find which steps apply.
    pub(crate) fn light(program: &Program, state: State, now: Timestamp) -> Self {
        let mut encoded = Self { now, planes: Planes::blank(program), fixed: Vec::new(), since: Vec::new(), state };
        encoded.enter_facts(program);
        let fixed = program.step_ids().map(|step| encoded.fix(program, step)).collect();
        encoded.fixed = fixed;
        encoded
    }

    /// Adds each step's own urgency, as if it were open.
    pub(crate) fn with_urgency(mut self, program: &Program, since: Vec<Option<Timestamp>>) -> Self {
        let scope = Scope { program, state: &self.state, now: self.now, steps: &[], fresh: false, given: &[] };
        let mut fixed = std::mem::take(&mut self.fixed);
        for (index, fixed) in fixed.iter_mut().enumerate() {
            let step = StepId::from_index(index);
            if program.shape().kind.get(index) == Some(&Kind::Dynamic) {
                continue;
            }
            let repeats =
                if fixed.done { dates::next_repeat(&scope, step, &ending::ending(&scope, step)) } else { None };
            let begins = if fixed.done { repeats } else { since.get(index).copied().flatten() };
            fixed.own =
                Pressure::new(dates::own_rank(&scope, step), dates::own_due(&scope, step, begins.unwrap_or(self.now)));
        }
        self.fixed = fixed;
        self.since = since;
        self
    }

    fn enter_facts(&mut self, program: &Program) {
        let index = program.index();
        let scope = Scope { program, state: &self.state, now: self.now, steps: &[], fresh: false, given: &[] };
        let mut entries = Vec::new();
        for atom in &index.fact_atoms {
            if let Some(Atom::Fact(fact, test)) = index.atoms.get(*atom as usize) {
                entries.push((*atom, of_fact(&scope, *fact, test)));
            }
        }
        for (atom, (truth, reach)) in entries {
            self.planes.enter(index.row(atom * 2), truth, reach);
            self.planes.enter(index.row(atom * 2 + 1), !truth, !reach);
        }
    }

    fn fix(&self, program: &Program, step: StepId) -> Fixed {
        let kind = program.shape().kind.get(step.index()).copied().unwrap_or(Kind::Dynamic);
        let record = self.state.record(step);
        let untouched = record.done.is_empty() && record.skipped.is_none();
        if kind == Kind::Dynamic || (kind == Kind::Plain && untouched) {
            return Fixed::PLAIN;
        }
        let scope = Scope { program, state: &self.state, now: self.now, steps: &[], fresh: false, given: &[] };
        let ending = ending::ending(&scope, step);
        let recorded = status::recorded(&scope, step, &ending, Truth::Unknown);
        let repeat = status::recorded(&scope, step, &ending, Truth::True)
            .filter(|status| matches!(status, Status::Ready | Status::Later));
        Fixed {
            done: ending.last_done.is_some(),
            recorded,
            repeat,
            closed: status::closed_by_alternative(&scope, step),
            barred: dates::is_barred(&scope, step),
            opening: match dates::opening(&scope, step) {
                dates::Opening::Open => Status::Ready,
                dates::Opening::At(_) => Status::Later,
                dates::Opening::Over => Status::NotApplicable,
            },
            outcome: ending.outcome.map(|(outcome, _)| outcome),
            waiting: ending.is_waiting,
            requires: status::in_force(&scope, step, |fields| fields.requires.is_some()),
            ..Fixed::PLAIN
        }
    }
}

/// The value of a test, the fact's own `when` included, and which definite values it could still take.
fn of_fact(scope: &Scope<'_>, fact: FactId, test: &Test) -> (Truth, Reach) {
    let raw = scope.raw(fact, test);
    (scope.has_value(fact).and(raw), scope.reach_of_fact(fact, raw))
}

/// What the pass finds for a step that the definition need not be asked about.
pub(crate) fn brief(
    fixed: &Fixed,
    recommend: bool,
    mut applies: Truth,
    stuck: bool,
    open: impl Fn() -> Brief,
) -> Brief {
    let brief = |status, applies| Brief { status, applies, held: false, dead: false, done: fixed.done, known: true };
    if let Some(recorded) = fixed.recorded.filter(|recorded| *recorded != Status::Skipped) {
        let status = fixed.repeat.filter(|_| applies.is_true()).unwrap_or(recorded);
        return brief(status, applies);
    }
    if applies.is_false() || fixed.closed {
        return brief(Status::NotApplicable, Truth::False);
    }
    if fixed.recorded.is_some() {
        return brief(Status::Skipped, applies);
    }
    if applies.is_unknown() {
        if stuck && recommend {
            applies = Truth::True;
        } else {
            return Brief { held: stuck, ..brief(Status::Undetermined, Truth::Unknown) };
        }
    }
    if fixed.barred {
        return brief(Status::Expired, applies);
    }
    let group = open();
    if group.status == Status::Blocked {
        return Brief { applies, ..group };
    }
    match fixed.opening {
        Status::NotApplicable => brief(Status::NotApplicable, Truth::False),
        status => brief(status, applies),
    }
}
