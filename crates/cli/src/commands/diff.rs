//! `playbook diff`: whose plan changes between two versions of a playbook, and which stored cases'.

mod git;
mod side;
mod stored;
mod view;

use super::{Reply, json};
use crate::error::{Exit, Failure};
use crate::session::Session;
use crate::text::{Page, Style};
use playbook::Handbook;
use playbook_proof::{About, Difference, Limits, diff, reworded};
use serde::Serialize;
use side::Side;
use view::{CaseView, GroupView, PlaceView, RewordedView};

/// So many groups are shown; `--json` has all.
const MOST: usize = 30;

/// `playbook.diff/1`.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Document {
    schema: &'static str,
    /// Whether nobody's plan changes.
    equal: bool,
    old: String,
    new: String,
    playbooks: Vec<Compared>,
    /// Playbooks that one side does not have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    removed: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    added: Vec<String>,
}

/// Two versions of one playbook.
#[derive(Serialize, schemars::JsonSchema)]
pub(crate) struct Compared {
    playbook: String,
    old_version: String,
    new_version: String,
    equal: bool,
    /// Exact; larger than any number type, hence text.
    combinations: String,
    /// What holds of the playbook as a whole and differs.
    whole: Vec<&'static str>,
    /// Plugins whose program differs: what they answer is not compared.
    plugins: Vec<String>,
    groups: Vec<GroupView>,
    /// Where the two may differ for somebody who was not found.
    open: Vec<PlaceView>,
    /// Where there are more people than the groups name.
    more: Vec<PlaceView>,
    /// Texts that say something else; no plan changes with them.
    words: Vec<RewordedView>,
    /// Stored cases whose plan changes.
    cases: Vec<CaseView>,
    #[serde(skip)]
    magnitude: usize,
}

pub(crate) fn run(session: &Session, old: &str, new: Option<&str>) -> Result<Reply, Failure> {
    let (before, after) = Side::both(session, old, new)?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    match (before.ids.as_slice(), after.ids.as_slice()) {
        // Two folders that were named are compared whatever their names.
        ([one], [other]) => pairs.push((one.clone(), other.clone())),
        (all, others) => {
            pairs.extend(all.iter().filter(|id| others.contains(id)).map(|id| (id.clone(), id.clone())));
            // Where one playbook was named, the others of the other side are nobody's business.
            if all.len() > 1 && others.len() > 1 {
                removed.extend(all.iter().filter(|id| !others.contains(id)).cloned());
                added.extend(others.iter().filter(|id| !all.contains(id)).cloned());
            }
        }
    }
    let cases = stored::Cases::open(session)?;
    let mut playbooks = Vec::new();
    for (one, other) in &pairs {
        let (a, b) = (before.handbook(session, one)?, after.handbook(session, other)?);
        let plugins = changed_plugins(session, (&before, &a), (&after, &b))?;
        playbooks.push(compared(session, &cases, (&a, &b), plugins)?);
    }
    if playbooks.is_empty() && removed.is_empty() && added.is_empty() {
        let message = session.words.say("diff.nothing-shared", &[("old", &before.label), ("new", &after.label)]);
        return Err(Failure::usage("nothing-shared", message));
    }
    let equal = removed.is_empty() && added.is_empty() && playbooks.iter().all(|compared| compared.equal);
    let exit = if equal { Exit::Fine } else { Exit::Problems };
    let (old, new) = (before.label, after.label);
    let document = Document { schema: "playbook.diff/1", equal, old, new, playbooks, removed, added };
    let body = if session.json { json(session, &document)? } else { text(session, &document) };
    Ok(Reply { body, exit })
}

/// The plugins of either version whose files differ.
fn changed_plugins(
    session: &Session,
    (before, old): (&Side, &Handbook),
    (after, new): (&Side, &Handbook),
) -> Result<Vec<String>, Failure> {
    let ids = |handbook: &Handbook| -> Vec<String> {
        handbook.program().playbook().plugins.iter().map(|plugin| plugin.id.clone()).collect()
    };
    let mut changed = Vec::new();
    for id in ids(old).into_iter().filter(|id| ids(new).contains(id)) {
        if before.plugin(session, &id)? != after.plugin(session, &id)? {
            changed.push(id);
        }
    }
    Ok(changed)
}

fn compared(
    session: &Session,
    cases: &stored::Cases,
    (old, new): (&Handbook, &Handbook),
    plugins: Vec<String>,
) -> Result<Compared, Failure> {
    let (before, after) = (old.program(), new.program());
    let id = new.id().to_owned();
    let difference: Difference = diff(before, after, Limits::default()).map_err(|error| {
        let message = session.words.say("diff.too-large", &[("id", &id), ("n", &error.gates.to_string())]);
        Failure::new(Exit::Limit, "too-large", message).at(&id)
    })?;
    let place = |(about, aspect): &(About, playbook_proof::Aspect)| PlaceView::new(about, *aspect);
    Ok(Compared {
        old_version: before.playbook().version.to_string(),
        new_version: after.playbook().version.to_string(),
        equal: difference.is_equal() && plugins.is_empty(),
        combinations: difference.combinations.to_string(),
        magnitude: difference.combinations.magnitude(),
        whole: difference.whole.iter().map(|whole| whole.as_str()).collect(),
        plugins,
        groups: difference.groups.iter().map(|group| GroupView::new(before, after, group)).collect(),
        open: difference.open.iter().map(place).collect(),
        more: difference.more.iter().map(place).collect(),
        words: reworded((before, old.texts()), (after, new.texts())).into_iter().map(RewordedView::from).collect(),
        cases: cases.changed(session, before, after)?,
        playbook: id,
    })
}

fn text(session: &Session, document: &Document) -> String {
    let words = &session.words;
    let mut page = Page::new(&session.look);
    for compared in &document.playbooks {
        compared_text(session, &mut page, document, compared);
        page.blank();
    }
    for (key, ids) in [("diff.removed", &document.removed), ("diff.added", &document.added)] {
        list(session, &mut page, key, ids);
    }
    page.blank();
    page.line(Style::Text, words.get(if document.equal { "diff.equal" } else { "diff.differs" }));
    page.finish()
}

fn compared_text(session: &Session, page: &mut Page, document: &Document, compared: &Compared) {
    let words = &session.words;
    let number = match compared.magnitude {
        0..=8 => compared.combinations.clone(),
        power => words.say("prove.more-than", &[("power", &power.to_string())]),
    };
    let old = format!("{} ({})", document.old, compared.old_version);
    let new = format!("{} ({})", document.new, compared.new_version);
    let values = [("id", compared.playbook.as_str()), ("old", &old), ("new", &new), ("n", &number)];
    page.line(Style::Action, &words.say("diff.title", &values));
    if compared.equal {
        page.lead((Style::Good, words.get("diff.same")), words.get("diff.nobody"));
    }
    for group in compared.groups.iter().take(MOST) {
        page.blank();
        let everybody = group.who.iter().any(Vec::is_empty);
        let circle = words.get(&format!("diff.among.{}", group.among)).to_owned();
        let key = if everybody { "diff.everybody" } else { "diff.who" };
        page.line(Style::Text, &words.say(key, &[("circle", &circle)]));
        for marks in group.who.iter().filter(|marks| !marks.is_empty()) {
            let marks: Vec<String> = marks.iter().map(|mark| mark.text(words)).collect();
            page.item(2, (Style::Text, "-"), Style::Action, &marks.join(words.get("diff.and")));
        }
        for change in &group.changes {
            page.blank();
            for (place, line) in change.lines(words).iter().enumerate() {
                let (indent, style) = if place == 0 { (2, Style::Text) } else { (6, Style::Text) };
                page.indented(indent, style, line);
            }
            page.indented(6, Style::Faint, &words.say("diff.for-example", &[("case", &change.case.join(" "))]));
        }
    }
    if let Some(left) = compared.groups.len().checked_sub(MOST).filter(|left| *left > 0) {
        page.line(Style::Text, &words.say("diff.more-groups", &[("n", &left.to_string())]));
    }
    page.blank();
    let whole: Vec<String> = compared.whole.iter().map(|whole| (*whole).to_owned()).collect();
    list(session, page, "diff.whole", &whole);
    list(session, page, "diff.plugins", &compared.plugins);
    let places = |list: &[PlaceView]| list.iter().map(PlaceView::text).collect::<Vec<_>>();
    list(session, page, "diff.more", &places(&compared.more));
    list(session, page, "diff.open", &places(&compared.open));
    if !compared.words.is_empty() {
        page.line(Style::Text, words.get("diff.words"));
        for reworded in &compared.words {
            page.indented(2, Style::Text, &reworded.text());
        }
    }
    if !compared.cases.is_empty() {
        page.line(Style::Text, words.get("diff.cases"));
        for case in &compared.cases {
            page.indented(2, Style::Text, &case.text());
        }
    }
}

fn list(session: &Session, page: &mut Page, key: &str, names: &[String]) {
    if !names.is_empty() {
        let list = names.join(session.words.get("list.comma"));
        page.line(Style::Text, &session.words.say(key, &[("list", &list)]));
    }
}
