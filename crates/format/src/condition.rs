//! The condition language: YAML to [`Condition`], checked against the declared facts and steps.

use crate::{
    Code,
    field::{Fields, shorten},
    graph::{Part, Tie},
    lower::{FactName, Lower},
    node::{Key, Kind, Node},
    suggest::{did_you_mean, quoted},
};
use playbook_engine::model::{Bound, Condition, FactKind, FactTest, Outcome, OutcomeTest};

/// The keys of conditions that are not names.
pub(crate) const CONNECTIVES: [&str; 3] = ["any", "all", "not"];

impl Lower<'_> {
    /// Reads a condition. What is wrong in it is reported and left out.
    pub(crate) fn condition(&mut self, node: &Node) -> Condition {
        match &node.kind {
            Kind::Map(entries) => {
                if entries.is_empty() {
                    self.empty(node, "always");
                }
                join(entries.iter().map(|(key, value)| self.part(key, value)).collect())
            }
            Kind::List(items) => {
                if items.is_empty() {
                    self.empty(node, "never");
                }
                Condition::Any(items.iter().map(|item| self.condition(item)).collect())
            }
            Kind::Scalar { .. } => {
                self.findings
                    .report(
                        Code::WrongType,
                        node.span,
                        format!("a condition must be a map or list, found {}", node.what()),
                    )
                    .help("write `{ FACT: VALUE }` or `{ STEP: OUTCOME }`");
                Condition::always()
            }
        }
    }

    fn empty(&mut self, node: &Node, when: &str) {
        self.findings
            .report(Code::EmptyCondition, node.span, format!("an empty condition is {when} true"))
            .help("leave the key out, or write a test");
    }

    fn part(&mut self, key: &Key, value: &Node) -> Condition {
        match key.text.as_str() {
            "all" => Condition::All(self.parts(key, value)),
            "any" => Condition::Any(self.parts(key, value)),
            "not" => Condition::Not(Box::new(self.condition(value))),
            name if self.declared.facts.get(name).is_some() => self.fact_part(key, value),
            name if self.declared.steps.get(name).is_some() => self.step_part(key, value),
            name => {
                let names = self.declared.facts.ids().chain(self.declared.steps.ids()).chain(CONNECTIVES);
                let help = did_you_mean(name, names);
                self.findings
                    .report(Code::UnknownName, key.span, format!("`{}` is neither a fact nor a step", shorten(name)))
                    .maybe_help(help);
                Condition::always()
            }
        }
    }

    fn parts(&mut self, key: &Key, value: &Node) -> Vec<Condition> {
        if value.as_list().is_none() {
            self.findings
                .report(
                    Code::WrongType,
                    value.span,
                    format!("`{}` must be a list of conditions, found {}", key.text, value.what()),
                )
                .help("begin each condition with `- `");
            return Vec::new();
        }
        let items = self.findings.list(value, &format!("`{}`", key.text)).unwrap_or(&[]);
        items.iter().map(|item| self.condition(item)).collect()
    }

    fn step_part(&mut self, key: &Key, value: &Node) -> Condition {
        self.waits_for(Part::Step, &key.text, key.span, Tie::Tests);
        Condition::Step { step: key.text.clone(), tests: self.outcomes(key, value) }
    }

    /// The outcomes a step is tested for.
    pub(crate) fn outcomes(&mut self, step: &Key, value: &Node) -> Vec<OutcomeTest> {
        let has_reply = self.declared.steps.get(&step.text).is_some_and(|step| step.has_reply);
        let what = format!("the outcome of `{}`", step.text);
        let Some(words) = self.findings.words(value, &what) else { return Vec::new() };
        let mut tests = Vec::with_capacity(words.len());
        for (word, span) in words {
            let Some(test) = OutcomeTest::parse(word) else {
                let known = ["done"].into_iter().chain(Outcome::ALL.map(Outcome::as_str));
                self.findings
                    .report(
                        Code::UnknownOutcome,
                        span,
                        format!("unknown outcome `{}` of step `{}`", shorten(word), step.text),
                    )
                    .maybe_help(did_you_mean(word, known));
                continue;
            };
            match test {
                OutcomeTest::Ended(Outcome::Unanswered) if !has_reply => {
                    self.findings
                        .report(
                            Code::UnansweredWithoutReply,
                            span,
                            format!("step `{}` has no `reply`, so it cannot be `unanswered`", step.text),
                        )
                        .help(format!("give `{}` a reply term: `reply: {{ within: 15 days }}`", step.text));
                }
                OutcomeTest::Ended(outcome) if !has_reply => {
                    let message = format!(
                        "step `{}` has no `reply`, so nobody is asked whether it ended as `{}`",
                        step.text,
                        outcome.as_str()
                    );
                    self.findings
                        .report(Code::OutcomeWithoutReply, span, message)
                        .help(format!("give `{}` a reply term: `reply: {{ within: 15 days }}`", step.text));
                }
                _ => {}
            }
            tests.push(test);
        }
        tests
    }

    fn fact_part(&mut self, key: &Key, value: &Node) -> Condition {
        let Some(fact) = self.known_fact(&key.text, key.span) else { return Condition::always() };
        self.waits_for(Part::Fact, &key.text, key.span, Tie::Tests);
        if matches!(fact.kind, FactKind::Text) {
            self.findings
                .report(
                    Code::TextInCondition,
                    key.span,
                    format!("`{}` is a text fact; conditions cannot test it", key.text),
                )
                .also(fact.span, "declared here")
                .help("ask a question with `one-of` or `type: yes-no`");
            return Condition::always();
        }
        match &value.kind {
            Kind::Map(_) => self.fact_tests(key, &fact, value),
            _ if value.is_null() => {
                self.findings.report(Code::WrongType, key.span, format!("`{}` has no value to test for", key.text));
                Condition::always()
            }
            _ => self.fact_values(key, &fact, value),
        }
    }

    /// `fact: value` and `fact: [a, b]`.
    fn fact_values(&mut self, key: &Key, fact: &FactName, value: &Node) -> Condition {
        let what = format!("the value of `{}`", key.text);
        let Some(words) = self.findings.words(value, &what) else { return Condition::always() };
        let test = |test| Condition::Fact { fact: key.text.clone(), test };
        let (mut values, mut unknown) = (Vec::new(), false);
        for (word, span) in words {
            if word == "unknown" {
                unknown = true;
            } else {
                self.value(key, fact, word, span, &mut values);
            }
        }
        match (values.is_empty(), unknown) {
            (true, true) => test(FactTest::Unknown),
            (_, false) => test(FactTest::Is(values)),
            (false, true) => Condition::Any(vec![test(FactTest::Is(values)), test(FactTest::Unknown)]),
        }
    }

    /// Checks one value against the fact's type.
    fn value(&mut self, key: &Key, fact: &FactName, word: &str, span: crate::source::Span, values: &mut Vec<String>) {
        match &fact.kind {
            FactKind::YesNo => {
                if !matches!(word, "yes" | "no") {
                    self.unknown_value(key, fact, word, span, &["yes", "no"]);
                }
            }
            FactKind::OneOf(choices) | FactKind::AnyOf(choices) => {
                if !choices.iter().any(|choice| choice.id == word) {
                    let ids: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
                    self.unknown_value(key, fact, word, span, &ids);
                }
            }
            FactKind::Region => self.known_region(word, span),
            FactKind::Amount | FactKind::Number | FactKind::Date | FactKind::Moment | FactKind::Text => {
                self.not_allowed(key, fact, &format!("the value `{}`", shorten(word)), span);
            }
        }
        values.push(word.to_owned());
    }

    fn unknown_value(&mut self, key: &Key, fact: &FactName, word: &str, span: crate::source::Span, ids: &[&str]) {
        let draft = self.findings.report(
            Code::UnknownValue,
            span,
            format!("fact `{}` cannot be `{}`", key.text, shorten(word)),
        );
        draft.also(fact.span, "declared here");
        if matches!(word, "?" | "true" | "false") {
            let meant = if word == "?" {
                "unknown"
            } else if word == "true" {
                "yes"
            } else {
                "no"
            };
            draft.help(format!("write `{meant}`"));
        } else {
            draft.maybe_help(did_you_mean(word, ids.iter().copied().chain(["unknown"])));
        }
    }

    fn not_allowed(&mut self, key: &Key, fact: &FactName, test: &str, span: crate::source::Span) {
        let allowed = match fact.kind {
            FactKind::YesNo => "`yes`, `no`, `unknown`",
            FactKind::OneOf(_) => "a value, a list of values, `{ none-of: [...] }`, `unknown`",
            FactKind::AnyOf(_) => "a value, a list of values, `{ all-of: [...] }`, `{ none-of: [...] }`, `unknown`",
            FactKind::Amount | FactKind::Number => "`{ at-least: N }`, `{ below: N }`, `unknown`",
            FactKind::Date | FactKind::Moment => {
                "`{ at-least: DATE }`, `{ below: DATE }`, `{ within: 48 hours }`, `unknown`"
            }
            FactKind::Region => "a region, a list of regions, `{ none-of: [...] }`, `unknown`",
            FactKind::Text => "nothing",
        };
        self.findings
            .report(
                Code::TestNotAllowed,
                span,
                format!("`{}` is of type `{}` and cannot be tested for {test}", key.text, fact.kind.as_str()),
            )
            .also(fact.span, "declared here")
            .help(format!("it can be tested for {allowed}"));
    }

    /// `fact: { all-of: [...] }` and the other tests.
    fn fact_tests(&mut self, key: &Key, fact: &FactName, value: &Node) -> Condition {
        const TESTS: [&str; 5] = ["all-of", "none-of", "at-least", "below", "within"];
        let owner = format!("the test of `{}`", key.text);
        let Some(fields) = Fields::read(self.findings, value, value.span, &owner, &TESTS) else {
            return Condition::always();
        };
        let mut parts = Vec::new();
        for word in TESTS {
            let Some(node) = fields.get(word) else { continue };
            let at = fields.at(word);
            let allowed = match fact.kind {
                FactKind::AnyOf(_) => matches!(word, "all-of" | "none-of"),
                FactKind::OneOf(_) | FactKind::Region => word == "none-of",
                FactKind::Amount | FactKind::Number => matches!(word, "at-least" | "below"),
                FactKind::Date | FactKind::Moment => matches!(word, "at-least" | "below" | "within"),
                FactKind::YesNo | FactKind::Text => false,
            };
            if !allowed {
                self.not_allowed(key, fact, &format!("`{word}`"), at);
                continue;
            }
            if let Some(test) = self.fact_test(key, fact, word, node) {
                parts.push(Condition::Fact { fact: key.text.clone(), test });
            }
        }
        if value.as_map().is_some_and(<[_]>::is_empty) {
            self.findings
                .report(Code::EmptyCondition, value.span, format!("`{}` is tested for nothing", key.text))
                .help(format!("tests: {}", quoted(&TESTS)));
        }
        join(parts)
    }

    fn fact_test(&mut self, key: &Key, fact: &FactName, word: &str, node: &Node) -> Option<FactTest> {
        if word == "within" {
            return self.findings.term(node, word).map(FactTest::Within);
        }
        if matches!(word, "at-least" | "below") {
            let bound = match fact.kind {
                FactKind::Date | FactKind::Moment => Bound::Date(self.findings.date(node, word)?),
                _ => Bound::Number(self.findings.number(node, word)?),
            };
            return Some(if word == "below" { FactTest::Below(bound) } else { FactTest::AtLeast(bound) });
        }
        let words = self.findings.words(node, &format!("`{word}`"))?;
        let mut values = Vec::new();
        for (value, span) in words {
            if value == "unknown" {
                self.findings
                    .report(Code::UnknownValue, span, format!("`unknown` cannot stand in `{word}`"))
                    .help(format!("test it apart: `{}: unknown`", key.text));
            } else {
                self.value(key, fact, value, span, &mut values);
            }
        }
        Some(if word == "all-of" { FactTest::AllOf(values) } else { FactTest::NoneOf(values) })
    }
}

/// One part alone, or all of them.
fn join(mut parts: Vec<Condition>) -> Condition {
    match (parts.len(), parts.pop()) {
        (1, Some(part)) => part,
        (_, last) => {
            parts.extend(last);
            Condition::All(parts)
        }
    }
}
