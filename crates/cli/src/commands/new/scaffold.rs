//! The files of a new playbook.

use super::Plan;
use crate::words::Words;

const PLAYBOOK: &str = include_str!("playbook.yaml.txt");
const SCENARIO: &str = include_str!("scenario.yaml.txt");
const LOCALE: &str = include_str!("locale.yaml.txt");

/// How a country of the Union makes what is asked everywhere in it its own.
const MEMBER: &str = "\
# `eu` asks in which country the person lives, and knows the data protection authority of each. Once your own authority and your
# own complaint stand here, `home-country: ~` under `facts` drops the question; drop the authorities of the other countries
# with it, and give the complaints your own `report-to`, as playbooks/fr does.
";

/// Paths inside the folder, and contents.
pub(super) fn files(plan: &Plan) -> Vec<(String, String)> {
    let Some((first, others)) = plan.languages.split_first() else { return Vec::new() };
    let zones = match plan.country.other_zones {
        "" => String::new(),
        others => format!(" The country has others too: {}.", others.replace(' ', ", ")),
    };
    let facts = if plan.asks_country { MEMBER } else { "" };
    let languages = plan.languages.join(", ");
    let mut values = texts(plan, first);
    values.extend([
        ("country", plan.country.name.to_owned()),
        ("id", plan.id.clone()),
        ("code", plan.country.code.to_owned()),
        ("base", plan.base.clone()),
        ("today", plan.today.to_string()),
        ("languages", languages),
        ("zone", plan.country.zone.to_owned()),
        ("zones", zones),
        ("facts", facts.to_owned()),
    ]);
    let mut files = vec![
        ("playbook.yaml".to_owned(), filled(PLAYBOOK, &values)),
        ("scenarios/stolen-card.yaml".to_owned(), filled(SCENARIO, &values)),
    ];
    for language in others {
        files.push((format!("locales/{language}.yaml"), filled(LOCALE, &texts(plan, language))));
    }
    files
}

/// What the person reads, in one language.
fn texts(plan: &Plan, language: &str) -> Vec<(&'static str, String)> {
    let words = Words::new(language);
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let name = if language == "en" { plan.country.name.to_owned() } else { words.get("new.name").to_owned() };
    vec![
        ("name", quoted(&name)),
        ("authority", quoted(words.get("new.authority"))),
        ("look-up", quoted(words.get("new.look-up"))),
        ("title", quoted(words.get("new.step.title"))),
        ("why", quoted(words.get("new.step.why"))),
        ("how", quoted(words.get("new.step.how"))),
    ]
}

/// A template with its `{names}` replaced; every other brace stands for itself.
fn filled(template: &str, values: &[(&'static str, String)]) -> String {
    let mut text = template.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}
