//! What stands in one field of a step, by names and without its texts: equal where two versions say the same.

use playbook_engine::model::{Anchor, Applies, Counting, FirstDay, Roll, Term};
use playbook_engine::{FieldRules, Program, StepId};
use std::fmt::Write as _;

/// A field of a step that a variant may replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Field {
    Requires,
    After,
    Within,
    Takes,
    Deadlines,
    Opens,
    Reply,
    Basis,
    Sources,
    Documents,
    Title,
    Why,
    How,
    Bring,
    Keep,
}

impl Field {
    pub(super) const ALL: [Self; 15] = [
        Self::Requires,
        Self::After,
        Self::Within,
        Self::Takes,
        Self::Deadlines,
        Self::Opens,
        Self::Reply,
        Self::Basis,
        Self::Sources,
        Self::Documents,
        Self::Title,
        Self::Why,
        Self::How,
        Self::Bring,
        Self::Keep,
    ];

    /// Whether a variant that only may hold counts too.
    pub(super) fn counts_when_possible(self) -> bool {
        matches!(self, Self::Within | Self::Deadlines)
    }
}

/// What the base (`None`) or a variant says in a field; `None` where it does not set it.
pub(super) fn content(program: &Program, step: StepId, place: Option<usize>, field: Field) -> Option<String> {
    let (model, rule) = (program.step(step), program.rule(step));
    let (fields, rules): (_, &FieldRules) = match place {
        None => (&model.base, &rule.base),
        Some(place) => (&model.variants.get(place)?.fields, &rule.variants.get(place)?.1),
    };
    // Whose words: those of the base or of a variant of this name.
    let words = |is_set: bool| {
        let variant = place.and_then(|place| model.variants.get(place));
        is_set.then(|| variant.map_or_else(String::new, |variant| variant.id.clone()))
    };
    let laws = |sources: bool| {
        let list = fields.basis.as_ref()?.iter().map(|id| law(program, id, sources));
        Some(list.collect::<Vec<_>>().join(", "))
    };
    match field {
        Field::Requires => fields.requires.as_ref().map(|groups| {
            let groups: Vec<String> = groups.iter().map(|group| group.any.join(" | ")).collect();
            groups.join(", ")
        }),
        Field::After => fields.after.as_ref().map(|after| {
            let mut after = after.clone();
            after.sort_unstable();
            after.dedup();
            after.join(", ")
        }),
        Field::Within => fields.within.as_ref().zip(rules.within.as_ref()).map(|(within, rule)| {
            term(program, within.term, rule.counting, within.from.as_ref(), within.basis.as_deref())
        }),
        Field::Takes => fields.takes.as_ref().map(ToString::to_string),
        Field::Deadlines => fields.deadlines.as_ref().zip(rules.deadlines.as_ref()).map(|(deadlines, rules)| {
            let one = |(deadline, rule): (&playbook_engine::model::Deadline, &playbook_engine::DeadlineRule)| {
                let bars = if deadline.bars { ", bars" } else { "" };
                let basis = deadline.basis.as_deref();
                term(program, deadline.term, rule.counting, Some(&deadline.from), basis) + bars
            };
            deadlines.iter().zip(rules).map(one).collect::<Vec<_>>().join("; ")
        }),
        Field::Opens => {
            fields.opens.as_ref().zip(rules.opens.as_ref()).map(|(opens, rule)| {
                term(program, opens.term, rule.counting, Some(&opens.from), opens.basis.as_deref())
            })
        }
        Field::Reply => fields.reply.as_ref().zip(rules.reply.as_ref()).map(|(reply, rule)| {
            let mut text = term(program, reply.term, rule.counting, reply.from.as_ref(), reply.basis.as_deref());
            if reply.asked {
                text.push_str(", asked");
            }
            for also in &reply.also {
                // Writing to a text never fails.
                let _ = write!(text, ", {}: {}", also.id, also.outcome.as_str());
                if let Some(term) = also.term {
                    let _ = write!(text, " {}", own_term(term));
                }
            }
            text
        }),
        Field::Basis => laws(false),
        Field::Sources => laws(true),
        Field::Documents => fields.documents.as_ref().map(|documents| documents.join(", ")),
        Field::Title => words(fields.title.is_some()),
        Field::Why => words(fields.why.is_some()),
        Field::How => words(fields.how.is_some()),
        Field::Bring => words(fields.bring.is_some()),
        Field::Keep => words(fields.keep.is_some()),
    }
}

/// A term with what it counts from and how.
fn term(program: &Program, term: Term, counting: Counting, from: Option<&Anchor>, basis: Option<&str>) -> String {
    let mut text = term.to_string();
    if !term.unit.is_elapsed() {
        if term.first_day.unwrap_or(counting.first_day) == FirstDay::Included {
            text.push_str(", first-day included");
        }
        match term.roll.unwrap_or(counting.roll) {
            Roll::None => {}
            Roll::NextWorkingDay => text.push_str(", next-working-day"),
            Roll::PreviousWorkingDay => text.push_str(", previous-working-day"),
        }
    }
    if let Some(from) = from {
        let _ = write!(text, ", from {}", anchor(from));
    }
    if let Some(basis) = basis {
        let _ = write!(text, ", {}", law(program, basis, false));
    }
    text
}

fn own_term(term: Term) -> String {
    let mut text = term.to_string();
    if let Some(first_day) = term.first_day {
        let _ = write!(text, " {first_day:?}");
    }
    if let Some(roll) = term.roll {
        let _ = write!(text, " {roll:?}");
    }
    text
}

pub(super) fn anchor(anchor: &Anchor) -> String {
    match anchor {
        Anchor::Fact(fact) => fact.clone(),
        Anchor::Step { step, tests } => {
            let tests: Vec<&str> = tests.iter().map(|test| test.as_str()).collect();
            format!("{step}: {}", tests.join(" | "))
        }
    }
}

/// A law as far as plans show it: its id and when it is in force, or where it was seen.
fn law(program: &Program, id: &str, sources: bool) -> String {
    let Some(law) = program.law_id(id).ok().map(|law| program.law(law)) else { return id.to_owned() };
    if sources {
        let verified = law.verified.map(|date| date.to_string()).unwrap_or_default();
        let review = law.review_by.map(|date| date.to_string()).unwrap_or_default();
        return format!("{id} {} {:?} {verified} {review}", law.source.url, law.source.kind);
    }
    match &law.applies {
        Some(applies) => format!("{id} ({})", season(applies)),
        None => id.to_owned(),
    }
}

pub(super) fn season(applies: &Applies) -> String {
    match applies {
        Applies::Between { from, until } => {
            let day = |day: &Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("{}..{}", day(from), day(until))
        }
        Applies::Yearly { from, until } => format!("{:02}-{:02}..{:02}-{:02}", from.0, from.1, until.0, until.1),
    }
}
