//! A whole playbook as written, overlays merged, references still by name.

use super::{Authority, Choice, Counting, Fact, Id, Law, Step, TextId};
use crate::time::Calendar;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One jurisdiction's knowledge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Playbook {
    /// Its id, such as `cn`.
    pub id: Id,
    /// ISO 3166-1 country or `EU`; absent in a base that holds everywhere.
    pub jurisdiction: Option<Id>,
    /// The date of its content.
    pub version: Date,
    /// The jurisdiction's name.
    pub name: Option<TextId>,
    /// Languages every text is there in, the first being the file's own.
    pub languages: Vec<Id>,
    /// The playbooks it was merged from.
    pub extends: Vec<Id>,
    /// Region plugins and what each may see.
    pub plugins: Vec<PluginUse>,
    /// IANA name of the zone in which days are counted.
    pub time_zone: String,
    /// Counting rules unless a law or term has its own.
    pub counting: Counting,
    /// The subdivisions a region fact may name; empty: any of the country's.
    pub regions: Vec<Choice>,
    /// The facts, in the order in which they matter.
    pub facts: Vec<Fact>,
    /// The laws.
    pub laws: Vec<Law>,
    /// The authorities.
    pub authorities: Vec<Authority>,
    /// The documents.
    pub documents: Vec<Document>,
    /// The steps, in declaration order.
    pub steps: Vec<Step>,
    /// Public holidays and make-up working days.
    pub calendar: Option<Calendar>,
    /// What classes of breached data mean for the facts.
    pub breach_classes: Option<BreachClasses>,
}

/// A plugin and the facts it sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PluginUse {
    /// The plugin's folder name.
    pub id: Id,
    /// The facts it is given.
    pub sees: Vec<Id>,
}

/// A letter or form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Unique among documents.
    pub id: Id,
    /// Its title.
    pub title: TextId,
}

/// A table from the data classes of published breaches to values of one set fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreachClasses {
    /// The set fact that the classes set.
    pub fact: Id,
    /// One row a class.
    pub classes: Vec<BreachClass>,
}

/// One data class and the values it sets; none for a class that harms nobody by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreachClass {
    /// The class as the source names it.
    pub class: String,
    /// The values it sets.
    pub values: Vec<Id>,
}
