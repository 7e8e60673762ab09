//! A certificate as a file: written once, read with suspicion, and held against a fresh proof.

use crate::commands::{Reply, json};
use crate::error::{Exit, Failure};
use crate::session::Session;
use crate::text::{Page, Style};
use playbook_proof::{Certificate, Certified, Count, FORM, Limits};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{Read as _, Write as _};

/// No certificate is larger.
const LARGEST: u64 = 1 << 20;

/// `playbook.certificate/1`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Paper {
    schema: String,
    playbook: String,
    version: String,
    fingerprint: String,
    prover: String,
    limits: LimitsPaper,
    combinations: String,
    claims: Vec<ClaimPaper>,
    held: Vec<String>,
    most_turns: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitsPaper {
    gates: usize,
    conflicts: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimPaper {
    claim: String,
    instances: usize,
    holds: bool,
}

/// `playbook.verified/1`.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Verified {
    schema: &'static str,
    playbook: String,
    /// Whether the certificate covers the playbook as it is, and says what was proved again.
    covered: bool,
    /// Whether the playbook, or a plugin of it, is not the one it was made for.
    changed: bool,
    /// What it says that the proof does not: parts of the certificate, and claims.
    differs: Vec<String>,
    /// The claims that do not hold now.
    fails: Vec<String>,
}

/// Writes a certificate to a file that is not there yet.
pub(super) fn write(session: &Session, path: &str, certificate: &Certificate) -> Result<(), Failure> {
    let claims = certificate.claims.iter().map(|one| ClaimPaper {
        claim: one.claim.clone(),
        instances: one.instances,
        holds: one.holds,
    });
    let paper = Paper {
        schema: FORM.to_owned(),
        playbook: certificate.playbook.clone(),
        version: certificate.version.clone(),
        fingerprint: certificate.fingerprint.clone(),
        prover: certificate.prover.clone(),
        limits: LimitsPaper { gates: certificate.limits.gates, conflicts: certificate.limits.conflicts },
        combinations: certificate.combinations.to_string(),
        claims: claims.collect(),
        held: certificate.held.clone(),
        most_turns: certificate.turns,
    };
    let text = json(session, &paper)?;
    let written = File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| {
        let message = session.words.say("error.output", &[("cause", &error.to_string())]);
        Failure::new(Exit::Unreadable, "output", message).at(format!("--write-certificate {path}"))
    })
}

/// Reads a certificate; whatever is not exactly one is refused.
pub(super) fn read(session: &Session, path: &str) -> Result<Certificate, Failure> {
    let words = &session.words;
    let place = || format!("--verify {path}");
    let broken = |cause: &str| {
        let message = words.say("certificate.broken", &[("cause", cause)]);
        Failure::new(Exit::Unreadable, "certificate", message).at(place())
    };
    let mut bytes = Vec::new();
    let cause = |error: &std::io::Error| crate::store::cause(words, error);
    if std::path::Path::new(path).exists() && !std::path::Path::new(path).is_file() {
        return Err(broken(words.get("error.not-a-file")));
    }
    let file = File::open(path).map_err(|error| broken(&cause(&error)))?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| broken(&cause(&error)))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::new(Exit::Limit, "limit", words.say("error.limit", &[("what", "1 MiB")])).at(place()));
    }
    let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(|error| broken(&error.to_string()))?;
    let form = value.get("schema").and_then(serde_json::Value::as_str).unwrap_or_default();
    if form != FORM {
        let message = words.say("certificate.form", &[("form", form), ("known", FORM)]);
        return Err(Failure::new(Exit::Unreadable, "certificate", message).at(place()));
    }
    let paper: Paper = serde_json::from_value(value).map_err(|error| broken(&error.to_string()))?;
    let combinations = Count::parse(&paper.combinations).ok_or_else(|| broken("combinations"))?;
    let claims =
        paper.claims.into_iter().map(|one| Certified { claim: one.claim, instances: one.instances, holds: one.holds });
    Ok(Certificate {
        playbook: paper.playbook,
        version: paper.version,
        fingerprint: paper.fingerprint,
        prover: paper.prover,
        limits: Limits { gates: paper.limits.gates, conflicts: paper.limits.conflicts },
        combinations,
        claims: claims.collect(),
        held: paper.held,
        turns: paper.most_turns,
    })
}

/// Holds a certificate against what was proved just now.
pub(super) fn verify(session: &Session, written: &Certificate, proved: &Certificate) -> Result<Reply, Failure> {
    let words = &session.words;
    let differs = written.differs_from(proved);
    let changed = written.playbook != proved.playbook
        || written.version != proved.version
        || differs.iter().any(|part| part == "fingerprint");
    let fails: Vec<String> = proved.claims.iter().filter(|one| !one.holds).map(|one| one.claim.clone()).collect();
    // Another version of the program or other limits take nothing away where all was proved again.
    let covered = fails.is_empty() && !changed && differs.iter().all(|part| part == "prover" || part == "limits");
    let exit = if covered { Exit::Fine } else { Exit::Problems };
    let playbook = proved.playbook.clone();
    let document = Verified { schema: "playbook.verified/1", playbook, covered, changed, differs, fails };
    if session.json {
        return Ok(Reply { body: json(session, &document)?, exit });
    }
    let mut page = Page::new(&session.look);
    let values =
        [("id", proved.playbook.as_str()), ("old", written.version.as_str()), ("new", proved.version.as_str())];
    let key = match (covered, changed) {
        (true, _) => "certificate.covered",
        (false, true) => "certificate.changed",
        (false, false) => "certificate.false",
    };
    page.line(if covered { Style::Good } else { Style::Urgent }, &words.say(key, &values));
    for (key, list) in [("certificate.differs", &document.differs), ("certificate.fails", &document.fails)] {
        if !list.is_empty() {
            page.line(Style::Text, &words.say(key, &[("list", &list.join(words.get("list.comma")))]));
        }
    }
    Ok(Reply { body: page.finish(), exit })
}
