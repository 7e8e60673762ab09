//! Small changes of a playbook as it is written, so that it can be seen what notices them.
//!
//! [`Library::mutations`] reads a playbook once and lists every [`Mutation`] of its structure: steps, tests in conditions,
//! relations, channels and terms, its own and those it inherits. [`Mutations::load`] then judges the playbook with one of
//! them, as [`Library::load`] would judge the changed file, without reading anything again. Texts are not changed: nobody
//! but a reader can say that a text is wrong.

mod edit;
mod find;
mod term;
mod test;

use crate::diagnostic::Findings;
use crate::library::{Loading, Parts, merge, scenarios};
use crate::node::Node;
use crate::{Library, Loaded, Place, Sources};
use edit::Edit;
use find::Finder;

/// What is done to a part of a playbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operator {
    /// A whole step is left out.
    DropStep,
    /// A variant of a step is left out.
    DropVariant,
    /// A test is left out of a condition.
    DropTest,
    /// A test is turned into its opposite.
    NegateTest,
    /// One of the values that a test allows is left out.
    DropValue,
    /// A test is made for another value.
    ChangeValue,
    /// "All of" becomes "any of", or the other way round.
    SwapAnyAll,
    /// Something that a step requires, follows, replaces, tells or reports to is left out.
    DropRelation,
    /// A step reports to somebody else.
    ChangeAddressee,
    /// A channel is left out.
    DropChannel,
    /// A term, deadline, reply, opening, season or repeat is left out.
    DropTerm,
    /// A term is one unit longer, or a date one day later.
    ChangeNumber,
    /// A term is in another unit.
    ChangeUnit,
    /// A rule of counting, `bars`, `unsure`, `once` or `avoid` is turned round.
    ChangeRule,
}

impl Operator {
    /// Every operator.
    pub const ALL: [Self; 14] = [
        Self::DropStep,
        Self::DropVariant,
        Self::DropTest,
        Self::NegateTest,
        Self::DropValue,
        Self::ChangeValue,
        Self::SwapAnyAll,
        Self::DropRelation,
        Self::ChangeAddressee,
        Self::DropChannel,
        Self::DropTerm,
        Self::ChangeNumber,
        Self::ChangeUnit,
        Self::ChangeRule,
    ];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DropStep => "drop-step",
            Self::DropVariant => "drop-variant",
            Self::DropTest => "drop-test",
            Self::NegateTest => "negate-test",
            Self::DropValue => "drop-value",
            Self::ChangeValue => "change-value",
            Self::SwapAnyAll => "swap-any-all",
            Self::DropRelation => "drop-relation",
            Self::ChangeAddressee => "change-addressee",
            Self::DropChannel => "drop-channel",
            Self::DropTerm => "drop-term",
            Self::ChangeNumber => "change-number",
            Self::ChangeUnit => "change-unit",
            Self::ChangeRule => "change-rule",
        }
    }
}

/// One small change.
#[derive(Debug, Clone)]
pub struct Mutation {
    /// What is done.
    pub operator: Operator,
    /// Where.
    pub place: Place,
    /// What it is done to, from the section down to the field: `steps.police-report.when`.
    pub part: String,
    /// What stands there, shortened.
    pub old: String,
    /// What takes its place, shortened; `None`: nothing.
    pub new: Option<String>,
    /// Which file of those laid over each other.
    layer: usize,
    /// The way down its tree, child by child.
    path: Vec<usize>,
    edit: Edit,
}

/// A playbook that was read, and every small change of it.
#[derive(Debug)]
pub struct Mutations<'l> {
    parts: Parts<'l>,
    scenarios: Vec<(u32, Node)>,
    sources: Sources,
    all: Vec<Mutation>,
}

impl Library {
    /// Reads a playbook with everything it extends, and lists its mutations in the order of the files.
    ///
    /// # Errors
    /// When the playbook or one of its scenarios has errors: what [`load`](Self::load) says of it.
    pub fn mutations(&self, id: &str) -> Result<Mutations<'_>, Box<Loaded>> {
        let loaded = self.load(id, None);
        if loaded.has_errors() || loaded.playbook.is_none() {
            return Err(Box::new(loaded));
        }
        let mut findings = Findings::default();
        let mut loading = Loading { library: self, findings: &mut findings, today: None };
        let Some((folder, parts)) = loading.parts(id) else { return Err(Box::new(loaded)) };
        let scenarios = loading.scenario_files(folder);
        let (_, sources) = findings.finish();
        let all = Finder::new(&parts, &sources).all();
        Ok(Mutations { parts, scenarios, sources, all })
    }
}

impl Mutations<'_> {
    /// Every mutation, in the order of the files: what the playbook stands on first.
    #[must_use]
    pub fn all(&self) -> &[Mutation] {
        &self.all
    }

    /// Judges the playbook with one mutation.
    #[must_use]
    pub fn load(&self, mutation: &Mutation) -> Loaded {
        let mut findings = Findings::default();
        findings.sources.clone_from(&self.sources);
        let mutant =
            self.parts.bases.get(mutation.layer).map(|base| edit::apply(&base.tree, &mutation.path, &mutation.edit));
        let trees = self.parts.bases.iter().enumerate().map(|(at, base)| match &mutant {
            Some(tree) if at == mutation.layer => (base, tree),
            _ => (base, &base.tree),
        });
        let tree = merge(&mut findings, trees);
        let playbook = self.parts.raise(&mut findings, None, &tree);
        let scenarios = playbook
            .as_ref()
            .map_or_else(Vec::new, |(playbook, _)| scenarios(&mut findings, &self.scenarios, playbook));
        Loaded::new(findings, playbook, scenarios, Vec::new())
    }
}
