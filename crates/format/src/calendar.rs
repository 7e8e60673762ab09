//! `calendar.yaml`: public holidays and make-up working days.

use crate::{Code, diagnostic::Findings, field::Fields, node::Node, source::Span};
use jiff::civil::Date;
use playbook_engine::model::is_region;
use playbook_engine::time::{Calendar, Year, is_weekend};
use std::collections::BTreeMap;

/// Reads the calendar file.
pub(crate) fn read(findings: &mut Findings, node: &Node, file: u32) -> Option<Calendar> {
    let top = Span::top(file);
    let fields = Fields::read(findings, node, top, "the calendar", &["source", "years", "regions"])?;
    let source = fields.require(findings, "source", "the calendar").and_then(|node| source(findings, node));
    let years = fields.require(findings, "years", "the calendar").map(|node| years(findings, node)).unwrap_or_default();
    let mut regions = BTreeMap::new();
    for (key, value) in fields.get("regions").and_then(|node| findings.map(node, "`regions`")).unwrap_or(&[]) {
        if !is_region(&key.text) {
            findings.report(Code::MalformedCode, key.span, format!("`{}` is not an ISO 3166-2 region", key.text));
        }
        regions.insert(key.text.clone(), self::years(findings, value));
    }
    Some(Calendar { source: source?, years, regions })
}

/// `source: { name, licence, url }` or a plain text.
pub(crate) fn source(findings: &mut Findings, node: &Node) -> Option<String> {
    if node.as_map().is_none() {
        return findings.text(node, "`source` must be a map or text").map(str::to_owned);
    }
    let fields = Fields::read(findings, node, node.span, "`source`", &["name", "licence", "url"])?;
    let mut text = |key: &str, needed: bool| {
        let node = if needed { fields.require(findings, key, "`source`") } else { fields.get(key) };
        node.and_then(|node| findings.text(node, &format!("`{key}` must be a text"))).map(str::to_owned)
    };
    let (name, licence, url) = (text("name", true), text("licence", true), text("url", false));
    let mut source = format!("{} ({})", name?, licence?);
    if let Some(url) = url {
        source.push_str(", ");
        source.push_str(&url);
    }
    Some(source)
}

fn years(findings: &mut Findings, node: &Node) -> BTreeMap<i16, Year> {
    let mut years = BTreeMap::new();
    for (key, value) in findings.map(node, "`years`").unwrap_or(&[]) {
        let number: Option<i16> = key.text.parse().ok().filter(|year| (1900..=2200).contains(year));
        let Some(number) = number else {
            findings.report(Code::MalformedNumber, key.span, format!("`{}` is not a year", key.text));
            continue;
        };
        let owner = format!("year {number}");
        let Some(fields) = Fields::read(findings, value, key.span, &owner, &["papers", "off", "work"]) else {
            continue;
        };
        for paper in fields.get("papers").and_then(|node| findings.one_or_list(node, "`papers`")).unwrap_or(&[]) {
            if let Some(text) = findings.text(paper, "`papers` must be web addresses")
                && let Err(fault) = playbook_engine::model::url_host(text)
            {
                findings.report(Code::MalformedUrl, paper.span, format!("`papers` is not a web address: {fault}"));
            }
        }
        let off = days(findings, &fields, "off", number);
        let work = days(findings, &fields, "work", number);
        for (day, span) in &work {
            if off.iter().any(|(other, _)| other == day) {
                findings.report(Code::CalendarDay, *span, format!("{day} is both off and worked"));
            } else if !is_weekend(*day) {
                findings.report(
                    Code::CalendarDay,
                    *span,
                    format!("{day} is no weekend, so it needs no mention under `work`"),
                );
            }
        }
        let sorted = |days: Vec<(Date, Span)>| {
            let mut days: Vec<Date> = days.into_iter().map(|(day, _)| day).collect();
            days.sort_unstable();
            days.dedup();
            days
        };
        years.insert(number, Year { off: sorted(off), work: sorted(work) });
    }
    years
}

fn days(findings: &mut Findings, fields: &Fields<'_>, key: &str, year: i16) -> Vec<(Date, Span)> {
    let mut days: Vec<(Date, Span)> = Vec::new();
    let Some(node) = fields.get(key) else { return days };
    if matches!(node.as_list(), Some([])) {
        return days;
    }
    for item in findings.list(node, &format!("`{key}`")).unwrap_or(&[]).iter().take(400) {
        let Some(day) = findings.date(item, key) else { continue };
        if day.year() != year {
            findings.report(Code::CalendarDay, item.span, format!("{day} stands under {year}"));
        } else if let Some((_, first)) = days.iter().find(|(other, _)| *other == day) {
            findings.report(Code::CalendarDay, item.span, format!("{day} is listed twice")).also(*first, "first here");
        }
        days.push((day, item.span));
    }
    days
}
