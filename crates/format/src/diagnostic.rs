//! What is wrong, where, why, and what would be right.

use crate::{Code, Place, Severity, Sources, source::Span};

/// One finding about one place in a file.
///
/// Messages are lowercase fragments without a period; what the maintainer wrote stands in backticks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Which rule.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// What is wrong and why.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What stands under the caret.
    pub label: Option<String>,
    /// Other places that matter.
    pub labels: Vec<Label>,
    /// What would be right: the nearest valid choice.
    pub help: Option<String>,
    /// Further facts.
    pub notes: Vec<String>,
}

/// A second place and what it has to do with the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// Why it matters.
    pub text: String,
}

impl Diagnostic {
    /// Whether it keeps the playbook from being used.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether it says that a limit of the reader was hit, not that something is wrong.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        self.code == Code::Limit
    }

    /// Whether it is about a translation only: the playbook is right in its own language. (Of a playbook that could be read,
    /// a file that is missing is one of texts.)
    pub(crate) fn is_of_translations(&self) -> bool {
        matches!(
            self.code,
            Code::MissingTranslation | Code::MissingFile | Code::StrayTranslation | Code::TranslationLength
        )
    }
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}[{}]: {}", self.place, self.severity.as_str(), self.code.as_str(), self.message)
    }
}

/// A diagnostic while it is put together: spans are not yet places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    code: Code,
    span: Span,
    message: String,
    label: Option<String>,
    labels: Vec<(Span, String)>,
    help: Option<String>,
    notes: Vec<String>,
}

impl Draft {
    /// Says what stands under the caret.
    pub(crate) fn under(&mut self, text: impl Into<String>) -> &mut Self {
        self.label = Some(text.into());
        self
    }

    /// Points at a second place.
    pub(crate) fn also(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.labels.push((span, text.into()));
        self
    }

    /// Says what would be right.
    pub(crate) fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }

    /// Says what would be right, if there is something to say.
    pub(crate) fn maybe_help(&mut self, text: Option<String>) -> &mut Self {
        if text.is_some() {
            self.help = text;
        }
        self
    }

    /// Adds a fact.
    pub(crate) fn note(&mut self, text: impl Into<String>) -> &mut Self {
        self.notes.push(text.into());
        self
    }
}

/// All findings so far, and the files they are about.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) sources: Sources,
    drafts: Vec<Draft>,
    dropped: usize,
    spare: Option<Draft>,
}

impl Findings {
    /// So many are shown; a file with more is better mended first.
    const MOST: usize = 1_000;

    /// Records a finding.
    pub(crate) fn report(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Draft {
        let draft = Draft {
            code,
            span,
            message: message.into(),
            label: None,
            labels: Vec::new(),
            help: None,
            notes: Vec::new(),
        };
        if self.drafts.len() >= Self::MOST {
            self.dropped += 1;
            return self.spare.insert(draft);
        }
        let at = self.drafts.len();
        self.drafts.push(draft);
        // the draft was pushed just now; the spare is never taken
        self.drafts.get_mut(at).unwrap_or_else(|| self.spare.get_or_insert_with(|| Draft::empty(span)))
    }

    /// Whether nothing further would be recorded, so that costly searches can be left out.
    pub(crate) fn is_full(&self) -> bool {
        self.drafts.len() >= Self::MOST
    }

    /// How many findings are errors.
    pub(crate) fn errors(&self) -> usize {
        self.dropped + self.drafts.iter().filter(|draft| draft.code.severity() == Severity::Error).count()
    }

    /// The findings in the order of the files, each once.
    pub(crate) fn finish(mut self) -> (Vec<Diagnostic>, Sources) {
        self.drafts.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        self.drafts.dedup();
        let sources = self.sources;
        let mut all: Vec<Diagnostic> = self.drafts.into_iter().map(|draft| draft.finish(&sources)).collect();
        if self.dropped > 0
            && let Some(last) = all.last_mut()
        {
            last.notes.push(format!("{} further findings are not shown; mend these first", self.dropped));
        }
        (all, sources)
    }
}

impl Draft {
    fn empty(span: Span) -> Self {
        let (message, label, labels, help, notes) = (String::new(), None, Vec::new(), None, Vec::new());
        Self { code: Code::Limit, span, message, label, labels, help, notes }
    }

    fn finish(self, sources: &Sources) -> Diagnostic {
        Diagnostic {
            code: self.code,
            severity: self.code.severity(),
            message: self.message,
            place: sources.place(self.span),
            label: self.label,
            labels: self.labels.into_iter().map(|(span, text)| Label { place: sources.place(span), text }).collect(),
            help: self.help,
            notes: self.notes,
        }
    }
}
