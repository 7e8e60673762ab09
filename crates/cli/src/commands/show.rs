//! `playbook show ID`: one thing of a playbook, whole; without ID, the list of all.

use super::step;
use crate::args::CaseArgs;
use crate::commands::Reply;
use crate::error::Failure;
use crate::session::Session;
use crate::situation::Situation;
use crate::text::{Page, Style, width_of};
use playbook::document::{
    AuthorityEntry, FactEntry, LawEntry, Outline, OutlineEntry, ShowDocument, Shown, StepEntry, StepFieldsView,
    TermView, TitleView,
};

pub(crate) fn run(session: &mut Session, id: Option<&str>, args: &CaseArgs) -> Result<Reply, Failure> {
    let situation = Situation::read(session, args)?;
    let session = &*session;
    let document = situation.show(session, id)?;
    Reply::document(session, &document, |page| {
        situation.remark(page);
        Sheet { session, page, column: column(session) }.render(&document);
        step::warnings(session, page, &document.warnings);
    })
}

/// The column in which texts begin; only the longest names reach into it.
fn column(session: &Session) -> usize {
    const NAMES: [&str; 6] = ["field.yours", "field.theirs", "show.when", "show.refuses", "show.domains", "show.years"];
    let widest = NAMES.iter().map(|key| width_of(session.words.get(key))).max().unwrap_or(0);
    step::column(session).max(widest + 2)
}

struct Sheet<'a> {
    session: &'a Session,
    page: &'a mut Page,
    column: usize,
}

impl Sheet<'_> {
    fn render(&mut self, document: &ShowDocument) {
        match &document.shown {
            Shown::Step { step } => self.step(step),
            Shown::Authority { authority } => self.authority(authority),
            Shown::Fact { fact } => self.fact(fact),
            Shown::Law { law } => self.law(law),
            Shown::Document { document } => {
                self.head(&document.title, &document.id);
                self.titles("show.steps", &document.steps);
            }
            Shown::Playbook { outline } => self.outline(document, outline),
        }
    }

    fn head(&mut self, title: &str, id: &str) {
        self.page.ends((Style::Action, title), (Style::Faint, id));
    }

    fn field(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.page.field(self.session.words.get(key), self.column, Style::Text, text);
        }
    }

    fn maybe(&mut self, key: &str, text: Option<&str>) {
        self.field(key, text.unwrap_or_default());
    }

    fn list(&mut self, key: &str, items: &[String]) {
        self.field(key, &items.join(self.session.words.get("list.semicolon")));
    }

    fn titles(&mut self, key: &str, titles: &[TitleView]) {
        let lines: Vec<String> = titles.iter().map(|title| format!("{} ({})", title.title, title.id)).collect();
        self.field(key, &lines.join("\n"));
    }

    fn step(&mut self, step: &StepEntry) {
        self.head(step.fields.title.as_deref().unwrap_or(&step.id), &step.id);
        if step.avoid {
            self.page.line(Style::Warning, self.session.words.get("show.avoid"));
        }
        self.maybe("show.when", step.when.as_ref().map(|when| when.text.as_str()));
        self.fields(&step.fields);
        self.maybe("show.applies", step.applies.as_deref());
        self.list("show.again", &step.again);
        self.titles("show.alternatives", &step.alternatives);
        self.maybe("show.done-when", step.done_when.as_ref().map(|when| when.text.as_str()));
        self.titles("show.tells", &step.tells);
        self.titles("show.required-by", &step.required_by);
        for variant in &step.variants {
            self.page.blank();
            let title = self.session.words.say("show.variant", &[("when", &variant.when.text)]);
            self.page.line(Style::Action, &title);
            self.maybe("show.title", variant.fields.title.as_deref());
            self.fields(&variant.fields);
        }
    }

    fn fields(&mut self, fields: &StepFieldsView) {
        self.maybe("field.why", fields.why.as_deref());
        self.field("field.how", &step::listed(fields.how.as_deref().unwrap_or_default()));
        self.titles("field.where", fields.report_to.as_deref().unwrap_or_default());
        let words = &self.session.words;
        let or = |group: &Vec<String>| words.list(&group.iter().map(String::as_str).collect::<Vec<_>>(), "list.or");
        let requires: Vec<String> = fields.requires.iter().flatten().map(or).collect();
        self.list("show.requires", &requires);
        self.list("show.after", fields.after.as_deref().unwrap_or_default());
        self.maybe("show.within", fields.within.as_ref().map(|term| self.term(term)).as_deref());
        self.maybe("show.takes", fields.takes.as_deref());
        for deadline in fields.deadlines.iter().flatten() {
            let text = self.term(deadline);
            self.field("field.yours", &text);
        }
        self.maybe("show.opens", fields.opens.as_ref().map(|term| self.term(term)).as_deref());
        self.maybe("field.theirs", fields.reply.as_ref().map(|term| self.term(term)).as_deref());
        self.titles("field.papers", fields.documents.as_deref().unwrap_or_default());
        self.list("field.bring", fields.bring.as_deref().unwrap_or_default());
        self.list("field.keep", fields.keep.as_deref().unwrap_or_default());
        step::laws_in(self.session, self.page, fields.basis.as_deref().unwrap_or_default(), self.column, usize::MAX);
    }

    fn term(&self, term: &TermView) -> String {
        let words = &self.session.words;
        let mut text = term.term.clone();
        if let Some(from) = &term.from {
            text.push_str(&words.say("show.term-from", &[("event", from)]));
        }
        if let Some(basis) = &term.basis {
            text.push_str(&words.say("show.term-basis", &[("law", basis)]));
        }
        if term.bars == Some(true) {
            text.push_str(words.get("show.term-bars"));
        }
        if let Some(lost) = &term.lost {
            text.push_str(&words.say("show.term-lost", &[("lost", lost)]));
        }
        text
    }

    fn authority(&mut self, authority: &AuthorityEntry) {
        self.head(&authority.name, &authority.id);
        self.maybe("show.remit", authority.remit.as_deref());
        self.maybe("show.refuses", authority.refuses.as_deref());
        self.maybe("show.accepts", authority.accepts.as_ref().map(|when| when.text.as_str()));
        self.list("show.domains", &authority.domains);
        for local in [&authority.local_name, &authority.local_note].into_iter().flatten() {
            self.page.line(Style::Text, local);
        }
        if !authority.channels.is_empty() {
            self.page.line(Style::Text, self.session.words.get("show.channels"));
        }
        for channel in &authority.channels {
            step::channel(self.session, self.page, channel, self.column);
            if let Some(source) = &channel.source {
                self.field("show.source", source);
            }
        }
        self.titles("show.steps", &authority.steps);
    }

    fn fact(&mut self, fact: &FactEntry) {
        self.head(&fact.ask, &fact.id);
        if let Some(help) = &fact.help {
            self.page.indented(2, Style::Faint, help);
        }
        self.field("show.type", &fact.type_text);
        self.maybe("show.when", fact.when.as_ref().map(|when| when.text.as_str()));
        let mut rows: Vec<(String, String)> =
            fact.values.iter().map(|value| (value.id.clone(), value.label.clone())).collect();
        if !rows.is_empty() {
            rows.push(("?".to_owned(), self.session.words.get("next.unknown").to_owned()));
            step::table(self.page, &rows);
        }
        self.list("show.with", &fact.with);
        self.titles("show.steps", &fact.steps);
    }

    fn law(&mut self, law: &LawEntry) {
        let basis = &law.basis;
        let title = [Some(basis.title.as_str()), basis.article.as_deref()];
        self.head(&title.into_iter().flatten().collect::<Vec<_>>().join(" "), &basis.law);
        self.maybe("show.source", basis.source.as_deref());
        self.maybe("show.status", basis.status_text.as_deref());
        self.maybe("show.verified", basis.verified.map(|date| date.to_string()).as_deref());
        self.maybe("show.review-by", law.review_by.map(|date| date.to_string()).as_deref());
        self.maybe("show.applies", law.applies.as_deref());
        self.titles("show.steps", &law.steps);
    }

    fn outline(&mut self, document: &ShowDocument, outline: &Outline) {
        self.head(outline.name.as_deref().unwrap_or(&document.playbook), &document.playbook);
        self.field("show.version", &document.version.to_string());
        self.list("show.extends", &outline.extends);
        self.list("show.languages", &outline.languages);
        self.field("show.time-zone", &outline.time_zone);
        let years: Vec<String> = outline.calendar_years.iter().map(ToString::to_string).collect();
        self.list("show.years", &years);
        let parts = [
            ("show.all-steps", &outline.steps),
            ("show.all-facts", &outline.facts),
            ("show.all-authorities", &outline.authorities),
            ("show.all-laws", &outline.laws),
            ("show.all-documents", &outline.documents),
        ];
        for (key, entries) in parts {
            if entries.is_empty() {
                continue;
            }
            self.page.blank();
            self.page.line(Style::Action, self.session.words.get(key));
            let rows: Vec<(String, String)> =
                entries.iter().map(|entry| (entry.id.clone(), with_note(entry))).collect();
            step::table(self.page, &rows);
        }
    }
}

fn with_note(entry: &OutlineEntry) -> String {
    match &entry.note {
        Some(note) => format!("{} ({note})", entry.title),
        None => entry.title.clone(),
    }
}
