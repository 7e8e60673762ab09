//! From program, case and now to a plan: the status of every step, its dates, and the order.
//!
//! The modules follow the pipeline: conditions are evaluated ([`Truth`](crate::model::Truth)), what is recorded of a
//! step ends in an outcome, statuses follow in one forward pass, dues and ranks in one backward pass, then the order.

mod completion;
mod dates;
mod detail;
mod encoded;
mod ending;
mod eval;
mod fixed;
mod history;
mod list;
mod order;
mod pass;
mod planes;
mod pressure;
mod question;
mod recommend;
mod standing;
mod status;
mod urgency;
mod why;

pub use dates::Due;
pub use encoded::Encoded;
pub use pass::Planner;
pub use question::{Question, QuestionKind};
pub use recommend::{Finished, Recommendation, Wait, WaitFor};
pub use status::Status;
pub use why::{Change, Reason};

pub(crate) use ending::done_by_answer;

use self::encoded::{Draft, Ground};
use self::eval::Scope;
use self::status::Brief;
use crate::case::Case;
use crate::model::{Outcome, Truth};
use crate::program::{AuthorityId, Program, StepId};
use jiff::Timestamp;
use jiff::civil::Date;

/// Every step with its status and dates at one instant, and the order in which to do them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The instant it holds for.
    pub now: Timestamp,
    steps: Vec<StepPlan>,
    ready: Vec<StepId>,
}

/// One step in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepPlan {
    /// Where it stands.
    pub status: Status,
    /// Whether it applies; a held condition stays unknown.
    pub applies: Truth,
    /// Whether only "I don't know" leaves it open, with `unsure: hold`: listed as undecided.
    pub held: bool,
    /// Blocked by something that can no longer be done.
    pub blocked_for_good: bool,
    /// Done because an answer says so, not because it was recorded.
    pub by_answer: bool,
    /// When it was last done.
    pub done_at: Option<Timestamp>,
    /// How it ended, as far as known.
    pub outcome: Option<Outcome>,
    /// Since when that is so.
    pub outcome_at: Option<Timestamp>,
    /// The last second of the addressee's term, where one runs or ran.
    pub reply_until: Option<Timestamp>,
    /// When it opens (or opens again), for [`Status::Later`]; of a blocked step, when what it waits for does. `None` where
    /// the event that the opening counts from has not happened.
    pub opens_at: Option<Timestamp>,
    /// The same for sorting: an opening without a date is the last.
    pub(crate) opening: Option<Timestamp>,
    /// Since when it applies without a break.
    pub since: Option<Timestamp>,
    /// Its own urgency: 0 is most urgent, 3 least.
    pub rank: u8,
    /// When it is due by itself.
    pub due: Option<Timestamp>,
    /// Its urgency, those of the steps that wait for it included.
    pub effective_rank: u8,
    /// When it is due, the steps that wait for it considered.
    pub effective_due: Option<Timestamp>,
    /// The end of its earliest barring or other deadline.
    pub deadline: Option<Due>,
    /// The authorities that accept it, of those it may be reported to.
    pub authorities: Vec<AuthorityId>,
    /// Which variants set its prerequisites and its preferred order.
    pub(crate) in_force: InForce,
}

/// The places of the variants whose `requires` and `after` hold; the base's where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct InForce {
    pub(crate) requires: Option<usize>,
    pub(crate) after: Option<usize>,
}

impl Plan {
    /// What the plan says of one step.
    #[must_use]
    pub fn step(&self, step: StepId) -> &StepPlan {
        &self.steps[step.index()] // minted by the program this plan was made for
    }

    /// The steps that can be done now, most urgent first.
    #[must_use]
    pub fn ready(&self) -> &[StepId] {
        &self.ready
    }

    /// The steps with this status, in declaration order.
    pub fn with_status(&self, status: Status) -> impl Iterator<Item = StepId> + '_ {
        self.steps.iter().enumerate().filter(move |(_, step)| step.status == status).map(|(i, _)| StepId::from_index(i))
    }

    pub(crate) fn briefs(&self) -> Vec<Brief> {
        self.steps
            .iter()
            .map(|plan| Brief {
                status: plan.status,
                applies: plan.applies,
                held: plan.held,
                dead: plan.blocked_for_good,
                done: plan.done_at.is_some(),
                known: true,
            })
            .collect()
    }

    /// Whether the step is applicable and not done, waiting, skipped, expired or blocked for good.
    #[must_use]
    pub fn is_open(&self, step: StepId) -> bool {
        self.step(step).is_open()
    }
}

impl StepPlan {
    /// Whether the step is applicable and not done, waiting, skipped, expired or blocked for good.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self.status {
            Status::Ready | Status::Later => true,
            Status::Blocked => !self.blocked_for_good,
            _ => false,
        }
    }
}

impl Program {
    /// The plan for a case at an instant.
    #[must_use]
    pub fn plan(&self, case: &Case, now: Timestamp) -> Plan {
        if !self.is_prepared() {
            // The same plan, found as fast while no index is there.
            return self.plan_by_definition(case, now);
        }
        let encoded = self.encode_with(case, now, true);
        let mut planner = Planner::new();
        let ready = planner.plan(self, &encoded).to_vec();
        let Some(ground) = &encoded.ground else { return self.plan_by_definition(case, now) };
        let briefs = planner.briefs(self, &encoded.draft);
        let mut steps = detail::details(self, &ground.state, now, briefs);
        for (number, step) in steps.iter_mut().enumerate() {
            step.since = ground.since.get(number).copied().flatten();
            let id = StepId::from_index(number);
            if step.is_open() && !self.rule(id).avoid {
                let (own, effective) = planner.urgency(self, &encoded, id);
                (step.rank, step.due) = (own.rank(), own.due());
                (step.effective_rank, step.effective_due) = (effective.rank(), effective.due());
            }
        }
        Plan { now, steps, ready }
    }

    /// The same plan by the definition alone: every condition walked as a tree, no index.
    ///
    /// Slower and simpler; tests hold [`Program::plan`] to it.
    #[must_use]
    pub fn plan_by_definition(&self, case: &Case, now: Timestamp) -> Plan {
        let state = case.state(self, now);
        let since = history::since(self, case, now, |state, at| status::briefs(self, state, at, false));
        let briefs = status::briefs(self, &state, now, false);
        let mut steps = detail::details(self, &state, now, &briefs);
        for (step, since) in steps.iter_mut().zip(since) {
            step.since = since;
        }
        urgency::rank(
            &Scope { program: self, state: &state, now, steps: &briefs, fresh: false, given: &[] },
            &mut steps,
        );
        let ready = order::ready(self, &steps);
        Plan { now, steps, ready }
    }

    /// Prepares a case for planning at an instant: conditions to bits, records to bits, terms to dates.
    #[must_use]
    pub fn encode(&self, case: &Case, now: Timestamp) -> Encoded {
        self.encode_with(case, now, false)
    }

    /// With `keep`, the case itself is kept beside the bits even if no step needs it.
    fn encode_with(&self, case: &Case, now: Timestamp, keep: bool) -> Encoded {
        let mut planner = Planner::new();
        // The replay ends at `now`: what it starts its last plan from is what a plan for `now` starts from.
        let mut last = None;
        let since = history::since(self, case, now, |state, at| {
            let draft = Draft::new(self, state, at, true);
            planner.forward(self, &draft, Some((state, at)));
            let briefs = planner.briefs(self, &draft).to_vec();
            last = Some(draft);
            briefs
        });
        let state = case.state(self, now);
        let is_kept = keep || self.asks();
        let mut draft = last.unwrap_or_else(|| Draft::new(self, &state, now, is_kept));
        if !is_kept {
            draft.notes = None;
        }
        let scope = Scope { program: self, state: &state, now, steps: &[], fresh: false, given: &[] };
        let own = draft.own(&scope, &since);
        let ground = is_kept.then(|| Box::new(Ground { now, state, since }));
        Encoded { draft, own, ground }
    }

    /// The calendar date of `at` in this playbook's zone.
    #[must_use]
    pub fn date(&self, at: Timestamp) -> Date {
        self.reckoner().date(at)
    }
}
