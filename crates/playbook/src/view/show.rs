//! `playbook.show/1`.

use super::View;
use super::condition::tested;
use super::regional::LocalView;
use crate::document::{
    AuthorityEntry, ChannelView, DocumentEntry, FactEntry, LawEntry, Outline, OutlineEntry, ShowDocument, Shown,
    StepEntry, StepFieldsView, TermView, TitleView, VariantView,
};
use crate::error::{Error, ErrorKind};
use crate::handbook::Handbook;
use crate::word::Word;
use jiff::Timestamp;
use playbook_engine::model::{Anchor, Channels, FactKind, StepFields, TextId, Unsure};
use playbook_engine::{AuthorityId, Case, DocumentId, FactId, LawId, StepId, nearest};

pub(crate) fn show(
    handbook: &Handbook,
    id: &str,
    case: &Case,
    now: Timestamp,
    language: &str,
) -> Result<ShowDocument, Error> {
    let regional = handbook.regional(case, now);
    let view = View::new(handbook, &regional, case, now, language);
    let playbook = handbook.program().playbook();
    let shown = view.find(id)?;
    Ok(ShowDocument {
        schema: "playbook.show/1",
        playbook: playbook.id.clone(),
        jurisdiction: playbook.jurisdiction.clone(),
        version: playbook.version,
        language: view.language.to_owned(),
        shown,
        warnings: view.warnings(),
    })
}

impl View<'_> {
    fn find(&self, id: &str) -> Result<Shown, Error> {
        let program = self.program;
        if let Some((kind, name)) = id.split_once(':') {
            return Ok(match kind {
                "step" => self.step_shown(program.step_id(name)?),
                "authority" => self.authority_shown(program.authority_id(name)?),
                "fact" => self.fact_shown(program.fact_id(name)?),
                "law" => self.law_shown(program.law_id(name)?),
                "document" => self.document_shown(program.document_id(name)?),
                "playbook" if name == program.playbook().id => Shown::Playbook { outline: self.outline() },
                _ => return Err(self.unknown(id)),
            });
        }
        program
            .step_id(id)
            .map(|step| self.step_shown(step))
            .or_else(|_| program.authority_id(id).map(|body| self.authority_shown(body)))
            .or_else(|_| program.fact_id(id).map(|fact| self.fact_shown(fact)))
            .or_else(|_| program.law_id(id).map(|law| self.law_shown(law)))
            .or_else(|_| program.document_id(id).map(|paper| self.document_shown(paper)))
            .or_else(|_| {
                let whole = id == program.playbook().id;
                if whole { Ok(Shown::Playbook { outline: self.outline() }) } else { Err(self.unknown(id)) }
            })
    }

    fn unknown(&self, id: &str) -> Error {
        let playbook = self.program.playbook();
        let steps = playbook.steps.iter().map(|step| step.id.as_str());
        let names = steps
            .chain(playbook.authorities.iter().map(|body| body.id.as_str()))
            .chain(playbook.facts.iter().map(|fact| fact.id.as_str()))
            .chain(playbook.laws.iter().map(|law| law.id.as_str()))
            .chain(playbook.documents.iter().map(|paper| paper.id.as_str()))
            .chain([playbook.id.as_str()]);
        ErrorKind::UnknownId { id: id.to_owned(), nearest: nearest(id, names).map(str::to_owned) }.into()
    }

    fn base_title(&self, id: StepId) -> TitleView {
        let step = self.program.step(id);
        TitleView { id: step.id.clone(), title: self.maybe(step.base.title).unwrap_or_else(|| step.id.clone()) }
    }

    fn titles_of(&self, steps: impl IntoIterator<Item = StepId>) -> Vec<TitleView> {
        steps.into_iter().map(|step| self.base_title(step)).collect()
    }

    /// The steps of which any fields, those of variants included, satisfy a test.
    fn steps_with(&self, test: impl Fn(&StepFields) -> bool) -> Vec<TitleView> {
        let steps = self.program.step_ids().filter(|id| {
            let step = self.program.step(*id);
            test(&step.base) || step.variants.iter().any(|variant| test(&variant.fields))
        });
        self.titles_of(steps)
    }

    fn step_shown(&self, id: StepId) -> Shown {
        let (step, rule) = (self.program.step(id), self.program.rule(id));
        let variants = step.variants.iter().map(|variant| VariantView {
            id: variant.id.clone(),
            when: self.some_condition(&variant.when),
            fields: self.fields(&variant.fields),
        });
        let tells = step.tells.iter().map(|fact| TitleView { id: fact.clone(), title: self.ask(fact) });
        Shown::Step {
            step: Box::new(StepEntry {
                id: step.id.clone(),
                when: self.condition(&step.when),
                fields: self.fields(&step.base),
                variants: variants.collect(),
                applies: step.applies.as_ref().map(|applies| self.words.applies(applies)),
                again: step.again.iter().map(|term| self.words.term(*term)).collect(),
                alternatives: self.titles_of(rule.alternatives.iter().copied()),
                once: step.once,
                done_when: step.done_when.as_ref().map(|done| self.some_condition(done)),
                tells: tells.collect(),
                unsure: match rule.unsure {
                    Unsure::Hold => "hold",
                    Unsure::Recommend => "recommend",
                },
                avoid: step.avoid,
                required_by: self.titles_of(rule.required_by.iter().copied()),
            }),
        }
    }

    fn ask(&self, fact: &str) -> String {
        self.program.fact_id(fact).map_or_else(|_| fact.to_owned(), |fact| self.text(self.program.fact(fact).ask))
    }

    fn fields(&self, fields: &StepFields) -> StepFieldsView {
        let texts = |texts: &Vec<TextId>| texts.iter().map(|text| self.text(*text)).collect();
        let from = |anchor: &Option<Anchor>| anchor.as_ref().map(|anchor| self.anchor_text(anchor));
        let term = |term, from: Option<String>, basis: &Option<String>| TermView {
            term: self.words.term(term),
            from,
            basis: basis.clone(),
            bars: None,
            lost: None,
            kind: None,
        };
        let bodies = |names: &Vec<String>| {
            let found = names.iter().filter_map(|name| self.program.authority_id(name).ok());
            found.map(|body| self.authority_title(body)).collect()
        };
        let papers = |names: &Vec<String>| {
            let found = names.iter().filter_map(|name| self.program.document_id(name).ok());
            found.map(|paper| self.document_title(paper)).collect()
        };
        let laws = |names: &Vec<String>| {
            let found = names.iter().filter_map(|name| self.program.law_id(name).ok());
            found.map(|law| self.law(self.program.law(law))).collect()
        };
        StepFieldsView {
            title: self.maybe(fields.title),
            why: self.maybe(fields.why),
            how: self.maybe(fields.how),
            requires: fields.requires.as_ref().map(|groups| groups.iter().map(|group| group.any.clone()).collect()),
            after: fields.after.clone(),
            within: fields.within.as_ref().map(|within| {
                let applied = || self.words.get(Word::ANCHOR_APPLIED).to_owned();
                term(within.term, Some(from(&within.from).unwrap_or_else(applied)), &within.basis)
            }),
            takes: fields.takes.map(|takes| self.words.term(takes)),
            deadlines: fields.deadlines.as_ref().map(|deadlines| {
                let view = |deadline: &playbook_engine::model::Deadline| TermView {
                    bars: Some(deadline.bars),
                    lost: self.maybe(deadline.lost),
                    ..term(deadline.term, Some(self.anchor_text(&deadline.from)), &deadline.basis)
                };
                deadlines.iter().map(view).collect()
            }),
            opens: fields
                .opens
                .as_ref()
                .map(|opens| term(opens.term, Some(self.anchor_text(&opens.from)), &opens.basis)),
            report_to: fields.report_to.as_ref().map(bodies),
            reply: fields.reply.as_ref().map(|reply| {
                let sent = || self.words.get(Word::ANCHOR_SENT).to_owned();
                TermView {
                    kind: Some(self.words.reply_kind(reply.kind())),
                    ..term(reply.term, Some(from(&reply.from).unwrap_or_else(sent)), &reply.basis)
                }
            }),
            basis: fields.basis.as_ref().map(laws),
            documents: fields.documents.as_ref().map(papers),
            bring: fields.bring.as_ref().map(texts),
            keep: fields.keep.as_ref().map(texts),
        }
    }

    fn authority_title(&self, body: AuthorityId) -> TitleView {
        TitleView { id: self.program.authority(body).id.clone(), title: self.authority_name(body) }
    }

    pub(super) fn document_title(&self, paper: DocumentId) -> TitleView {
        let paper = self.program.document(paper);
        TitleView { id: paper.id.clone(), title: self.text(paper.title) }
    }

    fn authority_shown(&self, id: AuthorityId) -> Shown {
        let body = self.program.authority(id);
        let local = match &body.channels {
            Channels::Plugin(_) => self.local(id),
            Channels::Listed(_) | Channels::Own => LocalView::default(),
        };
        let national = (!local.channels.is_empty()).then(|| self.words.get(Word::CHANNEL_NATIONAL).to_owned());
        let mut channels = local.channels;
        if body.channels == Channels::Own {
            channels.push(self.own_channel());
        }
        for channel in body.channels.stated() {
            let shown = ChannelView {
                when: self.condition(&channel.when).map(|when| when.text),
                applies: channel.applies.as_ref().map(|applies| self.words.applies(applies)),
                from_text: national.clone(),
                ..self.channel(channel)
            };
            if !channels
                .iter()
                .any(|other| other.from != shown.from && (other.kind, &other.value) == (shown.kind, &shown.value))
            {
                channels.push(shown);
            }
        }
        for error in &local.errors {
            let name = self.text(body.name);
            let word =
                if channels.is_empty() { Word::WARNING_PLUGIN_NO_CHANNEL } else { Word::WARNING_PLUGIN_CHANNELS };
            self.warn_plugin(&body.id, self.words.fill(word, &[("name", &name)]), error);
        }
        let reports = |fields: &StepFields| fields.report_to.as_ref().is_some_and(|bodies| bodies.contains(&body.id));
        Shown::Authority {
            authority: AuthorityEntry {
                id: body.id.clone(),
                name: self.text(body.name),
                remit: self.maybe(body.remit),
                refuses: self.maybe(body.refuses),
                accepts: self.condition(&body.accepts),
                domains: body.domains.clone(),
                local_name: local.name,
                local_note: local.note,
                channels,
                asks: match body.channels {
                    Channels::Plugin(_) => {
                        self.program.playbook().plugins.iter().map(|plugin| format!("plugin:{}", plugin.id)).collect()
                    }
                    Channels::Listed(_) | Channels::Own => Vec::new(),
                },
                steps: self.steps_with(reports),
            },
        }
    }

    fn fact_shown(&self, id: FactId) -> Shown {
        let fact = self.program.fact(id);
        let group = fact.ask_with.as_ref();
        let others = self.program.playbook().facts.iter();
        let with = others.filter(|other| group.is_some() && other.ask_with.as_ref() == group && other.id != fact.id);
        let uses = |step: StepId| {
            let step = self.program.step(step);
            let mut names = Vec::new();
            tested(&step.when, &mut names);
            step.variants.iter().for_each(|variant| tested(&variant.when, &mut names));
            step.done_when.iter().for_each(|done| tested(done, &mut names));
            let fields = std::iter::once(&step.base).chain(step.variants.iter().map(|variant| &variant.fields));
            let anchors = fields.flat_map(|fields| {
                let deadlines = fields.deadlines.iter().flatten().map(|deadline| &deadline.from);
                let within = fields.within.iter().filter_map(|within| within.from.as_ref());
                let opens = fields.opens.iter().map(|opens| &opens.from);
                let reply = fields.reply.iter().filter_map(|reply| reply.from.as_ref());
                deadlines.chain(within).chain(opens).chain(reply)
            });
            names.extend(anchors.filter_map(|anchor| match anchor {
                Anchor::Fact(fact) => Some(fact.clone()),
                Anchor::Step { .. } => None,
            }));
            names.contains(&fact.id)
        };
        Shown::Fact {
            fact: FactEntry {
                id: fact.id.clone(),
                ask: self.text(fact.ask),
                help: self.maybe(fact.help),
                kind: fact.kind.as_str(),
                type_text: self.type_text(&fact.kind),
                values: self.values(id),
                when: self.condition(&fact.when),
                with: with.map(|other| other.id.clone()).collect(),
                sensitive: fact.sensitive,
                steps: self.titles_of(self.program.step_ids().filter(|step| uses(*step))),
            },
        }
    }

    fn law_shown(&self, id: LawId) -> Shown {
        let law = self.program.law(id);
        let rests = |fields: &StepFields| {
            let listed = fields.basis.iter().flatten();
            let deadlines = fields.deadlines.iter().flatten().filter_map(|deadline| deadline.basis.as_ref());
            let reply = fields.reply.iter().filter_map(|reply| reply.basis.as_ref());
            let within = fields.within.iter().filter_map(|within| within.basis.as_ref());
            let opens = fields.opens.iter().filter_map(|opens| opens.basis.as_ref());
            listed.chain(deadlines).chain(reply).chain(within).chain(opens).any(|name| *name == law.id)
        };
        Shown::Law {
            law: LawEntry {
                id: law.id.clone(),
                basis: self.law(law),
                review_by: law.review_by,
                applies: law.applies.as_ref().map(|applies| self.words.applies(applies)),
                steps: self.steps_with(rests),
            },
        }
    }

    fn document_shown(&self, id: DocumentId) -> Shown {
        let TitleView { id, title } = self.document_title(id);
        let uses = |fields: &StepFields| fields.documents.as_ref().is_some_and(|papers| papers.contains(&id));
        let steps = self.steps_with(uses);
        Shown::Document { document: DocumentEntry { id, title, steps } }
    }

    fn outline(&self) -> Outline {
        let playbook = self.program.playbook();
        let entry = |id: &String, title: String, note: Option<String>| OutlineEntry { id: id.clone(), title, note };
        let steps = self.program.step_ids().map(|step| {
            let TitleView { id, title } = self.base_title(step);
            OutlineEntry { id, title, note: self.program.rule(step).avoid.then(|| "avoid".to_owned()) }
        });
        let kind = |kind: &FactKind| Some(kind.as_str().to_owned());
        Outline {
            name: self.maybe(playbook.name),
            extends: playbook.extends.clone(),
            languages: playbook.languages.clone(),
            time_zone: playbook.time_zone.clone(),
            calendar_years: playbook.calendar.iter().flat_map(|calendar| calendar.years.keys().copied()).collect(),
            facts: playbook.facts.iter().map(|fact| entry(&fact.id, self.text(fact.ask), kind(&fact.kind))).collect(),
            steps: steps.collect(),
            authorities: playbook.authorities.iter().map(|body| entry(&body.id, self.text(body.name), None)).collect(),
            laws: playbook
                .laws
                .iter()
                .map(|law| entry(&law.id, self.text(law.title), self.maybe(law.article)))
                .collect(),
            documents: playbook.documents.iter().map(|paper| entry(&paper.id, self.text(paper.title), None)).collect(),
        }
    }
}
