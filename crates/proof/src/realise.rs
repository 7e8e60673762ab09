//! From choices to a case: answers, doings, replies and dates that bring a situation about, so that the engine can
//! judge it.
//!
//! Dates are looked for among a few ages around each term; what was found is observed again afterwards, so a date that
//! does not do is noticed and never believed.

use crate::board::{Board, From, Input, TermEnd};
use crate::encode::Encoding;
use crate::gates::{Bit, value};
use crate::situation::{Choices, days, has_passed, is_young, next_second, reply_of, value_place};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use playbook_engine::model::{Applies, FactKind, Outcome, OutcomeTest, Term};
use playbook_engine::time::Reckoning;
use playbook_engine::{Answer, Case, Cond, Error, Event, EventKind, FactId, Program, ReplyRule, StepId};
use std::collections::{BTreeMap, HashMap};

/// The instant and the events of a case that should be in a situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Story {
    pub(crate) now: Timestamp,
    pub(crate) events: Vec<Event>,
}

/// Plays events into a new case.
///
/// # Errors
/// When one cannot stand, such as a reply to what was never done.
pub(crate) fn play(program: &Program, events: &[Event]) -> Result<Case, Error> {
    let mut case = Case::new();
    for event in events {
        push(program, &mut case, event)?;
    }
    Ok(case)
}

/// Plays one event.
pub(crate) fn push(program: &Program, case: &mut Case, event: &Event) -> Result<(), Error> {
    match &event.kind {
        EventKind::Answered(fact, answer) => case.answer(program, *fact, answer.clone(), event.at),
        EventKind::Done(step) => case.mark_done(program, *step, event.at),
        EventKind::Skipped(step) => case.skip(program, *step, event.at),
        EventKind::Replied(step, outcome, _) => case.reply(program, *step, outcome.as_str(), event.at).map(drop),
        _ => Ok(()),
    }
}

/// A story for the choices that matter; `relevant` says which do.
pub(crate) fn realise(
    encoding: &Encoding<'_>,
    values: &[bool],
    choices: &Choices,
    relevant: impl Fn(&Input) -> bool,
) -> Story {
    realise_near(encoding, values, choices, relevant, encoding.program.playbook().version)
}

/// The same on a day near another than the playbook's own.
pub(crate) fn realise_near(
    encoding: &Encoding<'_>,
    values: &[bool],
    choices: &Choices,
    relevant: impl Fn(&Input) -> bool,
    day: Date,
) -> Story {
    let board = &encoding.board;
    let program = encoding.program;
    let now = today(program, board, choices, &relevant, day);
    let ages = ages(program, board);
    let relevant = &relevant;
    let terms = &encoding.terms;
    let teller = Teller { encoding, program, board, choices, relevant, now, ages, terms, values };
    let mut events = Vec::new();
    let mut answered_at: BTreeMap<FactId, Timestamp> = BTreeMap::new();
    let mut records = Vec::new();
    for step in program.step_ids() {
        teller.record(step, &mut records, &mut answered_at);
    }
    // Doings before answers: what a step tells is asked again, and was answered again. Replies after both: a reply is
    // only taken where something was sent.
    let (sent, received): (Vec<Event>, Vec<Event>) =
        records.into_iter().partition(|event| matches!(event.kind, EventKind::Done(_)));
    events.extend(sent);
    for fact in program.fact_ids() {
        if let Some(answer) = teller.answer(fact, 0) {
            let at = answered_at.get(&fact).copied().unwrap_or(now);
            events.push(Event { at, kind: EventKind::Answered(fact, answer) });
        }
    }
    events.extend(received);
    Story { now, events }
}

/// The second answer to a fact, where a situation compares two.
pub(crate) fn other_answer(encoding: &Encoding<'_>, choices: &Choices, fact: FactId, now: Timestamp) -> Option<Answer> {
    let (program, board) = (encoding.program, &encoding.board);
    let relevant = &|_: &Input| true;
    let (ages, terms) = (ages(program, board), &encoding.terms);
    let teller = Teller { encoding, program, board, choices, relevant, now, ages, terms, values: &[] };
    teller.answer(fact, crate::encode::SECOND)
}

/// A day on which the seasons are as chosen, at noon; the playbook's own day where there is none.
fn today(
    program: &Program,
    board: &Board,
    choices: &Choices,
    relevant: &impl Fn(&Input) -> bool,
    usual: Date,
) -> Timestamp {
    let days = days(board, usual);
    let fits = |day: Date| {
        board.seasons.iter().enumerate().filter(|(place, _)| relevant(&Input::Season(*place))).all(
            |(place, applies): (usize, &Applies)| {
                let holds = applies.holds_on(day);
                holds == choices.contains(&Input::Season(place))
                    && (holds || applies.next_after(day).is_none() == choices.contains(&Input::SeasonOver(place)))
            },
        )
    };
    let day = days.iter().copied().find(|day| fits(*day)).unwrap_or(usual);
    program.reckoner().noon(day)
}

/// How long ago events are tried to have happened: around every term, and around a reply term and another together.
fn ages(program: &Program, board: &Board) -> Vec<SignedDuration> {
    let mut terms: Vec<Term> = board.ends.iter().map(|end| end.term).collect();
    let mut replies: Vec<Term> = Vec::new();
    for step in program.step_ids() {
        let rule = program.rule(step);
        terms.extend(&rule.again);
        for reply in rule.every_fields().filter_map(|fields| fields.reply.as_ref()) {
            replies.push(reply.term);
            replies.extend(reply.also.iter().filter_map(|(_, _, term)| *term));
        }
    }
    terms.extend(board.inputs().filter_map(|(input, _)| match input {
        Input::Young(_, term) => Some(*term),
        _ => None,
    }));
    let mut lengths: Vec<i64> = terms.iter().map(|term| term.rough_seconds()).collect();
    let mut together: Vec<i64> = replies.iter().map(|term| term.rough_seconds()).collect();
    together.sort_unstable();
    together.dedup();
    lengths.sort_unstable();
    lengths.dedup();
    let sums = together.iter().flat_map(|reply| lengths.iter().map(move |length| reply + length));
    let mut all: Vec<i64> = sums.collect();
    all.extend(lengths);
    all.extend(together);
    const DAY: i64 = 86_400;
    let mut ages: Vec<i64> = vec![0];
    for length in all {
        for around in [-12 * DAY, -3 * DAY, -DAY, -3_600, -60, 60, 3_600, DAY, 3 * DAY, 12 * DAY] {
            ages.push((length + around).max(0));
        }
        ages.push(length / 2);
    }
    ages.sort_unstable();
    ages.dedup();
    ages.into_iter().map(SignedDuration::from_secs).collect()
}

/// What the events are told from.
struct Teller<'a, F> {
    encoding: &'a Encoding<'a>,
    program: &'a Program,
    board: &'a Board,
    choices: &'a Choices,
    relevant: &'a F,
    now: Timestamp,
    ages: Vec<SignedDuration>,
    terms: &'a HashMap<usize, Vec<(usize, Bit)>>,
    values: &'a [bool],
}

impl<F: Fn(&Input) -> bool> Teller<'_, F> {
    fn has(&self, input: &Input) -> bool {
        self.choices.contains(input)
    }

    fn before(&self, age: SignedDuration) -> Timestamp {
        self.now.checked_sub(age).unwrap_or(Timestamp::MIN)
    }

    /// The answer to a fact; `beyond` is added to its place for a second answer.
    fn answer(&self, fact: FactId, beyond: usize) -> Option<Answer> {
        let place = self.encoding.fact_place(fact) + beyond;
        if !self.has(&Input::Answered(place)) {
            return None;
        }
        let unsure = self.has(&Input::Unsure(place));
        let kind = &self.program.fact(fact).kind;
        let chosen = || {
            let named = self.choices.iter().filter_map(|input| match input {
                Input::Value(at, name) if *at == place => value_place(self.program, fact, name),
                _ => None,
            });
            named.fold(0u128, |bits, value| bits | 1 << value)
        };
        Some(match kind {
            _ if unsure && !matches!(kind, FactKind::AnyOf(_)) => Answer::Unknown,
            FactKind::YesNo => Answer::YesNo(self.has(&Input::Value(place, "yes".to_owned()))),
            FactKind::OneOf(_) => Answer::One(chosen().trailing_zeros() as usize),
            FactKind::AnyOf(_) => match chosen() {
                0 if unsure => Answer::Unknown,
                has => Answer::Set { has, rest_unknown: unsure },
            },
            FactKind::Region => match chosen() {
                0 => Answer::Text("ZZ-0".to_owned()),
                bits => Answer::One(bits.trailing_zeros() as usize),
            },
            FactKind::Amount | FactKind::Number => Answer::Number(self.number(place)),
            FactKind::Date => Answer::Date(self.program.date(self.moment(place))),
            FactKind::Moment => Answer::Moment(self.moment(place)),
            FactKind::Text => Answer::Text("-".to_owned()),
        })
    }

    fn number(&self, place: usize) -> i64 {
        let mut bounds: Vec<(i64, bool)> = Vec::new();
        for (input, _) in self.board.inputs() {
            if let Input::AtLeast(at, bound) = input
                && *at == place
            {
                bounds.push((*bound, self.has(input)));
            }
        }
        let reached = bounds.iter().filter(|(_, reached)| *reached).map(|(bound, _)| *bound).max();
        let below = bounds.iter().map(|(bound, _)| *bound).min().map_or(0, |bound| bound.saturating_sub(1));
        reached.unwrap_or(below)
    }

    /// A moment that passes every cut and term of a fact as chosen; the nearest to now.
    fn moment(&self, place: usize) -> Timestamp {
        let mut cuts: Vec<(&Input, bool)> = Vec::new();
        let mut days = Vec::new();
        for (input, _) in self.board.inputs().filter(|(input, _)| (self.relevant)(input)) {
            match input {
                Input::From(at, date) if *at == place => {
                    days.extend([self.program.reckoner().noon(*date)]);
                    days.extend(date.yesterday().map(|day| self.program.reckoner().noon(day)).ok());
                    cuts.push((input, self.has(input)));
                }
                Input::Young(at, _) if *at == place => cuts.push((input, self.has(input))),
                Input::Passed(end) if self.board.ends.get(*end).is_some_and(|end| end.from == From::Fact(place)) => {
                    cuts.push((input, self.has(input)));
                }
                _ => {}
            }
        }
        let fits = |at: &Timestamp| {
            cuts.iter().all(|(input, wanted)| {
                let holds = match input {
                    Input::From(_, date) => self.program.date(*at) >= *date,
                    Input::Young(_, term) => is_young(self.program, &Answer::Moment(*at), *term, self.now),
                    Input::Passed(end) => {
                        self.board.ends.get(*end).is_some_and(|end| has_passed(self.program, end, *at, self.now))
                    }
                    _ => *wanted,
                };
                holds == *wanted
            })
        };
        let aged = self.ages.iter().map(|age| self.before(*age));
        aged.chain(days).find(fits).unwrap_or(self.now)
    }

    /// What is recorded of a step, and when its answers were given where they count as doing it.
    fn record(&self, step: StepId, events: &mut Vec<Event>, answered_at: &mut BTreeMap<FactId, Timestamp>) {
        let rule = self.program.rule(step);
        if rule.avoid {
            return;
        }
        let place = self.encoding.step_place(step);
        let reply = reply_of(self.choices, place);
        let received = self.received(place, step, reply);
        let done_at = self.done(place, step, reply, received);
        if self.has(&Input::Done(place)) && rule.children.is_empty() {
            let left = self.has(&Input::RepeatLeft(place)) || !(self.relevant)(&Input::RepeatLeft(place));
            let times = if rule.again.is_empty() || left { 1 } else { rule.again.len() + 1 };
            events.extend((0..times).map(|_| Event { at: done_at, kind: EventKind::Done(step) }));
        } else if let Some(done_when) = &rule.done_when {
            done_when.leaves(|leaf| {
                if let Cond::Fact(fact, _) = leaf {
                    let slot = answered_at.entry(*fact).or_insert(done_at);
                    *slot = (*slot).min(done_at);
                }
            });
        }
        let counts = self.has(&Input::Done(place)) || rule.done_when.is_some();
        if let Some(outcome) = reply.filter(|_| counts) {
            events.push(Event { at: received, kind: EventKind::Replied(step, outcome, None) });
        }
        if self.has(&Input::Skipped(place)) {
            let first = self.has(&Input::SkippedFirst(place)) && !self.has(&Input::Done(place));
            let at = if first { self.before(SignedDuration::from_hours(24 * 400_000)) } else { self.now };
            events.push(Event { at, kind: EventKind::Skipped(step) });
        }
    }

    /// When the reply was received.
    fn received(&self, place: usize, step: StepId, reply: Option<Outcome>) -> Timestamp {
        let Some(outcome) = reply else { return self.now };
        let fits = |at: Timestamp| {
            self.terms(place).all(|(end, tests, wanted)| {
                let from = if tests.contains(&OutcomeTest::Done) {
                    None
                } else if tests.contains(&OutcomeTest::Ended(outcome)) {
                    Some(at)
                } else if outcome.restarts_term() && tests.contains(&OutcomeTest::Ended(Outcome::Unanswered)) {
                    self.silence(step, at, reply)
                } else {
                    None
                };
                from.is_none_or(|from| has_passed(self.program, end, from, self.now) == wanted)
            }) && (!outcome.restarts_term() || self.over(place, step, at, reply))
        };
        self.ages.iter().map(|age| self.before(*age)).find(|at| fits(*at)).unwrap_or(self.now)
    }

    /// When the step was done.
    fn done(&self, place: usize, step: StepId, reply: Option<Outcome>, received: Timestamp) -> Timestamp {
        let fits = |at: Timestamp| {
            (reply.is_some() || self.over(place, step, at, None))
                && self.repeats(place, step, at)
                && self.terms(place).all(|(end, tests, wanted)| {
                    let from = if tests.contains(&OutcomeTest::Done) {
                        Some(at)
                    } else if reply.is_none() && tests.contains(&OutcomeTest::Ended(Outcome::Unanswered)) {
                        self.silence(step, at, None)
                    } else {
                        None
                    };
                    from.is_none_or(|from| has_passed(self.program, end, from, self.now) == wanted)
                })
        };
        let times = self.ages.iter().map(|age| self.before(*age));
        let latest = if reply.is_some() { received } else { self.now };
        times.filter(|at| *at <= latest).find(|at| fits(*at)).unwrap_or(latest)
    }

    /// The terms that count from a step or from the copies it is one of, with the tests they count from and whether each
    /// has passed.
    fn terms(&self, place: usize) -> impl Iterator<Item = (&TermEnd, &Vec<OutcomeTest>, bool)> + '_ {
        let counts = move |step: usize| {
            let copies = self.encoding.step_at(step).map(|step| &self.program.rule(step).children);
            step == place
                || copies.is_some_and(|copies| copies.iter().any(|copy| self.encoding.step_place(*copy) == place))
        };
        self.board.ends.iter().enumerate().filter_map(move |(at, end)| match &end.from {
            From::Step(step, tests) if counts(*step) && (self.relevant)(&Input::Passed(at)) => {
                Some((end, tests, self.has(&Input::Passed(at))))
            }
            _ => None,
        })
    }

    /// Whether a reply term is the one in force.
    fn is_in_force(&self, step: StepId, number: usize) -> bool {
        let terms = self.terms.get(&step.index()).map_or(&[][..], Vec::as_slice);
        terms.iter().any(|(term, here)| *term == number && value(self.values, *here))
    }

    /// Whether the reply term in force, counted from `at`, has ended as chosen.
    fn over(&self, place: usize, step: StepId, at: Timestamp, reply: Option<Outcome>) -> bool {
        let rule = self.program.rule(step);
        rule.every_fields().enumerate().all(|(number, fields)| {
            let number = self.encoding.reply_number(step, number);
            let input = Input::Over(place, number);
            let counts = (self.relevant)(&input) && self.is_in_force(step, number);
            let Some(rule) = fields.reply.as_ref().filter(|_| counts) else { return true };
            (self.now > self.end_of_reply(rule, at, reply)) == self.has(&input)
        })
    }

    /// When silence is found if the step was done, or the term began anew, at `at`.
    fn silence(&self, step: StepId, at: Timestamp, reply: Option<Outcome>) -> Option<Timestamp> {
        let rule = self.program.rule(step);
        let number = |place: usize| self.encoding.reply_number(step, place);
        let mut here = rule.every_fields().enumerate().filter(|(place, _)| self.is_in_force(step, number(*place)));
        let rule = here.find_map(|(_, fields)| fields.reply.as_ref())?;
        Some(next_second(self.end_of_reply(rule, at, reply)))
    }

    /// The last second of a reply term. An acknowledgement may have a term of its own.
    fn end_of_reply(&self, rule: &ReplyRule, at: Timestamp, reply: Option<Outcome>) -> Timestamp {
        let word = reply.map(Outcome::as_str);
        let own = rule.also.iter().find(|(id, ..)| Some(id.as_str()) == word).and_then(|(_, _, term)| *term);
        let term = own.unwrap_or(rule.term);
        self.program.reckoner().end(term, at, rule.counting, Reckoning::Reply, None).at
    }

    fn repeats(&self, place: usize, step: StepId, at: Timestamp) -> bool {
        let rule = self.program.rule(step);
        let (left, due) = (Input::RepeatLeft(place), Input::RepeatDue(place));
        if rule.again.is_empty() || !(self.relevant)(&left) || !self.has(&left) {
            return true;
        }
        let first = rule.again.iter().map(|term| term.rough_seconds()).min().unwrap_or(0);
        let age = self.now.duration_since(at).as_secs();
        if self.has(&due) { age > first + 86_400 } else { age < first }
    }
}
