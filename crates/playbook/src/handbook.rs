//! A compiled playbook together with its texts: the entry to everything.

use crate::document::{
    GraphDocument, NextDocument, PlanDocument, ReplyWord, ShowDocument, WhatIfDocument, WhyDocument,
};
use crate::error::Error;
use crate::inputs::CaseBuilder;
use crate::word::primary;
use jiff::Timestamp;
use playbook_engine::hooks::{Hooks, Plugins, Regional};
use playbook_engine::model::{Playbook, Texts};
use playbook_engine::{Case, Program, Recommendation};
use std::sync::Arc;

/// A compiled playbook, its texts, and the plugins of its regions. Immutable, `Send + Sync`, cheap to share behind an
/// `Arc`.
#[derive(Debug)]
pub struct Handbook {
    program: Arc<Program>,
    texts: Texts,
    plugins: Plugins,
}

impl Handbook {
    /// Puts a program and its texts together.
    #[must_use]
    pub fn new(program: Program, texts: Texts) -> Self {
        Self { program: Arc::new(program), texts, plugins: Plugins::default() }
    }

    /// The same texts and plugins for a program made of this one.
    pub(crate) fn with_program(self, program: Program) -> Self {
        Self { program: Arc::new(program), ..self }
    }

    /// Registers the hooks of a plugin that the playbook declares under `plugins:`; one of the same id takes the place of
    /// the earlier one. Each plugin sees only the facts of its own `sees`.
    ///
    /// What a hook answers is judged like a playbook file. One that fails costs the person nothing: the playbook's own
    /// channels and laws are shown, with a warning of the kind [`Plugin`](crate::document::WarningKind::Plugin).
    #[must_use]
    pub fn with_hooks(mut self, plugin: impl Into<String>, hooks: Arc<dyn Hooks>) -> Self {
        self.plugins.register(plugin, hooks);
        self
    }

    /// The plugins that are registered.
    #[must_use]
    pub fn plugins(&self) -> &Plugins {
        &self.plugins
    }

    /// The program that this case is planned with: [`program`](Self::program) with the deadlines of the case's region where
    /// steps say `deadline: plugin`. Ids of the one are ids of the other.
    #[must_use]
    pub fn regional(&self, case: &Case, now: Timestamp) -> Regional {
        self.plugins.regional(&self.program, case, now)
    }

    /// Compiles a playbook.
    ///
    /// # Errors
    /// The first thing that cannot be compiled.
    pub fn compile(playbook: Playbook, texts: Texts) -> Result<Self, Error> {
        Ok(Self::new(Program::compile(playbook)?, texts))
    }

    /// Opens a playbook inside the library; [`shipped`](crate::shipped) lists them.
    ///
    /// # Errors
    /// When there is none of this id; the error names the nearest.
    #[cfg(feature = "shipped")]
    pub fn shipped(id: &str) -> Result<Self, Error> {
        crate::shipped::open(id)
    }

    /// Loads a playbook from folders of YAML.
    ///
    /// Only mistakes keep a playbook from being used, warnings do not. Use
    /// [`format::Library::load`](crate::format::Library::load) and [`compile`](Self::compile) to see all findings, or to
    /// run its scenarios.
    ///
    /// # Errors
    /// When there is a mistake in the files; the error has all of them with their places.
    #[cfg(feature = "yaml")]
    pub fn load(library: &playbook_format::Library, id: &str) -> Result<Self, Error> {
        use playbook_format::{Diagnostic, render};
        let loaded = library.load(id, None);
        let limit = loaded.hit_limit();
        let Some((playbook, texts)) = loaded.playbook else {
            let mistakes: Vec<Diagnostic> = loaded.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
            let rendered = render::text(&mistakes, &loaded.sources, render::Color::Never);
            return Err(crate::error::ErrorKind::Files { rendered, limit }.into());
        };
        Self::compile(playbook, texts)
    }

    /// The compiled playbook.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The texts.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The playbook's id, such as `cn`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.program.playbook().id
    }

    /// The language in which a person who asks for `wanted` is answered: that language, else English, else the
    /// playbook's first.
    #[must_use]
    pub fn language(&self, wanted: &str) -> &str {
        let find = |wanted: &str| {
            self.texts.languages().find(|language| {
                language.eq_ignore_ascii_case(wanted) || primary(language).eq_ignore_ascii_case(primary(wanted))
            })
        };
        find(wanted).or_else(|| find("en")).or_else(|| self.texts.languages().next()).unwrap_or("en")
    }

    /// Begins a case from what people and programs write.
    pub fn case(&self, now: Timestamp) -> CaseBuilder<'_> {
        CaseBuilder::new(&self.program, now)
    }

    /// The one next action.
    #[must_use]
    pub fn next(&self, case: &Case, now: Timestamp, language: &str) -> NextDocument {
        crate::view::next(self, case, now, language, &[])
    }

    /// The one next action, these steps passed over: "show me another".
    #[must_use]
    pub fn another(
        &self,
        case: &Case,
        now: Timestamp,
        language: &str,
        passed: &[playbook_engine::StepId],
    ) -> NextDocument {
        crate::view::next(self, case, now, language, passed)
    }

    /// Every step with its status, in recommended order.
    #[must_use]
    pub fn plan(&self, case: &Case, now: Timestamp, language: &str) -> PlanDocument {
        crate::view::plan(self, case, now, language)
    }

    /// Why a step stands where it stands.
    ///
    /// # Errors
    /// When there is no such step; the error names the nearest.
    pub fn why(&self, step: &str, case: &Case, now: Timestamp, language: &str) -> Result<WhyDocument, Error> {
        crate::view::why(self, step, case, now, language)
    }

    /// What another answer would change; `answer` is `FACT=VALUE`. Nothing is recorded.
    ///
    /// # Errors
    /// When there is no such fact or it cannot have this value.
    pub fn what_if(&self, answer: &str, case: &Case, now: Timestamp, language: &str) -> Result<WhatIfDocument, Error> {
        crate::view::what_if(self, answer, case, now, language)
    }

    /// A step, authority, fact, law or document as compiled, or with the playbook's own id the outline of the whole.
    ///
    /// The kinds are looked through in this order; `law:ID` and the like choose one.
    ///
    /// # Errors
    /// When nothing has this id; the error names the nearest.
    pub fn show(&self, id: &str, now: Timestamp, language: &str) -> Result<ShowDocument, Error> {
        crate::view::show(self, id, &Case::new(), now, language)
    }

    /// The same for somebody whose case is known: an authority with the local channels of their region.
    ///
    /// # Errors
    /// As for [`show`](Self::show).
    pub fn show_in(&self, id: &str, case: &Case, now: Timestamp, language: &str) -> Result<ShowDocument, Error> {
        crate::view::show(self, id, case, now, language)
    }

    /// Which step needs, prefers or follows which, in the whole playbook.
    #[must_use]
    pub fn graph(&self, language: &str) -> GraphDocument {
        crate::view::graph(self, language)
    }

    /// The same with where each step stands in a case.
    #[must_use]
    pub fn graph_of(&self, case: &Case, now: Timestamp, language: &str) -> GraphDocument {
        let mut graph = self.graph(language);
        graph.stand(self, case, now);
        graph
    }

    /// An answer as it is written in a case, from how a person writes it.
    ///
    /// # Errors
    /// When there is no such fact, or it cannot have this value; the error names the nearest.
    pub fn read_answer(&self, fact: &str, value: &str) -> Result<String, Error> {
        let id = self.program.fact_id(fact)?;
        Ok(crate::inputs::read_answer(&self.program, id, value)?.write(&self.program, id))
    }

    /// A question and an answer to it in words; `None` where the playbook has no such fact or value.
    #[must_use]
    pub fn answer_words(&self, fact: &str, value: &str, language: &str) -> Option<(String, String)> {
        let id = self.program.fact_id(fact).ok()?;
        let answer = crate::inputs::read_answer(&self.program, id, value).ok()?;
        Some(crate::view::answer_words(self, id, &answer, language))
    }

    /// When something happened, as a person writes it: a date means its noon, and today's date now at the latest.
    ///
    /// # Errors
    /// When the text is no date, or lies after now.
    pub fn read_past(&self, text: &str, now: Timestamp) -> Result<Timestamp, Error> {
        crate::inputs::read_past(&self.program, text, now)
    }

    /// Whether a question of a screen is still worth asking, now that others of the screen are answered: it is asked next,
    /// or will be if the person does not know what is asked before it. False as soon as there is something to do first.
    #[must_use]
    pub fn still_asks(&self, fact: &str, case: &Case, now: Timestamp) -> bool {
        let Ok(wanted) = self.program.fact_id(fact) else { return false };
        let mut case = case.clone();
        for _ in 0..=self.program.fact_ids().count() {
            let regional = self.regional(&case, now);
            let Recommendation::Question(question) = regional.program.next(&case, now).1 else { return false };
            if question.facts.contains(&wanted) {
                return true;
            }
            for fact in question.facts {
                let unknown = self.program.parse_answer(fact, "?");
                if unknown.and_then(|unknown| case.answer(&self.program, fact, unknown, now)).is_err() {
                    return false;
                }
            }
        }
        false
    }

    /// A step's title; its id where it has none or there is no such step.
    #[must_use]
    pub fn step_title(&self, step: &str, language: &str) -> String {
        let title = self.program.step_id(step).ok().and_then(|id| self.program.step(id).base.title);
        let title = title.map(|title| self.texts.get(self.language(language), title)).filter(|text| !text.is_empty());
        title.unwrap_or(step).to_owned()
    }

    /// What an addressee's answer to a step can be recorded as, with labels.
    #[must_use]
    pub fn reply_words(&self, step: &str, case: &Case, now: Timestamp, language: &str) -> Vec<ReplyWord> {
        crate::view::reply_words(self, step, case, now, language)
    }
}
