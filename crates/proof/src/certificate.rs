//! A certificate: what was proved of which playbook, by which program, so that it can be checked again.

use crate::count::Count;
use crate::prove::{Limits, Report};
use playbook_engine::Program;
use sha2::{Digest as _, Sha256};

/// The form of certificates. A reader refuses every other.
pub const FORM: &str = "playbook.certificate/1";

/// The id of a plugin, and its files by name.
pub type PluginFiles = (String, Vec<(String, Vec<u8>)>);

/// What was proved of a playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The playbook's id.
    pub playbook: String,
    /// Its date.
    pub version: String,
    /// Of the whole playbook as it was merged and compiled, and of its plugins.
    pub fingerprint: String,
    /// The version of this library.
    pub prover: String,
    /// The limits of the proof.
    pub limits: Limits,
    /// How many combinations of answers were covered.
    pub combinations: Count,
    /// Each claim with how many instances were looked at, and whether it holds.
    pub claims: Vec<Certified>,
    /// The steps that "I don't know" can hold for ever.
    pub held: Vec<String>,
    /// The most turns a person can take.
    pub turns: u64,
}

/// What became of one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certified {
    /// The claim's word.
    pub claim: String,
    /// How many instances it has.
    pub instances: usize,
    /// Whether each of them holds.
    pub holds: bool,
}

impl Certificate {
    /// Of a report; `plugins` are the files of each plugin the playbook uses.
    #[must_use]
    pub fn of(program: &Program, plugins: &[PluginFiles], limits: Limits, report: &Report) -> Self {
        let playbook = program.playbook();
        Self {
            playbook: playbook.id.clone(),
            version: playbook.version.to_string(),
            fingerprint: fingerprint(program, plugins),
            prover: env!("CARGO_PKG_VERSION").to_owned(),
            limits,
            combinations: report.combinations.clone(),
            claims: report
                .proofs
                .iter()
                .map(|proof| Certified {
                    claim: proof.claim.as_str().to_owned(),
                    instances: proof.instances,
                    holds: proof.holds(),
                })
                .collect(),
            held: report.held.iter().map(|step| program.step(*step).id.clone()).collect(),
            turns: report.turns,
        }
    }

    /// What this certificate says and another does not, by the names of its parts: nothing where both say the same.
    #[must_use]
    pub fn differs_from(&self, other: &Self) -> Vec<String> {
        let mut parts = Vec::new();
        let mut note = |part: &str, differs: bool| {
            if differs {
                parts.push(part.to_owned());
            }
        };
        note("playbook", self.playbook != other.playbook);
        note("version", self.version != other.version);
        // Another version of the library may write the same playbook down otherwise.
        note("fingerprint", self.prover == other.prover && self.fingerprint != other.fingerprint);
        note("prover", self.prover != other.prover);
        note("limits", self.limits != other.limits);
        note("combinations", self.combinations != other.combinations);
        note("held", self.held != other.held);
        note("most_turns", self.turns != other.turns);
        for one in &self.claims {
            let same = other.claims.iter().any(|claim| claim == one);
            note(&one.claim, !same);
        }
        for one in other.claims.iter().filter(|one| self.claims.iter().all(|claim| claim.claim != one.claim)) {
            note(&one.claim, true);
        }
        parts
    }
}

/// SHA-256 of the whole playbook as it was merged and compiled, texts aside, and of the files of its plugins. It is that
/// of this version of the library: another one may write the same playbook down otherwise.
#[must_use]
pub fn fingerprint(program: &Program, plugins: &[PluginFiles]) -> String {
    let mut hash = Sha256::new();
    // Each part with its length, so that none can be taken for the end of the one before.
    let mut add = |bytes: &[u8]| {
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    };
    add(format!("{:?}", program.playbook()).as_bytes());
    for (id, files) in plugins {
        add(id.as_bytes());
        for (name, bytes) in files {
            add(name.as_bytes());
            add(bytes);
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
