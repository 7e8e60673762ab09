//! The one next action: a step, a question, a wait, or finished.

use super::{Moment, ReplyWord, StepView};
use serde::Serialize;

/// What to do next. In JSON `kind` says which, and the part of that name has the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Advice {
    /// Do this.
    Step {
        /// The step.
        step: Box<StepView>,
    },
    /// Answer this first: it could change the plan.
    Question {
        /// The question.
        question: QuestionView,
    },
    /// Nothing to do until an answer arrives or a step opens.
    Wait {
        /// What is waited for.
        wait: WaitView,
    },
    /// Nothing is left to do.
    Finished {
        /// How the case stands.
        finished: FinishedView,
    },
}

/// A question about one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionView {
    /// The fact.
    pub fact: String,
    /// The question.
    pub ask: String,
    /// A sentence that helps to answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The type's word: `yes-no`, `one-of`, `any-of`, `amount`, `number`, `date`, `moment`, `region`, `text`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// How an answer of this type is written, in words.
    pub type_text: String,
    /// The answers to choose from; "I don't know" (`?`) is always one more.
    pub values: Vec<ValueView>,
    /// What `none` ("none of them") is called, where it is one more answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub none_label: Option<String>,
    /// The answer so far, where the question is asked again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<String>,
    /// Whether the answer can be kept out of exports.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
    /// The steps it could enable, most urgent first.
    pub enables: Vec<String>,
    /// The other facts on the same screen.
    pub with: Vec<String>,
    /// The questions of `with`, whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with_questions: Vec<QuestionView>,
}

/// One answer to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ValueView {
    /// What is written: `answer FACT=ID`.
    pub id: String,
    /// What the person reads.
    pub label: String,
}

/// What is waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WaitView {
    /// The earliest end of a term or opening.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// `until` in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_text: Option<String>,
    /// Each thing that is waited for, the earliest first.
    #[serde(rename = "for")]
    pub waits: Vec<WaitForView>,
}

/// One thing that is waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WaitForView {
    /// A step that was sent, or one that opens later.
    pub step: String,
    /// Its title.
    pub title: String,
    /// Whether the step itself opens then; otherwise a reply to it is waited for.
    pub opens: bool,
    /// The authority that is to answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority_name: Option<String>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// `until` in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_text: Option<String>,
    /// The steps that silence, or the opening, leads to.
    pub then: Vec<String>,
    /// The answers that can be recorded: `reply STEP WORD`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<ReplyWord>,
}

/// How the case stands when nothing is left to do; every list names steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FinishedView {
    /// What was done.
    pub achieved: Vec<String>,
    /// Whose deadline has passed.
    pub lost: Vec<String>,
    /// What stays open because the person does not know.
    pub undecided: Vec<String>,
    /// What can no longer be done because something it needs was skipped or lost.
    pub blocked: Vec<String>,
}
