//! `playbook mutate`: who notices it when a playbook is changed a little.
//!
//! A test suite that would pass with half the playbook gone is worth nothing. So small changes are made, one at a time, and
//! `check`, the scenarios and `prove` are asked about each.

mod draw;
mod judge;

use super::{Reply, json};
use crate::error::{Exit, Failure};
use crate::refusal;
use crate::session::Session;
use crate::target::Target;
use crate::text::{Page, Style};
use judge::{Judge, Unfit, Verdict};
use playbook_format::{Library, Loaded, Mutation, Mutations, Operator};
use serde::Serialize;
use std::io::{IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The share that must be noticed unless `--at-least` says otherwise, in per cent.
const AT_LEAST: u64 = 95;

/// `playbook.mutate/1`.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Document {
    schema: &'static str,
    /// Whether enough was noticed in every playbook.
    enough: bool,
    at_least: u64,
    playbooks: Vec<Mutated>,
}

/// What became of one playbook's mutants.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Mutated {
    playbook: String,
    version: String,
    seed: u64,
    /// How many mutants there are.
    mutants: usize,
    #[serde(flatten)]
    counts: Counts,
    /// The share of the mutants that are not equal which somebody noticed, in per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
    operators: Vec<OfOperator>,
    survivors: Vec<Survivor>,
}

#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct OfOperator {
    operator: &'static str,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Debug, Clone, Copy, Default, Serialize, schemars::JsonSchema)]
pub(crate) struct Counts {
    drawn: usize,
    check: usize,
    scenarios: usize,
    prove: usize,
    /// Proved to be the same playbook for every combination of answers.
    equal: usize,
    survived: usize,
}

impl Counts {
    fn of(verdicts: impl Iterator<Item = Verdict>) -> Self {
        let mut counts = Self::default();
        for verdict in verdicts {
            counts.drawn += 1;
            *match verdict {
                Verdict::Check => &mut counts.check,
                Verdict::Scenario => &mut counts.scenarios,
                Verdict::Proof => &mut counts.prove,
                Verdict::Equal => &mut counts.equal,
                Verdict::Survives => &mut counts.survived,
            } += 1;
        }
        counts
    }

    fn noticed(&self) -> usize {
        self.check + self.scenarios + self.prove
    }

    /// `None`: there is nothing that could be noticed.
    fn share(&self) -> Option<f64> {
        let all = self.noticed() + self.survived;
        // rounded down: what is shown as reached is reached
        (all > 0).then(|| (self.noticed() * 1_000 / all) as f64 / 10.0)
    }

    fn is_enough(&self, at_least: u64) -> bool {
        let all = (self.noticed() + self.survived) as u64;
        self.noticed() as u64 * 100 >= all * at_least
    }
}

/// A mutant that nobody noticed.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Survivor {
    operator: &'static str,
    file: String,
    line: usize,
    column: usize,
    /// The way down to it: `steps.police-report.when`.
    part: String,
    old: String,
    /// Absent: it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<String>,
}

/// The options as they are typed.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked<'a> {
    pub(crate) count: Option<&'a str>,
    pub(crate) seed: Option<&'a str>,
    pub(crate) at_least: Option<&'a str>,
}

pub(crate) fn run(session: &Session, target: Option<&str>, asked: Asked<'_>) -> Result<Reply, Failure> {
    let words = &session.words;
    let count = number(session, "--count", asked.count)?.map(|count| usize::try_from(count).unwrap_or(usize::MAX));
    let seed = number(session, "--seed", asked.seed)?;
    let at_least = number(session, "--at-least", asked.at_least)?.unwrap_or(AT_LEAST).min(100);
    let seed = seed.unwrap_or_else(|| u64::try_from(session.world.clock.as_second()).unwrap_or_default());
    let target = Target::find(session, target)?;
    let Some(library) = &target.library else {
        let ids = target.ids.join(words.get("list.comma"));
        return Err(Failure::usage("no-files", words.say("mutate.no-files", &[("ids", &ids)]))
            .hint(words.say("error.try", &[("command", "playbook mutate DIR")])));
    };
    let mut playbooks = Vec::new();
    for id in &target.ids {
        playbooks.push(mutated(session, &target, library, id, (count, seed))?);
    }
    let enough = playbooks.iter().all(|mutated| mutated.counts.is_enough(at_least));
    let document = Document { schema: "playbook.mutate/1", enough, at_least, playbooks };
    let body = if session.json { json(session, &document)? } else { text(session, &document, count) };
    Ok(Reply { body, exit: if enough { Exit::Fine } else { Exit::Problems } })
}

/// A whole number as it is typed.
fn number(session: &Session, option: &str, text: Option<&str>) -> Result<Option<u64>, Failure> {
    let Some(text) = text else { return Ok(None) };
    text.parse().map(Some).map_err(|_| {
        Failure::usage("bad-number", session.words.say("error.number", &[("text", text), ("option", option)]))
            .at(format!("{option} {text}"))
    })
}

fn mutated(
    session: &Session,
    target: &Target,
    library: &Library,
    id: &str,
    (count, seed): (Option<usize>, u64),
) -> Result<Mutated, Failure> {
    let place = format!("mutate {id}");
    let mutations = library.mutations(id).map_err(|loaded| broken(session, id, &loaded).at(place.as_str()))?;
    let loaded = library.load(id, None);
    let mut plugins = Vec::new();
    let mut version = String::new();
    if let Some((playbook, _)) = &loaded.playbook {
        version = playbook.version.to_string();
        for plugin in &playbook.plugins {
            let folder = target.plugin(session, &plugin.id)?;
            plugins.extend(folder.map(|folder| (plugin.id.clone(), folder.files)));
        }
    }
    let judge =
        Judge::new(&mutations, loaded, plugins).map_err(|unfit| refused(session, id, &unfit).at(place.as_str()))?;
    let all = mutations.all();
    let drawn: Vec<&Mutation> = draw::draw(all.len(), count.unwrap_or(usize::MAX), seed)
        .into_iter()
        .filter_map(|place| all.get(place))
        .collect();
    let verdicts = judged(session, &judge, &drawn);
    Ok(report(id, version, seed, &mutations, drawn.into_iter().zip(verdicts).collect()))
}

/// Judges on as many threads as the machine runs at once; the verdicts stand in the order of the mutants.
fn judged(session: &Session, judge: &Judge<'_>, drawn: &[&Mutation]) -> Vec<Verdict> {
    let next = AtomicUsize::new(0);
    let verdicts = Mutex::new(vec![Verdict::Survives; drawn.len()]);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(drawn.len());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(mutation) = drawn.get(at) else { return };
                    let verdict = judge.verdict(mutation);
                    if let Ok(mut verdicts) = verdicts.lock()
                        && let Some(slot) = verdicts.get_mut(at)
                    {
                        *slot = verdict;
                    }
                    tell(session, at + 1, drawn.len());
                }
            });
        }
    });
    verdicts.into_inner().unwrap_or_default()
}

/// How far it is, now and then, for somebody who sits there and waits.
fn tell(session: &Session, done: usize, all: usize) {
    let mut stderr = std::io::stderr();
    if done.is_multiple_of(500) && done < all && !session.json && stderr.is_terminal() {
        let values = [("done", done.to_string()), ("all", all.to_string())];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        // nothing can be done about a stderr that is closed
        let _ = writeln!(stderr, "{}", session.words.say("mutate.so-far", &values));
    }
}

/// The playbook has mistakes: they come first.
fn broken(session: &Session, id: &str, loaded: &Loaded) -> Failure {
    let words = &session.words;
    let exit = if loaded.hit_limit() { Exit::Limit } else { Exit::Unreadable };
    let first = loaded.diagnostics.iter().find(|finding| finding.is_error());
    let first = first.map(ToString::to_string).unwrap_or_default();
    Failure::new(exit, "broken-playbook", words.say("error.broken-playbook", &[("id", id), ("first", &first)]))
        .hint(words.say("error.try", &[("command", &format!("playbook check {id}"))]))
}

fn refused(session: &Session, id: &str, unfit: &Unfit) -> Failure {
    let words = &session.words;
    let again = |command: &str| words.say("error.try", &[("command", &format!("playbook {command} {id}"))]);
    match unfit {
        Unfit::Program(error) => refusal::failure(words, error, id),
        Unfit::Scenario(file) => Failure::new(
            Exit::Problems,
            "scenario-fails",
            words.say("mutate.scenario-fails", &[("id", id), ("file", file)]),
        )
        .hint(again("test")),
        Unfit::Claim(claim) => Failure::new(
            Exit::Problems,
            "claim-fails",
            words.say("mutate.claim-fails", &[("id", id), ("claim", claim.as_str())]),
        )
        .hint(again("prove")),
        Unfit::TooLarge(claim) => Failure::new(
            Exit::Limit,
            "too-large",
            words.say("prove.too-large", &[("id", id), ("claim", claim.as_str())]),
        ),
    }
}

fn report(
    id: &str,
    version: String,
    seed: u64,
    mutations: &Mutations<'_>,
    judged: Vec<(&Mutation, Verdict)>,
) -> Mutated {
    let of = |operator: Operator| {
        let verdicts = judged.iter().filter(|(mutation, _)| mutation.operator == operator);
        let counts = Counts::of(verdicts.map(|(_, verdict)| *verdict));
        OfOperator { operator: operator.as_str(), counts }
    };
    let counts = Counts::of(judged.iter().map(|(_, verdict)| *verdict));
    let survivors = judged.iter().filter(|(_, verdict)| *verdict == Verdict::Survives);
    let survivors = survivors.map(|(mutation, _)| Survivor {
        operator: mutation.operator.as_str(),
        file: mutation.place.file.clone(),
        line: mutation.place.line,
        column: mutation.place.column,
        part: mutation.part.clone(),
        old: mutation.old.clone(),
        new: mutation.new.clone(),
    });
    Mutated {
        playbook: id.to_owned(),
        version,
        seed,
        mutants: mutations.all().len(),
        share: counts.share(),
        operators: Operator::ALL.map(of).into_iter().filter(|of| of.counts.drawn > 0).collect(),
        survivors: survivors.collect(),
        counts,
    }
}

fn text(session: &Session, document: &Document, count: Option<usize>) -> String {
    let words = &session.words;
    let mut page = Page::new(&session.look);
    for mutated in &document.playbooks {
        page.blank();
        let seed = mutated.seed.to_string();
        let values = [("id", mutated.playbook.as_str()), ("version", &mutated.version)];
        page.line(Style::Action, &words.say("mutate.title", &values));
        let numbers = [("drawn", mutated.counts.drawn.to_string()), ("all", mutated.mutants.to_string())];
        let numbers = numbers.each_ref().map(|(name, value)| (*name, value.as_str()));
        let mut drawn = words.say("mutate.drawn", &numbers);
        if count.is_some() {
            drawn = [drawn, words.say("mutate.seed", &[("seed", &seed)])].join(words.get("list.comma"));
        }
        page.line(Style::Faint, &drawn);
        page.blank();
        let widest = mutated.operators.iter().map(|of| of.operator.len()).max().unwrap_or(0);
        for of in &mutated.operators {
            let style = if of.counts.survived > 0 { Style::Warning } else { Style::Text };
            page.field(of.operator, widest + 2, style, &parts(session, &of.counts));
        }
        page.blank();
        for survivor in &mutated.survivors {
            let place = format!("{}:{}:{}", survivor.file, survivor.line, survivor.column);
            let values = [("place", place.as_str()), ("part", &survivor.part), ("operator", survivor.operator)];
            page.line(Style::Warning, &words.say("mutate.survivor", &values));
            page.item(2, (Style::Urgent, "-"), Style::Text, &survivor.old);
            if let Some(new) = &survivor.new {
                page.item(2, (Style::Good, "+"), Style::Text, new);
            }
        }
        page.blank();
        page.line(Style::Text, &parts(session, &mutated.counts));
        if let Some(share) = mutated.share {
            let enough = mutated.counts.is_enough(document.at_least);
            let values = [("share", format!("{share:.1}")), ("least", document.at_least.to_string())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            let (style, key) =
                if enough { (Style::Good, "mutate.enough") } else { (Style::Urgent, "mutate.not-enough") };
            page.line(style, &words.say(key, &values));
        }
    }
    page.finish()
}

/// The counts that are not zero, in words.
fn parts(session: &Session, counts: &Counts) -> String {
    let words = &session.words;
    let kinds = [
        ("check", counts.check),
        ("scenarios", counts.scenarios),
        ("prove", counts.prove),
        ("equal", counts.equal),
        ("survived", counts.survived),
    ];
    let said = kinds.into_iter().filter(|(_, number)| *number > 0);
    let said = said.map(|(kind, number)| words.say(&format!("mutate.{kind}"), &[("n", &number.to_string())]));
    said.collect::<Vec<_>>().join(words.get("list.comma"))
}
