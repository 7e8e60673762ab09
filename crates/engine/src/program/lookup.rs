//! From names to ids and back: the only place where strings are looked up.

use super::{AuthorityId, DocumentId, FactId, LawId, Program, StepId};
use crate::error::{Error, ErrorKind, Thing};
use crate::model::{Authority, Document, Fact, Law, Playbook, Step};
use crate::suggest::nearest;
use std::collections::HashMap;

#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    facts: HashMap<String, FactId>,
    steps: HashMap<String, StepId>,
    laws: HashMap<String, LawId>,
    authorities: HashMap<String, AuthorityId>,
    documents: HashMap<String, DocumentId>,
}

impl Names {
    pub(super) fn new(playbook: &Playbook) -> Result<Self, Error> {
        let mut names = Self::default();
        collect(&mut names.facts, playbook.facts.iter().map(|fact| &fact.id), FactId::from_index)?;
        collect(&mut names.steps, playbook.steps.iter().map(|step| &step.id), StepId::from_index)?;
        collect(&mut names.laws, playbook.laws.iter().map(|law| &law.id), LawId::from_index)?;
        collect(&mut names.authorities, playbook.authorities.iter().map(|body| &body.id), AuthorityId::from_index)?;
        collect(&mut names.documents, playbook.documents.iter().map(|paper| &paper.id), DocumentId::from_index)?;
        if let Some(id) = names.facts.keys().find(|id| names.steps.contains_key(*id)) {
            return Err(ErrorKind::Duplicate { id: id.clone() }.into());
        }
        Ok(names)
    }

    pub(super) fn fact(&self, id: &str) -> Result<FactId, Error> {
        find(&self.facts, Thing::Fact, id)
    }

    pub(super) fn step(&self, id: &str) -> Result<StepId, Error> {
        find(&self.steps, Thing::Step, id)
    }

    pub(super) fn law(&self, id: &str) -> Result<LawId, Error> {
        find(&self.laws, Thing::Law, id)
    }

    pub(super) fn authority(&self, id: &str) -> Result<AuthorityId, Error> {
        find(&self.authorities, Thing::Authority, id)
    }

    pub(super) fn document(&self, id: &str) -> Result<DocumentId, Error> {
        find(&self.documents, Thing::Document, id)
    }
}

fn collect<'a, T>(
    map: &mut HashMap<String, T>,
    ids: impl Iterator<Item = &'a String>,
    mint: impl Fn(usize) -> T,
) -> Result<(), Error> {
    for (index, id) in ids.enumerate() {
        if map.insert(id.clone(), mint(index)).is_some() {
            return Err(ErrorKind::Duplicate { id: id.clone() }.into());
        }
    }
    Ok(())
}

fn find<T: Copy>(map: &HashMap<String, T>, what: Thing, id: &str) -> Result<T, Error> {
    map.get(id).copied().ok_or_else(|| {
        let mut names: Vec<&str> = map.keys().map(String::as_str).collect();
        names.sort_unstable();
        let nearest = nearest(id, names).map(str::to_owned);
        ErrorKind::UnknownId { what, id: id.to_owned(), nearest }.into()
    })
}

impl Program {
    /// The fact of this name.
    ///
    /// # Errors
    /// When there is none; the error names the nearest.
    pub fn fact_id(&self, id: &str) -> Result<FactId, Error> {
        self.names.fact(id)
    }

    /// The step of this name.
    ///
    /// # Errors
    /// When there is none; the error names the nearest.
    pub fn step_id(&self, id: &str) -> Result<StepId, Error> {
        self.names.step(id)
    }

    /// The law of this name.
    ///
    /// # Errors
    /// When there is none; the error names the nearest.
    pub fn law_id(&self, id: &str) -> Result<LawId, Error> {
        self.names.law(id)
    }

    /// The authority of this name.
    ///
    /// # Errors
    /// When there is none; the error names the nearest.
    pub fn authority_id(&self, id: &str) -> Result<AuthorityId, Error> {
        self.names.authority(id)
    }

    /// The document of this name.
    ///
    /// # Errors
    /// When there is none; the error names the nearest.
    pub fn document_id(&self, id: &str) -> Result<DocumentId, Error> {
        self.names.document(id)
    }
}

// Ids are minted by the program they are used with, so the indexing below holds; an id of another program may name
// another entry or panic, as with any index.
impl Program {
    /// The fact as written.
    #[must_use]
    pub fn fact(&self, id: FactId) -> &Fact {
        &self.playbook.facts[id.index()]
    }

    /// The step as written.
    #[must_use]
    pub fn step(&self, id: StepId) -> &Step {
        &self.playbook.steps[id.index()]
    }

    /// The law as written.
    #[must_use]
    pub fn law(&self, id: LawId) -> &Law {
        &self.playbook.laws[id.index()]
    }

    /// The authority as written.
    #[must_use]
    pub fn authority(&self, id: AuthorityId) -> &Authority {
        &self.playbook.authorities[id.index()]
    }

    /// The document as written.
    #[must_use]
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.playbook.documents[id.index()]
    }

    /// The compiled step.
    #[must_use]
    pub fn rule(&self, id: StepId) -> &super::StepRule {
        &self.steps[id.index()]
    }

    /// The compiled fact.
    #[must_use]
    pub fn fact_rule(&self, id: FactId) -> &super::FactRule {
        &self.facts[id.index()]
    }

    /// What an authority accepts.
    #[must_use]
    pub fn accepts(&self, id: AuthorityId) -> &super::Cond {
        &self.accepts[id.index()]
    }
}
