//! `extends`: one tree laid over another, by id, field by field.
//!
//! Every node keeps its span, so that what is wrong is shown in the file that says it.

use crate::{
    Code,
    diagnostic::Findings,
    node::{Key, Kind, Node},
    suggest::did_you_mean,
};

/// Keys whose values are maps of ids, and how deep their own fields merge.
const MAPS: [(&str, &str); 7] = [
    ("facts", "fact"),
    ("laws", "law"),
    ("authorities", "authority"),
    ("documents", "document"),
    ("steps", "step"),
    ("regions", "region"),
    ("plugins", "plugin"),
];
/// Fields of a fact or step that are maps of ids themselves.
const INNER: [&str; 3] = ["one-of", "any-of", "variants"];

/// Lays `over` on `base`: the ids of the base first, then the new ones.
pub(crate) fn lay(findings: &mut Findings, base: &mut Node, over: &Node) {
    let (Kind::Map(base_entries), Kind::Map(over_entries)) = (&mut base.kind, &over.kind) else { return };
    for (key, value) in over_entries {
        let inner = MAPS.iter().find(|(name, _)| *name == key.text);
        match (position(base_entries, &key.text).and_then(|at| base_entries.get_mut(at)), inner) {
            (Some((_, below)), Some((_, what))) if below.as_map().is_some() && value.as_map().is_some() => {
                merge_ids(findings, below, value, what);
            }
            (Some(slot), _) => *slot = (key.clone(), value.clone()),
            (None, _) => base_entries.push((key.clone(), value.clone())),
        }
    }
    base.span = over.span;
}

/// Merges maps of ids; `~` drops.
fn merge_ids(findings: &mut Findings, base: &mut Node, over: &Node, what: &str) {
    let (Kind::Map(base_entries), Kind::Map(over_entries)) = (&mut base.kind, &over.kind) else { return };
    let mut numbers: std::collections::HashMap<String, usize> =
        base_entries.iter().enumerate().map(|(at, (key, _))| (key.text.clone(), at)).collect();
    let mut dropped = Vec::new();
    for (key, value) in over_entries {
        let at = numbers.get(&key.text).copied();
        match at.and_then(|at| base_entries.get_mut(at)) {
            Some((name, below)) => {
                if value.is_null() {
                    dropped.extend(at);
                } else {
                    name.span = key.span;
                    merge_fields(findings, key, below, value, what);
                }
            }
            None if value.is_null() => nothing_to_drop(findings, key, what, base_entries),
            None => {
                numbers.insert(key.text.clone(), base_entries.len());
                base_entries.push((key.clone(), value.clone()));
            }
        }
    }
    let mut at = 0;
    base_entries.retain(|_| {
        at += 1;
        !dropped.contains(&(at - 1))
    });
}

/// Merges the fields of one thing; `~` drops a field.
fn merge_fields(findings: &mut Findings, owner: &Key, base: &mut Node, over: &Node, what: &str) {
    let (Kind::Map(base_entries), Kind::Map(over_entries)) = (&mut base.kind, &over.kind) else {
        *base = over.clone();
        return;
    };
    for (key, value) in over_entries {
        let Some(at) = position(base_entries, &key.text) else {
            if value.is_null() {
                findings
                    .report(
                        Code::NothingToDrop,
                        key.span,
                        format!("{what} `{}` inherits no `{}` to drop", owner.text, key.text),
                    )
                    .maybe_help(did_you_mean(&key.text, base_entries.iter().map(|(key, _)| key.text.as_str())));
            } else {
                retype(base_entries, &key.text);
                base_entries.push((key.clone(), value.clone()));
            }
            continue;
        };
        if value.is_null() {
            base_entries.remove(at);
        } else if let Some((name, below)) = base_entries.get_mut(at) {
            name.span = key.span;
            if INNER.contains(&key.text.as_str()) && below.as_map().is_some() && value.as_map().is_some() {
                let inner = if key.text == "variants" { "variant" } else { "value" };
                merge_ids(findings, below, value, inner);
            } else {
                *below = value.clone();
            }
        }
    }
}

/// A fact has one type: a new one takes the place of the old.
fn retype(entries: &mut Vec<(Key, Node)>, key: &str) {
    const TYPES: [&str; 3] = ["one-of", "any-of", "type"];
    if TYPES.contains(&key) {
        entries.retain(|(name, _)| !TYPES.contains(&name.text.as_str()));
    }
}

fn nothing_to_drop(findings: &mut Findings, key: &Key, what: &str, entries: &[(Key, Node)]) {
    findings
        .report(Code::NothingToDrop, key.span, format!("there is no inherited {what} `{}` to drop", key.text))
        .maybe_help(did_you_mean(&key.text, entries.iter().map(|(key, _)| key.text.as_str())));
}

fn position(entries: &[(Key, Node)], key: &str) -> Option<usize> {
    entries.iter().position(|(name, _)| name.text == key)
}

/// Reports `~` in a playbook that extends nothing.
pub(crate) fn check_no_drops(findings: &mut Findings, tree: &Node) {
    for (section, what) in MAPS {
        for (key, value) in tree.entries(section) {
            if value.is_null() {
                nothing_to_drop(findings, key, what, &[]);
            }
        }
    }
}

/// Reports ids of an overlay that look like changes to something that is not inherited.
pub(crate) fn check_changes(findings: &mut Findings, base: &Node, over: &Node) {
    for (section, what, needed) in [
        ("facts", "fact", "ask"),
        ("laws", "law", "title"),
        ("authorities", "authority", "name"),
        ("steps", "step", "title"),
    ] {
        let inherited = base.entries(section);
        for (key, value) in over.entries(section) {
            let is_new = !value.is_null() && position(inherited, &key.text).is_none();
            if is_new && value.as_map().is_some() && value.get(needed).is_none() {
                findings
                    .report(
                        Code::NothingToChange,
                        key.span,
                        format!("{what} `{}` is not inherited, so there is nothing to change", key.text),
                    )
                    .maybe_help(did_you_mean(&key.text, inherited.iter().map(|(key, _)| key.text.as_str())))
                    .note(format!("a new {what} needs at least `{needed}`"));
            }
        }
    }
}
