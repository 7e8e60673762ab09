//! Mutations of terms, dates and the rules of counting.

use super::Operator;
use super::find::{Finder, Spot, scalar};
use crate::field::parse_date;
use jiff::ToSpan as _;
use jiff::civil::Date;
use playbook_engine::model::{Term, Unit};

impl<'p> Finder<'p> {
    /// A field of a step that says when: left out, and each part of it changed.
    pub(super) fn time(&mut self, field: &Spot<'p>) {
        let items = field.items();
        if items.is_empty() {
            self.drop(Operator::DropTerm, field, field);
            return self.part_of_time(field, field.name());
        }
        for item in &items {
            self.drop(Operator::DropTerm, item, if items.len() == 1 { field } else { item });
            self.part_of_time(item, field.name());
        }
    }

    fn part_of_time(&mut self, spot: &Spot<'p>, field: &str) {
        if field == "applies" {
            return self.dates(spot);
        }
        if spot.node.as_map().is_none() {
            return self.term(spot);
        }
        for part in spot.entries() {
            match part.name() {
                "is" | "within" | "after" => self.term(&part),
                "from" => {
                    // a deadline or opening counts from something; advice and replies need not
                    if matches!(field, "within" | "reply") {
                        self.drop(Operator::DropTerm, &part, &part);
                    }
                    part.entries().iter().for_each(|step| self.words(step.name(), step));
                }
                "bars" => self.turned(&part),
                "also" => {
                    for answer in part.entries() {
                        self.drop(Operator::DropRelation, &answer, &answer);
                        if answer.node.as_map().is_none() {
                            self.words("", &answer);
                        }
                        if let Some(within) = answer.get("within") {
                            self.term(&within);
                        }
                    }
                }
                _ => self.counting_rule(&part),
            }
        }
    }

    /// The length of a term.
    pub(super) fn term(&mut self, spot: &Spot<'p>) {
        let Some(term) = spot.node.as_text().and_then(Term::parse) else { return };
        let write = |count: u32, unit: Unit| format!("{count} {}", unit.as_str());
        let longer = scalar(spot.node, write(term.count.saturating_add(1), term.unit));
        self.change(Operator::ChangeNumber, spot, longer);
        let unit = match term.unit {
            Unit::Minutes => Unit::Hours,
            Unit::Hours | Unit::WorkingDays | Unit::Weeks => Unit::Days,
            Unit::Days => Unit::WorkingDays,
            Unit::Months => Unit::Weeks,
            Unit::Years => Unit::Months,
        };
        self.change(Operator::ChangeUnit, spot, scalar(spot.node, write(term.count, unit)));
    }

    /// The number or date that a value is compared with.
    pub(super) fn bound(&mut self, spot: &Spot<'p>) {
        let Some(text) = spot.node.as_text() else { return };
        let next = match (parse_date(text).and_then(next_day), text.parse::<i64>()) {
            (Some(day), _) => day,
            (None, Ok(number)) => number.saturating_add(1).to_string(),
            (None, Err(_)) => return,
        };
        self.change(Operator::ChangeNumber, spot, scalar(spot.node, next));
    }

    /// `applies` of a law, channel or step: left out, and its dates moved.
    pub(super) fn season(&mut self, applies: &Spot<'p>) {
        self.drop(Operator::DropTerm, applies, applies);
        self.dates(applies);
    }

    fn dates(&mut self, applies: &Spot<'p>) {
        for part in applies.entries() {
            for day in part.items() {
                let text = day.node.as_text().and_then(|text| parse_date(&format!("2024-{text}"))).and_then(next_day);
                if let Some(next) = text.as_deref().and_then(|text| text.strip_prefix("2024-")) {
                    self.change(Operator::ChangeNumber, &day, scalar(day.node, next));
                }
            }
            if part.node.as_list().is_none() {
                self.bound(&part);
            }
        }
    }

    /// How days are counted.
    pub(super) fn counting(&mut self, spot: &Spot<'p>) {
        spot.entries().iter().for_each(|part| self.counting_rule(part));
    }

    fn counting_rule(&mut self, part: &Spot<'p>) {
        match (part.name(), part.node.as_text()) {
            ("first-day", Some("included")) => self.rule(part, "excluded"),
            ("first-day", _) => self.rule(part, "included"),
            ("roll", Some("none")) => self.rule(part, "next-working-day"),
            ("roll", _) => self.rule(part, "none"),
            _ => {}
        }
    }
}

fn next_day(date: Date) -> Option<String> {
    date.checked_add(1.day()).ok().map(|date| date.to_string())
}
