//! Steps: how each ended, and where it stands.

use super::{Encoding, Ending, Stand};
use crate::board::Input;
use crate::gates::Bit;
use crate::kleene::{Reach, Value};
use playbook_engine::model::{Outcome, Unsure};
use playbook_engine::{AuthorityId, FieldRules, StepId};

/// How the prerequisites of a step stand together.
#[derive(Debug, Clone, Copy)]
struct Groups {
    met: Bit,
    dead: Bit,
}

impl Encoding<'_> {
    /// Where the fields in force come from: for each variant that sets one, where it is the first that certainly holds;
    /// at the end where the base's holds.
    pub(crate) fn in_force(&mut self, step: StepId, sets: impl Fn(&FieldRules) -> bool) -> Vec<(Option<usize>, Bit)> {
        let rule = self.program.rule(step);
        let mut none = Bit::TRUE;
        let mut places = Vec::new();
        for (place, (when, _)) in rule.variants.iter().enumerate().filter(|(_, (_, fields))| sets(fields)) {
            let holds = self.eval(when).certain;
            places.push((Some(place), self.board.gates.and(none, holds)));
            none = self.board.gates.and(none, !holds);
        }
        places.push((None, none));
        places
    }

    /// The fields of the base or of a variant.
    pub(crate) fn fields(&self, step: StepId, place: Option<usize>) -> Option<&FieldRules> {
        let rule = self.program.rule(step);
        match place {
            None => Some(&rule.base),
            Some(place) => rule.variants.get(place).map(|(_, fields)| fields),
        }
    }

    /// What is recorded, under this encoding's assumption of which steps a person can ever be told to do.
    pub(crate) fn recorded(&mut self, step: StepId) -> (Bit, Bit) {
        let rule = self.program.rule(step);
        if rule.avoid {
            return (Bit::FALSE, Bit::FALSE);
        }
        let place = self.step_place(step);
        // A parent is done through its copies only.
        let done = if rule.children.is_empty() && !self.never.get(step.index()).copied().unwrap_or(false) {
            self.board.input(Input::Done(place))
        } else {
            Bit::FALSE
        };
        (done, self.board.input(Input::Skipped(place)))
    }

    /// The last reply, one bit an outcome; silence is no reply.
    fn reply(&mut self, step: StepId) -> [Bit; 8] {
        let place = self.step_place(step);
        let first = Input::Reply(place, Outcome::Granted);
        let new = self.board.get(&first).is_none();
        let bits = Outcome::ALL.map(|outcome| match outcome {
            Outcome::Unanswered => Bit::FALSE,
            outcome => self.board.input(Input::Reply(place, outcome)),
        });
        if new {
            let real: Vec<Bit> = bits.into_iter().filter(|bit| *bit != Bit::FALSE).collect();
            self.board.at_most_one(&real);
        }
        bits
    }

    /// How a step ended, by its record or an answer.
    pub(crate) fn ending(&mut self, step: StepId) -> Ending {
        if let Some(known) = self.endings.get(&step.index()) {
            return *known;
        }
        let made = self.new_ending(step);
        self.endings.insert(step.index(), made);
        made
    }

    fn new_ending(&mut self, step: StepId) -> Ending {
        let rule = self.program.rule(step);
        if !rule.children.is_empty() {
            return Ending::NOTHING;
        }
        let (recorded, _) = self.recorded(step);
        let by_answer = match &rule.done_when {
            Some(done) => {
                let holds = self.eval(done).certain;
                self.board.gates.and(!recorded, holds)
            }
            None => Bit::FALSE,
        };
        let done = self.board.gates.or(recorded, by_answer);
        if done == Bit::FALSE {
            return Ending::NOTHING;
        }
        let reply = self.reply(step);
        // A term runs under the reply rule in force.
        let mut runs = Bit::FALSE;
        let mut over = Bit::FALSE;
        let place = self.step_place(step);
        for (from, here) in self.in_force(step, |fields| fields.reply.is_some()) {
            if self.fields(step, from).is_none_or(|fields| fields.reply.is_none()) {
                continue;
            }
            let number = self.reply_number(step, from.map_or(0, |place| place + 1));
            let ended = self.board.input(Input::Over(place, number));
            self.terms.entry(step.index()).or_default().push((number, here));
            let gates = &mut self.board.gates;
            runs = gates.or(runs, here);
            let ended = gates.and(here, ended);
            over = gates.or(over, ended);
        }
        let gates = &mut self.board.gates;
        let replied = gates.any(reply);
        let restarts = gates.any(
            Outcome::ALL.into_iter().zip(reply).filter(|(outcome, _)| outcome.restarts_term()).map(|(_, bit)| bit),
        );
        let counts = gates.or(!replied, restarts);
        let term = gates.all([done, runs, counts]);
        let silent = gates.and(term, over);
        let mut outcome = [Bit::FALSE; 8];
        for ((slot, outcome), bit) in outcome.iter_mut().zip(Outcome::ALL).zip(reply) {
            *slot = match outcome {
                Outcome::Unanswered => silent,
                // An acknowledgement that was followed by silence is replaced by it.
                _ => gates.all([done, bit, !silent]),
            };
        }
        Ending { done, by_answer, waiting: gates.and(term, !over), outcome }
    }

    /// Whether an alternative is done and has not failed.
    pub(crate) fn closes(&mut self, other: StepId) -> Bit {
        let ending = self.ending(other);
        let (_, skipped) = self.recorded(other);
        let first = self.board.input(Input::SkippedFirst(self.places.steps[other.index()])); // one entry a step
        let once = self.program.rule(other).once;
        let gates = &mut self.board.gates;
        let given_up = {
            let later = gates.and(ending.by_answer, first);
            gates.and(skipped, !later)
        };
        let mut failed = ending.of(Outcome::WrongAddressee);
        if !once {
            failed = gates.any([failed, ending.of(Outcome::Refused), ending.of(Outcome::Unanswered)]);
        }
        gates.all([ending.done, !given_up, !failed])
    }

    /// Where the person's own record of an alternative closes this step.
    pub(crate) fn closed(&mut self, step: StepId) -> Bit {
        let alternatives = self.program.rule(step).alternatives.clone();
        let closing: Vec<Bit> = alternatives.into_iter().map(|other| self.closes(other)).collect();
        self.board.gates.any(closing)
    }

    /// The authorities of the fields in force, and where each is addressed.
    pub(crate) fn addressed(&mut self, step: StepId) -> Vec<(Vec<AuthorityId>, Bit)> {
        let places = self.in_force(step, |fields| fields.report_to.is_some());
        let lists = places.into_iter().map(|(place, here)| {
            let list = self.fields(step, place).and_then(|fields| fields.report_to.clone());
            (list.unwrap_or_default(), here)
        });
        lists.collect()
    }

    /// A step's condition, joined with what its authorities accept; and where only "I don't know" leaves it open.
    fn applicability(&mut self, step: StepId) -> (Value, Bit) {
        let rule = self.program.rule(step);
        let when = self.eval(&rule.when);
        let when_reach = self.reach(&rule.when);
        let mut accepted = Value::FALSE;
        let mut reach = Reach { can_be_true: Bit::FALSE, can_be_false: Bit::FALSE };
        for (bodies, here) in self.addressed(step) {
            let values: Vec<Value> = bodies.iter().map(|body| self.eval(self.program.accepts(*body))).collect();
            let reaches: Vec<Reach> = bodies.iter().map(|body| self.reach(self.program.accepts(*body))).collect();
            let gates = &mut self.board.gates;
            let (value, part) = if bodies.is_empty() {
                (Value::TRUE, Reach { can_be_true: Bit::TRUE, can_be_false: Bit::FALSE })
            } else {
                (values.into_iter().fold(Value::FALSE, |any, value| any.or(value, gates)), Reach::any(&reaches, gates))
            };
            let chosen = Value { certain: here, possible: here }.and(value, gates);
            accepted = accepted.or(chosen, gates);
            let (yes, no) = (gates.and(here, part.can_be_true), gates.and(here, part.can_be_false));
            reach =
                Reach { can_be_true: gates.or(reach.can_be_true, yes), can_be_false: gates.or(reach.can_be_false, no) };
        }
        let gates = &mut self.board.gates;
        let value = when.and(accepted, gates);
        let both = gates.and(when_reach.can_be_true, reach.can_be_true);
        let settles = gates.any([both, when_reach.can_be_false, reach.can_be_false]);
        let unknown = value.unknown(gates);
        (value, gates.and(unknown, !settles))
    }

    /// Where a step stands in every situation.
    pub(crate) fn stand(&mut self, step: StepId) -> Stand {
        if let Some(known) = self.stands.get(step.index()).copied().flatten() {
            return known;
        }
        let made = self.new_stand(step);
        if let Some(slot) = self.stands.get_mut(step.index()) {
            *slot = Some(made);
        }
        made
    }

    fn new_stand(&mut self, step: StepId) -> Stand {
        let (applies, stuck) = self.applicability(step);
        let rule = self.program.rule(step);
        if !rule.children.is_empty() {
            return self.parent(step, applies, stuck);
        }
        let ending = self.ending(step);
        let (_, skipped) = self.recorded(step);
        let closed = self.closed(step);
        let repeat = self.repeat(step);
        let barred = self.barred(step);
        let groups = self.prerequisites(step);
        let opening = self.opening(step);
        let recommend = rule.unsure == Unsure::Recommend;
        let gates = &mut self.board.gates;

        let unknown = applies.unknown(gates);
        let repeats = gates.all([ending.done, !ending.waiting, applies.certain, !skipped, repeat.left]);
        let again = gates.and(repeats, repeat.due);
        let between = gates.and(repeats, !repeat.due);
        let finished = gates.all([ending.done, !ending.waiting, !repeats]);

        let out = gates.or(!applies.possible, closed);
        let open = gates.and(!ending.done, !out);
        let out = gates.and(!ending.done, out);
        let skipped = gates.and(open, skipped);
        let open = gates.and(open, !skipped);
        let recommended = if recommend { gates.all([open, unknown, stuck]) } else { Bit::FALSE };
        let undetermined = gates.all([open, unknown, !recommended]);
        let held = gates.and(undetermined, stuck);
        let open = gates.and(open, !undetermined);
        let expired = gates.and(open, barred);
        let open = gates.and(open, !expired);
        let blocked = gates.and(open, !groups.met);
        let dead = gates.and(blocked, groups.dead);
        let open = gates.and(open, groups.met);
        let gone = gates.and(open, opening.over);
        let open = gates.and(open, !opening.over);
        let ready = gates.and(open, opening.open);
        let later = gates.and(open, !opening.open);
        let dated = gates.and(later, opening.dated);

        // What does not apply, does not; what is recommended when unsure, does.
        let not_applicable = gates.or(out, gone);
        let certain = gates.or(applies.certain, recommended);
        let applies = Value {
            certain: gates.and(certain, !not_applicable),
            possible: gates.and(applies.possible, !not_applicable),
        };
        Stand {
            applies,
            not_applicable,
            undetermined,
            held,
            blocked,
            dead,
            later: gates.or(later, between),
            opens: gates.or(dated, between),
            ready: gates.or(ready, again),
            waiting: ending.waiting,
            finished,
            skipped,
            expired,
            done: ending.done,
        }
    }

    /// A parent made by `each`: done when all its copies that apply and are not held are.
    fn parent(&mut self, step: StepId, applies: Value, stuck: Bit) -> Stand {
        let rule = self.program.rule(step);
        let children: Vec<Stand> = rule.children.clone().into_iter().map(|child| self.stand(child)).collect();
        let (_, skipped) = self.recorded(step);
        let recommend = rule.unsure == Unsure::Recommend;
        let gates = &mut self.board.gates;
        let unknown = applies.unknown(gates);
        let recommended = if recommend { gates.and(unknown, stuck) } else { Bit::FALSE };
        let applies = Value { certain: gates.or(applies.certain, recommended), possible: applies.possible };
        let mut some = Bit::FALSE; // one applies or may
        let mut counted = Bit::FALSE;
        let mut all_done = Bit::TRUE;
        let mut waits = Bit::FALSE;
        let mut lost = Bit::FALSE;
        for child in &children {
            some = gates.or(some, !child.not_applicable);
            let counts = gates.and(!child.not_applicable, !child.held);
            counted = gates.or(counted, counts);
            let left = gates.and(counts, !child.done);
            all_done = gates.and(all_done, !left);
            waits = gates.or(waits, child.waiting);
            let gone = gates.any([child.skipped, child.expired, child.dead]);
            lost = gates.or(lost, gone);
        }
        let done = gates.and(counted, all_done);
        let out = gates.or(!applies.possible, !some);
        let not_applicable = gates.and(!done, out);
        let open = gates.and(!done, !not_applicable);
        let skipped = gates.and(open, skipped);
        let open = gates.and(open, !skipped);
        let unknown = applies.unknown(gates);
        let unclear = gates.or(unknown, !counted);
        let for_good = gates.and(unknown, stuck);
        let for_good = gates.or(for_good, !counted);
        let undetermined = gates.and(open, unclear);
        let blocked = gates.and(open, !unclear);
        Stand {
            applies: Value {
                certain: gates.and(applies.certain, !not_applicable),
                possible: gates.and(applies.possible, !not_applicable),
            },
            not_applicable,
            undetermined,
            held: gates.and(undetermined, for_good),
            blocked,
            dead: gates.and(blocked, lost),
            later: Bit::FALSE,
            opens: Bit::FALSE,
            ready: Bit::FALSE,
            waiting: gates.and(done, waits),
            finished: gates.and(done, !waits),
            skipped,
            expired: Bit::FALSE,
            done,
        }
    }

    /// How one group of prerequisites stands.
    pub(crate) fn group(&mut self, group: &[StepId]) -> (Bit, Bit) {
        let stands: Vec<Stand> = group.iter().map(|step| self.stand(*step)).collect();
        let gates = &mut self.board.gates;
        let mut done = Bit::FALSE;
        let mut none = Bit::TRUE;
        let mut all_lost = Bit::TRUE;
        for stand in stands {
            done = gates.or(done, stand.done);
            let passes = gates.or(stand.not_applicable, stand.held);
            none = gates.and(none, passes);
            let lost = gates.any([stand.skipped, stand.expired, stand.dead]);
            let fine = gates.any([passes, lost]);
            all_lost = gates.and(all_lost, fine);
        }
        let met = gates.or(done, none);
        (met, gates.and(!met, all_lost))
    }

    fn prerequisites(&mut self, step: StepId) -> Groups {
        let mut met = Bit::FALSE;
        let mut dead = Bit::FALSE;
        for (place, here) in self.in_force(step, |fields| fields.requires.is_some()) {
            let groups = self.fields(step, place).and_then(|fields| fields.requires.clone()).unwrap_or_default();
            let states: Vec<(Bit, Bit)> = groups.iter().map(|group| self.group(group)).collect();
            let gates = &mut self.board.gates;
            let all = gates.all(states.iter().map(|(met, _)| *met));
            let lost = gates.any(states.iter().map(|(_, dead)| *dead));
            let (all, lost) = (gates.and(here, all), gates.and(here, lost));
            met = gates.or(met, all);
            dead = gates.or(dead, lost);
        }
        Groups { met, dead }
    }
}
