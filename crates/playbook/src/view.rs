//! From plans to documents: every id gets its title, every date its words, every text its language.

mod advice;
mod condition;
mod contact;
mod due;
mod graph;
mod next;
mod plan;
mod question;
mod regional;
mod show;
mod step;
mod term;
mod what_if;
mod why;

pub(crate) use graph::graph;
pub(crate) use next::{answer_words, next, reply_words};
pub(crate) use plan::plan;
pub(crate) use show::show;
pub(crate) use what_if::what_if;
pub(crate) use why::why;

use crate::document::{Head, Moment, TitleView, Warning, WarningKind};
use crate::handbook::Handbook;
use crate::word::{Word, Words, primary};
use jiff::Timestamp;
use jiff::civil::Date;
use playbook_engine::hooks::{Asking, Regional};
use playbook_engine::model::{Condition, StepFields, TextId, Truth};
use playbook_engine::{AuthorityId, Case, Plan, Program, State, StepId};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// One case at one instant, told in one language. It notes which titles and warnings the document needs.
pub(crate) struct View<'a> {
    handbook: &'a Handbook,
    regional: &'a Regional,
    program: &'a Program,
    case: &'a Case,
    state: State,
    plan: Plan,
    now: Timestamp,
    language: &'a str,
    words: Words,
    titles: RefCell<BTreeMap<String, String>>,
    warnings: RefCell<Vec<Warning>>,
    asking: Asking<'a>,
}

impl<'a> View<'a> {
    /// `regional` is the handbook's for this case.
    fn new(handbook: &'a Handbook, regional: &'a Regional, case: &'a Case, now: Timestamp, wanted: &str) -> Self {
        let program = regional.program.as_ref();
        let (state, plan) = (case.state(program, now), program.plan(case, now));
        let asking = handbook.plugins().asking(program, &state, &plan).after(regional);
        let language = handbook.language(wanted);
        let view = Self {
            handbook,
            regional,
            program,
            case,
            state,
            plan,
            now,
            language,
            words: Words::new(language),
            titles: RefCell::default(),
            warnings: RefCell::default(),
            asking,
        };
        if !primary(language).eq_ignore_ascii_case(primary(wanted)) {
            let message = Words::new(wanted).fill(Word::WARNING_LANGUAGE, &[("wanted", &wanted), ("shown", &language)]);
            view.warn(WarningKind::Language, None, message);
        }
        view
    }

    /// What every document begins with. Taken last, when every title is noted.
    fn head(&self) -> Head {
        let playbook = self.program.playbook();
        Head {
            playbook: playbook.id.clone(),
            jurisdiction: playbook.jurisdiction.clone(),
            version: playbook.version,
            language: self.language.to_owned(),
            now: self.moment(self.now),
            titles: self.titles.take(),
        }
    }

    fn warnings(&self) -> Vec<Warning> {
        self.warnings.take()
    }

    fn warn(&self, kind: WarningKind, id: Option<&str>, message: String) {
        self.note(Warning { kind, message, id: id.map(str::to_owned), detail: None });
    }

    /// Notes a warning, once.
    fn note(&self, warning: Warning) {
        let mut warnings = self.warnings.borrow_mut();
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }

    fn moment(&self, at: Timestamp) -> Moment {
        Moment::new(self.program, at)
    }

    fn today(&self) -> Date {
        self.program.date(self.now)
    }

    fn text(&self, id: TextId) -> String {
        self.handbook.texts().get(self.language, id).to_owned()
    }

    fn maybe(&self, id: Option<TextId>) -> Option<String> {
        id.map(|id| self.text(id)).filter(|text| !text.is_empty())
    }

    fn holds(&self, condition: &Condition) -> Truth {
        if condition.is_always() { Truth::True } else { self.program.holds(condition, &self.state, &self.plan) }
    }

    /// A step's field: that of the variant that certainly holds, else the base's.
    fn field<T: ?Sized>(&self, step: StepId, get: impl Fn(&'a StepFields) -> Option<&'a T>) -> Option<&'a T> {
        let step = self.program.step(step);
        step.variants
            .iter()
            .filter(|variant| get(&variant.fields).is_some())
            .find(|variant| self.holds(&variant.when).is_true())
            .map_or_else(|| get(&step.base), |variant| get(&variant.fields))
    }

    fn field_text(&self, step: StepId, get: impl Fn(&'a StepFields) -> Option<&'a TextId>) -> Option<String> {
        self.maybe(self.field(step, get).copied())
    }

    /// A step's title; its id where it has none.
    fn title(&self, step: StepId) -> String {
        self.field_text(step, |fields| fields.title.as_ref()).unwrap_or_else(|| self.program.step(step).id.clone())
    }

    /// A step's id; its title is noted for the document.
    fn named(&self, step: StepId) -> String {
        let id = &self.program.step(step).id;
        if !self.titles.borrow().contains_key(id) {
            let title = self.title(step);
            self.titles.borrow_mut().insert(id.clone(), title);
        }
        id.clone()
    }

    fn all_named(&self, steps: impl IntoIterator<Item = StepId>) -> Vec<String> {
        steps.into_iter().map(|step| self.named(step)).collect()
    }

    fn titled(&self, step: StepId) -> TitleView {
        TitleView { id: self.program.step(step).id.clone(), title: self.title(step) }
    }

    fn authority_name(&self, body: AuthorityId) -> String {
        self.text(self.program.authority(body).name)
    }

    /// The title and article of a law, by its name.
    fn law_title(&self, law: &str) -> Option<String> {
        let law = self.program.law(self.program.law_id(law).ok()?);
        let title = self.text(law.title);
        Some(match self.maybe(law.article) {
            Some(article) => format!("{title} {article}"),
            None => title,
        })
    }
}
