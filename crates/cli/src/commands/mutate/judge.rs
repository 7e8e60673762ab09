//! What becomes of one mutant: who notices it, and if nobody does, whether there is anything to notice.

use playbook::scenario;
use playbook::{Handbook, Program};
use playbook_format::{Loaded, Mutation, Mutations};
use playbook_proof::{Claim, Limits, Sameness, first_broken, same};

/// Who noticed a mutant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// `check` has an error that the playbook does not have.
    Check,
    /// A scenario fails.
    Scenario,
    /// A claim does not hold.
    Proof,
    /// Nobody, and it is proved that nobody can: everybody gets the same plan.
    Equal,
    /// Nobody.
    Survives,
}

/// Why a playbook cannot be mutated: it does not pass itself.
#[derive(Debug)]
pub(super) enum Unfit {
    /// It cannot be compiled.
    Program(Box<playbook::Error>),
    /// This scenario fails.
    Scenario(String),
    /// This claim does not hold.
    Claim(Claim),
    /// It is too large to be proved.
    TooLarge(Claim),
}

/// The id of a plugin and its files.
pub(super) type Plugin = (String, Vec<(String, Vec<u8>)>);

/// The playbook and everything that should notice a change of it.
pub(super) struct Judge<'m> {
    mutations: &'m Mutations<'m>,
    plugins: Vec<Plugin>,
    /// As it is.
    whole: Handbook,
}

impl<'m> Judge<'m> {
    /// Makes sure that the playbook passes as it is. `plugins` answer as they do for a person.
    pub(super) fn new(mutations: &'m Mutations<'m>, loaded: Loaded, plugins: Vec<Plugin>) -> Result<Self, Unfit> {
        let Some((playbook, texts)) = loaded.playbook else { return Err(Unfit::Scenario(String::new())) };
        let program = Program::compile(playbook).map_err(|error| Unfit::Program(Box::new(error.into())))?;
        let whole = handbook(&plugins, program, texts);
        if let Some(failed) = loaded.scenarios.iter().find(|scenario| !passes(&whole, scenario)) {
            return Err(Unfit::Scenario(failed.file.clone()));
        }
        match first_broken(whole.program(), Limits::default()) {
            Ok(None) => Ok(Self { mutations, plugins, whole }),
            Ok(Some(claim)) => Err(Unfit::Claim(claim)),
            Err(error) => Err(Unfit::TooLarge(error.at)),
        }
    }

    /// Who notices a mutation: the quickest is asked first, and nobody after the first who does.
    pub(super) fn verdict(&self, mutation: &Mutation) -> Verdict {
        let loaded = self.mutations.load(mutation);
        if loaded.has_errors() {
            return Verdict::Check;
        }
        let Some((playbook, texts)) = loaded.playbook else { return Verdict::Check };
        // what cannot be compiled cannot be tested either
        let Ok(program) = Program::compile(playbook) else { return Verdict::Scenario };
        let handbook = handbook(&self.plugins, program, texts);
        if loaded.scenarios.iter().any(|scenario| !passes(&handbook, scenario)) {
            return Verdict::Scenario;
        }
        // of a mutant too large to be proved or compared nothing is known, so it counts as one that nobody notices
        if let Ok(Some(_)) = first_broken(handbook.program(), Limits::default()) {
            return Verdict::Proof;
        }
        match same(self.whole.program(), handbook.program(), Limits::default()) {
            Ok(Sameness::Equal) => Verdict::Equal,
            _ => Verdict::Survives,
        }
    }
}

fn handbook(plugins: &[Plugin], program: Program, texts: playbook::Texts) -> Handbook {
    // nothing else that a scenario can see is asked of a plugin
    let asks = program.playbook().steps.iter().any(|step| step.deadline_by_plugin);
    let plugins = plugins.iter().filter(|_| asks);
    plugins.fold(Handbook::new(program, texts), |handbook, (id, files)| handbook.with_plugin(id, files.clone()))
}

fn passes(handbook: &Handbook, scenario: &playbook_format::Scenario) -> bool {
    scenario::run(handbook, scenario).is_ok_and(|differences| differences.is_empty())
}
