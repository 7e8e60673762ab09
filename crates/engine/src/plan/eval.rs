//! Conditions under three values, as [`meaning`](crate::meaning) says: a fact whose own `when` is false has no value, so every test of it is
//! false; an outcome test is unknown while the step can still have that outcome.

use super::ending;
use super::status::{Brief, Status};
use crate::case::{Answer, State};
use crate::model::{Outcome, OutcomeTest, Truth};
use crate::program::{AnchorRule, Cond, FactId, Program, StepId, StepRule, Test};
use crate::time::Reckoner;
use jiff::Timestamp;

/// What a condition is evaluated in.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) program: &'a Program,
    pub(crate) state: &'a State,
    pub(crate) now: Timestamp,
    /// What is known of the steps so far.
    pub(crate) steps: &'a [Brief],
    /// Whether answers that a later step may have changed count as not given.
    pub(crate) fresh: bool,
    /// Answers tried out: they count before the state's.
    pub(crate) given: &'a [(FactId, Answer)],
}

/// Which definite values a condition could still take, each leaf for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reach {
    pub(crate) can_be_true: bool,
    pub(crate) can_be_false: bool,
}

impl Reach {
    /// Of a value: a known one stays; an unknown one can still become both if it is `open`, else neither.
    pub(crate) fn of(value: Truth, open: bool) -> Self {
        match value {
            Truth::Unknown => Self { can_be_true: open, can_be_false: open },
            known => Self { can_be_true: known.is_true(), can_be_false: known.is_false() },
        }
    }
}

impl std::ops::Not for Reach {
    type Output = Self;

    fn not(self) -> Self {
        Self { can_be_true: self.can_be_false, can_be_false: self.can_be_true }
    }
}

impl<'a> Scope<'a> {
    /// The value of a condition.
    pub(crate) fn eval(&self, cond: &Cond) -> Truth {
        match cond {
            Cond::All(parts) => parts.iter().map(|part| self.eval(part)).fold(Truth::True, Truth::and),
            Cond::Any(parts) => parts.iter().map(|part| self.eval(part)).fold(Truth::False, Truth::or),
            Cond::Not(part) => !self.eval(part),
            Cond::Fact(fact, test) => self.fact(*fact, test),
            Cond::Step(step, tests) => {
                tests.iter().map(|test| self.outcome(*step, *test)).fold(Truth::False, Truth::or)
            }
        }
    }

    /// The answer that counts: none if the fact is to be asked again and this scope is a fresh one.
    pub(crate) fn answer(&self, fact: FactId) -> Option<&'a Answer> {
        if let Some((_, answer)) = self.given.iter().find(|(given, _)| *given == fact) {
            return Some(answer);
        }
        if self.fresh && self.state.is_stale(fact) {
            return None;
        }
        self.state.answer(fact).map(|(_, answer)| answer)
    }

    /// Finds the ends of terms with the holidays of the person's region, where it is known.
    pub(crate) fn reckoner(&self) -> Reckoner<'a> {
        self.program.reckoner_for(self.state)
    }

    /// Whether a fact has a value at all.
    pub(crate) fn has_value(&self, fact: FactId) -> Truth {
        let rule = self.program.fact_rule(fact);
        if rule.conditional { self.eval(&rule.when) } else { Truth::True }
    }

    fn fact(&self, fact: FactId, test: &Test) -> Truth {
        match self.has_value(fact) {
            Truth::False => Truth::False,
            has_value => has_value.and(self.raw(fact, test)),
        }
    }

    /// The test alone, the fact's own `when` left aside.
    pub(crate) fn raw(&self, fact: FactId, test: &Test) -> Truth {
        let Some(answer) = self.answer(fact) else { return Truth::Unknown };
        test_answer(self.program, answer, test, self.now)
    }

    pub(crate) fn outcome(&self, step: StepId, test: OutcomeTest) -> Truth {
        let Some(brief) = self.steps.get(step.index()).copied().filter(|brief| brief.known) else {
            return Truth::Unknown;
        };
        let rule = self.program.rule(step);
        if !rule.children.is_empty() {
            return self.of_children(rule, brief, test);
        }
        if !brief.done {
            return if brief.can_still_be_done() { Truth::Unknown } else { Truth::False };
        }
        let OutcomeTest::Ended(asked) = test else { return Truth::True };
        let ending = ending::ending(self, step);
        ended(ending.outcome.map(|(outcome, _)| outcome), ending.is_waiting, asked)
    }

    fn of_children(&self, rule: &StepRule, brief: Brief, test: OutcomeTest) -> Truth {
        if brief.status == Status::NotApplicable {
            return Truth::False;
        }
        if brief.held {
            return Truth::Unknown;
        }
        let applicable = rule.children.iter().filter(|child| self.counts(**child));
        let values = applicable.map(|child| self.outcome(*child, test));
        if needs_all(test) { values.fold(Truth::True, Truth::and) } else { values.fold(Truth::False, Truth::or) }
    }

    /// Whether a copy counts for its parent.
    fn counts(&self, child: StepId) -> bool {
        self.steps.get(child.index()).is_some_and(|child| child.status != Status::NotApplicable && !child.held)
    }

    /// When the event of an anchor happened; `None` where it has not, or the person does not know.
    pub(crate) fn anchor(&self, anchor: &AnchorRule) -> Option<Timestamp> {
        match anchor {
            AnchorRule::Fact(fact) => {
                if self.has_value(*fact).is_false() {
                    return None;
                }
                match self.answer(*fact)? {
                    Answer::Date(date) => Some(self.program.reckoner().noon(*date)),
                    Answer::Moment(at) => Some(*at),
                    _ => None,
                }
            }
            AnchorRule::Step(step, tests) => tests.iter().filter_map(|test| self.happened(*step, *test)).min(),
        }
    }

    /// When a test of a step's outcome came true.
    pub(crate) fn happened(&self, step: StepId, test: OutcomeTest) -> Option<Timestamp> {
        let children = &self.program.rule(step).children;
        if !children.is_empty() {
            return self.of_copies(step, children, test);
        }
        let ending = ending::ending(self, step);
        match test {
            OutcomeTest::Done => ending.first_done,
            OutcomeTest::Ended(outcome) => ending.outcome.filter(|(ended, _)| *ended == outcome).map(|(_, at)| at),
        }
    }

    /// With the last of the copies where all are needed, else with the first.
    fn of_copies(&self, parent: StepId, children: &[StepId], test: OutcomeTest) -> Option<Timestamp> {
        if !self.outcome(parent, test).is_true() {
            return None;
        }
        let mut dates = children.iter().filter(|child| self.counts(**child)).map(|child| self.happened(*child, test));
        if needs_all(test) {
            dates.try_fold(None, |last: Option<Timestamp>, date| Some(last.max(Some(date?)))).flatten()
        } else {
            dates.flatten().min()
        }
    }

    /// Which definite values a condition could still take once open questions and pending outcomes are settled.
    pub(crate) fn reach(&self, cond: &Cond) -> Reach {
        match cond {
            Cond::All(parts) => fold(parts.iter().map(|part| self.reach(part)), true),
            Cond::Any(parts) => fold(parts.iter().map(|part| self.reach(part)), false),
            Cond::Not(part) => !self.reach(part),
            Cond::Fact(fact, test) => self.reach_of_fact(*fact, self.raw(*fact, test)),
            Cond::Step(step, tests) => {
                let value = tests.iter().map(|test| self.outcome(*step, *test)).fold(Truth::False, Truth::or);
                let held = self.steps.get(step.index()).is_some_and(|brief| brief.held);
                Reach::of(value, !held)
            }
        }
    }

    /// The reach of a fact's test whose value, the fact's own `when` left aside, is `raw`.
    pub(crate) fn reach_of_fact(&self, fact: FactId, raw: Truth) -> Reach {
        let raw = self.reach_of_answer(fact, raw);
        let rule = self.program.fact_rule(fact);
        if rule.conditional { fold([self.reach(&rule.when), raw].into_iter(), true) } else { raw }
    }

    /// The same for the answer alone. An answer that nobody will be asked for settles nothing: the fact must not have
    /// one, and the other answers must leave it possible that it has a value at all.
    pub(crate) fn reach_of_answer(&self, fact: FactId, raw: Truth) -> Reach {
        Reach::of(raw, self.answer(fact).is_none() && self.may_be_asked(fact))
    }

    /// Whether answers leave it possible that a fact has a value, whatever becomes of steps.
    fn may_be_asked(&self, fact: FactId) -> bool {
        let rule = self.program.fact_rule(fact);
        !rule.conditional || self.by_answers(&rule.when).can_be_true
    }

    /// [`Scope::reach`] as far as answers decide it: every outcome of a step can come or not.
    fn by_answers(&self, cond: &Cond) -> Reach {
        match cond {
            Cond::All(parts) => fold(parts.iter().map(|part| self.by_answers(part)), true),
            Cond::Any(parts) => fold(parts.iter().map(|part| self.by_answers(part)), false),
            Cond::Not(part) => !self.by_answers(part),
            Cond::Fact(fact, test) => {
                let raw = self.reach_of_answer(*fact, self.raw(*fact, test));
                let rule = self.program.fact_rule(*fact);
                if rule.conditional { fold([self.by_answers(&rule.when), raw].into_iter(), true) } else { raw }
            }
            Cond::Step(..) => Reach { can_be_true: true, can_be_false: true },
        }
    }
}

/// Whether a parent's outcome asks for that of all its copies.
fn needs_all(test: OutcomeTest) -> bool {
    matches!(test, OutcomeTest::Done | OutcomeTest::Ended(Outcome::Granted))
}

fn fold(parts: impl Iterator<Item = Reach>, all: bool) -> Reach {
    let mut every = true;
    let mut some = false;
    for part in parts {
        let (needed, enough) =
            if all { (part.can_be_true, part.can_be_false) } else { (part.can_be_false, part.can_be_true) };
        every &= needed;
        some |= enough;
    }
    if all {
        Reach { can_be_true: every, can_be_false: some }
    } else {
        Reach { can_be_true: some, can_be_false: every }
    }
}

/// Whether a step that is done ended as asked.
pub(crate) fn ended(outcome: Option<Outcome>, is_waiting: bool, asked: Outcome) -> Truth {
    match outcome {
        Some(outcome) if outcome == asked => Truth::True,
        // While a term runs, after an acknowledgement too, every other answer can still come.
        _ if is_waiting => Truth::Unknown,
        Some(_) => Truth::False,
        // Silence can only be found where a term runs.
        None if asked == Outcome::Unanswered => Truth::False,
        None => Truth::Unknown,
    }
}

/// One test of one answer.
pub(crate) fn test_answer(program: &Program, answer: &Answer, test: &Test, now: Timestamp) -> Truth {
    if let Test::Unknown = test {
        return Truth::from(matches!(answer, Answer::Unknown | Answer::Set { rest_unknown: true, .. }));
    }
    match answer {
        Answer::Unknown => Truth::Unknown,
        Answer::YesNo(yes) => bits(test, if *yes { 1 } else { 2 }, false),
        Answer::One(place) => bits(test, 1u128 << *place, false),
        Answer::Set { has, rest_unknown } => bits(test, *has, *rest_unknown),
        // A region that no condition names is none of the tested ones.
        Answer::Text(_) => bits(test, 0, false),
        Answer::Number(number) => match test {
            Test::AtLeast(bound) => Truth::from(number >= bound),
            Test::Below(bound) => Truth::from(number < bound),
            _ => Truth::False,
        },
        Answer::Date(date) => match test {
            Test::From(bound) => Truth::from(date >= bound),
            Test::Before(bound) => Truth::from(date < bound),
            Test::Within(term) => {
                let reckoner = program.reckoner();
                // Of a day only, the benefit of the doubt: its last second.
                let from = if term.unit.is_elapsed() { reckoner.last_second(*date) } else { reckoner.noon(*date) };
                Truth::from(now <= super::dates::end_of_age(program, *term, from))
            }
            _ => Truth::False,
        },
        Answer::Moment(at) => match test {
            Test::From(bound) => Truth::from(program.date(*at) >= *bound),
            Test::Before(bound) => Truth::from(program.date(*at) < *bound),
            Test::Within(term) => Truth::from(now <= super::dates::end_of_age(program, *term, *at)),
            _ => Truth::False,
        },
    }
}

fn bits(test: &Test, has: u128, rest_unknown: bool) -> Truth {
    let missing = if rest_unknown { Truth::Unknown } else { Truth::False };
    match test {
        Test::Is(values) => {
            if has & values != 0 {
                Truth::True
            } else {
                missing
            }
        }
        Test::AllOf(values) => {
            if has & values == *values {
                Truth::True
            } else {
                missing
            }
        }
        Test::NoneOf(values) => {
            if has & values != 0 {
                Truth::False
            } else {
                !missing
            }
        }
        _ => Truth::False,
    }
}

/// The instants at which an answered date or moment grows older than a test allows.
pub(crate) fn ages<'a>(program: &'a Program, state: &'a State) -> impl Iterator<Item = Timestamp> + 'a {
    program.age_tests().iter().filter_map(|(fact, term)| {
        let from = match state.answer(*fact).map(|(_, answer)| answer)? {
            Answer::Date(date) if term.unit.is_elapsed() => program.reckoner().last_second(*date),
            Answer::Date(date) => program.reckoner().noon(*date),
            Answer::Moment(at) => *at,
            _ => return None,
        };
        let end = super::dates::end_of_age(program, *term, from);
        super::dates::after(end)
    })
}
