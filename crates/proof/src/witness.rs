//! A person who shows something: found by the solver, told as a case, judged by the engine, made as small as can be.

use crate::board::{Board, Input};
use crate::encode::Encoding;
use crate::gates::{Bit, Node, value};
use crate::realise::{Story, other_answer, play, push, realise};
use crate::situation::{Choices, choices, observe};
use crate::solver::{Found, Solver};
use jiff::Timestamp;
use playbook_engine::{Answer, Case, Event, EventKind, FactId, Program};
use std::collections::HashSet;

/// So many situations are tried whose dates cannot be brought about, before the question is left open.
const TRIES: usize = 40;

/// A case that shows something, replayed through the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The instant it shows it at.
    pub now: Timestamp,
    /// What was answered, done, replied and skipped.
    pub events: Vec<Event>,
    /// For a fact that matters: the fact, and the other answer that is compared (`None`: not answered).
    pub other: Option<(FactId, Option<Answer>)>,
    /// Whether there is none with fewer answers and records.
    pub smallest: bool,
}

impl Witness {
    /// The case itself; `None` if its events do not stand together, which does not happen for a witness that was found.
    #[must_use]
    pub fn case(&self, program: &Program) -> Option<Case> {
        play(program, &self.events).ok()
    }
}

/// What a search ended with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Search {
    Shown(Witness),
    /// There is no such situation.
    Impossible,
    /// Situations were found, but none whose dates could be brought about: not shown, and not shown to be impossible.
    Open,
    /// The circuits say yes where the engine says no.
    Disagrees(Witness),
    GaveUp,
}

/// What the engine says of a case and, where two are compared, of the other answer.
pub(crate) type Judge<'a> = dyn Fn(&Case, Timestamp, Option<&Option<Answer>>) -> bool + 'a;

/// Looks for a person in whose situation `wanted` holds and who shows it to the engine.
pub(crate) fn search(
    encoding: &mut Encoding<'_>,
    conflicts: u64,
    wanted: Bit,
    compared: Option<FactId>,
    judge: &Judge<'_>,
) -> Search {
    let program = encoding.program;
    match first(encoding, conflicts, wanted, compared, judge) {
        Search::Shown(found) => {
            let Witness { now, events, other, .. } = found;
            Search::Shown(shrink(program, Story { now, events }, other, judge))
        }
        other => other,
    }
}

/// The same as found, whatever its size: enough to know that there is one.
pub(crate) fn first(
    encoding: &mut Encoding<'_>,
    conflicts: u64,
    wanted: Bit,
    compared: Option<FactId>,
    judge: &Judge<'_>,
) -> Search {
    if wanted == Bit::FALSE {
        return Search::Impossible;
    }
    let cone = Cone::of(&encoding.board, wanted);
    let mut solver = Solver::new(conflicts);
    let mut disagrees = None;
    for _ in 0..TRIES {
        let board = &encoding.board;
        let values = match solver.find(board, &[wanted]) {
            Found::Situation(situation) => board.gates.values(|node| situation.get(node).copied().unwrap_or(false)),
            Found::Nothing(_) if disagrees.is_none() && !cone.tried.get() => return Search::Impossible,
            Found::Nothing(_) => break,
            Found::GaveUp => return Search::GaveUp,
        };
        cone.tried.set(true);
        let program = encoding.program;
        let chosen: Choices = choices(board, &values).into_iter().filter(|input| cone.concerns(input)).collect();
        let mut story = realise(encoding, &values, &chosen, |input| cone.inputs.contains(input));
        // A reply to what was not sent has no effect; no case holds one.
        let mut case = Case::new();
        story.events.retain(|event| push(program, &mut case, event).is_ok());
        let other = compared.map(|fact| (fact, other_answer(encoding, &chosen, fact, story.now)));
        let of_other = other.as_ref().map(|(_, answer)| answer);
        if judge(&case, story.now, of_other) {
            return Search::Shown(Witness { now: story.now, events: story.events, other, smallest: false });
        }
        let seen = observe(encoding, &case, story.now);
        if compared.is_none() && value(&seen, wanted) {
            disagrees = Some(Witness { now: story.now, events: story.events, other, smallest: false });
        }
        let mut ruled_out = Vec::new();
        for (node, input) in cone.nodes.iter().filter_map(|node| Some((*node, encoding.board.meaning(*node)?))) {
            let dated = matches!(
                input,
                Input::From(..)
                    | Input::Young(..)
                    | Input::Over(..)
                    | Input::Passed(_)
                    | Input::Season(_)
                    | Input::SeasonOver(_)
                    | Input::RepeatLeft(_)
                    | Input::RepeatDue(_)
            );
            if dated || disagrees.is_some() {
                let bit = encoding.board.get(input).unwrap_or(Bit::FALSE);
                ruled_out.push(if values.get(node).copied().unwrap_or(false) { !bit } else { bit });
            }
        }
        if ruled_out.is_empty() {
            break; // no date to change: the engine simply does not show it
        }
        solver.require_one(&encoding.board, &ruled_out);
    }
    match disagrees {
        Some(witness) => Search::Disagrees(witness),
        None => Search::Open,
    }
}

/// The choices that a bit depends on.
#[derive(Debug)]
pub(crate) struct Cone {
    pub(crate) nodes: Vec<usize>,
    pub(crate) inputs: HashSet<Input>,
    facts: HashSet<usize>,
    steps: HashSet<usize>,
    tried: std::cell::Cell<bool>,
}

impl Cone {
    pub(crate) fn of(board: &Board, bit: Bit) -> Self {
        let mut seen = vec![false; board.gates.len()];
        let mut stack = vec![bit.node()];
        let mut nodes = Vec::new();
        while let Some(node) = stack.pop() {
            if seen.get(node).copied().unwrap_or(true) {
                continue;
            }
            if let Some(slot) = seen.get_mut(node) {
                *slot = true;
            }
            match board.gates.node(node) {
                Node::And(a, b) => stack.extend([a.node(), b.node()]),
                Node::Input => nodes.push(node),
                Node::True => {}
            }
        }
        let inputs: HashSet<Input> = nodes.iter().filter_map(|node| board.meaning(*node).cloned()).collect();
        let facts = inputs.iter().filter_map(fact_of).collect();
        let steps = inputs.iter().filter_map(step_of).collect();
        Self { nodes, inputs, facts, steps, tried: std::cell::Cell::new(false) }
    }

    /// Whether a choice is about a fact or step that the bit depends on.
    pub(crate) fn concerns(&self, input: &Input) -> bool {
        match (fact_of(input), step_of(input)) {
            (Some(fact), _) => self.facts.contains(&fact),
            (_, Some(step)) => self.steps.contains(&step),
            _ => self.inputs.contains(input),
        }
    }
}

fn fact_of(input: &Input) -> Option<usize> {
    match input {
        Input::Answered(fact)
        | Input::Unsure(fact)
        | Input::Value(fact, _)
        | Input::AtLeast(fact, _)
        | Input::From(fact, _)
        | Input::Young(fact, _) => Some(*fact),
        _ => None,
    }
}

fn step_of(input: &Input) -> Option<usize> {
    match input {
        Input::Done(step)
        | Input::Skipped(step)
        | Input::SkippedFirst(step)
        | Input::Reply(step, _)
        | Input::Over(step, _)
        | Input::RepeatLeft(step)
        | Input::RepeatDue(step) => Some(*step),
        _ => None,
    }
}

/// Leaves out whatever the engine does not need to show it: whole events, then members of sets.
fn shrink(program: &Program, story: Story, other: Option<(FactId, Option<Answer>)>, judge: &Judge<'_>) -> Witness {
    let Story { now, mut events } = story;
    let of_other = other.as_ref().map(|(_, answer)| answer);
    let shows = |events: &[Event]| play(program, events).is_ok_and(|case| judge(&case, now, of_other));
    let mut place = events.len();
    while place > 0 {
        place -= 1;
        let mut fewer = events.clone();
        fewer.remove(place);
        if shows(&fewer) {
            events = fewer;
        }
    }
    for place in 0..events.len() {
        for member in 0..128 {
            let Some(Event { kind: EventKind::Answered(fact, Answer::Set { has, rest_unknown }), at }) =
                events.get(place).cloned()
            else {
                break;
            };
            if has >> member & 1 == 0 {
                continue;
            }
            let mut fewer = events.clone();
            let answer = Answer::Set { has: has & !(1 << member), rest_unknown };
            if let Some(slot) = fewer.get_mut(place) {
                *slot = Event { at, kind: EventKind::Answered(fact, answer) };
            }
            if shows(&fewer) {
                events = fewer;
            }
        }
    }
    Witness { now, events, other, smallest: false }
}

/// Looks for one with fewer answers and records, until there is none.
pub(crate) fn smallest(
    encoding: &mut Encoding<'_>,
    conflicts: u64,
    wanted: Bit,
    mut witness: Witness,
    judge: &Judge<'_>,
) -> Witness {
    let cone = Cone::of(&encoding.board, wanted);
    loop {
        let size = witness.events.len();
        if size == 0 {
            return Witness { smallest: true, ..witness };
        }
        let fewer = at_most(encoding, &cone, size - 1);
        let wanted = encoding.board.gates.and(wanted, fewer);
        match search(encoding, conflicts, wanted, None, judge) {
            Search::Shown(found) if found.events.len() < size => witness = found,
            Search::Impossible => return Witness { smallest: true, ..witness },
            _ => return witness,
        }
    }
}

/// Where at most so many facts are answered and steps recorded, of those that a bit depends on.
fn at_most(encoding: &mut Encoding<'_>, cone: &Cone, most: usize) -> Bit {
    let mut counted: Vec<Input> = cone.facts.iter().map(|fact| Input::Answered(*fact)).collect();
    counted.extend(cone.steps.iter().flat_map(|step| [Input::Done(*step), Input::Skipped(*step)]));
    counted.sort_by_key(|input| (fact_of(input), step_of(input), matches!(input, Input::Skipped(_))));
    let mut bits: Vec<Bit> = counted.iter().filter_map(|input| encoding.board.get(input)).collect();
    let mut steps: Vec<usize> = cone.steps.iter().copied().collect();
    steps.sort_unstable();
    for step in steps {
        let replies = playbook_engine::model::Outcome::ALL.map(|outcome| Input::Reply(step, outcome));
        let replies: Vec<Bit> = replies.iter().filter_map(|input| encoding.board.get(input)).collect();
        bits.push(encoding.board.gates.any(replies));
    }
    // reached[n]: more than n of those seen so far.
    let gates = &mut encoding.board.gates;
    let mut reached = vec![Bit::FALSE; most + 1];
    for bit in bits {
        for place in (0..=most).rev() {
            let before = if place == 0 { Bit::TRUE } else { reached[place - 1] }; // place - 1 < place <= most
            let one_more = gates.and(before, bit);
            reached[place] = gates.or(reached[place], one_more); // place <= most
        }
    }
    reached.last().map_or(Bit::TRUE, |over| !*over)
}
