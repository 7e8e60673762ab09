//! What a playbook and its case offer: facts and their values, steps, outcomes, ids, names.

use super::{Candidate, Said};
use crate::args::CaseArgs;
use crate::casefile;
use crate::commands::{completions, graph};
use crate::ledger::Ledger;
use crate::session::Session;
use crate::shelf::Shelf;
use crate::situation::Situation;
use crate::told;
use crate::words::Words;
use playbook::Status;
use playbook::document::{Advice, OutlineEntry, Shown};

/// Looks candidates up.
pub(super) struct Offers<'s> {
    session: &'s mut Session,
    said: &'s Said,
}

impl<'s> Offers<'s> {
    pub(super) fn new(session: &'s mut Session, said: &'s Said) -> Self {
        Self { session, said }
    }

    /// What an option can be.
    pub(super) fn value(&mut self, option: &str, typed: &str) -> Vec<Candidate> {
        match option {
            "playbook" => self.playbooks(typed),
            "case" => self.cases(),
            "lang" => {
                Words::languages().map(|tag| Candidate::new(tag, Words::new(tag).get("language.own-name"))).collect()
            }
            "fact" => self.answers(typed),
            "done" => self.steps(|status| rank(status, &[Status::Ready])),
            "skip" => self.steps(|status| rank(status, &[Status::Ready])),
            "reply" => match typed.split_once('=') {
                Some((step, _)) => {
                    let mut outcomes = self.outcomes(step);
                    outcomes.iter_mut().for_each(|outcome| outcome.word = format!("{step}={}", outcome.word));
                    outcomes
                }
                None => going_on(self.steps(|status| rank(status, &[Status::Waiting])), "="),
            },
            "around" => self.all_steps(),
            "format" if self.said.path.first().is_some_and(|command| command == "graph") => {
                graph::FORMATS.map(|format| Candidate::new(format, "")).into()
            }
            "format" => ["text", "json", "sarif", "github"].map(|format| Candidate::new(format, "")).into(),
            "explain" => {
                playbook_format::Code::ALL.iter().map(|code| Candidate::new(code.as_str(), code.title())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What a command can be about.
    pub(super) fn words(&mut self, path: &[&str], typed: &str) -> Vec<Candidate> {
        let first = self.said.words.is_empty();
        match path {
            ["answer"] => self.answers(typed),
            ["what-if"] if first => self.answers(typed),
            ["done" | "skip"] if first => self.steps(|status| rank(status, &[Status::Ready])),
            ["reply"] if first => self.steps(|status| match status {
                Status::Waiting => Some(0),
                Status::Done => Some(1),
                _ => None,
            }),
            ["reply"] => match self.said.words.as_slice() {
                [step] => self.outcomes(&step.clone()),
                _ => Vec::new(),
            },
            ["why"] if first => self.steps(|status| rank(status, &[Status::Ready, Status::Waiting, Status::Blocked])),
            ["show"] if first => self.outline(),
            ["check" | "test" | "diff" | "prove" | "mutate" | "graph"] if first => self.playbooks(typed),
            ["case", "use" | "wipe"] if first => self.cases(),
            ["case", "add" | "remove"] if first => self.playbooks(typed),
            ["completions"] if first => completions::shells().map(|shell| Candidate::new(shell, "")).collect(),
            _ => Vec::new(),
        }
    }

    /// The case of the line: told there, else the stored one, else that of somebody who begins.
    fn situation(&mut self) -> Option<Situation> {
        let told = |case: &CaseArgs| told::situation(self.session, case).ok();
        let only_playbook = CaseArgs { playbook: self.said.case.playbook.clone(), ..CaseArgs::default() };
        if self.said.case.is_told() {
            // an answer on the line that is wrong must not hide what could follow
            return told(&self.said.case).or_else(|| told(&only_playbook));
        }
        Ledger::look(self.session, &CaseArgs::default()).ok().map(Ledger::into_situation)
    }

    /// `FACT=` and, after the sign, the values.
    fn answers(&mut self, typed: &str) -> Vec<Candidate> {
        let Some(situation) = self.situation() else { return Vec::new() };
        let Some((fact, value)) = typed.split_once('=') else {
            let mut asked: Vec<String> = Vec::new();
            if let Advice::Question { question } = situation.next().recommendation {
                asked.extend(
                    std::iter::once(&question.fact).chain(question.with_questions.iter().map(|one| &one.fact)).cloned(),
                );
            }
            let place = |id: &str| asked.iter().position(|fact| fact == id).unwrap_or(asked.len());
            let mut facts = self.outlines(&situation, |outline| outline.facts);
            facts.sort_by_key(|fact| place(&fact.word));
            return going_on(facts, "=");
        };
        let Ok(Shown::Fact { fact: known }) = situation.show(self.session, Some(fact)).map(|document| document.shown)
        else {
            return Vec::new();
        };
        let unknown = Candidate::new("unknown", self.session.words.get("next.unknown"));
        let values = known.values.iter().map(|value| Candidate::new(&value.id, &value.label));
        let mut offers: Vec<Candidate> = values.chain([unknown]).collect();
        let mut before = format!("{fact}=");
        if known.kind == "any-of" {
            let (listed, _) = value.rsplit_once(',').unwrap_or_default();
            let listed: Vec<&str> = listed.split(',').filter(|one| !one.is_empty()).collect();
            offers.retain(|offer| !listed.contains(&offer.word.as_str()));
            offers.iter_mut().for_each(|offer| offer.goes_on = true);
            listed.iter().for_each(|one| before.push_str(&format!("{one},")));
        }
        offers.iter_mut().for_each(|offer| offer.word = format!("{before}{}", offer.word));
        offers
    }

    /// Every step of the playbook that the line names, else of the case's.
    fn all_steps(&mut self) -> Vec<Candidate> {
        if let [id] = self.said.words.as_slice()
            && self.said.case.playbook.is_none()
            && let Ok(shelf) = Shelf::open(self.session)
            && let Ok(handbook) = shelf.handbook(self.session, id)
        {
            let graph = handbook.graph(self.session.words.language());
            return graph.nodes.iter().map(|node| Candidate::new(&node.id, &node.title)).collect();
        }
        let Some(situation) = self.situation() else { return Vec::new() };
        self.outlines(&situation, |outline| outline.steps)
    }

    /// The steps that `wanted` gives a place, in that order and inside it in that of the plan.
    fn steps(&mut self, wanted: impl Fn(Status) -> Option<usize>) -> Vec<Candidate> {
        let Some(situation) = self.situation() else { return Vec::new() };
        let mut found = Vec::new();
        for (place, plan) in situation.plans().into_iter().enumerate() {
            for step in plan.steps {
                if let Some(order) = wanted(step.status) {
                    found.push((order, Candidate::new(situation.written(place, &step.id), step.title)));
                }
            }
        }
        found.sort_by_key(|(order, _)| *order);
        found.into_iter().map(|(_, candidate)| candidate).collect()
    }

    fn outcomes(&mut self, step: &str) -> Vec<Candidate> {
        let Some(situation) = self.situation() else { return Vec::new() };
        situation.reply_words(step).into_iter().map(|word| Candidate::new(word.id, word.label)).collect()
    }

    fn outline(&mut self) -> Vec<Candidate> {
        let Some(situation) = self.situation() else { return Vec::new() };
        self.outlines(&situation, |outline| {
            [outline.steps, outline.facts, outline.authorities, outline.laws, outline.documents].concat()
        })
    }

    /// What is in the outlines of all playbooks of the case.
    fn outlines(
        &self,
        situation: &Situation,
        part: impl Fn(playbook::document::Outline) -> Vec<OutlineEntry>,
    ) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        for held in situation.parts() {
            if let Ok(Shown::Playbook { outline }) =
                situation.show(self.session, Some(held.handbook.id())).map(|document| document.shown)
            {
                for entry in part(outline) {
                    if !found.iter().any(|known| known.word == entry.id) {
                        found.push(Candidate::new(entry.id, entry.title));
                    }
                }
            }
        }
        found
    }

    fn playbooks(&self, typed: &str) -> Vec<Candidate> {
        let Ok(shelf) = Shelf::open(self.session) else { return Vec::new() };
        let before = typed.rsplit_once(',').map(|(before, _)| format!("{before},")).unwrap_or_default();
        let name = |id: &str| self.session.words.find(&format!("place.{id}")).unwrap_or_default();
        shelf.ids().iter().map(|id| Candidate::new(format!("{before}{id}"), name(id))).collect()
    }

    fn cases(&self) -> Vec<Candidate> {
        let Ok(Some(casebook)) = casefile::existing(self.session) else { return Vec::new() };
        let playbooks = |case: &playbook_casebook::CaseHeading| {
            case.playbooks.iter().map(|playbook| playbook.id.as_str()).collect::<Vec<_>>().join(", ")
        };
        let cases = casebook.list().unwrap_or_default();
        cases.iter().map(|case| Candidate::new(&case.name, playbooks(case))).collect()
    }
}

/// The place of a status in a list; those that are still to be done come after it, the others not at all.
fn rank(status: Status, first: &[Status]) -> Option<usize> {
    let place = first.iter().position(|known| *known == status);
    place.or(matches!(status, Status::Blocked | Status::Later | Status::Undetermined).then_some(first.len()))
}

/// Words after which more is typed at once.
fn going_on(mut candidates: Vec<Candidate>, sign: &str) -> Vec<Candidate> {
    for candidate in &mut candidates {
        candidate.word.push_str(sign);
        candidate.goes_on = true;
    }
    candidates
}
