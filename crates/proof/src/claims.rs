//! Each claim as a bit: where a situation shows what the claim asks for, or forbids.

use crate::claim::{Claim, Subject};
use crate::encode::{Encoding, Stand};
use crate::gates::Bit;
use crate::judge::tested;
use playbook_engine::model::{Channels, FactKind};
use playbook_engine::{AnchorRule, AuthorityId, Cond, FactId, StepId};

impl Encoding<'_> {
    /// The bit of one instance of a claim.
    pub(crate) fn shown(&mut self, claim: Claim, subject: &Subject) -> Bit {
        match (claim, subject) {
            (Claim::Reachable, Subject::Step(step)) => self.can_be_done(*step),
            (Claim::Accepted, Subject::Body(step, body)) => self.accepted(*step, *body),
            (Claim::Channel, Subject::Step(step)) => self.no_channel(*step),
            (Claim::NoDeadEnd, Subject::Step(step)) => {
                let end = self.end();
                let left = self.left(*step);
                self.board.gates.and(end, left)
            }
            (Claim::Alternatives, Subject::Pair(done, other)) => {
                let closes = self.closes(*done);
                let ready = self.can_be_done(*other);
                self.board.gates.and(closes, ready)
            }
            (Claim::Variants, Subject::Variants(step, a, b)) => {
                let stand = self.stand(*step);
                let program = self.program;
                let mut both = !stand.not_applicable;
                for place in [a, b] {
                    let Some((when, _)) = program.rule(*step).variants.get(*place) else { return Bit::FALSE };
                    let holds = self.eval(when).certain;
                    both = self.board.gates.and(both, holds);
                }
                both
            }
            (Claim::Anchors, Subject::Anchor(step, anchor)) => {
                let stand = self.stand(*step);
                let happened = self.happened(anchor);
                self.board.gates.all([stand.applies.certain, !stand.done, happened])
            }
            _ => Bit::FALSE,
        }
    }

    /// Ready for the first time.
    fn can_be_done(&mut self, step: StepId) -> Bit {
        let stand = self.stand(step);
        self.board.gates.and(stand.ready, !stand.done)
    }

    fn accepted(&mut self, step: StepId, body: AuthorityId) -> Bit {
        let ready = self.can_be_done(step);
        let accepts = self.eval(self.program.accepts(body)).possible;
        let here: Vec<Bit> = self
            .addressed(step)
            .into_iter()
            .filter(|(bodies, _)| bodies.contains(&body))
            .map(|(_, here)| here)
            .collect();
        let gates = &mut self.board.gates;
        let here = gates.any(here);
        gates.all([ready, accepts, here])
    }

    fn no_channel(&mut self, step: StepId) -> Bit {
        let ready = self.can_be_done(step);
        let mut stranded = Bit::FALSE;
        for (bodies, here) in self.addressed(step) {
            let mut some = Bit::FALSE;
            let mut none = here;
            for body in bodies {
                let accepts = self.eval(self.program.accepts(body)).possible;
                let silent = self.is_silent(body);
                let gates = &mut self.board.gates;
                some = gates.or(some, accepts);
                let fine = gates.or(!accepts, silent);
                none = gates.and(none, fine);
            }
            let gates = &mut self.board.gates;
            let here = gates.and(some, none);
            stranded = gates.or(stranded, here);
        }
        self.board.gates.and(ready, stranded)
    }

    /// Where every channel of an authority is of no use, and its list is not empty on purpose.
    fn is_silent(&mut self, body: AuthorityId) -> Bit {
        let program = self.program;
        let channels = &program.authority(body).channels;
        if *channels == Channels::Own || channels.stated().is_empty() {
            return Bit::FALSE;
        }
        let mut silent = Bit::TRUE;
        for channel in channels.stated() {
            let mut of_use = match program.channel_condition(&channel.when) {
                Some(when) => self.eval(&when).possible,
                None => Bit::TRUE,
            };
            if let Some(applies) = &channel.applies {
                let (holds, _) = self.board.season(applies);
                of_use = self.board.gates.and(of_use, holds);
            }
            silent = self.board.gates.and(silent, !of_use);
        }
        silent
    }

    /// Everything is answered that has a value, nothing can be done or waited for, and nobody waits for a reply that may
    /// come at any time.
    fn end(&mut self) -> Bit {
        if let Some(known) = self.end {
            return known;
        }
        let program = self.program;
        let mut end = Bit::TRUE;
        for step in program.step_ids() {
            let stand = self.stand(step);
            let gates = &mut self.board.gates;
            if program.rule(step).children.is_empty() {
                end = gates.and(end, !stand.waiting);
            }
            if !program.rule(step).avoid {
                end = gates.all([end, !stand.ready, !stand.opens]);
            }
        }
        for step in tested(program) {
            let ending = self.ending(step);
            let gates = &mut self.board.gates;
            let replied = gates.any(ending.outcome);
            let pending = gates.all([ending.done, !ending.waiting, !replied]);
            end = gates.and(end, !pending);
        }
        for fact in program.fact_ids().filter(|fact| program.fact(*fact).kind != FactKind::Text) {
            let (has_value, _) = self.has_value(fact);
            let answered = self.answered(fact);
            let gates = &mut self.board.gates;
            let settled = gates.or(!has_value.possible, answered);
            end = gates.and(end, settled);
        }
        self.end = Some(end);
        end
    }

    /// Neither done, lost, skipped nor decided.
    fn left(&mut self, step: StepId) -> Bit {
        let stand = self.stand(step);
        let gates = &mut self.board.gates;
        let blocked = gates.and(stand.blocked, !stand.dead);
        let unclear = gates.and(stand.undetermined, !stand.held);
        gates.any([blocked, unclear, stand.later])
    }

    /// Whether a fact matters by what it is, whatever the answers: free text goes into letters, terms count from it, or
    /// hooks see it.
    pub(crate) fn matters_anyway(&self, fact: FactId) -> bool {
        let program = self.program;
        let id = &program.fact(fact).id;
        let is_anchor = program.step_ids().any(|step| {
            let mut anchors = program.rule(step).every_fields().flat_map(|fields| fields.anchors());
            anchors.any(|anchor| *anchor == AnchorRule::Fact(fact))
        });
        program.fact(fact).kind == FactKind::Text
            || is_anchor
            || program.playbook().plugins.iter().any(|plugin| plugin.sees.contains(id))
    }

    /// Where two answers make a difference to a step: to its status, or while it applies to one of its variants.
    pub(crate) fn difference(&mut self, other: &mut Self, step: StepId) -> Bit {
        let (a, b) = (self.stand(step), self.beside(other, |other| other.stand(step)));
        let mut any = Bit::FALSE;
        for (a, b) in statuses(&a).into_iter().zip(statuses(&b)) {
            let differ = self.board.gates.differ(a, b);
            any = self.board.gates.or(any, differ);
        }
        for (when, _) in &self.program.rule(step).variants {
            let differ = self.told_apart(other, when);
            let gates = &mut self.board.gates;
            let here = gates.and(!a.not_applicable, differ);
            any = gates.or(any, here);
        }
        any
    }

    /// Where two answers make a difference to a channel of an authority.
    pub(crate) fn difference_of_channels(&mut self, other: &mut Self) -> Bit {
        let program = self.program;
        let mut any = Bit::FALSE;
        for channel in program.playbook().authorities.iter().flat_map(|body| body.channels.stated()) {
            let Some(when) = program.channel_condition(&channel.when) else { continue };
            let differ = self.told_apart(other, &when);
            any = self.board.gates.or(any, differ);
        }
        any
    }

    fn told_apart(&mut self, other: &mut Self, condition: &Cond) -> Bit {
        let (a, b) = (self.eval(condition), self.beside(other, |other| other.eval(condition)));
        let gates = &mut self.board.gates;
        let (certain, possible) = (gates.differ(a.certain, b.certain), gates.differ(a.possible, b.possible));
        gates.or(certain, possible)
    }
}

/// What is compared of a step under two answers.
pub(crate) fn statuses(stand: &Stand) -> [Bit; 11] {
    [
        stand.not_applicable,
        stand.undetermined,
        stand.held,
        stand.blocked,
        stand.dead,
        stand.later,
        stand.ready,
        stand.waiting,
        stand.finished,
        stand.skipped,
        stand.expired,
    ]
}
