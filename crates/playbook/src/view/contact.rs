//! Who is addressed and how, on which law, and how far each can be trusted today.

use super::View;
use super::regional::LocalView;
use crate::document::{AuthorityView, BasisView, ChannelView, WarningKind};
use crate::word::Word;
use jiff::civil::Date;
use playbook_engine::hooks::LocalBasis;
use playbook_engine::model::{Channel, ChannelKind, Channels, Freshness, Law, Source};
use playbook_engine::{AuthorityId, LawId, StepId};

impl View<'_> {
    /// The step's first authority, and the others of which any one will do.
    pub(super) fn authorities(&self, step: StepId) -> (Option<AuthorityView>, Vec<AuthorityView>) {
        let mut bodies = self.plan.step(step).authorities.iter().copied();
        let first = bodies.next().map(|body| self.authority(body));
        let others = bodies.map(|body| AuthorityView { channels: self.channels(body), ..self.authority(body) });
        (first, others.collect())
    }

    fn authority(&self, body: AuthorityId) -> AuthorityView {
        let authority = self.program.authority(body);
        let by_plugin = matches!(authority.channels, Channels::Plugin(_));
        let local = if by_plugin { self.local(body) } else { LocalView::default() };
        AuthorityView {
            id: authority.id.clone(),
            name: self.text(authority.name),
            remit: self.maybe(authority.remit),
            refuses: self.maybe(authority.refuses),
            local_name: local.name,
            local_note: local.note,
            channels: Vec::new(),
        }
    }

    /// The channels of use in this case today: those of the region first, then those of the playbook.
    pub(super) fn channels(&self, body: AuthorityId) -> Vec<ChannelView> {
        let authority = self.program.authority(body);
        let name = self.text(authority.name);
        if authority.channels == Channels::Own {
            return vec![self.own_channel()];
        }
        let by_plugin = matches!(authority.channels, Channels::Plugin(_));
        let local = if by_plugin { self.local(body) } else { LocalView::default() };
        let mut views = local.channels;
        let has_local = !views.is_empty();
        for channel in authority.channels.stated() {
            let holds = self.holds(&channel.when);
            if holds.is_false() {
                continue;
            }
            let view = ChannelView { certain: holds.is_true(), ..self.channel(channel) };
            if views.iter().any(|other| (other.kind, &other.value) == (view.kind, &view.value)) {
                continue;
            }
            let national = has_local.then(|| self.words.get(Word::CHANNEL_NATIONAL).to_owned());
            let view = ChannelView { from_text: national, ..view };
            if let Some(applies) = channel.applies.as_ref().filter(|applies| !applies.holds_on(self.today())) {
                let values: [(&str, &dyn std::fmt::Display); 3] =
                    [("name", &name), ("value", &view.value), ("when", &self.words.applies(applies))];
                let message = self.words.fill(Word::WARNING_CHANNEL_DROPPED, &values);
                self.warn(WarningKind::ChannelDropped, Some(&authority.id), message);
                continue;
            }
            if let (Freshness::Overdue, Some(review)) = (view.status, channel.review_by) {
                let values: [(&str, &dyn std::fmt::Display); 3] =
                    [("name", &name), ("value", &view.value), ("date", &self.words.plain_date(review))];
                let message = self.words.fill(Word::WARNING_REVIEW_CHANNEL, &values);
                self.warn(WarningKind::ReviewOverdue, Some(&authority.id), message);
            }
            views.push(view);
        }
        for error in &local.errors {
            let word = if views.is_empty() { Word::WARNING_PLUGIN_NO_CHANNEL } else { Word::WARNING_PLUGIN_CHANNELS };
            self.warn_plugin(&authority.id, self.words.fill(word, &[("name", &name)]), error);
        }
        if views.is_empty() {
            let message = self.words.fill(Word::WARNING_NO_CHANNEL, &[("name", &name)]);
            self.warn(WarningKind::NoChannel, Some(&authority.id), message);
        }
        views
    }

    /// One channel, whatever the case.
    pub(super) fn channel(&self, channel: &Channel) -> ChannelView {
        let status = Freshness::of(channel.verified, channel.review_by, self.today());
        // What the person looks up themselves needs nobody's check.
        let says_status = channel.kind != ChannelKind::LookUp || status != Freshness::Unverified;
        ChannelView {
            kind: channel.kind,
            kind_text: self.words.channel(channel.kind).to_owned(),
            value: channel.value.clone().or_else(|| self.maybe(channel.text)).unwrap_or_default(),
            name: self.maybe(channel.name),
            note: self.maybe(channel.note),
            hours: self.maybe(channel.hours),
            languages: channel.languages.clone(),
            when: None,
            applies: None,
            certain: true,
            status,
            status_text: says_status.then(|| self.freshness(status, channel.verified)),
            verified: channel.verified,
            source: channel.source.as_ref().and_then(link),
            from: "playbook".to_owned(),
            from_text: None,
        }
    }

    /// How to reach the organisation that leaked: nobody can list its address in advance.
    pub(super) fn own_channel(&self) -> ChannelView {
        ChannelView {
            kind: ChannelKind::LookUp,
            kind_text: self.words.channel(ChannelKind::LookUp).to_owned(),
            value: self.words.get(Word::CHANNEL_OWN).to_owned(),
            name: None,
            note: None,
            hours: None,
            languages: Vec::new(),
            when: None,
            applies: None,
            certain: true,
            status: Freshness::Unverified,
            status_text: None,
            verified: None,
            source: None,
            from: "playbook".to_owned(),
            from_text: None,
        }
    }

    /// The laws a step rests on that are in force today, those that the region's plugins name after the playbook's.
    pub(super) fn bases(&self, step: StepId) -> Vec<BasisView> {
        let names = self.field(step, |fields| fields.basis.as_deref()).unwrap_or(&[]);
        let laws = names.iter().filter_map(|name| self.program.law_id(name).ok());
        let mut views: Vec<BasisView> = laws.filter_map(|law| self.basis(law)).collect();
        for (plugin, law) in self.local_laws(step) {
            let view = match &law {
                LocalBasis::Law(id) if names.contains(id) => None,
                LocalBasis::Law(id) => self.program.law_id(id).ok().and_then(|law| self.basis(law)),
                LocalBasis::Local(law) => Some(self.local_law(law, &plugin)),
            };
            let view = view.map(|view| BasisView { from: format!("plugin:{plugin}"), ..view });
            views.extend(view.filter(|view| !views.contains(view)));
        }
        views
    }

    fn basis(&self, id: LawId) -> Option<BasisView> {
        let law = self.program.law(id);
        let view = self.law(law);
        if !self.is_in_force(law) {
            return None;
        }
        if let (Freshness::Overdue, Some(review)) = (view.status, law.review_by) {
            let message = self
                .words
                .fill(Word::WARNING_REVIEW_LAW, &[("title", &view.title), ("date", &self.words.plain_date(review))]);
            self.warn(WarningKind::ReviewOverdue, Some(&law.id), message);
        }
        Some(view)
    }

    /// Whether a law is in force today; a warning says where it is not.
    pub(super) fn is_in_force(&self, law: &Law) -> bool {
        let Some(applies) = law.applies.as_ref().filter(|applies| !applies.holds_on(self.today())) else { return true };
        let (title, when) = (self.text(law.title), self.words.applies(applies));
        let message = self.words.fill(Word::WARNING_LAW_DROPPED, &[("title", &title), ("when", &when)]);
        self.warn(WarningKind::LawDropped, Some(&law.id), message);
        false
    }

    /// A law, whether or not it is in force.
    pub(super) fn law(&self, law: &Law) -> BasisView {
        let status = Freshness::of(law.verified, law.review_by, self.today());
        BasisView {
            law: law.id.clone(),
            title: self.text(law.title),
            article: self.maybe(law.article),
            source: link(&law.source),
            source_kind: law.source.kind,
            status,
            status_text: Some(self.freshness(status, law.verified)),
            verified: law.verified,
            from: "playbook".to_owned(),
        }
    }

    pub(super) fn freshness(&self, status: Freshness, verified: Option<Date>) -> String {
        let date = verified.map(|date| self.words.plain_date(date)).unwrap_or_default();
        match status {
            Freshness::Verified => self.words.fill(Word::FRESHNESS_VERIFIED, &[("date", &date)]),
            Freshness::Unverified => self.words.get(Word::FRESHNESS_UNVERIFIED).to_owned(),
            Freshness::Overdue => self.words.fill(Word::FRESHNESS_OVERDUE, &[("date", &date)]),
        }
    }
}

/// The address of a source, where the person may be sent there.
pub(super) fn link(source: &Source) -> Option<String> {
    source.kind.is_for_the_person().then(|| source.url.clone())
}
