//! `playbook prove`: what holds of a playbook for every combination of answers, and who falls into its holes.

pub(crate) mod certificate;
mod told;

use super::{Reply, json};
use crate::error::{Exit, Failure};
use crate::refusal;
use crate::session::Session;
use crate::shelf::Shelf;
use crate::target::Target;
use crate::text::{Page, Style};
use playbook::Program;
use playbook_engine::{Answer, FactId};
use playbook_proof::{
    Certificate, Claim, Finding, Limits, PluginFiles, Proof, Report, TooLarge, Verdict, prove, questions,
};
use serde::Serialize;
use std::io::Write as _;
use std::path::Path;

/// `playbook.prove/1`.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Document {
    schema: &'static str,
    holds: bool,
    playbooks: Vec<Proved>,
}

/// What was found out about one playbook.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Proved {
    playbook: String,
    version: String,
    /// Exact; larger than any number type, hence text.
    combinations: String,
    most_turns: u64,
    claims: Vec<ClaimView>,
    findings: Vec<FindingView>,
    /// The steps that "I don't know" can hold for ever.
    held: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<Asked>,
    #[serde(skip)]
    magnitude: usize,
}

/// What the person given by `--fact` can still be asked.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Asked {
    never: Vec<String>,
    perhaps: Vec<String>,
}

#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct ClaimView {
    claim: &'static str,
    instances: usize,
    holds: bool,
}

#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct FindingView {
    claim: &'static str,
    about: Vec<String>,
    verdict: &'static str,
    /// Who shows it, as a scenario.
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<String>,
    /// Whether there is nobody with fewer answers and records.
    #[serde(skip_serializing_if = "Option::is_none")]
    smallest: Option<bool>,
    /// The parts of the step's conditions that exclude each other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    excluded: Vec<String>,
    #[serde(skip)]
    shown: Vec<String>,
}

/// What is asked of a proof.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'a> {
    pub(crate) target: Option<&'a str>,
    pub(crate) facts: &'a [String],
    /// Where to save who shows a failure.
    pub(crate) scenario: Option<&'a str>,
    /// Where to save what was proved.
    pub(crate) certificate: Option<&'a str>,
    /// What was saved so, to be checked again.
    pub(crate) verify: Option<&'a str>,
}

pub(crate) fn run(session: &Session, request: Request<'_>) -> Result<Reply, Failure> {
    let written = request.verify.map(|path| certificate::read(session, path)).transpose()?;
    let named = request.target.or(written.as_ref().map(|written| written.playbook.as_str()));
    let mut target = Target::find(session, named)?;
    let shelf = match target.library.take() {
        Some(library) => Shelf::Folder { library, only: None },
        None => Shelf::Shipped,
    };
    if (request.certificate.is_some() || written.is_some()) && target.ids.len() != 1 {
        let list = session.words.list(&target.ids.iter().map(String::as_str).collect::<Vec<_>>(), "list.or");
        let hint = session.words.say("error.choices", &[("list", &list)]);
        return Err(Failure::usage("which-playbook", session.words.get("certificate.which")).hint(hint));
    }
    let mut playbooks = Vec::new();
    let mut fresh = None;
    for id in &target.ids {
        let handbook = shelf.handbook(session, id)?;
        let (proved, report) = proved(session, id, handbook.program(), request.facts)?;
        playbooks.push(proved);
        if request.certificate.is_some() || written.is_some() {
            let plugins = plugins(session, &target, handbook.program())?;
            fresh = Some(Certificate::of(handbook.program(), &plugins, Limits::default(), &report));
        }
    }
    if let (Some(written), Some(fresh)) = (&written, &fresh) {
        return certificate::verify(session, written, fresh);
    }
    if let Some(path) = request.scenario {
        write(session, path, &playbooks)?;
    }
    let holds = playbooks.iter().all(|proved| proved.findings.is_empty());
    // What does not hold is not certified.
    if let (Some(path), Some(fresh), true) = (request.certificate, &fresh, holds) {
        certificate::write(session, path, fresh)?;
    }
    let exit = if holds { Exit::Fine } else { Exit::Problems };
    let document = Document { schema: "playbook.prove/1", holds, playbooks };
    let body = if session.json { json(session, &document)? } else { text(session, &document) };
    Ok(Reply { body, exit })
}

/// The files of the plugins that a playbook asks.
fn plugins(session: &Session, target: &Target, program: &Program) -> Result<Vec<PluginFiles>, Failure> {
    let files = |id: &String| {
        let mut files = target.plugin(session, id)?.map(|folder| folder.files).unwrap_or_default();
        files.sort();
        Ok((id.clone(), files))
    };
    program.playbook().plugins.iter().map(|plugin| files(&plugin.id)).collect()
}

fn proved(session: &Session, id: &str, program: &Program, facts: &[String]) -> Result<(Proved, Report), Failure> {
    let given = given(session, program, facts)?;
    let too_large = |error: TooLarge| refused(session, id, program, &error);
    let report = prove(program, Limits::default()).map_err(too_large)?;
    let asked = match &given[..] {
        [] => None,
        given => Some(questions(program, given, Limits::default()).map_err(too_large)?),
    };
    let names = |facts: &[FactId]| facts.iter().map(|fact| program.fact(*fact).id.clone()).collect();
    let claims =
        |proof: &Proof| ClaimView { claim: proof.claim.as_str(), instances: proof.instances, holds: proof.holds() };
    let proved = Proved {
        playbook: id.to_owned(),
        version: program.playbook().version.to_string(),
        combinations: report.combinations.to_string(),
        magnitude: report.combinations.magnitude(),
        most_turns: report.turns,
        claims: report.proofs.iter().map(claims).collect(),
        findings: report
            .proofs
            .iter()
            .flat_map(|proof| &proof.findings)
            .map(|found| finding(session, program, found))
            .collect(),
        held: report.held.iter().map(|step| program.step(*step).id.clone()).collect(),
        asked: asked.map(|asked| Asked { never: names(&asked.never), perhaps: names(&asked.perhaps) }),
    };
    Ok((proved, report))
}

/// The answers of the person who is asked about.
fn given(session: &Session, program: &Program, facts: &[String]) -> Result<Vec<(FactId, Answer)>, Failure> {
    let one = |text: &String| {
        let (id, value) = text.split_once('=').unwrap_or((text, ""));
        let fact = program.fact_id(id.trim())?;
        Ok((fact, program.parse_answer(fact, value)?))
    };
    facts
        .iter()
        .map(|text| {
            one(text).map_err(|error: playbook_engine::Error| {
                refusal::failure(&session.words, &error.into(), &format!("--fact {text}"))
            })
        })
        .collect()
}

fn finding(session: &Session, program: &Program, finding: &Finding) -> FindingView {
    let (verdict, witness) = match &finding.verdict {
        Verdict::Proved => ("proved", None),
        Verdict::Fails(witness) => ("fails", Some(witness)),
        Verdict::Disagrees(witness) => ("disagrees", Some(witness)),
        Verdict::Nobody(_) => ("nobody", None),
        Verdict::Open => ("open", None),
        Verdict::GaveUp => ("gave-up", None),
    };
    let about = finding.subject.names(program);
    let excluded = match &finding.verdict {
        Verdict::Nobody(parts) => told::parts(program, &finding.subject, parts),
        _ => Vec::new(),
    };
    let title = session.words.say(&format!("prove.{}.fails", finding.claim.as_str()), &[("about", &about.join(", "))]);
    FindingView {
        claim: finding.claim.as_str(),
        verdict,
        scenario: witness.map(|witness| told::scenario(program, &title, &finding.subject, witness)),
        shown: witness.map(|witness| told::lines(program, witness)).unwrap_or_default(),
        smallest: witness.map(|witness| witness.smallest),
        about,
        excluded,
    }
}

/// The first person who shows a failure, saved as a scenario.
fn write(session: &Session, path: &str, playbooks: &[Proved]) -> Result<(), Failure> {
    let found = playbooks.iter().flat_map(|proved| &proved.findings).find_map(|finding| finding.scenario.as_ref());
    let Some(scenario) = found else { return Ok(()) };
    let folder = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty());
    let made = folder.map_or(Ok(()), std::fs::create_dir_all);
    // A file that is there is never written over.
    let written = made.and_then(|()| std::fs::File::create_new(path)?.write_all(scenario.as_bytes()));
    written.map_err(|error| {
        let message = session.words.say("error.output", &[("cause", &error.to_string())]);
        Failure::new(Exit::Unreadable, "output", message).at(format!("--write-scenario {path}"))
    })
}

/// The playbook is too large: what grew, and what was proved before.
fn refused(session: &Session, id: &str, program: &Program, error: &TooLarge) -> Failure {
    let words = &session.words;
    let grew: Vec<&str> = error.largest.iter().map(|(step, _)| program.step(*step).id.as_str()).collect();
    let proved: Vec<&str> =
        error.proved.iter().filter(|proof| proof.holds()).map(|proof| proof.claim.as_str()).collect();
    let failure = Failure::new(
        Exit::Limit,
        "too-large",
        words.say("prove.too-large", &[("id", id), ("claim", error.at.as_str())]),
    );
    let failure = failure.at(id).hint(words.say("prove.grew", &[("list", &words.list(&grew, "list.and"))]));
    if proved.is_empty() {
        return failure;
    }
    failure.hint(words.say("prove.before", &[("list", &words.list(&proved, "list.and"))]))
}

fn text(session: &Session, document: &Document) -> String {
    let words = &session.words;
    let mut page = Page::new(&session.look);
    for proved in &document.playbooks {
        let number = match proved.magnitude {
            0..=8 => proved.combinations.clone(),
            power => words.say("prove.more-than", &[("power", &power.to_string())]),
        };
        let values = [("id", proved.playbook.as_str()), ("version", &proved.version), ("n", &number)];
        page.line(Style::Action, &words.say("prove.title", &values));
        for (claim, view) in Claim::ALL.iter().zip(&proved.claims) {
            let number = i64::try_from(view.instances).unwrap_or(i64::MAX);
            let claim = words.say(&format!("prove.{}", claim.as_str()), &[("n", &number.to_string())]);
            let sign = if view.holds { (Style::Text, "prove.holds") } else { (Style::Urgent, "prove.fails") };
            page.lead((sign.0, words.get(sign.1)), &claim);
        }
        for finding in &proved.findings {
            page.blank();
            let about = finding.about.join(", ");
            let key = format!("prove.{}.fails", finding.claim);
            page.lead((Style::Urgent, words.get("prove.fails")), &words.say(&key, &[("about", &about)]));
            match finding.verdict {
                "open" | "gave-up" | "disagrees" => {
                    page.indented(2, Style::Text, words.get(&format!("prove.verdict.{}", finding.verdict)));
                }
                _ => {}
            }
            if !finding.excluded.is_empty() {
                page.indented(2, Style::Text, words.get("prove.excluded"));
            }
            for part in &finding.excluded {
                page.indented(4, Style::Text, part);
            }
            if finding.smallest == Some(true) {
                page.indented(2, Style::Text, words.get("prove.smallest"));
            }
            for line in &finding.shown {
                page.indented(4, Style::Text, line);
            }
        }
        page.blank();
        let turns = proved.most_turns.to_string();
        page.line(Style::Text, &words.say("prove.ends", &[("n", &turns)]));
        list(session, &mut page, "prove.held", &proved.held);
        if let Some(asked) = &proved.asked {
            list(session, &mut page, "prove.never-asked", &asked.never);
            list(session, &mut page, "prove.perhaps-asked", &asked.perhaps);
        }
        page.blank();
    }
    page.line(Style::Text, words.get(if document.holds { "prove.all-hold" } else { "prove.some-fail" }));
    page.finish()
}

fn list(session: &Session, page: &mut Page, key: &str, names: &[String]) {
    if !names.is_empty() {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let list = names.join(session.words.get("list.comma"));
        page.line(Style::Text, &session.words.say(key, &[("list", &list)]));
    }
}
