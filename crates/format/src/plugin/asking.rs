//! One hook, asked about everything in every case, and asked again.

use super::Faults;
use super::cases::Cases;
use super::row::{HookAnswer, Row};
use playbook_engine::Program;
use playbook_engine::hooks::{Hook, HookError, HookFault, Hooks, LocalBasis, Seen, SeenValue};
use playbook_engine::model::{Channels, PluginUse};

/// The first answers are asked for so often.
const FIRST_TIMES: usize = 8;
/// How many answers are the first ones.
const FIRST: usize = 8;
/// The others are asked for so often.
const TIMES: usize = 2;
/// No hook is asked more questions: one takes a quarter of a millisecond.
pub(super) const MOST_QUESTIONS: usize = 4_000;
/// Nor more with other facts than those of the first cases.
pub(super) const MOST_FURTHER: usize = 400;
/// After so many failures a hook is given up; one that hits a limit takes its time.
const MOST_FAILURES: usize = 50;
const MOST_LIMITS: usize = 3;

/// One hook of a plugin, and the program it speaks for.
pub(super) struct Asking<'a> {
    pub(super) program: &'a Program,
    pub(super) plugin: &'a PluginUse,
    pub(super) hooks: &'a dyn Hooks,
    pub(super) hook: Hook,
    /// The line on which it begins.
    pub(super) place: Option<&'a str>,
    pub(super) row: Option<&'a dyn Row>,
}

/// What was asked and found so far.
#[derive(Default)]
struct Tally {
    questions: usize,
    answers: usize,
    failures: usize,
    limits: usize,
}

impl Asking<'_> {
    pub(super) fn run(&self, faults: &mut Faults) {
        if self.row.is_some_and(|row| self.is_well_in_a_row(row)) {
            return;
        }
        let mut tally = Tally::default();
        let cases = Cases::of(self.program, self.plugin);
        let worth = |seen: &Seen| self.program.is_worth_asking(self.plugin, seen);
        let (mut first, mut further) = (cases.first(), cases.further());
        first.retain(worth);
        further.retain(worth);
        let subjects = self.subjects();
        let mut speaks = Vec::new();
        // where there is more to ask than is asked, every subject and every case still has its turn
        for (turn, subject) in subjects.iter().enumerate() {
            let stride = (subjects.len() * first.len()).div_ceil(MOST_QUESTIONS).max(1);
            let asked = first.iter().enumerate().filter(|(at, _)| (at + turn) % stride == 0);
            let mut says = false;
            for (_, seen) in asked {
                says |= self.question(subject, seen, &mut tally, faults);
                if self.is_given_up(&tally, faults) {
                    return;
                }
            }
            // a law that is named only where the first case has none is rarer than steps without any
            if says || self.hook != Hook::Basis {
                speaks.push(subject);
            }
        }
        let stride = (speaks.len() * further.len()).div_ceil(MOST_FURTHER).max(1);
        for (turn, subject) in speaks.into_iter().enumerate() {
            for (_, seen) in further.iter().enumerate().filter(|(at, _)| (at + turn) % stride == 0) {
                self.question(subject, seen, &mut tally, faults);
                if self.is_given_up(&tally, faults) {
                    return;
                }
            }
        }
    }

    fn is_given_up(&self, tally: &Tally, faults: &mut Faults) -> bool {
        let over = tally.failures >= MOST_FAILURES || tally.limits >= MOST_LIMITS;
        if over {
            faults.give_up(self.hook);
        }
        over
    }

    /// What the hook is asked about.
    pub(super) fn subjects(&self) -> Vec<&str> {
        let program = self.program;
        match self.hook {
            Hook::Channels => {
                let bodies = program.playbook().authorities.iter();
                let asks = bodies.filter(|body| matches!(body.channels, Channels::Plugin(_)));
                asks.map(|body| body.id.as_str()).collect()
            }
            Hook::Basis => {
                // the parent of copies is shown nowhere
                let shown = program.step_ids().filter(|step| program.rule(*step).children.is_empty());
                shown.map(|step| program.step(step).id.as_str()).collect()
            }
            Hook::Deadline => program.asks_for_deadlines().map(|step| program.step(step).id.as_str()).collect(),
        }
    }

    /// Asks one question as often as it deserves; whether there is an answer.
    fn question(&self, subject: &str, seen: &Seen, tally: &mut Tally, faults: &mut Faults) -> bool {
        tally.questions += 1;
        let asked = || format!("about `{subject}` with {}", told(seen));
        let answer = match self.ask(subject, seen) {
            Ok(answer) => answer,
            Err(error) => {
                tally.failures += 1;
                tally.limits += usize::from(is_limit(error.fault));
                faults.add(Some(self.hook), &error, asked());
                return true;
            }
        };
        let speaks = !answer.is_nothing();
        tally.answers += usize::from(speaks);
        let times = match (speaks, self.hook) {
            (true, _) if tally.answers <= FIRST => FIRST_TIMES,
            (false, Hook::Basis) => 1,
            _ => TIMES,
        };
        for _ in 1..times {
            match self.ask(subject, seen) {
                Ok(again) if again == answer => {}
                Ok(_) => {
                    tally.failures += 1;
                    faults.unsteady(self.hook, self.place, asked());
                    break;
                }
                Err(error) => {
                    tally.failures += 1;
                    tally.limits += usize::from(is_limit(error.fault));
                    faults.add(Some(self.hook), &error, asked());
                    break;
                }
            }
        }
        speaks
    }

    /// Asks once; an answer that a person would not be shown is an error that names the hook's first line.
    pub(super) fn ask(&self, subject: &str, seen: &Seen) -> Result<HookAnswer, HookError> {
        let answered = match self.hook {
            Hook::Channels => self.hooks.channels(subject, seen).map(HookAnswer::Channels),
            Hook::Basis => self.hooks.basis(subject, seen).map(HookAnswer::Basis),
            Hook::Deadline => self.hooks.deadline(subject, seen).map(HookAnswer::Deadline),
        }?;
        self.judge(subject, &answered).map_err(|error| match self.place {
            Some(place) if error.place.is_none() => error.at(place),
            _ => error,
        })?;
        Ok(answered)
    }

    pub(super) fn judge(&self, subject: &str, answer: &HookAnswer) -> Result<(), HookError> {
        let program = self.program;
        let unknown = |error: playbook_engine::Error| HookError::new(HookFault::Failed, error.to_string());
        match answer {
            HookAnswer::Channels(Some(local)) => {
                let body = program.authority(program.authority_id(subject).map_err(unknown)?);
                local.judge(&body.domains, program.playbook().jurisdiction.as_deref())
            }
            HookAnswer::Basis(laws) => LocalBasis::judge(laws, program),
            HookAnswer::Deadline(Some(deadline)) => {
                deadline.judge(program, program.step_id(subject).map_err(unknown)?).map(drop)
            }
            HookAnswer::Channels(None) | HookAnswer::Deadline(None) => Ok(()),
        }
    }
}

fn is_limit(fault: HookFault) -> bool {
    matches!(fault, HookFault::Fuel | HookFault::Time | HookFault::Memory)
}

/// The case as it is told on the command line.
fn told(seen: &Seen) -> String {
    let value = |value: &SeenValue| match value {
        SeenValue::Unknown => "?".to_owned(),
        SeenValue::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        SeenValue::Word(word) => word.clone(),
        SeenValue::Words { has, .. } => has.join(","),
        SeenValue::Number(number) => number.to_string(),
    };
    let facts: Vec<String> = seen.iter().map(|(fact, answer)| format!("{fact}={}", value(answer))).collect();
    if facts.is_empty() { "no facts".to_owned() } else { facts.join(" ") }
}
