//! A person's story: a small playbook, what they answered and did, and what the engine makes of it.

use jiff::Timestamp;
use jiff::civil::DateTime;
use playbook_engine::{Case, Finished, Limits, Plan, Program, Question, Recommendation, Status, StepId, parse_instant};
use playbook_format::{Folder, Library, render};

/// A small playbook. Facts need no `ask`, steps no texts, authorities no name, laws no source: those are filled in.
pub(crate) fn playbook(yaml: &str) -> Program {
    with_calendar(yaml, "")
}

/// A small playbook with a calendar.
pub(crate) fn with_calendar(yaml: &str, calendar: &str) -> Program {
    let head = if yaml.contains("time-zone:") { "" } else { "time-zone: Asia/Shanghai\n" };
    let text = format!("playbook: demo\nversion: 2026-11-23\nlanguages: [en]\n{head}{}", filled(yaml));
    let text = text.replace("bars: yes", "bars: yes, lost: the right");
    let mut folder = Folder::new("demo", "demo").with("playbook.yaml", text);
    if !calendar.is_empty() {
        folder = folder.with("calendar.yaml", format!("source: test\n{calendar}"));
    }
    let loaded = Library::new(vec![folder]).load("demo", None);
    let findings = render::text(&loaded.diagnostics, &loaded.sources, render::Color::Never);
    let (playbook, _) = loaded.playbook.unwrap_or_else(|| panic!("{findings}"));
    Program::compile_with(playbook, Limits::default()).expect("it compiles")
}

/// Puts the texts that every playbook needs into one-line entries `  id: { ... }`.
fn filled(yaml: &str) -> String {
    let mut section = "";
    let lines = yaml.lines().map(|line| {
        if !line.starts_with(' ') {
            section = line.trim_end_matches(':');
        }
        let is_entry = line.starts_with("  ") && !line.starts_with("   ");
        let texts = match section {
            "facts" => "ask: Q",
            "steps" if line.contains("unsure:") || line.contains("avoid:") => "title: T, why: W, how: H",
            "steps" => "title: T, why: W, how: H, unsure: hold",
            "laws" => "title: L, source: { url: 'https://example.org', kind: official }",
            "authorities" if line.contains("channels:") => "name: N",
            "authorities" => "name: N, channels: own",
            _ => return line.to_owned(),
        };
        match line.split_once('{').filter(|_| is_entry) {
            Some((id, "}")) => format!("{id}{{ {texts} }}"),
            Some((id, rest)) => format!("{id}{{ {texts},{rest}"),
            None => line.to_owned(),
        }
    });
    lines.map(|line| line + "\n").collect()
}

/// One person's case with its clock.
pub(crate) struct Story<'p> {
    pub(crate) program: &'p Program,
    pub(crate) case: Case,
    pub(crate) now: Timestamp,
}

/// A story that begins at a local date and time.
pub(crate) fn on<'p>(program: &'p Program, now: &str) -> Story<'p> {
    Story { program, case: Case::new(), now: parse_instant(program, now).expect("a date") }
}

impl Story<'_> {
    /// The clock moves.
    pub(crate) fn until(mut self, now: &str) -> Self {
        self.now = parse_instant(self.program, now).expect("a date");
        self
    }

    /// `fact=value`, several parted by spaces; answered now.
    pub(crate) fn says(mut self, answers: &str) -> Self {
        for answer in answers.split_whitespace() {
            let (fact, value) = answer.split_once('=').expect("fact=value");
            let fact = self.program.fact_id(fact).expect("a fact");
            let value = self.program.parse_answer(fact, value).expect("a value");
            self.case.answer(self.program, fact, value, self.now).expect("it fits");
        }
        self
    }

    pub(crate) fn does(mut self, steps: &str) -> Self {
        for step in steps.split_whitespace() {
            let step = self.id(step);
            self.case.mark_done(self.program, step, self.now).expect("a thing to do");
        }
        self
    }

    pub(crate) fn skips(mut self, step: &str) -> Self {
        let step = self.id(step);
        self.case.skip(self.program, step, self.now).expect("a thing to do");
        self
    }

    pub(crate) fn hears(mut self, step: &str, outcome: &str) -> Self {
        let step = self.id(step);
        self.case.reply(self.program, step, outcome, self.now).expect("a reply");
        self
    }

    pub(crate) fn id(&self, step: &str) -> StepId {
        self.program.step_id(step).expect("a step")
    }

    /// The plan; the definition and the index must agree on it.
    pub(crate) fn plan(&self) -> Plan {
        self.program.prepare();
        let plan = self.program.plan(&self.case, self.now);
        assert_eq!(plan, self.program.plan_by_definition(&self.case, self.now), "index and definition differ");
        plan
    }

    fn recommendation(&self) -> Recommendation {
        self.plan();
        self.program.next(&self.case, self.now).1
    }

    /// `do STEP`, `ask FACT ...`, `wait until DATE`, `wait`, or `finished`.
    pub(crate) fn next(&self) -> String {
        match self.recommendation() {
            Recommendation::Step(step) => format!("do {}", self.program.step(step).id),
            Recommendation::Question(question) => format!("ask {}", self.facts(&question)),
            Recommendation::Wait(wait) => match wait.until {
                Some(until) => format!("wait until {}", self.local(until)),
                None => "wait".to_owned(),
            },
            Recommendation::Finished(_) => "finished".to_owned(),
        }
    }

    fn facts(&self, question: &Question) -> String {
        let ids: Vec<&str> = question.facts.iter().map(|fact| self.program.fact(*fact).id.as_str()).collect();
        ids.join(" ")
    }

    pub(crate) fn question(&self) -> Question {
        match self.recommendation() {
            Recommendation::Question(question) => question,
            other => panic!("no question but {other:?}"),
        }
    }

    pub(crate) fn finished(&self) -> Finished {
        match self.recommendation() {
            Recommendation::Finished(finished) => finished,
            other => panic!("not finished but {other:?}"),
        }
    }

    pub(crate) fn names(&self, steps: impl IntoIterator<Item = StepId>) -> String {
        steps.into_iter().map(|step| self.program.step(step).id.clone()).collect::<Vec<_>>().join(" ")
    }

    /// The ready steps, most urgent first.
    pub(crate) fn order(&self) -> String {
        self.names(self.plan().ready().iter().copied())
    }

    /// All open steps in the order in which they will come.
    pub(crate) fn agenda(&self) -> String {
        self.names(self.plan().agenda(self.program))
    }

    pub(crate) fn status(&self, step: &str) -> &'static str {
        let plan = self.plan();
        let plan = plan.step(self.id(step));
        match plan.status {
            Status::Undetermined if plan.held => "held",
            Status::Blocked if plan.blocked_for_good => "blocked for good",
            status => status.as_str(),
        }
    }

    /// `done`, or how it ended.
    pub(crate) fn outcome(&self, step: &str) -> &'static str {
        self.plan().step(self.id(step)).outcome.map_or("none", |outcome| outcome.as_str())
    }

    /// Own and effective rank.
    pub(crate) fn ranks(&self, step: &str) -> (u8, u8) {
        let plan = self.plan();
        (plan.step(self.id(step)).rank, plan.step(self.id(step)).effective_rank)
    }

    pub(crate) fn rank(&self, step: &str) -> u8 {
        self.ranks(step).0
    }

    fn local(&self, at: Timestamp) -> String {
        assert!(at < Timestamp::MAX, "the end of time is no date");
        let local: DateTime = self.program.zone().to_datetime(at);
        let text = local.to_string().replace('T', " ");
        // The last second of a day is that day.
        text.strip_suffix(" 23:59:59").map(str::to_owned).unwrap_or(text)
    }

    fn maybe(&self, at: Option<Timestamp>) -> String {
        at.map_or_else(|| "none".to_owned(), |at| self.local(at))
    }

    /// Its own due: a day where it is the end of that day.
    pub(crate) fn due(&self, step: &str) -> String {
        self.maybe(self.plan().step(self.id(step)).due)
    }

    pub(crate) fn effective_due(&self, step: &str) -> String {
        self.maybe(self.plan().step(self.id(step)).effective_due)
    }

    pub(crate) fn deadline(&self, step: &str) -> String {
        self.maybe(self.plan().step(self.id(step)).deadline.map(|due| due.at))
    }

    pub(crate) fn opens(&self, step: &str) -> String {
        self.maybe(self.plan().step(self.id(step)).opens_at)
    }

    /// The end of the addressee's term.
    pub(crate) fn term(&self, step: &str) -> String {
        self.maybe(self.plan().step(self.id(step)).reply_until)
    }

    /// To whom it is reported.
    pub(crate) fn authorities(&self, step: &str) -> String {
        let plan = self.plan();
        let ids = plan.step(self.id(step)).authorities.iter().map(|body| self.program.authority(*body).id.clone());
        ids.collect::<Vec<_>>().join(" ")
    }
}
