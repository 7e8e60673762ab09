//! Reading scenario files, checked against the playbook they are about.

use crate::{
    Code, Place,
    diagnostic::Findings,
    field::{Fields, shorten},
    node::{Key, Node},
    scenario::{Answer, EventKind, Expect, ExpectedNext, ExpectedStatus, Located, Scenario, ScenarioEvent, When},
    source::Span,
    suggest::did_you_mean,
};
use playbook_engine::Status;
use playbook_engine::model::{Each, FactKind, Outcome, Playbook, is_region};
use std::collections::{BTreeMap, BTreeSet};

const KEYS: [&str; 8] = ["scenario", "now", "on", "lang", "beside", "facts", "events", "expect"];
const EXPECT: [&str; 18] = [
    "next",
    "plan",
    "starts",
    "status",
    "rank",
    "due",
    "deadline",
    "until",
    "opens",
    "avoid",
    "question",
    "waiting",
    "together",
    "alternatives",
    "authority",
    "takes",
    "variants",
    "channels",
];

/// The ids a scenario may name.
pub(crate) struct Known<'p> {
    facts: BTreeMap<&'p str, &'p FactKind>,
    steps: BTreeSet<String>,
    outcomes: BTreeSet<String>,
    authorities: BTreeSet<&'p str>,
    /// The variants of each step that has any.
    variants: BTreeMap<&'p str, Vec<&'p str>>,
    regions: BTreeSet<&'p str>,
}

impl<'p> Known<'p> {
    /// Collects the ids of a playbook, copies of repeated steps included.
    pub(crate) fn of(playbook: &'p Playbook) -> Self {
        let mut steps = BTreeSet::new();
        let mut outcomes: BTreeSet<String> = Outcome::ALL.iter().map(|outcome| outcome.as_str().to_owned()).collect();
        for step in &playbook.steps {
            steps.insert(step.id.clone());
            let copies: Vec<&str> = match &step.each {
                None => Vec::new(),
                Some(Each::Listed(ids)) => ids.iter().map(String::as_str).collect(),
                Some(Each::Fact(id)) => {
                    let fact = playbook.facts.iter().find(|fact| fact.id == *id);
                    fact.map_or(&[][..], |fact| fact.kind.choices()).iter().map(|choice| choice.id.as_str()).collect()
                }
            };
            steps.extend(copies.into_iter().map(|copy| format!("{}/{copy}", step.id)));
            let all = std::iter::once(&step.base).chain(step.variants.iter().map(|variant| &variant.fields));
            outcomes.extend(
                all.filter_map(|fields| fields.reply.as_ref())
                    .flat_map(|reply| reply.also.iter().map(|also| also.id.clone())),
            );
        }
        Self {
            facts: playbook.facts.iter().map(|fact| (fact.id.as_str(), &fact.kind)).collect(),
            steps,
            outcomes,
            authorities: playbook.authorities.iter().map(|authority| authority.id.as_str()).collect(),
            variants: playbook
                .steps
                .iter()
                .map(|step| (step.id.as_str(), step.variants.iter().map(|variant| variant.id.as_str()).collect()))
                .collect(),
            regions: playbook.regions.iter().map(|region| region.id.as_str()).collect(),
        }
    }
}

/// Reads one scenario file from its bytes, as one about `playbook`; `path` is what it is called. `None`: it has mistakes.
#[must_use]
pub fn read_scenario(playbook: &Playbook, path: &str, bytes: &[u8]) -> Option<Scenario> {
    let mut findings = Findings::default();
    let (file, node) = crate::reader::read(&mut findings, path, bytes)?;
    read(&mut findings, &node, file, &Known::of(playbook))
}

/// Reads one scenario.
pub(crate) fn read(findings: &mut Findings, node: &Node, file: u32, known: &Known<'_>) -> Option<Scenario> {
    let before = findings.errors();
    let owner = "the scenario";
    let mut reader = Reader { findings, known, beside: Vec::new() };
    let fields = Fields::read(reader.findings, node, Span::top(file), owner, &KEYS)?;
    let title = fields
        .require(reader.findings, "scenario", owner)
        .and_then(|node| reader.findings.text(node, "`scenario` must be a sentence"));
    let now = fields.require(reader.findings, "now", owner).and_then(|node| reader.when(node, "now"));
    let on = fields.get("on").and_then(|node| reader.when(node, "on"));
    let lang = fields.get("lang").and_then(|node| reader.findings.text(node, "`lang` must be a language"));
    let beside = fields.get("beside").and_then(|node| reader.findings.words(node, "`beside`")).unwrap_or_default();
    reader.beside = beside.into_iter().map(|(id, _)| id.to_owned()).collect();
    let facts = fields.get("facts").map_or_else(Vec::new, |node| reader.answers(node));
    let events = match fields.get("events") {
        Some(node) => {
            reader.findings.list(node, "`events`").unwrap_or(&[]).iter().filter_map(|item| reader.event(item)).collect()
        }
        None => Vec::new(),
    };
    let expect =
        fields.require(reader.findings, "expect", owner).map_or_else(Expect::default, |node| reader.expect(node));
    let beside = reader.beside;
    let file = findings.sources.path_of(file).to_owned();
    let scenario = Scenario {
        file,
        title: title?.trim().to_owned(),
        now: now?,
        on,
        lang: lang.map(str::to_owned),
        beside,
        facts,
        events,
        expect,
    };
    (findings.errors() == before).then_some(scenario)
}

struct Reader<'f, 'k> {
    findings: &'f mut Findings,
    known: &'k Known<'k>,
    /// Other playbooks of the case; what is said to be of theirs is looked up when the scenario runs.
    beside: Vec<String>,
}

impl Reader<'_, '_> {
    fn place(&self, span: Span) -> Place {
        self.findings.sources.place(span)
    }

    fn located<T>(&self, span: Span, value: T) -> Located<T> {
        Located { value, place: self.place(span) }
    }

    fn when(&mut self, node: &Node, key: &str) -> Option<When> {
        let text = self.findings.text(node, &format!("`{key}` must be a date or moment"))?;
        let when = When::parse(text);
        if when.is_none() {
            self.findings
                .report(Code::MalformedDate, node.span, format!("`{key}` is not a date or moment: `{}`", shorten(text)))
                .help("write `2026-11-23` or `2026-11-23T20:00+08:00`");
        }
        when
    }

    fn answers(&mut self, node: &Node) -> Vec<Answer> {
        let entries = self.findings.map(node, "answers").unwrap_or(&[]);
        entries.iter().filter_map(|(key, value)| self.answer(key, value)).collect()
    }

    /// Whether a name is one of another playbook of the case: `cn:police-report`.
    fn is_elsewhere(&self, name: &str) -> bool {
        name.split_once(':').is_some_and(|(playbook, _)| self.beside.iter().any(|beside| beside == playbook))
    }

    /// An answer to a fact of another playbook of the case.
    fn answer_elsewhere(&mut self, key: &Key, value: &Node) -> Option<Answer> {
        let words = match value.as_list() {
            Some([]) => Vec::new(),
            _ => self.findings.words(value, &format!("the answer to `{}`", key.text))?,
        };
        let text = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(",");
        Some(Answer { fact: key.text.clone(), text, place: self.place(key.span) })
    }

    fn answer(&mut self, key: &Key, value: &Node) -> Option<Answer> {
        if self.is_elsewhere(&key.text) {
            return self.answer_elsewhere(key, value);
        }
        let Some(kind) = self.known.facts.get(key.text.as_str()).copied() else {
            self.findings
                .report(Code::UnknownFact, key.span, format!("unknown fact `{}`", key.text))
                .maybe_help(did_you_mean(&key.text, self.known.facts.keys().copied()));
            return None;
        };
        let words: Vec<(&str, Span)> = match value.as_list() {
            Some(items) => items
                .iter()
                .filter_map(|item| Some((self.findings.text(item, "an answer must be text")?, item.span)))
                .collect(),
            None => vec![(
                self.findings.text(value, &format!("the answer to `{}` must be text or a list", key.text))?,
                value.span,
            )],
        };
        if value.as_list().is_some() && !matches!(kind, FactKind::AnyOf(_)) {
            self.findings.report(
                Code::WrongType,
                value.span,
                format!("`{}` is of type `{}`; its answer is no list", key.text, kind.as_str()),
            );
            return None;
        }
        for (word, span) in &words {
            // a set may also be written as on the command line
            let parts: Vec<&str> =
                if matches!(kind, FactKind::AnyOf(_)) { word.split(',').collect() } else { vec![word] };
            parts.into_iter().for_each(|part| self.check_answer(&key.text, kind, part.trim(), *span));
        }
        let text = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(",");
        Some(Answer { fact: key.text.clone(), text, place: self.place(key.span) })
    }

    fn check_answer(&mut self, fact: &str, kind: &FactKind, word: &str, span: Span) {
        if matches!(word, "?" | "unknown") {
            return;
        }
        let yes_no = ["yes", "no"];
        let choices: Vec<&str> = match kind {
            FactKind::YesNo => yes_no.to_vec(),
            _ => kind.choices().iter().map(|choice| choice.id.as_str()).collect(),
        };
        let (fine, code) = match kind {
            FactKind::YesNo | FactKind::OneOf(_) => (choices.contains(&word), Code::UnknownValue),
            FactKind::AnyOf(_) => (word.is_empty() || choices.contains(&word), Code::UnknownValue),
            FactKind::Amount | FactKind::Number => (word.parse::<i64>().is_ok(), Code::MalformedNumber),
            FactKind::Date => (crate::field::parse_date(word).is_some(), Code::MalformedDate),
            FactKind::Moment => (When::parse(word).is_some(), Code::MalformedDate),
            FactKind::Region => {
                let known = &self.known.regions;
                (if known.is_empty() { is_region(word) } else { known.contains(word) }, Code::UnknownRegion)
            }
            FactKind::Text => (true, Code::UnknownValue),
        };
        if !fine {
            self.findings
                .report(code, span, format!("fact `{fact}` cannot be `{}`", shorten(word)))
                .maybe_help(did_you_mean(word, choices))
                .note(format!("its type is `{}`", kind.as_str()));
        }
    }

    fn step(&mut self, text: &str, span: Span) -> bool {
        let known = self.known.steps.contains(text) || self.is_elsewhere(text);
        if !known {
            self.findings
                .report(Code::UnknownStep, span, format!("unknown step `{}`", shorten(text)))
                .maybe_help(did_you_mean(text, self.known.steps.iter().map(String::as_str)));
        }
        known
    }

    fn event(&mut self, node: &Node) -> Option<ScenarioEvent> {
        const KINDS: [&str; 4] = ["done", "reply", "skip", "answer"];
        let fields = Fields::read(
            self.findings,
            node,
            node.span,
            "the event",
            &["done", "reply", "skip", "answer", "outcome", "on"],
        )?;
        let given: Vec<&str> = KINDS.into_iter().filter(|kind| fields.has(kind)).collect();
        let [kind] = given.as_slice() else {
            self.findings
                .report(Code::MalformedEvent, node.span, format!("the event says {} things that happened", given.len()))
                .help("exactly one of `done`, `reply`, `skip` and `answer`");
            return None;
        };
        if fields.has("outcome") && *kind != "reply" {
            self.findings.report(
                Code::MalformedEvent,
                fields.at("outcome"),
                format!("`outcome` cannot stand beside `{kind}`"),
            );
        }
        let on = fields.get("on").and_then(|node| self.when(node, "on"));
        let value = fields.get(kind)?;
        let kind = if *kind == "answer" {
            EventKind::Answer(self.answers(value))
        } else {
            let step = self.findings.text(value, &format!("`{kind}` must name a step"))?;
            self.step(step, value.span);
            let step = step.to_owned();
            match *kind {
                "done" => EventKind::Done(step),
                "skip" => EventKind::Skip(step),
                _ => {
                    let outcome_node = fields.require(self.findings, "outcome", "the reply")?;
                    let outcome = self.findings.text(outcome_node, "`outcome` must be a word")?;
                    if !self.known.outcomes.contains(outcome) && self.beside.is_empty() {
                        self.findings
                            .report(Code::UnknownOutcome, outcome_node.span, format!("unknown outcome `{outcome}`"))
                            .maybe_help(did_you_mean(outcome, self.known.outcomes.iter().map(String::as_str)));
                    }
                    EventKind::Reply { step, outcome: outcome.to_owned() }
                }
            }
        };
        Some(ScenarioEvent { kind, on, place: self.place(node.span) })
    }

    fn expect(&mut self, node: &Node) -> Expect {
        let mut expect = Expect::default();
        let Some(fields) = Fields::read(self.findings, node, node.span, "`expect`", &EXPECT) else { return expect };
        if node.as_map().is_some_and(<[_]>::is_empty) {
            self.findings.report(Code::NothingExpected, node.span, "the scenario expects nothing");
        }
        expect.next = fields.get("next").and_then(|node| self.next(node));
        let mut steps = |key: &str| fields.get(key).and_then(|node| self.ids(node, key, true));
        expect.plan = steps("plan");
        expect.starts = steps("starts");
        expect.avoid = steps("avoid");
        expect.waiting = steps("waiting");
        expect.together = steps("together");
        expect.alternatives = steps("alternatives");
        expect.question = fields.get("question").and_then(|node| self.ids(node, "question", false));
        expect.status = self.by_step(&fields, "status", Self::status);
        expect.rank = self.by_step(&fields, "rank", |reader, node| {
            let rank = reader.findings.number(node, "rank")?;
            u8::try_from(rank).ok().filter(|rank| *rank <= 3).or_else(|| {
                reader
                    .findings
                    .report(Code::MalformedNumber, node.span, format!("rank {rank} does not exist"))
                    .help("ranks are 0 to 3");
                None
            })
        });
        expect.due = self.by_step(&fields, "due", |reader, node| reader.when(node, "due"));
        expect.deadline = self.by_step(&fields, "deadline", |reader, node| reader.when(node, "deadline"));
        expect.until = self.by_step(&fields, "until", |reader, node| reader.when(node, "until"));
        expect.opens = self.by_step(&fields, "opens", |reader, node| reader.when(node, "opens"));
        expect.authority = self.by_step(&fields, "authority", |reader, node| {
            let id = reader.findings.text(node, "`authority` must name an authority")?;
            if !reader.known.authorities.contains(id) && reader.beside.is_empty() {
                let help = did_you_mean(id, reader.known.authorities.iter().copied());
                reader
                    .findings
                    .report(Code::UnknownAuthority, node.span, format!("unknown authority `{id}`"))
                    .maybe_help(help);
            }
            Some(id.to_owned())
        });
        expect.takes = self.by_step(&fields, "takes", |reader, node| reader.findings.term(node, "takes"));
        expect.variants = self.variants(&fields);
        expect.channels = self.by_step(&fields, "channels", |reader, node| {
            let items = match node.as_list() {
                Some([]) => &[],
                _ => reader.findings.one_or_list(node, "`channels`")?,
            };
            // two may be of one kind
            let text =
                |item| Some(reader.findings.text(item, "a channel is a number, an address or a kind")?.to_owned());
            Some(items.iter().filter_map(text).collect())
        });
        expect
    }

    /// By step: those of its variants that hold.
    fn variants(&mut self, fields: &Fields<'_>) -> Vec<Located<(String, Vec<String>)>> {
        let Some(node) = fields.get("variants") else { return Vec::new() };
        let mut found = Vec::new();
        for (step, value) in self.findings.map(node, "`variants`").unwrap_or(&[]) {
            self.step(&step.text, step.span);
            let words = match value.as_list() {
                Some([]) => Vec::new(),
                _ => self.findings.words(value, "`variants`").unwrap_or_default(),
            };
            // a copy has the variants of its step
            let of = step.text.split_once('/').map_or(step.text.as_str(), |(of, _)| of);
            let known = self.known.variants.get(of).map_or(&[][..], Vec::as_slice);
            for (id, span) in &words {
                if !known.contains(id) && !self.is_elsewhere(&step.text) {
                    self.findings
                        .report(
                            Code::NotAChoice,
                            *span,
                            format!("step `{}` has no variant `{}`", shorten(of), shorten(id)),
                        )
                        .maybe_help(did_you_mean(id, known.iter().copied()));
                }
            }
            let ids = words.into_iter().map(|(id, _)| id.to_owned()).collect();
            found.push(self.located(step.span, (step.text.clone(), ids)));
        }
        found
    }

    fn next(&mut self, node: &Node) -> Option<Located<ExpectedNext>> {
        if node.as_map().is_some() {
            let fields = Fields::read(self.findings, node, node.span, "`next`", &["question"])?;
            let fact = fields.require(self.findings, "question", "`next`")?;
            let id = self.findings.text(fact, "`question` must name a fact")?;
            self.fact(id, fact.span);
            return Some(self.located(node.span, ExpectedNext::Question(id.to_owned())));
        }
        let next =
            match self.findings.text(node, "`next` must be a step, `{ question: FACT }`, `wait` or `finished`")? {
                "wait" => ExpectedNext::Wait,
                "finished" => ExpectedNext::Finished,
                step => {
                    self.step(step, node.span);
                    ExpectedNext::Step(step.to_owned())
                }
            };
        Some(self.located(node.span, next))
    }

    fn fact(&mut self, id: &str, span: Span) {
        if !self.known.facts.contains_key(id) && !self.is_elsewhere(id) {
            self.findings
                .report(Code::UnknownFact, span, format!("unknown fact `{}`", shorten(id)))
                .maybe_help(did_you_mean(id, self.known.facts.keys().copied()));
        }
    }

    fn ids(&mut self, node: &Node, key: &str, steps: bool) -> Option<Located<Vec<String>>> {
        if matches!(node.as_list(), Some([])) {
            return Some(self.located(node.span, Vec::new()));
        }
        let words = self.findings.words(node, &format!("`{key}`"))?;
        for (id, span) in &words {
            if steps {
                self.step(id, *span);
            } else {
                self.fact(id, *span);
            }
        }
        Some(self.located(node.span, words.into_iter().map(|(id, _)| id.to_owned()).collect()))
    }

    fn status(&mut self, node: &Node) -> Option<ExpectedStatus> {
        if node.as_map().is_some() {
            let fields = Fields::read(self.findings, node, node.span, "the status", &["done"])?;
            let outcomes = Outcome::ALL.map(|outcome| (outcome, outcome.as_str()));
            let outcome = fields.require(self.findings, "done", "the status")?;
            if outcome.as_text() == Some("done") {
                self.findings
                    .report(Code::NotAChoice, outcome.span, "`done` is no outcome")
                    .help("for a step that ended without an answer write `done` alone");
                return None;
            }
            let outcome = self.findings.choice(outcome, "done", &outcomes);
            return Some(ExpectedStatus { status: Status::Done, outcome });
        }
        let statuses = Status::ALL.map(|status| (status, status.as_str()));
        let status = self.findings.choice(node, "status", &statuses)?;
        Some(ExpectedStatus { status, outcome: None })
    }

    fn by_step<T>(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        read: impl Fn(&mut Self, &Node) -> Option<T>,
    ) -> Vec<Located<(String, T)>> {
        let Some(node) = fields.get(key) else { return Vec::new() };
        let entries = self.findings.map(node, &format!("`{key}`")).unwrap_or(&[]);
        let mut found = Vec::with_capacity(entries.len());
        for (step, value) in entries {
            self.step(&step.text, step.span);
            if let Some(value) = read(self, value) {
                found.push(self.located(step.span, (step.text.clone(), value)));
            }
        }
        found
    }
}
