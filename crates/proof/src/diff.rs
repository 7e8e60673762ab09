//! Two versions of a playbook: whose plan changes, and how; or that nobody's does.
//!
//! Both are built as circuits on one board, where facts, values and steps of the same id are the same choices. Wherever
//! a plan can show something else, a bit says in which situations; where no situation makes any of these bits true, the
//! two versions show everybody the same, whatever they answered, did and heard, and whenever they look.

mod aspect;
mod content;
mod people;
mod sight;
mod suspects;
mod versions;
mod words;

pub use aspect::Aspect;
pub use people::{Among, Mark, Somebody, Told};
pub use sight::Sight;
pub use suspects::About;
pub use words::{Reworded, reworded};

use crate::count::Count;
use crate::gates::Bit;
use crate::prove::Limits;
use crate::solver::{Found, Solver};
use people::{Described, circles, look};
use playbook_engine::Program;
use std::collections::BTreeMap;
use suspects::{Suspect, suspects};
use versions::Versions;

/// How two versions differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What holds of the playbook as a whole and differs. No single plan shows it; every date may.
    pub whole: Vec<Whole>,
    /// The people whose plans differ, the largest group of changes first.
    pub groups: Vec<Group>,
    /// Where the two may differ for somebody who could not be shown to the engine: nothing is proved there.
    pub open: Vec<(About, Aspect)>,
    /// Where there are more people than those of the groups.
    pub more: Vec<(About, Aspect)>,
    /// How many combinations of answers were covered, "I don't know" and not answered included.
    pub combinations: Count,
}

impl Difference {
    /// Whether everybody's plan is the same: a theorem over all combinations.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.whole.is_empty() && self.groups.is_empty() && self.open.is_empty()
    }
}

/// Something that holds of the playbook as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whole {
    /// Another country.
    Jurisdiction,
    /// Days are counted in another time zone.
    TimeZone,
    /// The days off differ.
    Calendar,
    /// Other plugins are asked, or see other facts.
    Plugins,
    /// The list of regions differs.
    Regions,
}

impl Whole {
    /// The word used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jurisdiction => "jurisdiction",
            Self::TimeZone => "time-zone",
            Self::Calendar => "calendar",
            Self::Plugins => "plugins",
            Self::Regions => "regions",
        }
    }
}

/// People described, and what changes for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Among whom: the narrowest circle in which somebody sees the changes.
    pub among: Among,
    /// Everybody in that circle of whom one of these descriptions is true sees the changes, whatever else is so: of a
    /// description all marks must be. One without marks: everybody. Outside the circle others may see them too.
    pub who: Vec<Vec<Mark>>,
    /// What changes.
    pub changes: Vec<Change>,
}

/// What changes of one step or question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Of what.
    pub about: About,
    /// What `somebody` was shown before and is shown now, thing by thing.
    pub seen: Vec<(Aspect, String, String)>,
    /// One of the people of the first description; both versions were run on this case.
    pub somebody: Somebody,
}

/// The circuits would be larger than the limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooDifferent {
    /// How many gates were built.
    pub gates: usize,
}

impl std::fmt::Display for TooDifferent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "too many combinations to compare: more than {} gates", self.gates)
    }
}

impl std::error::Error for TooDifferent {}

/// Whether two versions are the same for everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sameness {
    /// Nobody's plan differs: a theorem over all combinations.
    Equal,
    /// Somebody's does; the engine shows it.
    Differs(Box<Somebody>),
    /// The playbooks differ as a whole.
    Whole(Whole),
    /// Neither was shown.
    Open,
}

/// Whether two versions show everybody the same; stops at the first person who sees a difference.
///
/// ```
/// # let program = playbook_engine::doc::tiny();
/// use playbook_proof::{Limits, Sameness, same};
/// assert_eq!(same(&program, &program, Limits::default())?, Sameness::Equal);
/// # Ok::<(), playbook_proof::TooDifferent>(())
/// ```
///
/// # Errors
/// When the circuits would be larger than the limit.
pub fn same(old: &Program, new: &Program, limits: Limits) -> Result<Sameness, TooDifferent> {
    if let Some(whole) = wholes(old, new).first() {
        return Ok(Sameness::Whole(*whole));
    }
    let mut versions = Versions::new(old, new, limits.gates);
    let found = suspects(&mut versions, limits.conflicts);
    is_within(&versions)?;
    let bits: Vec<_> = found.iter().map(|suspect| suspect.bit).collect();
    let any = versions.new.board.gates.any(bits);
    is_within(&versions)?;
    if let Found::Nothing(_) = Solver::new(limits.conflicts).find(&versions.new.board, &[any]) {
        return Ok(Sameness::Equal);
    }
    let mut proved_none = true;
    let everybody = [(Among::All, Bit::TRUE)];
    for suspect in &found {
        let looked = look(&mut versions, limits.conflicts, suspect, &everybody, 1);
        if let Some(described) = looked.described.into_iter().next() {
            return Ok(Sameness::Differs(Box::new(described.somebody)));
        }
        proved_none &= !looked.open;
    }
    Ok(if proved_none { Sameness::Equal } else { Sameness::Open })
}

/// Whose plans differ between two versions, grouped by the smallest descriptions of these people.
///
/// ```
/// # let program = playbook_engine::doc::tiny();
/// let difference = playbook_proof::diff(&program, &program, playbook_proof::Limits::default())?;
/// assert!(difference.is_equal());
/// # Ok::<(), playbook_proof::TooDifferent>(())
/// ```
///
/// # Errors
/// When the circuits would be larger than the limit.
pub fn diff(old: &Program, new: &Program, limits: Limits) -> Result<Difference, TooDifferent> {
    let mut versions = Versions::new(old, new, limits.gates);
    let found = suspects(&mut versions, limits.conflicts);
    is_within(&versions)?;
    let mut difference = Difference {
        whole: wholes(old, new),
        groups: Vec::new(),
        open: Vec::new(),
        more: Vec::new(),
        combinations: Count::of(new),
    };
    let mut groups: BTreeMap<(Among, Vec<Vec<Mark>>), Vec<Change>> = BTreeMap::new();
    let circles = circles(&mut versions);
    is_within(&versions)?;
    for suspect in &found {
        let looked = look(&mut versions, limits.conflicts, suspect, &circles, people::usual());
        let place = (suspect.about.clone(), suspect.aspect);
        if looked.open {
            difference.open.push(place.clone());
        }
        if looked.more {
            difference.more.push(place);
        }
        let mut who: Vec<Vec<Mark>> = looked.described.iter().map(|described| described.who.clone()).collect();
        who.sort();
        let among = looked.among;
        let Some(Described { somebody, .. }) = looked.described.into_iter().next() else { continue };
        let change = change(old, new, suspect, somebody);
        let changes = groups.entry((among, who)).or_default();
        match changes.iter_mut().find(|known| known.about == change.about) {
            Some(known) => {
                let is_new = |seen: &(Aspect, String, String)| known.seen.iter().all(|one| one.0 != seen.0);
                let fresh: Vec<_> = change.seen.into_iter().filter(is_new).collect();
                known.seen.extend(fresh);
                known.seen.sort();
            }
            None => changes.push(change),
        }
    }
    difference.groups = groups.into_iter().map(|((among, who), changes)| Group { among, who, changes }).collect();
    difference.groups.sort_by_key(|group| (group.among, group.who.iter().map(Vec::len).min(), group.who.len()));
    Ok(difference)
}

fn is_within(versions: &Versions<'_>) -> Result<(), TooDifferent> {
    let gates = &versions.new.board.gates;
    if gates.is_over() { Err(TooDifferent { gates: gates.len() }) } else { Ok(()) }
}

/// What the engine shows a person of what was suspected.
fn change(old: &Program, new: &Program, suspect: &Suspect, somebody: Somebody) -> Change {
    let (before, after) = somebody.sights(old, new);
    let mut seen = Vec::new();
    if let About::Step(id) = &suspect.about {
        let (a, b) = (before.of_step(id), after.of_step(id));
        // Of a step that comes or goes, that says all.
        let comes = [&a, &b].iter().any(|seen| seen.len() == 1);
        for aspect in Aspect::ALL.into_iter().filter(|aspect| !comes || *aspect == Aspect::Status) {
            let (a, b) = (a.get(&aspect).cloned().unwrap_or_default(), b.get(&aspect).cloned().unwrap_or_default());
            if a != b {
                seen.push((aspect, a, b));
            }
        }
    }
    if before.order != after.order && suspect.aspect == Aspect::Order {
        seen.push((Aspect::Order, before.order.join(", "), after.order.join(", ")));
    }
    if seen.is_empty() || suspect.aspect == Aspect::Questions {
        seen.push((Aspect::Questions, before.first, after.first));
    }
    Change { about: suspect.about.clone(), seen, somebody }
}

fn wholes(old: &Program, new: &Program) -> Vec<Whole> {
    let (a, b) = (old.playbook(), new.playbook());
    let regions = |playbook: &playbook_engine::model::Playbook| {
        playbook.regions.iter().map(|region| region.id.clone()).collect::<Vec<_>>()
    };
    let all = [
        (Whole::Jurisdiction, a.jurisdiction != b.jurisdiction),
        (Whole::TimeZone, a.time_zone != b.time_zone),
        (Whole::Calendar, a.calendar != b.calendar),
        (Whole::Plugins, a.plugins != b.plugins),
        (Whole::Regions, regions(a) != regions(b)),
    ];
    all.into_iter().filter(|(_, differs)| *differs).map(|(whole, _)| whole).collect()
}
