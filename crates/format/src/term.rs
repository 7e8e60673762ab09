//! Terms, anchors, and what is made of them: `within`, `deadline`, `opens`, `reply`, `applies`.

use crate::{
    Code,
    diagnostic::Findings,
    field::{Fields, parse_date, shorten},
    graph::{Part, Tie},
    lower::Lower,
    node::{Kind, Node},
    suggest::did_you_mean,
    text::TextPath,
};
use playbook_engine::model::{
    AlsoReply, Anchor, Applies, Counting, Deadline, FactKind, FirstDay, Id, Opens, Outcome, OutcomeTest, Reply, Roll,
    Term, Unit, Within,
};

const FIRST_DAY: [(FirstDay, &str); 2] = [(FirstDay::Excluded, "excluded"), (FirstDay::Included, "included")];
const ROLL: [(Roll, &str); 3] = [
    (Roll::None, "none"),
    (Roll::NextWorkingDay, "next-working-day"),
    (Roll::PreviousWorkingDay, "previous-working-day"),
];

impl Findings {
    /// A length of time such as `15 working-days`.
    pub(crate) fn term(&mut self, node: &Node, key: &str) -> Option<Term> {
        let text = self.text(node, &format!("`{key}` must be a term such as `5 minutes` or `15 working-days`"))?;
        if let Some(term) = Term::parse(text) {
            if term.count > 0 {
                return Some(term);
            }
            self.report(Code::MalformedTerm, node.span, format!("`{key}` is a term of nothing: `{text}`"))
                .help("the count begins at 1; leave the key out where there is no term");
            return None;
        }
        let (count, unit) = text.split_once(' ').unwrap_or((text, ""));
        let draft = self.report(Code::MalformedTerm, node.span, format!("`{key}` is not a term: `{}`", shorten(text)));
        let digits = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
        let units = Unit::ALL.iter().map(|(_, word)| *word);
        if digits && count.parse::<u32>().is_ok_and(|count| count <= Term::MAX_COUNT) && !unit.is_empty() {
            draft.under(format!("unknown unit `{}`", shorten(unit)));
            let plural = format!("{unit}s");
            let near = crate::suggest::nearest(unit.trim(), units.clone()).map(str::to_owned);
            match units.clone().find(|word| *word == plural).map(str::to_owned).or(near) {
                Some(unit) => draft.help(format!("did you mean `{count} {unit}`?")),
                None => draft.maybe_help(did_you_mean(unit, units)),
            };
        } else if digits && !unit.is_empty() {
            draft.help(format!("the count is at most {}", Term::MAX_COUNT));
        } else {
            draft.help("write a number and a unit: `5 minutes`, `7 days`, `15 working-days`");
        }
        None
    }

    /// The rules by which days are counted.
    pub(crate) fn counting(&mut self, node: &Node, key: &str) -> Option<Counting> {
        let owner = format!("`{key}`");
        let fields = Fields::read(self, node, node.span, &owner, &["first-day", "roll"])?;
        let (first_day, roll) = self.counting_rules(&fields);
        Some(Counting { first_day: first_day.unwrap_or_default(), roll: roll.unwrap_or_default() })
    }

    fn counting_rules(&mut self, fields: &Fields<'_>) -> (Option<FirstDay>, Option<Roll>) {
        (
            fields.get("first-day").and_then(|node| self.choice(node, "first-day", &FIRST_DAY)),
            fields.get("roll").and_then(|node| self.choice(node, "roll", &ROLL)),
        )
    }

    /// When something holds: `{ from, until }` or `{ yearly: [01-15, 11-14] }`.
    pub(crate) fn applies(&mut self, node: &Node) -> Option<Applies> {
        let fields = Fields::read(self, node, node.span, "`applies`", &["from", "until", "yearly"])?;
        if let Some(yearly) = fields.get("yearly") {
            if fields.has("from") || fields.has("until") {
                self.report(Code::MalformedSeason, yearly.span, "`yearly` cannot stand beside `from` and `until`");
            }
            return self.season(yearly);
        }
        let from = fields.get("from").and_then(|node| self.date(node, "from"));
        let until = fields.get("until").and_then(|node| self.date(node, "until"));
        if !fields.has("from") && !fields.has("until") && node.as_map().is_some_and(<[_]>::is_empty) {
            self.report(Code::Empty, node.span, "`applies` says nothing").help("write `from`, `until` or `yearly`");
        }
        if let (Some(first), Some(last)) = (from, until)
            && first > last
        {
            self.report(Code::DateOrder, fields.at("until"), format!("`until` {last} is before `from` {first}"))
                .also(fields.at("from"), "from here");
        }
        Some(Applies::Between { from, until })
    }

    fn season(&mut self, node: &Node) -> Option<Applies> {
        let days: Option<Vec<(i8, i8)>> = node
            .as_list()
            .filter(|items| items.len() == 2)
            .map(|items| items.iter().filter_map(|item| item.as_text().and_then(month_day)).collect());
        if let Some([from, until]) = days.as_deref() {
            return Some(Applies::Yearly { from: *from, until: *until });
        }
        self.report(Code::MalformedSeason, node.span, "`yearly` must be two days of the year")
            .help("write MONTH-DAY twice: `[01-15, 11-14]`");
        None
    }
}

/// Reads `01-15`.
fn month_day(text: &str) -> Option<(i8, i8)> {
    // in a leap year every day exists
    let date = parse_date(&format!("2024-{text}"))?;
    Some((date.month(), date.day()))
}

/// A term with what may stand beside it.
struct Full {
    term: Term,
    from: Option<Anchor>,
    basis: Option<Id>,
}

impl Lower<'_> {
    /// What a term counts from.
    pub(crate) fn anchor(&mut self, node: &Node) -> Option<Anchor> {
        match &node.kind {
            Kind::Scalar { .. } if !node.is_null() => {
                let id = node.as_text()?;
                if self.declared.facts.get(id).is_none() && self.declared.steps.get(id).is_some() {
                    self.findings
                        .report(Code::NotAnAnchor, node.span, format!("step `{id}` alone is no date"))
                        .help(format!("say which outcome: `{{ {id}: done }}`"));
                    return None;
                }
                let fact = self.known_fact(id, node.span)?;
                self.waits_for(Part::Fact, id, node.span, Tie::CountsFrom);
                if !matches!(fact.kind, FactKind::Date | FactKind::Moment) {
                    let message =
                        format!("`{id}` is of type `{}`; a term counts from a date or moment", fact.kind.as_str());
                    self.findings.report(Code::NotAnAnchor, node.span, message).also(fact.span, "declared here");
                }
                Some(Anchor::Fact(id.to_owned()))
            }
            Kind::Map(entries) => {
                let [(key, value)] = entries.as_slice() else {
                    self.findings
                        .report(Code::NotAnAnchor, node.span, "a term counts from one step")
                        .help("write `{ STEP: OUTCOME }` or `{ STEP: [refused, unanswered] }`");
                    return None;
                };
                self.known_step(&key.text, key.span)?;
                self.waits_for(Part::Step, &key.text, key.span, Tie::CountsFrom);
                Some(Anchor::Step { step: key.text.clone(), tests: self.outcomes(key, value) })
            }
            _ => {
                self.findings.report(
                    Code::NotAnAnchor,
                    node.span,
                    format!("`from` must be a fact or `{{ STEP: OUTCOME }}`, found {}", node.what()),
                );
                None
            }
        }
    }

    /// The parts every long form of a term has; `main` is the key of the term itself.
    fn full(&mut self, fields: &Fields<'_>, main: &str, owner: &str) -> Option<Full> {
        let term = fields.require(self.findings, main, owner).and_then(|node| self.findings.term(node, main));
        let (first_day, roll) = self.findings.counting_rules(fields);
        let from = fields.get("from").and_then(|node| self.anchor(node));
        let basis = fields.get("basis").and_then(|node| self.law(node));
        term.map(|term| Full { term: Term { first_day, roll, ..term }, from, basis })
    }

    /// `within: TERM` or `within: { is: TERM, from: ANCHOR, basis: LAW }`.
    pub(crate) fn within(&mut self, node: &Node) -> Option<Within> {
        if node.as_map().is_none() {
            return self.findings.term(node, "within").map(|term| Within { term, from: None, basis: None });
        }
        let fields =
            Fields::read(self.findings, node, node.span, "`within`", &["is", "from", "basis", "first-day", "roll"])?;
        let Full { term, from, basis } = self.full(&fields, "is", "`within`")?;
        Some(Within { term, from, basis })
    }

    /// One deadline or a list of them.
    pub(crate) fn deadlines(&mut self, node: &Node, path: &TextPath) -> Option<Vec<Deadline>> {
        if let Some(items) = node.as_list() {
            let items = if items.is_empty() { self.findings.list(node, "`deadline`")? } else { items };
            self.texts.lists.push((path.clone(), items.len(), node.span));
            return Some(
                items.iter().enumerate().filter_map(|(at, item)| self.deadline(item, &path.item(at))).collect(),
            );
        }
        Some(self.deadline(node, path).into_iter().collect())
    }

    fn deadline(&mut self, node: &Node, path: &TextPath) -> Option<Deadline> {
        const KEYS: [&str; 7] = ["within", "from", "basis", "bars", "lost", "first-day", "roll"];
        let fields = Fields::read(self.findings, node, node.span, "`deadline`", &KEYS)?;
        let full = self.full(&fields, "within", "`deadline`");
        let bars = fields.get("bars").and_then(|node| self.findings.yes_no(node, "bars")).unwrap_or(false);
        let lost = fields.get("lost").and_then(|node| self.person_text(node, path.key("lost")));
        if bars && !fields.has("lost") {
            self.findings
                .report(Code::BarsWithoutLost, fields.at("bars"), "this deadline bars, but does not say what is lost")
                .help("add `lost:` with what the person can no longer do");
        }
        if !fields.has("from") {
            self.findings
                .report(Code::MissingKey, fields.span, "`deadline` has no `from`")
                .help("a date or moment fact, or `{ STEP: OUTCOME }`; advice without a legal date is `within`");
        }
        let Full { term, from, basis } = full?;
        Some(Deadline { term, from: from?, basis, bars, lost })
    }

    /// `opens: { after: TERM, from: ANCHOR }`.
    pub(crate) fn opens(&mut self, node: &Node) -> Option<Opens> {
        let fields =
            Fields::read(self.findings, node, node.span, "`opens`", &["after", "from", "basis", "first-day", "roll"])?;
        fields.require(self.findings, "from", "`opens`");
        let Full { term, from, basis } = self.full(&fields, "after", "`opens`")?;
        Some(Opens { term, from: from?, basis })
    }

    /// `reply: { within: TERM, ... }`.
    pub(crate) fn reply(&mut self, node: &Node) -> Option<Reply> {
        const KEYS: [&str; 7] = ["within", "from", "basis", "asked", "also", "first-day", "roll"];
        let fields = Fields::read(self.findings, node, node.span, "`reply`", &KEYS)?;
        let asked = fields.get("asked").and_then(|node| self.findings.yes_no(node, "asked")).unwrap_or(false);
        let also = fields.get("also").map_or_else(Vec::new, |node| self.also(node));
        let Full { term, from, basis } = self.full(&fields, "within", "`reply`")?;
        Some(Reply { term, from, basis, asked, also })
    }

    /// Further kinds of answer: `{ not-competent: wrong-addressee, acknowledged: { within: 7 days } }`.
    fn also(&mut self, node: &Node) -> Vec<AlsoReply> {
        let outcomes = Outcome::ALL.map(|outcome| (outcome, outcome.as_str()));
        let mut also = Vec::new();
        for (key, value) in self.findings.map(node, "`also`").unwrap_or(&[]) {
            self.findings.check_id(&key.text, key.span, "the answer");
            let own = Outcome::parse(&key.text);
            let (outcome, term) = if value.as_map().is_some() {
                let owner = format!("the answer `{}`", key.text);
                let Some(fields) = Fields::read(self.findings, value, key.span, &owner, &["is", "within"]) else {
                    continue;
                };
                let term =
                    fields.require(self.findings, "within", &owner).and_then(|node| self.findings.term(node, "within"));
                let outcome = fields.get("is").and_then(|node| self.findings.choice(node, "is", &outcomes)).or(own);
                if outcome.is_none() && !fields.has("is") {
                    self.findings
                        .report(
                            Code::MissingKey,
                            key.span,
                            format!("`{}` is not an outcome, so it must say which it is", key.text),
                        )
                        .help(format!("`{}: {{ is: acknowledged, within: 7 days }}`", key.text));
                }
                (outcome, term)
            } else {
                (self.findings.choice(value, &key.text, &outcomes), None)
            };
            if let Some(outcome) = outcome {
                also.push(AlsoReply { id: key.text.clone(), outcome: OutcomeTest::Ended(outcome), term });
            }
        }
        also
    }
}
