//! Whose plans differ: the smallest combinations of answers that always make a difference, and a case for each that
//! shows it to the engine.

use super::aspect::Aspect;
use super::content::season;
use super::sight::Sight;
use super::suspects::{About, Suspect};
use super::versions::Versions;
use crate::board::{Board, From, Input};
use crate::gates::{Bit, value};
use crate::realise::{push, realise_near};
use crate::situation::choices;
use crate::solver::{Found, Solver};
use crate::witness::Cone;
use jiff::Timestamp;
use playbook_engine::{Answer, Case, Event, EventKind, Program};

/// So many situations are tried for one description.
const TRIES: usize = 12;

/// So many descriptions are given of the people of one difference.
const DESCRIPTIONS: usize = 4;

/// One thing that is true of the people described: an answer, a record, or how the time stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// The fact or step; empty for a season.
    pub name: String,
    /// What is so of it, as conditions are written: a value, `at-least 500`, `within 2 days`, `done`, an outcome;
    /// `answered`, `unknown`, `skipped`, or a term that has ended.
    pub test: String,
    /// Whether it is so, or is not.
    pub holds: bool,
}

/// Somebody whose two plans differ, as a case for each version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somebody {
    /// The instant at which they are looked at.
    pub now: Timestamp,
    /// What was answered, done, replied and skipped; each event as each version can tell it.
    pub events: Vec<Told>,
}

/// One event in the words of both versions; `None` where a version has no such fact, value or step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When.
    pub at: Timestamp,
    /// In the old version.
    pub old: Option<EventKind>,
    /// In the new version.
    pub new: Option<EventKind>,
}

impl Somebody {
    /// The case under the old version.
    #[must_use]
    pub fn old_case(&self, old: &Program) -> Case {
        play(old, self.events.iter().map(|told| (told.at, told.old.as_ref())))
    }

    /// The case under the new version.
    #[must_use]
    pub fn new_case(&self, new: &Program) -> Case {
        play(new, self.events.iter().map(|told| (told.at, told.new.as_ref())))
    }

    /// What each version shows this person.
    #[must_use]
    pub fn sights(&self, old: &Program, new: &Program) -> (Sight, Sight) {
        (Sight::of(old, &self.old_case(old), self.now), Sight::of(new, &self.new_case(new), self.now))
    }
}

fn play<'e>(program: &Program, events: impl Iterator<Item = (Timestamp, Option<&'e EventKind>)>) -> Case {
    let mut case = Case::new();
    for (at, kind) in events {
        if let Some(kind) = kind {
            // A reply to what was not sent has no effect.
            drop(push(program, &mut case, &Event { at, kind: kind.clone() }));
        }
    }
    case
}

/// A description of people, and one of them.
#[derive(Debug, Clone)]
pub(super) struct Described {
    pub(super) who: Vec<Mark>,
    pub(super) somebody: Somebody,
}

/// Among whom people are described.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Among {
    /// Those who answered, and not with "I don't know", whatever has a value for them, and of whom nothing is recorded.
    Answered,
    /// All of whom nothing is recorded, whatever they answered so far.
    Begun,
    /// Everybody.
    All,
}

impl Among {
    /// The word used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Begun => "begun",
            Self::All => "all",
        }
    }
}

/// Each circle of people, the narrowest first, and where somebody belongs to it.
pub(super) fn circles(versions: &mut Versions<'_>) -> [(Among, Bit); 3] {
    let (old, new) = (versions.old.program, versions.new.program);
    let mut nothing = Vec::new();
    for step in new.step_ids() {
        let (done, skipped) = versions.new.recorded(step);
        nothing.extend([!done, !skipped]);
    }
    for step in versions.dropped() {
        let (done, skipped) = versions.in_old(|encoding| encoding.recorded(step));
        nothing.extend([!done, !skipped]);
    }
    let begun = versions.new.board.gates.all(nothing);
    let mut settled = vec![begun];
    for fact in new.fact_ids() {
        let (has_value, _) = versions.new.has_value(fact);
        let mut wanted = has_value.certain;
        if let Some(before) = versions.old_fact(fact) {
            let (had_value, _) = versions.in_old(|encoding| encoding.has_value(before));
            wanted = versions.new.board.gates.or(wanted, had_value.certain);
        }
        let (answered, unsure) = (versions.new.answered(fact), versions.new.unsure(fact));
        let differs = versions.new.board.gates.differ(wanted, answered);
        settled.extend([!differs, !unsure]);
    }
    for fact in old.fact_ids() {
        if versions.is_shared(fact) {
            continue;
        }
        let (wanted, answered, unsure) = versions
            .in_old(|encoding| (encoding.has_value(fact).0.certain, encoding.answered(fact), encoding.unsure(fact)));
        let differs = versions.new.board.gates.differ(wanted, answered);
        settled.extend([!differs, !unsure]);
    }
    let answered = versions.new.board.gates.all(settled);
    [(Among::Answered, answered), (Among::Begun, begun), (Among::All, Bit::TRUE)]
}

/// What became of a suspect.
#[derive(Debug, Clone)]
pub(super) struct Looked {
    pub(super) among: Among,
    pub(super) described: Vec<Described>,
    /// There are more people than were described.
    pub(super) more: bool,
    /// Of some, nobody could be shown to the engine.
    pub(super) open: bool,
}

/// Looks for the people of a suspect, at most so many descriptions: in the narrowest circle that holds one of them.
pub(super) fn look(
    versions: &mut Versions<'_>,
    conflicts: u64,
    suspect: &Suspect,
    circles: &[(Among, Bit)],
    most: usize,
) -> Looked {
    let cone = Cone::of(&versions.new.board, suspect.bit);
    let mut last = Looked { among: Among::All, described: Vec::new(), more: false, open: false };
    for circle in circles {
        let open = last.open;
        last = look_among(versions, conflicts, suspect, &cone, *circle, most);
        if !last.described.is_empty() {
            return last;
        }
        last.open |= open;
    }
    last
}

fn look_among(
    versions: &mut Versions<'_>,
    conflicts: u64,
    suspect: &Suspect,
    cone: &Cone,
    (among, circle): (Among, Bit),
    most: usize,
) -> Looked {
    let mut finder = Solver::new(conflicts);
    let mut prover = Solver::new(conflicts);
    let mut looked = Looked { among, described: Vec::new(), more: false, open: false };
    for round in 0..=most {
        let board = &versions.new.board;
        let values = match finder.find(board, &[suspect.bit, circle]) {
            Found::Situation(situation) => board.gates.values(|node| situation.get(node).copied().unwrap_or(false)),
            Found::Nothing(_) => break,
            Found::GaveUp => {
                looked.open = true;
                break;
            }
        };
        if round == most {
            looked.more = true;
            break;
        }
        let who = description(&mut prover, board, (suspect.bit, circle), cone, &values);
        match show(versions, conflicts, suspect, (cone, circle), values, &who) {
            Some(somebody) => {
                let mut marks: Vec<Mark> = who.iter().filter_map(|bit| mark(versions, *bit)).collect();
                marks.sort();
                looked.described.push(Described { who: marks, somebody });
            }
            None => looked.open = true,
        }
        if who.is_empty() {
            break; // everybody
        }
        let others: Vec<Bit> = who.iter().map(|bit| !*bit).collect();
        finder.require_one(&versions.new.board, &others);
    }
    looked
}

/// How many descriptions are looked for where the people are to be told.
pub(super) const fn usual() -> usize {
    DESCRIPTIONS
}

/// A smallest part of a situation that makes the difference whatever else is so; answers rather than what is not
/// answered, and either rather than records and dates.
fn description(
    prover: &mut Solver,
    board: &Board,
    (bit, circle): (Bit, Bit),
    cone: &Cone,
    values: &[bool],
) -> Vec<Bit> {
    let mut literals: Vec<(u8, Bit)> = Vec::new();
    for node in &cone.nodes {
        let (Some(input), true) = (board.meaning(*node), *node < values.len()) else { continue };
        let Some(own) = board.get(input) else { continue };
        let holds = value(values, own);
        literals.push((reluctance(input, holds), if holds { own } else { !own }));
    }
    literals.sort_by_key(|(reluctance, bit)| (*reluctance, *bit));
    let mut kept: Vec<Bit> = Vec::new();
    for most in 0..=3 {
        let chosen: Vec<Bit> = literals.iter().filter(|(tier, _)| *tier <= most).map(|(_, bit)| *bit).collect();
        if let Some(core) = forces(prover, board, &[!bit, circle], &chosen) {
            kept = chosen.into_iter().filter(|literal| core.contains(literal)).collect();
            break;
        }
    }
    // What is told least gladly is left out first.
    let mut place = kept.len();
    while place > 0 {
        place -= 1;
        let left_out = kept.remove(place);
        match forces(prover, board, &[!bit, circle], &kept) {
            Some(core) => {
                kept.retain(|literal| core.contains(literal));
                place = place.min(kept.len());
            }
            None => kept.insert(place, left_out),
        }
    }
    kept
}

/// Which of these choices already exclude what must be excluded; `None`: they do not.
fn forces(prover: &mut Solver, board: &Board, excluded: &[Bit], chosen: &[Bit]) -> Option<Vec<Bit>> {
    let mut wanted = excluded.to_vec();
    wanted.extend_from_slice(chosen);
    match prover.find(board, &wanted) {
        Found::Nothing(core) => Some(core),
        _ => None,
    }
}

fn reluctance(input: &Input, holds: bool) -> u8 {
    match (input, holds) {
        (Input::Value(..) | Input::Unsure(_) | Input::AtLeast(..) | Input::From(..) | Input::Young(..), true) => 0,
        (Input::Answered(_), true) | (Input::AtLeast(..) | Input::From(..) | Input::Young(..), false) => 0,
        (Input::Value(..) | Input::Unsure(_) | Input::Answered(_), false) => 1,
        (Input::Done(_) | Input::Reply(..) | Input::Skipped(_), _) => 2,
        _ => 3,
    }
}

/// Somebody of this description whose plans the engine shows to differ.
fn show(
    versions: &mut Versions<'_>,
    conflicts: u64,
    suspect: &Suspect,
    (cone, circle): (&Cone, Bit),
    mut values: Vec<bool>,
    who: &[Bit],
) -> Option<Somebody> {
    let mut solver = Solver::new(conflicts);
    let mut second_best = None;
    for _ in 0..TRIES {
        let whole = tell(versions, cone, &values);
        let fewer = only(versions, &whole, who);
        for somebody in [whole, fewer] {
            match differs(versions, suspect, &somebody).0 {
                Some(true) => return Some(shrink(versions, suspect, who, somebody, true)),
                Some(false) if second_best.is_none() => second_best = Some(somebody),
                _ => {}
            }
        }
        let board = &versions.new.board;
        // An order or a question may be decided by what the bit does not depend on: then another situation is tried.
        let any = matches!(suspect.aspect, Aspect::Order | Aspect::Questions);
        let mut ruled_out = Vec::new();
        for input in cone.nodes.iter().filter_map(|node| board.meaning(*node)) {
            if let (true, Some(bit)) = (any || is_dated(input), board.get(input)) {
                ruled_out.push(if value(&values, bit) { !bit } else { bit });
            }
        }
        if ruled_out.is_empty() {
            break;
        }
        solver.require_one(board, &ruled_out);
        let mut wanted = vec![suspect.bit, circle];
        wanted.extend_from_slice(who);
        let Found::Situation(situation) = solver.find(board, &wanted) else { break };
        values = board.gates.values(|node| situation.get(node).copied().unwrap_or(false));
    }
    second_best.map(|somebody| shrink(versions, suspect, who, somebody, false))
}

fn is_dated(input: &Input) -> bool {
    matches!(
        input,
        Input::From(..)
            | Input::Young(..)
            | Input::Over(..)
            | Input::Passed(_)
            | Input::Season(_)
            | Input::SeasonOver(_)
            | Input::RepeatLeft(_)
            | Input::RepeatDue(_)
    )
}

/// A situation as events that both versions understand.
fn tell(versions: &mut Versions<'_>, cone: &Cone, values: &[bool]) -> Somebody {
    let board = &versions.new.board;
    let chosen = choices(board, values).into_iter().filter(|input| cone.concerns(input)).collect();
    let day = versions.new.program.playbook().version;
    let relevant = |input: &Input| cone.inputs.contains(input);
    let new = realise_near(&versions.new, values, &chosen, relevant, day);
    let old = versions.in_old(|encoding| realise_near(encoding, values, &chosen, relevant, day));
    let of_new = |event: Event| Told { at: event.at, old: versions.in_old_words(&event.kind), new: Some(event.kind) };
    let mut events: Vec<Told> = new.events.into_iter().map(of_new).collect();
    let only_old = old.events.into_iter().filter(|event| versions.is_only_old(&event.kind));
    events.extend(only_old.map(|event| Told { at: event.at, old: Some(event.kind), new: None }));
    Somebody { now: new.now, events }
}

/// The same person with nothing but what the description names.
fn only(versions: &Versions<'_>, whole: &Somebody, who: &[Bit]) -> Somebody {
    let names = names(versions, who);
    let events = whole.events.iter().filter(|told| is_named(versions, &names, told)).cloned();
    Somebody { now: whole.now, events: events.collect() }
}

/// The facts and steps of which a description says what they are, rather than what they are not.
fn names(versions: &Versions<'_>, who: &[Bit]) -> Vec<String> {
    let marks = who.iter().filter_map(|bit| mark(versions, *bit));
    marks.filter(|mark| mark.holds || mark.test != "answered").map(|mark| mark.name).collect()
}

fn is_named(versions: &Versions<'_>, names: &[String], told: &Told) -> bool {
    let name = match (&told.new, &told.old) {
        (Some(kind), _) => name(versions.new.program, kind),
        (None, Some(kind)) => name(versions.old.program, kind),
        (None, None) => None,
    };
    name.is_some_and(|name| names.contains(&name))
}

fn name(program: &Program, kind: &EventKind) -> Option<String> {
    match kind {
        EventKind::Answered(fact, _) => Some(program.fact(*fact).id.clone()),
        EventKind::Done(step) | EventKind::Skipped(step) | EventKind::Replied(step, ..) => {
            Some(program.step(*step).id.clone())
        }
        _ => None,
    }
}

/// Whether the engine shows what is suspected of a person: `Some(true)` in this very thing, `Some(false)` in another
/// thing about the same step or question. With it, where the step stands in both versions.
fn differs(versions: &Versions<'_>, suspect: &Suspect, somebody: &Somebody) -> (Option<bool>, [Option<String>; 2]) {
    let (old, new) = (versions.old.program, versions.new.program);
    let id = match &suspect.about {
        About::Step(id) => Some(id.as_str()),
        About::Fact(_) => None,
    };
    let whole = id.is_none() || matches!(suspect.aspect, Aspect::Order | Aspect::Questions);
    let before = Sight::glance(old, &somebody.old_case(old), somebody.now, id, whole);
    let after = Sight::glance(new, &somebody.new_case(new), somebody.now, id, whole);
    let Some(id) = id else {
        return ((before.next != after.next).then_some(true), [None, None]);
    };
    let (old, new) = (before.of_step(id), after.of_step(id));
    let stands = [&old, &new].map(|seen| seen.get(&Aspect::Status).cloned());
    let apart = |aspects: &[Aspect]| aspects.iter().any(|aspect| old.get(aspect) != new.get(aspect));
    let exactly = match suspect.aspect {
        Aspect::Order | Aspect::Questions => before.next != after.next || before.order != after.order,
        Aspect::Status | Aspect::Outcome => apart(&[Aspect::Status, Aspect::Outcome]),
        aspect => apart(&[aspect]),
    };
    (if exactly { Some(true) } else { (old != new).then_some(false) }, stands)
}

/// Leaves out whatever is neither named in the description nor needed to show it: whole events, then members of sets.
fn shrink(versions: &Versions<'_>, suspect: &Suspect, who: &[Bit], mut somebody: Somebody, exactly: bool) -> Somebody {
    let names = names(versions, who);
    let values: Vec<Mark> = who.iter().filter_map(|bit| mark(versions, *bit)).filter(|mark| mark.holds).collect();
    // Who answered less is told less; what is shown must stay what it was.
    let (_, wanted) = differs(versions, suspect, &somebody);
    let shows = |somebody: &Somebody| {
        let (found, stands) = differs(versions, suspect, somebody);
        found.is_some_and(|found| found || !exactly) && stands == wanted
    };
    let mut place = somebody.events.len();
    while place > 0 {
        place -= 1;
        if somebody.events.get(place).is_some_and(|told| is_named(versions, &names, told)) {
            continue;
        }
        let mut fewer = somebody.clone();
        fewer.events.remove(place);
        if shows(&fewer) {
            somebody = fewer;
        }
    }
    for place in 0..somebody.events.len() {
        for member in 0..128 {
            let mut fewer = somebody.clone();
            let Some(told) = fewer.events.get_mut(place) else { break };
            let Some(EventKind::Answered(fact, Answer::Set { has, rest_unknown })) = told.new.clone() else { break };
            let declared = versions.new.program.fact(fact);
            let value = declared.kind.choices().get(member).map(|choice| choice.id.clone()).unwrap_or_default();
            let is_meant = values.iter().any(|mark| mark.name == declared.id && mark.test == value);
            if has >> member & 1 == 0 || is_meant {
                continue;
            }
            told.new = Some(EventKind::Answered(fact, Answer::Set { has: has & !(1 << member), rest_unknown }));
            told.old = told.new.as_ref().and_then(|kind| versions.in_old_words(kind));
            if shows(&fewer) {
                somebody = fewer;
            }
        }
    }
    somebody
}

/// A choice in the words of conditions.
fn mark(versions: &Versions<'_>, bit: Bit) -> Option<Mark> {
    let board = &versions.new.board;
    let input = board.meaning(bit.node())?;
    let fact = |place: &usize| {
        let new = versions.new.fact_at(*place).map(|fact| versions.new.program.fact(fact).id.clone());
        new.or_else(|| versions.old.fact_at(*place).map(|fact| versions.old.program.fact(fact).id.clone()))
            .unwrap_or_default()
    };
    let step = |place: &usize| {
        let new = versions.new.step_at(*place).map(|step| versions.new.program.step(step).id.clone());
        new.or_else(|| versions.old.step_at(*place).map(|step| versions.old.program.step(step).id.clone()))
            .unwrap_or_default()
    };
    let (name, test) = match input {
        Input::Answered(place) => (fact(place), "answered".to_owned()),
        Input::Unsure(place) => (fact(place), "unknown".to_owned()),
        Input::Value(place, value) => (fact(place), value.clone()),
        Input::AtLeast(place, bound) => (fact(place), format!("at-least {bound}")),
        Input::From(place, date) => (fact(place), format!("at-least {date}")),
        Input::Young(place, term) => (fact(place), format!("within {term}")),
        Input::Done(place) => (step(place), "done".to_owned()),
        Input::Skipped(place) | Input::SkippedFirst(place) => (step(place), "skipped".to_owned()),
        Input::Reply(place, outcome) => (step(place), outcome.as_str().to_owned()),
        Input::Over(place, _) => (step(place), "unanswered".to_owned()),
        Input::RepeatLeft(place) => (step(place), "again".to_owned()),
        Input::RepeatDue(place) => (step(place), "again now".to_owned()),
        Input::Passed(end) => {
            let end = board.ends.get(*end)?;
            let term = end.term;
            match &end.from {
                From::Fact(place) => (fact(place), format!("{term} ago")),
                From::Step(place, tests) => {
                    let tests: Vec<&str> = tests.iter().map(|test| test.as_str()).collect();
                    (step(place), format!("{} {term} ago", tests.join(" | ")))
                }
            }
        }
        Input::Season(place) => (String::new(), season(board.seasons.get(*place)?)),
        Input::SeasonOver(place) => (String::new(), format!("{} over", season(board.seasons.get(*place)?))),
        Input::Freely(..) => return None,
    };
    Some(Mark { name, test, holds: !bit.is_opposite() })
}
