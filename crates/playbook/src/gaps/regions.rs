//! Regions for which nobody knows the local office, and local offices that nobody has looked at.

use super::{Crowd, Gap, GapKind, Handbook};
use jiff::Timestamp;
use jiff::civil::Date;
use playbook_engine::hooks::{Local, LocalChannel, Seen, SeenValue};
use playbook_engine::model::{Authority, ChannelKind, Channels, Choice, Condition, FactKind, FactTest, PluginUse};
use playbook_engine::{AuthorityId, Program};

/// So many values of the other facts that a plugin sees are tried.
const MOST_VALUES: usize = 8;

pub(super) fn missing(handbook: &Handbook, now: Timestamp, crowd: &Crowd) -> Vec<Gap> {
    let program = handbook.program();
    let today = program.date(now);
    let mut gaps = Vec::new();
    for authority in &program.playbook().authorities {
        let Ok(body) = program.authority_id(&authority.id) else { continue };
        let reporting: Vec<_> = program.step_ids().filter(|step| reports_to(program, *step, body)).collect();
        let people = crowd.at_any(&reporting);
        let mut found = Found::default();
        match &authority.channels {
            Channels::Plugin(_) => ask(handbook, authority, body, today, &mut found),
            Channels::Listed(_) => look(program, authority, &mut found),
            Channels::Own => {}
        }
        for (kind, regions) in [
            (GapKind::Region, found.none),
            (GapKind::ChannelOverdue, found.overdue),
            (GapKind::ChannelWithoutSource, found.without_source),
            (GapKind::ChannelUnverified, found.unverified),
        ] {
            if !regions.is_empty() {
                gaps.push(Gap { regions, ..Gap::new(kind, &authority.id, people) });
            }
        }
    }
    gaps
}

fn reports_to(program: &Program, step: playbook_engine::StepId, body: AuthorityId) -> bool {
    program.rule(step).every_fields().any(|fields| fields.report_to.iter().flatten().any(|other| *other == body))
}

/// Regions by what is missing there.
#[derive(Default)]
struct Found {
    none: Vec<String>,
    overdue: Vec<String>,
    without_source: Vec<String>,
    unverified: Vec<String>,
}

/// Asks the plugins about each region, with several values of whatever else they see: one answer is enough.
fn ask(handbook: &Handbook, authority: &Authority, body: AuthorityId, today: Date, found: &mut Found) {
    let program = handbook.program();
    // a plugin that goes by no region is no help here
    let plugins: Vec<&PluginUse> =
        program.playbook().plugins.iter().filter(|plugin| sees_region(program, plugin)).collect();
    if plugins.is_empty() {
        return;
    }
    for region in &program.playbook().regions {
        let answers = plugins
            .iter()
            .flat_map(|plugin| cases(program, plugin, region).into_iter().map(move |seen| (plugin, seen)));
        let mut locals = answers.filter_map(|(plugin, seen)| answer(handbook, &plugin.id, authority, body, &seen));
        let Some(local) = locals.next() else {
            found.none.push(region.id.clone());
            continue;
        };
        let lacks = |kind| local.channels.iter().any(|channel| lacking(channel, today) == Some(kind));
        for (kind, regions) in [
            (GapKind::ChannelOverdue, &mut found.overdue),
            (GapKind::ChannelWithoutSource, &mut found.without_source),
            (GapKind::ChannelUnverified, &mut found.unverified),
        ] {
            if lacks(kind) {
                regions.push(region.id.clone());
            }
        }
    }
}

fn sees_region(program: &Program, plugin: &PluginUse) -> bool {
    let facts = plugin.sees.iter().filter_map(|fact| program.fact_id(fact).ok());
    facts.into_iter().any(|fact| program.fact(fact).kind == FactKind::Region)
}

/// The local body of an authority, if there is one that a person would be shown.
fn answer(handbook: &Handbook, plugin: &str, authority: &Authority, body: AuthorityId, seen: &Seen) -> Option<Local> {
    let program = handbook.program();
    let local = handbook.plugins().get(plugin)?.channels(&program.authority(body).id, seen).ok()??;
    let fine = local.judge(&authority.domains, program.playbook().jurisdiction.as_deref()).is_ok();
    (fine && !local.channels.is_empty()).then_some(local)
}

/// One region in all facts that are regions, the others not answered, and with each of their values.
fn cases(program: &Program, plugin: &PluginUse, region: &Choice) -> Vec<Seen> {
    let facts: Vec<_> =
        plugin.sees.iter().filter_map(|fact| program.fact_id(fact).ok()).map(|fact| program.fact(fact)).collect();
    let (regions, others): (Vec<_>, Vec<_>) = facts.into_iter().partition(|fact| fact.kind == FactKind::Region);
    let here =
        regions.iter().fold(Seen::default(), |seen, fact| seen.with(&*fact.id, SeenValue::Word(region.id.clone())));
    let rounds = others.iter().map(|fact| values(&fact.kind).len()).max().unwrap_or(0).min(MOST_VALUES);
    let with_values = |round: usize| {
        others.iter().fold(here.clone(), |seen, fact| {
            let values = values(&fact.kind);
            match values.get(round % values.len().max(1)) {
                Some(value) => seen.with(&*fact.id, value.clone()),
                None => seen,
            }
        })
    };
    std::iter::once(here.clone()).chain((0..rounds).map(with_values)).collect()
}

fn values(kind: &FactKind) -> Vec<SeenValue> {
    match kind {
        FactKind::YesNo => vec![SeenValue::YesNo(true), SeenValue::YesNo(false)],
        FactKind::OneOf(choices) => choices.iter().map(|choice| SeenValue::Word(choice.id.clone())).collect(),
        FactKind::AnyOf(choices) => {
            let each = choices.iter().map(|choice| vec![choice.id.clone()]);
            each.map(|has| SeenValue::Words { has, rest_unknown: false }).collect()
        }
        _ => Vec::new(),
    }
}

fn lacking(channel: &LocalChannel, today: Date) -> Option<GapKind> {
    if channel.review_by.is_some_and(|review| review < today) {
        return Some(GapKind::ChannelOverdue);
    }
    match (channel.kind, &channel.source, channel.verified) {
        (ChannelKind::LookUp, ..) | (_, Some(_), Some(_)) => None,
        (_, None, _) => Some(GapKind::ChannelWithoutSource),
        (_, Some(_), None) => Some(GapKind::ChannelUnverified),
    }
}

/// Where some channels are for some regions only: the regions that none of them is for.
fn look(program: &Program, authority: &Authority, found: &mut Found) {
    let stated = authority.channels.stated();
    let local: Vec<&Condition> =
        stated.iter().map(|channel| &channel.when).filter(|when| tests_region(program, when)).collect();
    if local.is_empty() {
        return;
    }
    for region in &program.playbook().regions {
        if !local.iter().any(|when| may_hold(program, when, &region.id)) {
            found.none.push(region.id.clone());
        }
    }
}

fn is_region(program: &Program, fact: &str) -> bool {
    program.fact_id(fact).is_ok_and(|fact| program.fact(fact).kind == FactKind::Region)
}

fn tests_region(program: &Program, condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(|part| tests_region(program, part)),
        Condition::Not(part) => tests_region(program, part),
        Condition::Fact { fact, .. } => is_region(program, fact),
        Condition::Step { .. } => false,
    }
}

/// Whether somebody in this region may meet a condition, whatever else they answer.
fn may_hold(program: &Program, condition: &Condition, region: &str) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| may_hold(program, part, region)),
        Condition::Any(parts) => parts.iter().any(|part| may_hold(program, part, region)),
        Condition::Not(part) => may_fail(program, part, region),
        Condition::Fact { fact, test } if is_region(program, fact) => region_test(test, region),
        Condition::Fact { .. } | Condition::Step { .. } => true,
    }
}

fn may_fail(program: &Program, condition: &Condition, region: &str) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().any(|part| may_fail(program, part, region)),
        Condition::Any(parts) => parts.iter().all(|part| may_fail(program, part, region)),
        Condition::Not(part) => may_hold(program, part, region),
        Condition::Fact { fact, test } if is_region(program, fact) => !region_test(test, region),
        Condition::Fact { .. } | Condition::Step { .. } => true,
    }
}

fn region_test(test: &FactTest, region: &str) -> bool {
    match test {
        FactTest::Is(regions) => regions.iter().any(|other| other == region),
        FactTest::NoneOf(regions) => !regions.iter().any(|other| other == region),
        _ => false,
    }
}
