//! Whether two variants of a step can hold at the same time: an exact search over the answers that matter, with a limit.

use crate::{
    Code,
    diagnostic::Findings,
    field::Fields,
    step::variant_span,
    suggest::quoted,
    world::{Found, World},
};
use playbook_engine::model::{Condition, Fact, Step, StepFields};
use std::collections::HashMap;

/// The declared facts by id.
pub(crate) type FactIndex<'a> = HashMap<&'a str, &'a Fact>;

/// At most so many pairs of one step are compared.
const MOST_PAIRS: usize = 2_000;

/// Reports pairs of variants that set the same field and can hold together.
pub(crate) fn check_variants(findings: &mut Findings, step: &Step, fields: &Fields<'_>, facts: &FactIndex<'_>) {
    let mut pairs = 0;
    for (at, second) in step.variants.iter().enumerate() {
        for first in step.variants.iter().take(at) {
            let shared = shared(&first.fields, &second.fields);
            // a `when` that is missing or empty is reported as such
            if shared.is_empty() || first.when.is_always() || second.when.is_always() {
                continue;
            }
            pairs += 1;
            if pairs > MOST_PAIRS || findings.is_full() {
                return;
            }
            let pair = Condition::All(vec![first.when.clone(), second.when.clone()]);
            if matches!(World::new(&pair, facts, false).example(&pair), Found::Nothing) {
                continue;
            }
            let both = Condition::All(vec![pair, step.when.clone()]);
            let names = format!("variants `{}` and `{}` of step `{}`", first.id, second.id, step.id);
            let (span, other) = (variant_span(fields, &second.id, ""), variant_span(fields, &first.id, ""));
            match World::new(&both, facts, true).example(&both) {
                Found::Nothing => {}
                Found::Example(example) => {
                    findings
                        .report(
                            Code::VariantOverlap,
                            span,
                            format!("{names} both set {} and can hold at the same time", quoted(&shared)),
                        )
                        .also(other, "the other variant")
                        .note(format!("both hold for {example}"))
                        .help("make their `when` exclude each other, for example with `none-of`");
                }
                Found::TooLarge => {
                    findings
                        .report(
                            Code::VariantUndecided,
                            span,
                            format!(
                                "{names} both set {}; whether they exclude each other is too large to decide",
                                quoted(&shared)
                            ),
                        )
                        .also(other, "the other variant");
                }
            }
        }
    }
}

/// The fields that both set.
fn shared(first: &StepFields, second: &StepFields) -> Vec<&'static str> {
    macro_rules! both {
        ($($field:ident $name:literal),*) => {
            [$((first.$field.is_some() && second.$field.is_some(), $name)),*]
        };
    }
    both!(
        title "title", why "why", how "how", requires "requires", after "after", within "within", takes "takes",
        deadlines "deadline", opens "opens", report_to "report-to", reply "reply", basis "basis", documents "documents",
        bring "bring", keep "keep"
    )
    .into_iter()
    .filter_map(|(both, name)| both.then_some(name))
    .collect()
}
