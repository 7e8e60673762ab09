//! The pass: one forward sweep for statuses, one backward sweep for urgency, then the order of the ready steps.
//!
//! It computes exactly what `status`, `urgency` and `order` define, from an [`Encoded`] case and the bitmap index, with
//! buffers that are reused. A property test holds the two equal.
//!
//! The case already says where each step stands if its prerequisites are met, so the forward sweep looks only at steps
//! that have prerequisites or a condition on outcomes, and the backward sweep only at open steps that require others.

use super::encoded::{Draft, Encoded, Late, bit, step_at};
use super::eval::{Reach, Scope};
use super::list::Listing;
use super::planes::{Values, Views};
use super::pressure::Pressure;
use super::standing::Standing;
use super::status::{self, Brief, Group};
use super::{dates, ending, fixed};
use crate::case::State;
use crate::model::Truth;
use crate::program::{Edge, Pending, Program, Shape, StepId};
use jiff::Timestamp;

/// Reusable buffers for planning many cases of one program without allocating.
///
/// ```
/// # use playbook_engine::{doc::tiny, Answer, Case, Planner};
/// let program = tiny();
/// let now = "2026-11-23T20:00:00+08:00".parse()?;
/// let mut case = Case::new();
/// case.answer(&program, program.fact_id("money-lost")?, Answer::YesNo(true), now)?;
/// let encoded = program.encode(&case, now);
/// let mut planner = Planner::new();
/// assert_eq!(planner.plan(&program, &encoded).first(), program.step_id("call-bank").ok().as_ref());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Planner {
    standing: Vec<Standing>,
    /// By place; what it says of a step that is not open means nothing.
    effective: Vec<Pressure>,
    listing: Listing,
    asked: Asked,
}

/// What is kept only where the definition is asked about some step.
#[derive(Debug, Default)]
struct Asked {
    /// Per step number; known up to a place.
    briefs: Vec<Brief>,
    known: usize,
    /// Per atom: how the steps ended about which the definition was asked, and the opposite.
    outcomes: Vec<[Views; 2]>,
    /// By place: own urgencies.
    own: Vec<Pressure>,
}

/// The case, where the definition can be asked about it.
type Ground<'a> = Option<(&'a State, Timestamp)>;

impl Planner {
    /// Empty buffers; they grow with the first plan.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The steps that can be done now, most urgent first.
    pub fn plan(&mut self, program: &Program, case: &Encoded) -> &[StepId] {
        self.sweep(program, case);
        self.list_all(program, case)
    }

    /// The most urgent of them alone: the first of [`Planner::plan`], found without sorting the others.
    pub fn first(&mut self, program: &Program, case: &Encoded) -> Option<StepId> {
        self.sweep(program, case);
        if Listing::prefers(program.shape(), &self.standing) {
            return self.list_all(program, case).first().copied();
        }
        Listing::first(program, &self.standing, &self.effective)
    }

    /// Statuses and urgencies.
    fn sweep(&mut self, program: &Program, case: &Encoded) {
        self.forward(program, &case.draft, case.state());
        self.backward(program, case);
    }

    fn list_all(&mut self, program: &Program, case: &Encoded) -> &[StepId] {
        let scope = case.state().map(|(state, now)| scope(program, state, now, &self.asked.briefs));
        self.listing.list(program, scope, &self.standing, &self.effective)
    }

    /// The briefs of all steps, by number. The case must have been encoded with its notes.
    pub(crate) fn briefs(&mut self, program: &Program, draft: &Draft) -> &[Brief] {
        self.catch_up(program, draft, program.topological().len());
        &self.asked.briefs
    }

    /// A step's own and effective urgency, where it is open.
    pub(crate) fn urgency(&self, program: &Program, case: &Encoded, step: StepId) -> (Pressure, Pressure) {
        let place = program.shape().place(step);
        let own = self.asked.own.get(place).copied().unwrap_or_else(|| case.own.get(place));
        (own, self.effective.get(place).copied().unwrap_or(own))
    }

    /// Statuses, in topological order.
    pub(crate) fn forward(&mut self, program: &Program, draft: &Draft, ground: Ground<'_>) {
        self.standing.clear();
        self.standing.extend_from_slice(&draft.standing);
        self.asked.begin(program, draft);
        let shape = program.shape();
        let mut late = Lates::new(program, &draft.late);
        for word in 0..self.standing.len() {
            let Standing { mut todo, closely, .. } = self.standing[word]; // one entry for 64 steps
            while todo != 0 {
                let place = word * 64 + todo.trailing_zeros() as usize;
                let bit = todo & todo.wrapping_neg();
                todo ^= bit;
                let late = if late.place == place { late.take() } else { None };
                let values = late.map(|late| self.late(program, late, place));
                if closely & bit != 0 {
                    self.look_closely(program, draft, ground, place, values);
                    continue;
                }
                let group = self.prerequisites(shape.requires(place));
                let standing = &mut self.standing[word]; // one entry for 64 steps
                let mut blocked = bit;
                if let Some(values) = values {
                    standing.settle(bit, values, shape.masks(word).recommend);
                    blocked &= standing.open;
                }
                standing.block(blocked, group);
                if draft.notes.is_some() {
                    self.asked.block(program, place, group);
                }
            }
        }
    }

    /// Where a step stands of which something is recorded, or about which the definition is asked.
    fn look_closely(
        &mut self,
        program: &Program,
        draft: &Draft,
        ground: Ground<'_>,
        place: usize,
        values: Option<Values>,
    ) {
        let (shape, step) = (program.shape(), step_at(program, place));
        let (word, bit) = bit(place);
        let masks = shape.masks(word);
        let (is_dynamic, varies) = (masks.dynamic & bit != 0, masks.varies & bit != 0);
        let is_tree = program.index().late_trees(word) & bit != 0;
        self.catch_up(program, draft, place);
        let scope = ground.map(|(state, now)| scope(program, state, now, &self.asked.briefs));
        let prerequisites = || match scope.filter(|_| varies) {
            Some(scope) => status::prerequisites(&scope, step),
            None => self.prerequisites(shape.requires(place)),
        };
        let (applies, stuck) = match (values, scope) {
            (Some(values), _) => values.of(bit),
            (None, Some(scope)) if is_dynamic || is_tree => status::applicability(&scope, step),
            // Its condition and its record are settled; its variants decide what it requires.
            _ => {
                let group = prerequisites();
                self.standing[word].block(bit, group); // one entry for 64 steps
                self.asked.block(program, place, group);
                return;
            }
        };
        let brief = match scope.filter(|_| is_dynamic) {
            Some(scope) => status::brief_of(&scope, step, applies, stuck),
            None => fixed::brief(draft.recorded(place), masks.recommend & bit != 0, applies, stuck, prerequisites),
        };
        self.standing[word].put(bit, brief); // one entry for 64 steps
        if let Some(slot) = self.asked.briefs.get_mut(step.index()) {
            *slot = brief;
        }
        if let (true, Some((state, now))) = (is_dynamic, ground) {
            self.enter_outcomes(program, state, now, step, brief);
        }
    }

    /// The value of a late condition.
    fn late(&self, program: &Program, late: &Late, place: usize) -> Values {
        let index = program.index();
        let mut clauses = late.clauses;
        for pending in index.pending(late.id as usize) {
            clauses.enter(pending.clauses, self.outcome(*pending));
        }
        let (word, bit) = bit(place);
        clauses.value(bit, index.opposites(word) & bit != 0)
    }

    /// What a literal says of what became of a step.
    fn outcome(&self, pending: Pending) -> Views {
        let opposite = usize::from(pending.is_negative);
        if pending.asks {
            return self.asked.outcomes.get(pending.of as usize).map_or(Views::OPEN, |views| views[opposite]); // two of them
        }
        let (word, at) = (pending.of as usize / 64, pending.of % 64);
        let Standing { done, dead, passes, held, .. } = self.standing[word]; // one entry for 64 steps
        let gone = dead | (passes & !held);
        let standing = (done >> at & 1) << 2 | (gone >> at & 1) << 1 | (held >> at & 1);
        Views::OF_OUTCOME[opposite][(standing & 7) as usize]
    }

    /// Enters what became of a step about which the definition was asked, for the conditions of later steps.
    fn enter_outcomes(&mut self, program: &Program, state: &State, now: Timestamp, step: StepId, brief: Brief) {
        for (test, atom) in program.index().outcomes(program.shape().place(step)) {
            let truth = scope(program, state, now, &self.asked.briefs).outcome(step, *test);
            if let Some(slot) = self.asked.outcomes.get_mut(*atom as usize) {
                let reach = Reach::of(truth, !brief.held);
                *slot = [Views::of(truth, reach), Views::of(!truth, !reach)];
            }
        }
    }

    /// How the prerequisites of a step's base fields stand. Without branches on the case: nobody can guess those.
    fn prerequisites(&self, edges: &[Edge]) -> Group {
        let (mut blocked, mut for_good) = (false, false);
        let (mut is_done, mut none_applies, mut all_dead) = (false, true, true);
        for edge in edges {
            let (word, bit) = bit(edge.place());
            let standing = &self.standing[word]; // one entry for 64 steps
            let passes = standing.passes & bit != 0;
            is_done |= standing.done & bit != 0;
            none_applies &= passes;
            all_dead &= passes | (standing.dead & bit != 0);
            if edge.is_last() {
                let is_met = is_done | none_applies;
                blocked |= !is_met;
                for_good |= !is_met & all_dead;
                (is_done, none_applies, all_dead) = (false, true, true);
            }
        }
        match (blocked, for_good) {
            (_, true) => Group::Dead,
            (true, _) => Group::Open,
            _ => Group::Met,
        }
    }

    /// Urgency, in reverse topological order.
    fn backward(&mut self, program: &Program, case: &Encoded) {
        self.effective.clear();
        self.effective.resize(program.topological().len(), Pressure::NONE);
        if program.shape().asks() {
            self.ask_own(program, case);
        }
        let shape = program.shape();
        for word in (0..self.standing.len()).rev() {
            let masks = shape.masks(word);
            let mut open = self.standing[word].open & !masks.avoid; // one entry for 64 steps
            while open != 0 {
                let last = 63 - open.leading_zeros();
                open ^= 1 << last;
                let place = word * 64 + last as usize;
                let own = self.asked.own.get(place).copied().unwrap_or_else(|| case.own.get(place));
                let urgency = own.or_more_urgent(self.effective[place]); // one entry a step
                self.effective[place] = urgency;
                if masks.varies >> last & 1 == 1 {
                    self.pass_on_variants(program, case, place);
                } else {
                    let urgency = urgency.less(shape.takes(place));
                    for group in shape.requires(place).split_inclusive(|edge| edge.is_last()) {
                        self.pass_on(shape, group.iter().map(|edge| edge.place()), urgency);
                    }
                }
            }
        }
    }

    /// The own urgencies that the case could not give, because they rest on other steps.
    fn ask_own(&mut self, program: &Program, case: &Encoded) {
        self.catch_up(program, &case.draft, program.topological().len());
        self.asked.own.clear();
        self.asked.own.extend((0..program.topological().len()).map(|place| case.own.get(place)));
        let Some(ground) = &case.ground else { return };
        let scope = scope(program, &ground.state, ground.now, &self.asked.briefs);
        for (word, standing) in self.standing.iter().enumerate() {
            let masks = program.shape().masks(word);
            let mut open = standing.open & masks.dynamic & !masks.avoid;
            while open != 0 {
                let place = word * 64 + open.trailing_zeros() as usize;
                open &= open - 1;
                let step = step_at(program, place);
                let begins = if standing.done & bit(place).1 != 0 {
                    dates::next_repeat(&scope, step, &ending::ending(&scope, step))
                } else {
                    ground.since.get(step.index()).copied().flatten()
                };
                let due = dates::own_due(&scope, step, begins.unwrap_or(ground.now));
                self.asked.own[place] = Pressure::new(dates::own_rank(&scope, step), due); // one entry a step
            }
        }
    }

    /// Of a group that is not met the first open step inherits.
    fn pass_on(&mut self, shape: &Shape, group: impl Iterator<Item = usize>, urgency: Pressure) {
        let mut is_met = false;
        let mut heir = None;
        for place in group {
            let (word, bit) = bit(place);
            let standing = &self.standing[word]; // one entry for 64 steps
            is_met |= standing.done & bit != 0;
            if heir.is_none() && standing.open & !shape.masks(word).avoid & bit != 0 {
                heir = Some(place);
            }
        }
        if let Some(heir) = heir.filter(|_| !is_met) {
            self.effective[heir] = self.effective[heir].or_more_urgent(urgency); // one entry a step
        }
    }

    /// The same for the groups of a step whose variants decide what it requires and how long it takes.
    fn pass_on_variants(&mut self, program: &Program, case: &Encoded, place: usize) {
        let Some((state, now)) = case.state() else { return };
        let step = step_at(program, place);
        let rule = program.rule(step);
        let scope = scope(program, state, now, &self.asked.briefs);
        let takes = status::active(&scope, step, |fields| fields.takes.as_ref()).copied().unwrap_or(0);
        let variant = status::in_force(&scope, step, |fields| fields.requires.is_some());
        let fields = variant.and_then(|variant| rule.variants.get(variant)).map_or(&rule.base, |(_, fields)| fields);
        let urgency = self.effective[place].less(u64::try_from(takes).unwrap_or(0)); // one entry a step
        for group in fields.requires.iter().flatten() {
            let places = group.iter().map(|step| program.shape().place(*step));
            self.pass_on(program.shape(), places, urgency);
        }
    }

    /// Writes out the briefs of the steps before a place, for those who ask by the definition.
    fn catch_up(&mut self, program: &Program, draft: &Draft, until: usize) {
        let Some(notes) = draft.notes.as_deref() else { return };
        for place in self.asked.known..until {
            let (word, bit) = bit(place);
            if notes.apart[word] & bit == 0 {
                // One entry for 64 steps here, one a step there.
                self.asked.briefs[step_at(program, place).index()] = self.standing[word].brief(bit);
            }
        }
        self.asked.known = self.asked.known.max(until);
    }
}

impl Asked {
    fn begin(&mut self, program: &Program, draft: &Draft) {
        self.known = 0;
        self.own.clear();
        self.briefs.clear();
        if let Some(notes) = &draft.notes {
            self.briefs.clone_from(&notes.briefs);
            self.outcomes.clear();
            self.outcomes.resize(program.index().atoms.len(), [Views::OPEN; 2]);
        }
    }

    /// A step that its record and dates leave open, but not its prerequisites.
    fn block(&mut self, program: &Program, place: usize, group: Group) {
        let step = step_at(program, place);
        if let Some(brief) = self.briefs.get_mut(step.index()).filter(|brief| brief.known && group != Group::Met) {
            *brief =
                Brief { status: status::Status::Blocked, dead: group == Group::Dead, applies: Truth::True, ..*brief };
        }
    }
}

impl Encoded {
    fn state(&self) -> Ground<'_> {
        self.ground.as_ref().map(|ground| (&ground.state, ground.now))
    }
}

fn scope<'a>(program: &'a Program, state: &'a State, now: Timestamp, steps: &'a [Brief]) -> Scope<'a> {
    Scope { program, state, now, steps, fresh: false, given: &[] }
}

/// The late conditions in turn.
struct Lates<'a> {
    program: &'a Program,
    rest: std::slice::Iter<'a, Late>,
    /// Where the next one stands.
    place: usize,
}

impl<'a> Lates<'a> {
    fn new(program: &'a Program, late: &'a [Late]) -> Self {
        let mut lates = Self { program, rest: late.iter(), place: 0 };
        lates.find();
        lates
    }

    fn find(&mut self) {
        let next = self.rest.as_slice().first();
        let place = next.and_then(|late| self.program.index().late().get(late.id as usize));
        self.place = place.map_or(usize::MAX, |place| *place as usize);
    }

    fn take(&mut self) -> Option<&'a Late> {
        let late = self.rest.next();
        self.find();
        late
    }
}
