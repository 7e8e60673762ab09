//! What plugins know of the region, told like the rest; where one fails, the playbook's own and a calm word.

use super::View;
use super::contact::link;
use crate::document::{BasisView, ChannelView, PluginFault, Warning, WarningKind};
use crate::word::Word;
use playbook_engine::hooks::{LocalBasis, LocalChannel, LocalLaw, LocalText, PluginError};
use playbook_engine::model::{ChannelKind, Freshness};
use playbook_engine::{AuthorityId, StepId};

/// The local body of an authority.
#[derive(Debug, Default)]
pub(super) struct LocalView {
    pub(super) name: Option<String>,
    pub(super) note: Option<String>,
    pub(super) channels: Vec<ChannelView>,
    /// Why a plugin did not say it.
    pub(super) errors: Vec<PluginError>,
}

impl View<'_> {
    /// What the plugins know of an authority here.
    pub(super) fn local(&self, body: AuthorityId) -> LocalView {
        let told = self.asking.channels(body);
        let Some((plugin, local)) = told.answer else {
            return LocalView { errors: told.errors, ..LocalView::default() };
        };
        let channels = local.channels.iter().map(|channel| self.local_channel(channel, &plugin));
        LocalView {
            name: local.name.as_ref().map(|name| self.local_text(name)),
            note: local.note.as_ref().map(|note| self.local_text(note)),
            channels: channels.collect(),
            errors: told.errors,
        }
    }

    /// The laws that the plugins name for a step; those of the playbook by their ids.
    pub(super) fn local_laws(&self, step: StepId) -> Vec<(String, LocalBasis)> {
        let (laws, errors) = self.asking.basis(step);
        for error in &errors {
            self.warn_plugin(&self.program.step(step).id, self.words.get(Word::WARNING_PLUGIN_BASIS).to_owned(), error);
        }
        laws
    }

    pub(super) fn local_law(&self, law: &LocalLaw, plugin: &str) -> BasisView {
        let status = Freshness::of(law.verified, law.review_by, self.today());
        let from = format!("plugin:{plugin}");
        let title = self.local_text(&law.title);
        if let (Freshness::Overdue, Some(review)) = (status, law.review_by) {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("title", &title), ("date", &self.words.plain_date(review))];
            self.warn(WarningKind::ReviewOverdue, Some(&from), self.words.fill(Word::WARNING_REVIEW_LAW, &values));
        }
        BasisView {
            law: from.clone(),
            title,
            article: law.article.as_ref().map(|article| self.local_text(article)),
            source: link(&law.source),
            source_kind: law.source.kind,
            status,
            status_text: Some(self.freshness(status, law.verified)),
            verified: law.verified,
            from,
        }
    }

    pub(super) fn local_text(&self, text: &LocalText) -> String {
        let others: Vec<&str> = self.program.playbook().languages.iter().map(String::as_str).collect();
        text.get(self.language, &others).to_owned()
    }

    fn local_channel(&self, channel: &LocalChannel, plugin: &str) -> ChannelView {
        let status = Freshness::of(channel.verified, channel.review_by, self.today());
        let says_status = channel.kind != ChannelKind::LookUp || status != Freshness::Unverified;
        let maybe = |text: &Option<LocalText>| text.as_ref().map(|text| self.local_text(text));
        ChannelView {
            kind: channel.kind,
            kind_text: self.words.channel(channel.kind).to_owned(),
            value: self.local_text(&channel.value),
            name: maybe(&channel.name),
            note: maybe(&channel.note),
            hours: maybe(&channel.hours),
            languages: channel.languages.clone(),
            when: None,
            applies: None,
            certain: true,
            status,
            status_text: says_status.then(|| self.freshness(status, channel.verified)),
            verified: channel.verified,
            source: channel.source.as_ref().and_then(link),
            from: format!("plugin:{plugin}"),
            from_text: Some(self.words.get(Word::CHANNEL_REGIONAL).to_owned()),
        }
    }

    /// Says that a plugin's deadline of this step is not known.
    pub(super) fn warn_deadline(&self, step: StepId) {
        if !self.plan.step(step).is_open() {
            return;
        }
        for error in self.regional.errors.get(&step).into_iter().flatten() {
            let message = self.words.fill(Word::WARNING_PLUGIN_DEADLINE, &[("title", &self.title(step))]);
            self.warn_plugin(&self.program.step(step).id, message, error);
        }
    }

    /// The plugin that gives a step its deadline.
    pub(super) fn deadline_from(&self, step: StepId) -> Option<String> {
        self.regional.deadlines.get(&step).map(|(plugin, _)| format!("plugin:{plugin}"))
    }

    /// Notes that a plugin failed: a sentence for the person, the cause for who maintains it.
    pub(super) fn warn_plugin(&self, id: &str, message: String, failed: &PluginError) {
        let PluginError { plugin, hook, error } = failed;
        let place = error.place.as_ref().map(|place| format!("plugins/{plugin}/{place}"));
        let at = place.clone().unwrap_or_else(|| format!("plugins/{plugin}"));
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("place", &at), ("hook", &hook.as_str()), ("message", &error.message)];
        let detail = PluginFault {
            text: self.words.fill(Word::WARNING_PLUGIN_DETAIL, &values),
            plugin: plugin.clone(),
            hook: hook.as_str(),
            fault: error.fault.as_str(),
            place,
            message: error.message.clone(),
        };
        let (kind, id) = (WarningKind::Plugin, Some(id.to_owned()));
        self.note(Warning { kind, message, id, detail: Some(detail) });
    }
}
