//! Deadlines and reply terms, and how their dates were found.

use super::View;
use crate::document::{DeadlineView, Moment, ReplyView, ReplyWord, WarningKind};
use crate::word::Word;
use jiff::Timestamp;
use playbook_engine::model::{
    Anchor, Condition, Counting, Deadline, FirstDay, Outcome, OutcomeTest, Reply, ReplyKind, Term,
};
use playbook_engine::time::{DayKind, Derivation, Reckoning};
use playbook_engine::{DeadlineRule, Due, StepId};

impl View<'_> {
    /// The step's nearest deadline, or the one whose date is not known.
    pub(super) fn deadline(&self, step: StepId) -> Option<DeadlineView> {
        self.warn_deadline(step);
        match self.plan.step(step).deadline {
            Some(due) => self.running(step, due),
            None => self.undated(step),
        }
    }

    fn running(&self, step: StepId, due: Due) -> Option<DeadlineView> {
        let (written, rule) = self.deadline_at(step, due)?;
        let mut notes = Vec::new();
        let reckoner = self.program.reckoner_for(&self.state);
        reckoner.end(rule.term, due.anchor, rule.counting, Reckoning::Deadline, Some(&mut notes));
        let at = self.moment(due.at);
        self.warn_missing(due.missing);
        Some(DeadlineView {
            date: Some(at.date()),
            at: Some(at),
            text: self.end_text(at, due.missing),
            anchor: Some(self.moment(due.anchor)),
            anchor_text: self.anchor_text(&written.from),
            anchor_fact: anchor_fact(&written.from),
            derivation: self.derivation(&notes),
            basis: written.basis.clone(),
            basis_title: written.basis.as_deref().and_then(|law| self.law_title(law)),
            bars: due.bars,
            lost: self.lost(step, written, due.variant.is_none()),
            missing: due.missing,
            from: self.deadline_from(step).filter(|_| due.variant.is_none()),
        })
    }

    fn deadline_at(&self, step: StepId, due: Due) -> Option<(&Deadline, &DeadlineRule)> {
        let (step, rule) = (self.program.step(step), self.program.rule(step));
        let (written, compiled) = match due.variant {
            None => (&step.base.deadlines, &rule.base.deadlines),
            Some(place) => (
                &step.variants.get(place)?.fields.deadlines,
                &rule.variants.get(place).map(|(_, fields)| fields)?.deadlines,
            ),
        };
        written.as_ref()?.get(due.place).zip(compiled.as_ref()?.get(due.place))
    }

    /// A barring deadline that counts from a date the person has not given or does not know.
    fn undated(&self, step: StepId) -> Option<DeadlineView> {
        if !self.plan.step(step).is_open() {
            return None;
        }
        let deadlines = self.field(step, |fields| fields.deadlines.as_ref())?;
        let (deadline, fact) = deadlines.iter().find_map(|deadline| match &deadline.from {
            Anchor::Fact(fact) if deadline.bars && self.anchor(&deadline.from).is_none() => {
                let fact = self.program.fact(self.program.fact_id(fact).ok()?);
                (!self.holds(&fact.when).is_false()).then_some((deadline, fact))
            }
            _ => None,
        })?;
        let message =
            self.words.fill(Word::WARNING_DATE_UNKNOWN, &[("title", &self.title(step)), ("ask", &self.text(fact.ask))]);
        self.warn(WarningKind::DateUnknown, Some(&fact.id), message);
        let base = self.program.step(step).base.deadlines.as_ref();
        let of_base = base.is_some_and(|base| std::ptr::eq(base, deadlines));
        Some(DeadlineView {
            date: None,
            at: None,
            text: self.words.get(Word::ANCHOR_UNKNOWN).to_owned(),
            anchor: None,
            anchor_text: self.anchor_text(&deadline.from),
            anchor_fact: Some(fact.id.clone()),
            derivation: Vec::new(),
            basis: deadline.basis.clone(),
            basis_title: deadline.basis.as_deref().and_then(|law| self.law_title(law)),
            bars: true,
            lost: self.lost(step, deadline, of_base),
            missing: None,
            from: self.deadline_from(step).filter(|_| of_base),
        })
    }

    /// What is lost with a deadline; that of the base may be a plugin's.
    fn lost(&self, step: StepId, deadline: &Deadline, of_base: bool) -> Option<String> {
        let regional = self.regional.deadlines.get(&step).filter(|_| of_base);
        regional.map_or_else(|| self.maybe(deadline.lost), |(_, lost)| lost.as_ref().map(|lost| self.local_text(lost)))
    }

    /// The addressee's term: as it runs, or if the step were done now.
    pub(super) fn reply(&self, step: StepId) -> Option<ReplyView> {
        let reply = self.field(step, |fields| fields.reply.as_ref())?;
        let plan = self.plan.step(step);
        let (term, from) = self.reply_start(step, reply);
        let mut notes = Vec::new();
        let end = self.program.reckoner_for(&self.state).end(
            term,
            from,
            self.counting(reply),
            Reckoning::Reply,
            Some(&mut notes),
        );
        let until = plan.reply_until.unwrap_or(end.at);
        if until != end.at {
            notes.clear();
        }
        self.warn_missing(end.missing);
        let until = self.moment(until);
        let basis = reply.basis.as_deref().filter(|law| self.sets_term(law));
        let kind = match reply.kind() {
            ReplyKind::Law if basis.is_none() && reply.asked => ReplyKind::Asked,
            ReplyKind::Law if basis.is_none() => ReplyKind::Suggested,
            kind => kind,
        };
        Some(ReplyView {
            until,
            until_text: self.words.fill(Word::DATE_UNTIL, &[("date", &self.end_text(until, end.missing))]),
            term: self.words.term(term),
            running: plan.reply_until.is_some(),
            kind,
            kind_text: self.words.reply_kind(kind).to_owned(),
            basis: basis.map(str::to_owned),
            basis_title: basis.and_then(|law| self.law_title(law)),
            derivation: self.derivation(&notes),
            missing: end.missing,
            words: self.reply_words(step, reply),
        })
    }

    /// Whether a law can set a term: it must be in force today, as for a step to rest on it.
    fn sets_term(&self, law: &str) -> bool {
        self.program.law_id(law).is_ok_and(|law| self.is_in_force(self.program.law(law)))
    }

    /// The term in force and what it counts from: an acknowledgement starts a new one.
    fn reply_start(&self, step: StepId, reply: &Reply) -> (Term, Timestamp) {
        let record = self.state.record(step);
        if let Some(last) = record.replies.last().filter(|last| last.outcome.restarts_term()) {
            let own = last.also.and_then(|place| reply.also.get(place)).and_then(|also| also.term);
            return (own.unwrap_or(reply.term), last.at);
        }
        let sent = self.plan.step(step).done_at.unwrap_or(self.now);
        (reply.term, reply.from.as_ref().and_then(|anchor| self.anchor(anchor)).unwrap_or(sent))
    }

    fn counting(&self, reply: &Reply) -> Counting {
        let law = reply.basis.as_deref().and_then(|law| self.program.law_id(law).ok());
        law.and_then(|law| self.program.law(law).counting).unwrap_or(self.program.playbook().counting)
    }

    /// The answers to a step that can be recorded.
    pub(super) fn answers(&self, step: StepId) -> Vec<ReplyWord> {
        let reply = self.field(step, |fields| fields.reply.as_ref());
        reply.map(|reply| self.reply_words(step, reply)).unwrap_or_default()
    }

    fn reply_words(&self, step: StepId, reply: &Reply) -> Vec<ReplyWord> {
        let usual = Outcome::ALL.into_iter().filter(|outcome| *outcome != Outcome::Unanswered);
        let usual = usual.map(|outcome| (outcome.as_str(), outcome));
        let own = reply.also.iter().filter_map(|also| match also.outcome {
            OutcomeTest::Ended(outcome) => Some((also.id.as_str(), outcome)),
            OutcomeTest::Done => None,
        });
        let own: Vec<_> = own.collect();
        usual
            .filter(|(id, _)| own.iter().all(|(other, _)| other != id))
            .chain(own.iter().copied())
            .map(|(id, outcome)| ReplyWord {
                id: id.to_owned(),
                label: self.words.outcome(outcome).to_owned(),
                outcome,
                then: self.all_named(self.followers(step, Some(outcome))),
            })
            .collect()
    }

    /// When the event of an anchor happened, where it has and is known.
    pub(super) fn anchor(&self, anchor: &Anchor) -> Option<Timestamp> {
        self.program.happened(anchor, &self.state, &self.plan)
    }

    /// What a term counts from, in words.
    pub(super) fn anchor_text(&self, anchor: &Anchor) -> String {
        match anchor {
            Anchor::Fact(fact) => {
                let ask = self.program.fact_id(fact).map(|fact| self.text(self.program.fact(fact).ask));
                self.words.fill(Word::ANCHOR_FACT, &[("ask", &ask.unwrap_or_else(|_| fact.clone()))])
            }
            Anchor::Step { step, tests } => {
                let title = self.program.step_id(step).map_or_else(|_| step.clone(), |step| self.title(step));
                let outcomes: Vec<&str> = tests.iter().map(|test| self.words.outcome_test(*test)).collect();
                let outcome = self.words.list(Word::LIST_OR, &outcomes);
                self.words.fill(Word::ANCHOR_STEP, &[("title", &title), ("outcome", &outcome)])
            }
        }
    }

    /// The end of a term in words, with what is not known of it.
    fn end_text(&self, at: Moment, missing: Option<i16>) -> String {
        let date = self.words.moment(at);
        if missing.is_some() { self.words.fill(Word::DATE_EARLIEST, &[("date", &date)]) } else { date }
    }

    fn warn_missing(&self, year: Option<i16>) {
        if let Some(year) = year {
            let message = self.words.fill(Word::WARNING_CALENDAR, &[("year", &year)]);
            self.warn(WarningKind::CalendarMissing, None, message);
        }
    }

    /// A line a move.
    pub(super) fn derivation(&self, notes: &[Derivation]) -> Vec<String> {
        notes.iter().map(|note| self.derivation_line(*note)).collect()
    }

    fn derivation_line(&self, note: Derivation) -> String {
        let words = self.words;
        let date = |date| words.date(date);
        let moment = |at| words.moment(self.moment(at));
        match note {
            Derivation::From(day) => words.fill(Word::DERIVE_FROM, &[("date", &date(day))]),
            Derivation::FromInstant(at) => words.fill(Word::DERIVE_FROM_INSTANT, &[("date", &moment(at))]),
            Derivation::Adds(term, first_day) => {
                let word = match (first_day, term.unit.is_elapsed(), term.count) {
                    (_, true, _) => Word::DERIVE_ADDS_ELAPSED,
                    (FirstDay::Included, ..) => Word::DERIVE_ADDS_INCLUDED,
                    (FirstDay::Excluded, _, 1) => Word::DERIVE_ADDS_ONE,
                    (FirstDay::Excluded, ..) => Word::DERIVE_ADDS,
                };
                words.fill(word, &[("term", &words.term(term))])
            }
            Derivation::Skipped(day, kind) => {
                let word = match kind {
                    DayKind::Weekend => Word::DERIVE_WEEKEND,
                    DayKind::Holiday => Word::DERIVE_HOLIDAY,
                    DayKind::Working | DayKind::MakeUp | DayKind::Unknown => Word::DERIVE_UNKNOWN_DAY,
                };
                words.fill(word, &[("date", &date(day))])
            }
            Derivation::OffElsewhere(day) => words.fill(Word::DERIVE_OFF_ELSEWHERE, &[("date", &date(day))]),
            Derivation::MakeUp(day) => words.fill(Word::DERIVE_MAKE_UP, &[("date", &date(day))]),
            Derivation::Rolled(from, to) => {
                words.fill(Word::DERIVE_ROLLED, &[("from", &date(from)), ("to", &date(to))])
            }
            Derivation::Missing(year) => words.fill(Word::DERIVE_MISSING, &[("year", &year)]),
            Derivation::Ends(day) => words.fill(Word::DERIVE_ENDS, &[("date", &date(day))]),
            Derivation::EndsAt(at) => words.fill(Word::DERIVE_ENDS_AT, &[("date", &moment(at))]),
        }
    }

    /// The steps that can still come and whose condition asks for this outcome of `step`; without one, for any, done
    /// included.
    pub(super) fn followers(&self, step: StepId, outcome: Option<Outcome>) -> Vec<StepId> {
        let name = &self.program.step(step).id;
        self.program
            .step_ids()
            .filter(|follower| self.can_come(*follower))
            .filter(|follower| {
                let declared = self.program.step(*follower);
                let bodies = self.program.rule(*follower).base.report_to.iter().flatten();
                let accepts = bodies.map(|body| &self.program.authority(*body).accepts);
                std::iter::once(&declared.when).chain(accepts).any(|when| asks_for(when, name, outcome))
            })
            .collect()
    }

    /// Whether a step is open, or may be once more is known.
    fn can_come(&self, step: StepId) -> bool {
        let plan = self.plan.step(step);
        let undetermined = plan.status == playbook_engine::Status::Undetermined && !plan.held;
        (plan.is_open() || undetermined) && !self.program.rule(step).avoid
    }

    /// The open steps that require a step, and those that its outcomes lead to.
    pub(super) fn unblocks(&self, step: StepId) -> Vec<StepId> {
        let requirers = self.program.rule(step).required_by.iter().copied().filter(|by| self.plan.is_open(*by));
        let mut steps: Vec<StepId> = requirers.collect();
        for follower in self.followers(step, None) {
            if !steps.contains(&follower) {
                steps.push(follower);
            }
        }
        steps
    }
}

/// Whether a condition tests `step` for an outcome (for anything, without one).
fn asks_for(condition: &Condition, step: &str, outcome: Option<Outcome>) -> bool {
    let mut stack = vec![condition];
    while let Some(condition) = stack.pop() {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => stack.extend(parts),
            Condition::Not(part) => stack.push(part),
            Condition::Step { step: tested, tests } if tested == step => {
                if outcome.is_none_or(|outcome| tests.contains(&OutcomeTest::Ended(outcome))) {
                    return true;
                }
            }
            Condition::Step { .. } | Condition::Fact { .. } => {}
        }
    }
    false
}

fn anchor_fact(anchor: &Anchor) -> Option<String> {
    match anchor {
        Anchor::Fact(fact) => Some(fact.clone()),
        Anchor::Step { .. } => None,
    }
}
