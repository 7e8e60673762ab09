//! Questions, answers and reasons with the labels a person reads.

use super::View;
use crate::document::{QuestionView, ReasonView, ValueView, WarningKind};
use crate::inputs::can_say_none;
use crate::phrase::type_text;
use crate::word::Word;
use playbook_engine::model::{Choice, FactKind};
use playbook_engine::{Answer, FactId, Question, Reason, StepId};

impl View<'_> {
    /// A screen of questions; the first fact leads.
    pub(super) fn question(&self, question: &Question) -> Option<QuestionView> {
        let (lead, rest) = question.facts.split_first()?;
        let mut view = self.fact_question(*lead);
        view.enables = self.all_named(question.enables.iter().copied());
        view.with = rest.iter().map(|fact| self.program.fact(*fact).id.clone()).collect();
        view.with_questions = rest.iter().map(|fact| self.fact_question(*fact)).collect();
        Some(view)
    }

    fn fact_question(&self, id: FactId) -> QuestionView {
        let fact = self.program.fact(id);
        let current = self.state.answer(id).map(|(_, answer)| answer.write(self.program, id));
        if self.state.is_stale(id) {
            let message = self.words.fill(Word::WARNING_ANSWER_OLD, &[("ask", &self.text(fact.ask))]);
            self.warn(WarningKind::AnswerOld, Some(&fact.id), message);
        }
        QuestionView {
            fact: fact.id.clone(),
            ask: self.text(fact.ask),
            help: self.maybe(fact.help),
            kind: fact.kind.as_str(),
            type_text: self.type_text(&fact.kind),
            values: self.values(id),
            none_label: can_say_none(&fact.kind).then(|| self.words.get(Word::ANSWER_NONE).to_owned()),
            current,
            sensitive: fact.sensitive,
            enables: Vec::new(),
            with: Vec::new(),
            with_questions: Vec::new(),
        }
    }

    /// How an answer of a type is written.
    pub(super) fn type_text(&self, kind: &FactKind) -> String {
        let playbook = self.program.playbook();
        let example = playbook.regions.first().map(|region| region.id.as_str());
        type_text(self.words, kind.as_str(), example.unwrap_or("CN-GD"))
    }

    /// The answers a fact can have, without "I don't know".
    pub(super) fn values(&self, id: FactId) -> Vec<ValueView> {
        let choices = |choices: &[Choice]| choices.iter().map(|choice| self.value(choice)).collect();
        match &self.program.fact(id).kind {
            FactKind::YesNo => [("yes", Word::ANSWER_YES), ("no", Word::ANSWER_NO)]
                .map(|(id, word)| ValueView { id: id.to_owned(), label: self.words.get(word).to_owned() })
                .into(),
            FactKind::OneOf(declared) | FactKind::AnyOf(declared) => choices(declared),
            FactKind::Region => choices(&self.program.playbook().regions),
            _ => Vec::new(),
        }
    }

    fn value(&self, choice: &Choice) -> ValueView {
        ValueView { id: choice.id.clone(), label: self.maybe(choice.label).unwrap_or_else(|| choice.id.clone()) }
    }

    /// An answer as the person reads it.
    pub(super) fn answer_label(&self, fact: FactId, answer: &Answer) -> String {
        let words = self.words;
        let label = |id: &str| {
            let value = self.values(fact).into_iter().find(|value| value.id == id);
            value.map_or_else(|| id.to_owned(), |value| value.label)
        };
        match answer {
            Answer::Unknown => words.get(Word::ANSWER_UNKNOWN).to_owned(),
            Answer::YesNo(true) => words.get(Word::ANSWER_YES).to_owned(),
            Answer::YesNo(false) => words.get(Word::ANSWER_NO).to_owned(),
            Answer::One(_) => label(&answer.write(self.program, fact)),
            Answer::Set { has: 0, .. } => words.get(Word::ANSWER_NONE).to_owned(),
            Answer::Set { rest_unknown, .. } => {
                let written = answer.write(self.program, fact);
                let mut labels: Vec<String> = written.split(',').filter(|id| *id != "?").map(label).collect();
                if *rest_unknown {
                    labels.push(words.get(Word::ANSWER_REST).to_owned());
                }
                // Labels have commas of their own.
                labels.join(words.get(Word::LIST_SEMICOLON))
            }
            Answer::Date(date) => words.date(*date),
            Answer::Moment(at) => words.datetime(self.moment(*at).datetime()),
            Answer::Number(_) | Answer::Text(_) => label(&answer.write(self.program, fact)),
        }
    }

    /// The smallest set of answers and records that forces a step's status.
    pub(super) fn reasons(&self, step: StepId) -> Vec<ReasonView> {
        self.program.why(self.case, self.now, step).iter().map(|reason| self.reason(reason)).collect()
    }

    fn reason(&self, reason: &Reason) -> ReasonView {
        match reason {
            Reason::Answer(fact, answer) => ReasonView::Answer {
                fact: self.program.fact(*fact).id.clone(),
                value: answer.write(self.program, *fact),
                ask: self.text(self.program.fact(*fact).ask),
                label: self.answer_label(*fact, answer),
            },
            Reason::Record(step, outcome) => ReasonView::Record {
                step: self.named(*step),
                outcome: outcome.map_or("done", |outcome| outcome.as_str()),
                title: self.title(*step),
                label: outcome
                    .map_or(self.words.get(Word::OUTCOME_DONE), |outcome| self.words.outcome(outcome))
                    .to_owned(),
            },
            Reason::Skipped(step) => ReasonView::Record {
                step: self.named(*step),
                outcome: "skipped",
                title: self.title(*step),
                label: self.words.get(Word::OUTCOME_SKIPPED).to_owned(),
            },
        }
    }
}
