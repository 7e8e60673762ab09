//! What a playbook says: the types that YAML is read into, before anything is interned or compiled.
//!
//! References between parts are by name here. [`Program::compile`](crate::Program::compile) turns names into ids.

mod authority;
mod condition;
mod contact;
mod fact;
mod law;
mod outcome;
mod playbook;
mod step;
mod term;
mod text;
mod truth;

pub use authority::{Authority, Channel, ChannelKind, Channels};
pub use condition::{Bound, Condition, FactTest};
pub use contact::{email_host, host_fault, is_under, phone_fault, url_host};
pub use fact::{Choice, Fact, FactKind};
pub use law::{Applies, Freshness, Law, Source, SourceKind};
pub use outcome::{Outcome, OutcomeTest};
pub use playbook::{BreachClass, BreachClasses, Document, Playbook, PluginUse};
pub use step::{Each, Requirement, Step, StepFields, Unsure, Variant};
pub use term::{AlsoReply, Anchor, Counting, Deadline, FirstDay, Opens, Reply, ReplyKind, Roll, Term, Unit, Within};
pub use text::{LONGEST_TEXT, TextId, TextTable, Texts, is_forbidden, is_invisible, placeholder};
pub use truth::Truth;

/// A name as written in a playbook: kebab-case, or an ISO code for jurisdictions and regions.
pub type Id = String;

/// Whether `text` is a well-formed id: `[a-z0-9]+(-[a-z0-9]+)*`.
///
/// ```
/// use playbook_engine::model::is_id;
/// assert!(is_id("bank-freeze") && is_id("12315"));
/// assert!(!is_id("Bank") && !is_id("a--b") && !is_id(""));
/// ```
#[must_use]
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// Whether `code` has the shape of an ISO 3166-1 country: `CN`.
#[must_use]
pub fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether `code` has the shape of an ISO 3166-2 subdivision.
///
/// ```
/// use playbook_engine::model::is_region;
/// assert!(is_region("CN-GD") && is_region("AT-9"));
/// assert!(!is_region("CN") && !is_region("cn-gd") && !is_region("CN-"));
/// ```
#[must_use]
pub fn is_region(code: &str) -> bool {
    code.split_once('-').is_some_and(|(country, part)| {
        is_country(country)
            && (1..=3).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    })
}

/// Whether `tag` has the shape of a BCP 47 language tag.
///
/// ```
/// use playbook_engine::model::is_language;
/// assert!(is_language("zh") && is_language("pt-BR"));
/// assert!(!is_language("Chinese") && !is_language("zh_CN"));
/// ```
#[must_use]
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts
        .next()
        .is_some_and(|first| (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase()))
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
