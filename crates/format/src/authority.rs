//! Laws, authorities and their channels.

use crate::{
    Code,
    field::Fields,
    graph::Part,
    lower::Lower,
    node::{Key, Kind, Node},
    source::Span,
    suggest::quoted,
    text::TextPath,
};
use jiff::civil::Date;
use playbook_engine::model::{
    Authority, Channel, ChannelKind, Channels, Condition, Law, Source, SourceKind, TextId, email_host, host_fault,
    is_language, is_under, phone_fault, url_host,
};

const LAW_KEYS: [&str; 7] = ["title", "article", "source", "verified", "review-by", "applies", "counting"];
const AUTHORITY_KEYS: [&str; 6] = ["name", "remit", "refuses", "accepts", "domains", "channels"];
const CHANNEL_KEYS: [&str; 16] = [
    "phone",
    "web",
    "app",
    "email",
    "post",
    "in-person",
    "look-up",
    "name",
    "note",
    "hours",
    "languages",
    "when",
    "applies",
    "source",
    "verified",
    "review-by",
];

impl Lower<'_> {
    /// Reads the laws; they are declared already.
    pub(crate) fn laws(&mut self, entries: &[(Key, Node)]) -> Vec<Law> {
        entries.iter().filter_map(|(key, node)| self.law_entry(key, node)).collect()
    }

    fn law_entry(&mut self, key: &Key, node: &Node) -> Option<Law> {
        self.findings.check_id(&key.text, key.span, "law");
        let owner = format!("law `{}`", key.text);
        let path = TextPath::of("laws").key(&key.text);
        let fields = Fields::read(self.findings, node, key.span, &owner, &LAW_KEYS)?;
        let title =
            fields.require(self.findings, "title", &owner).and_then(|node| self.person_text(node, path.key("title")));
        let article = fields.get("article").and_then(|node| self.person_text(node, path.key("article")));
        if !fields.has("source") {
            self.findings
                .report(Code::LawWithoutSource, key.span, format!("{owner} has no source"))
                .help("add `source: { url: https://…, kind: official }`");
        }
        let source = fields.get("source").and_then(|node| self.source(node));
        let (verified, review_by) = self.freshness(&fields, &owner);
        let applies = fields.get("applies").and_then(|node| self.findings.applies(node));
        let counting = fields.get("counting").and_then(|node| self.findings.counting(node, "counting"));
        Some(Law {
            id: key.text.clone(),
            title: title.unwrap_or(TextId(0)),
            article,
            source: source?,
            verified,
            review_by,
            applies,
            counting,
        })
    }

    /// `source: { url: URL, kind: official|mirror|secondary }`.
    fn source(&mut self, node: &Node) -> Option<Source> {
        let kinds =
            [(SourceKind::Official, "official"), (SourceKind::Mirror, "mirror"), (SourceKind::Secondary, "secondary")];
        let fields = Fields::read(self.findings, node, node.span, "`source`", &["url", "kind"])?;
        let url = fields.require(self.findings, "url", "`source`").and_then(|node| self.url(node, "url"));
        let kind = fields
            .require(self.findings, "kind", "`source`")
            .and_then(|node| self.findings.choice(node, "kind", &kinds));
        Some(Source { url: url?, kind: kind? })
    }

    /// A web address.
    pub(crate) fn url(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.findings.text(node, &format!("`{key}` must be a web address"))?;
        if let Err(fault) = url_host(text) {
            self.findings.report(Code::MalformedUrl, node.span, format!("`{key}` is not a web address: {fault}"));
            return None;
        }
        Some(text.to_owned())
    }

    /// `verified` and `review-by`, judged on the day that was given.
    fn freshness(&mut self, fields: &Fields<'_>, owner: &str) -> (Option<Date>, Option<Date>) {
        let verified = fields.get("verified").and_then(|node| self.findings.date(node, "verified"));
        let review_by = fields.get("review-by").and_then(|node| self.findings.date(node, "review-by"));
        if let (Some(today), Some(verified)) = (self.today, verified)
            && verified > today
        {
            let message = format!("{owner} is `verified` on {verified}, which is after today, {today}");
            self.findings
                .report(Code::VerifiedInFuture, fields.at("verified"), message)
                .help("write the date of the source");
        }
        if let (Some(today), Some(review)) = (self.today, review_by)
            && review < today
        {
            self.findings
                .report(Code::ReviewOverdue, fields.at("review-by"), format!("{owner} was to be reviewed by {review}"))
                .help("look at the source again, then change `verified` and `review-by`");
        }
        if let (Some(verified), Some(review)) = (verified, review_by)
            && review < verified
        {
            let message = format!("`review-by` {review} is before `verified` {verified}");
            self.findings
                .report(Code::DateOrder, fields.at("review-by"), message)
                .also(fields.at("verified"), "verified here");
        }
        (verified, review_by)
    }

    /// Reads the authorities; they are declared already.
    pub(crate) fn authorities(&mut self, entries: &[(Key, Node)]) -> Vec<Authority> {
        entries.iter().filter_map(|(key, node)| self.authority(key, node)).collect()
    }

    fn authority(&mut self, key: &Key, node: &Node) -> Option<Authority> {
        self.findings.check_id(&key.text, key.span, "authority");
        let owner = format!("authority `{}`", key.text);
        let path = TextPath::of("authorities").key(&key.text);
        let fields = Fields::read(self.findings, node, key.span, &owner, &AUTHORITY_KEYS)?;
        let name =
            fields.require(self.findings, "name", &owner).and_then(|node| self.person_text(node, path.key("name")));
        let remit = fields.get("remit").and_then(|node| self.person_text(node, path.key("remit")));
        let refuses = fields.get("refuses").and_then(|node| self.person_text(node, path.key("refuses")));
        let accepts = fields.get("accepts").map_or_else(Condition::always, |node| {
            self.owner = Some(self.graph.node(Part::Authority, &key.text));
            let condition = self.condition(node);
            self.owner = None;
            condition
        });
        let domains = fields.get("domains").map_or_else(Vec::new, |node| self.domains(node));
        let channels = fields
            .require(self.findings, "channels", &owner)
            .and_then(|node| self.channels(node, &path.key("channels"), &domains, fields.at("domains")));
        let channels_by = fields.get("channels").and_then(|node| node.get("by")).map(|node| self.channels_by(node));
        let domains = domains.into_iter().map(str::to_owned).collect();
        Some(Authority {
            id: key.text.clone(),
            name: name.unwrap_or(TextId(0)),
            remit,
            refuses,
            accepts,
            domains,
            channels: channels.unwrap_or(Channels::Own),
            channels_by,
        })
    }

    fn domains<'t>(&mut self, node: &'t Node) -> Vec<&'t str> {
        let words = self.findings.words(node, "`domains`").unwrap_or_default();
        for (domain, span) in &words {
            if let Some(fault) = host_fault(domain) {
                self.findings
                    .report(Code::MalformedUrl, *span, format!("not a domain: {fault}"))
                    .help("write the bare host, such as `example.gov.cn`");
            }
        }
        words.into_iter().map(|(domain, _)| domain).collect()
    }

    /// `by` of the channels: facts that a plugin sees.
    fn channels_by(&mut self, node: &Node) -> Vec<String> {
        let facts = self.fact_list(node, "by");
        for (id, span) in self.findings.words(node, "`by`").unwrap_or_default() {
            if facts.iter().any(|fact| fact == id) && !self.declared.seen.iter().any(|seen| seen == id) {
                self.findings
                    .report(Code::NotAChoice, span, format!("no plugin sees `{id}`, so channels cannot differ by it"))
                    .help("add it to the plugin's `sees`, or leave it out here");
            }
        }
        facts
    }

    /// A list, `plugin`, `{ plugin: [...] }` (with what to fall back on), or `own`.
    fn channels(&mut self, node: &Node, path: &TextPath, domains: &[&str], at: Span) -> Option<Channels> {
        match &node.kind {
            Kind::List(_) => Some(Channels::Listed(self.channel_list(node, path, domains, at))),
            Kind::Map(_) => {
                let fields = Fields::read(self.findings, node, node.span, "`channels`", &["plugin", "by"])?;
                self.needs_plugin(node.span);
                let fallback = fields.require(self.findings, "plugin", "`channels`")?;
                Some(Channels::Plugin(self.channel_list(fallback, path, domains, at)))
            }
            Kind::Scalar { .. } => {
                let choices = [(Channels::Own, "own"), (Channels::Plugin(Vec::new()), "plugin")];
                let words: Vec<(usize, &str)> = choices.iter().enumerate().map(|(at, (_, word))| (at, *word)).collect();
                let at = self.findings.choice(node, "channels", &words)?;
                if at == 1 {
                    self.needs_plugin(node.span);
                }
                choices.into_iter().nth(at).map(|(channels, _)| channels)
            }
        }
    }

    /// Reports the use of a plugin where none is declared.
    pub(crate) fn needs_plugin(&mut self, span: Span) {
        if !self.declared.has_plugins {
            self.findings
                .report(Code::MissingKey, span, "a plugin is asked here, but the playbook declares none")
                .help("add `plugins: { NAME: { sees: [region] } }` at the top");
        }
    }

    fn channel_list(&mut self, node: &Node, path: &TextPath, domains: &[&str], at: Span) -> Vec<Channel> {
        let items = self.findings.list(node, "`channels`").unwrap_or(&[]);
        self.texts.lists.push((path.clone(), items.len(), node.span));
        items.iter().enumerate().filter_map(|(n, item)| self.channel(item, &path.item(n), domains, at)).collect()
    }

    fn channel(&mut self, node: &Node, path: &TextPath, domains: &[&str], at: Span) -> Option<Channel> {
        let fields = Fields::read(self.findings, node, node.span, "the channel", &CHANNEL_KEYS)?;
        let given: Vec<(ChannelKind, &str)> =
            ChannelKind::ALL.into_iter().filter(|(_, word)| fields.has(word)).collect();
        let [(kind, word)] = given.as_slice() else {
            let kinds = ChannelKind::ALL.map(|(_, word)| word);
            let found: Vec<&str> = given.iter().map(|(_, word)| *word).collect();
            let message = if found.is_empty() {
                "the channel has no kind".to_owned()
            } else {
                format!("the channel has several kinds: {}", quoted(&found))
            };
            let span = found.last().map_or(node.span, |word| fields.at(word));
            self.findings.report(Code::ChannelKind, span, message).help(format!("exactly one of {}", quoted(&kinds)));
            return None;
        };
        let value_node = fields.get(word);
        let (value, text) = match kind {
            ChannelKind::App | ChannelKind::Post | ChannelKind::InPerson | ChannelKind::LookUp => {
                (None, value_node.and_then(|node| self.person_text(node, path.key(word))))
            }
            ChannelKind::Phone | ChannelKind::Web | ChannelKind::Email => {
                (value_node.and_then(|node| self.address(node, *kind, domains, at)), None)
            }
        };
        let mut words = |key: &str| fields.get(key).and_then(|node| self.person_text(node, path.key(key)));
        let (name, note, hours) = (words("name"), words("note"), words("hours"));
        let languages = fields.get("languages").map_or_else(Vec::new, |node| self.languages(node, "languages"));
        let when = fields.get("when").map_or_else(Condition::always, |node| self.condition(node));
        let applies = fields.get("applies").and_then(|node| self.findings.applies(node));
        let source = fields.get("source").and_then(|node| self.source(node));
        let (verified, review_by) = self.freshness(&fields, "the channel");
        if !fields.has("source") && *kind != ChannelKind::LookUp {
            let span = fields.at(word);
            self.findings
                .report(
                    Code::ChannelWithoutSource,
                    span,
                    format!("this `{word}` channel has no source; it is shown as unverified"),
                )
                .help("say where it was seen: `source: { url: https://…, kind: official }`");
        }
        let (kind, languages) = (*kind, languages.into_iter().map(|(tag, _)| tag.to_owned()).collect());
        Some(Channel { kind, value, text, name, note, hours, languages, when, applies, source, verified, review_by })
    }

    fn address(&mut self, node: &Node, kind: ChannelKind, domains: &[&str], at: Span) -> Option<String> {
        let word = kind.as_str();
        let text = self.findings.text(node, &format!("`{word}` must be a number or address"))?;
        let host = match kind {
            ChannelKind::Phone => {
                if let Some(fault) = phone_fault(text) {
                    self.findings
                        .report(Code::MalformedPhone, node.span, format!("`{text}` is not a phone number: {fault}"))
                        .help("words go into `name`, `note` or `hours`; \"the number on your card\" is a `look-up`");
                }
                None
            }
            ChannelKind::Email => match email_host(text) {
                Ok(host) => Some(host),
                Err(fault) => {
                    self.findings.report(
                        Code::MalformedEmail,
                        node.span,
                        format!("`{text}` is not an email address: {fault}"),
                    );
                    None
                }
            },
            _ => match url_host(text) {
                Ok(host) => Some(host),
                Err(fault) => {
                    self.findings.report(
                        Code::MalformedUrl,
                        node.span,
                        format!("`{text}` is not a web address: {fault}"),
                    );
                    None
                }
            },
        };
        if let Some(host) = host
            && !domains.is_empty()
            && !domains.iter().any(|domain| is_under(host, domain))
        {
            self.findings
                .report(Code::OutsideDomains, node.span, format!("`{host}` is not under the authority's domains"))
                .also(at, format!("only {}", quoted(domains)))
                .help(
                    "mend the address, or add its domain to `domains` after making sure that it is the authority's own",
                );
        }
        Some(text.to_owned())
    }

    /// Language tags.
    pub(crate) fn languages<'t>(&mut self, node: &'t Node, key: &str) -> Vec<(&'t str, Span)> {
        let words = self.findings.words(node, &format!("`{key}`")).unwrap_or_default();
        for (tag, span) in &words {
            if !is_language(tag) {
                self.findings
                    .report(Code::MalformedCode, *span, format!("`{tag}` is not a language tag"))
                    .help("write it as `zh`, `en`, `pt-BR`");
            }
        }
        words
    }
}
