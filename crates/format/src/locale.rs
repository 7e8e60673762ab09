//! Translated texts: every text in every language, and no translation of nothing.

use crate::{
    Code,
    diagnostic::Findings,
    node::{Kind, Node},
    source::Span,
    suggest::did_you_mean,
    text::{TextMint, TextPath},
};
use playbook_engine::model::{TextTable, Texts};
use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

/// One folder's locale files and the file its own texts stand in.
#[derive(Debug)]
pub(crate) struct Layer {
    /// The folder's id.
    pub(crate) id: String,
    /// The number of `playbook.yaml`.
    pub(crate) file: u32,
    /// The language of `playbook.yaml`.
    pub(crate) language: Option<String>,
    /// The locale files, by language. `None`: the file could not be read.
    pub(crate) locales: BTreeMap<String, (u32, Option<Node>)>,
    /// The folder's path, for messages.
    pub(crate) path: String,
}

/// Puts the tables together; the first language's texts stand first. Bases come first in `layers`.
pub(crate) fn tables(findings: &mut Findings, mint: &TextMint, languages: &[String], layers: &[Layer]) -> Texts {
    let mut tables = Vec::with_capacity(languages.len());
    let indexes: Vec<BTreeMap<&str, Index<'_>>> = layers.iter().map(Layer::indexes).collect();
    for language in languages {
        missing_files(findings, language, layers);
        let mut entries = Vec::with_capacity(mint.texts.len());
        for text in &mint.texts {
            let own = layers.iter().position(|layer| layer.file == text.span.file);
            let from = own.unwrap_or(0);
            let path = text.path.to_string();
            let translated =
                layers.iter().zip(&indexes).enumerate().skip(from).rev().find_map(|(at, (layer, index))| {
                    if at == from && layer.language.as_deref() == Some(language) {
                        return Some(text.text.clone());
                    }
                    index.get(language.as_str())?.get(&path)?.as_text().map(|text| text.trim().to_owned())
                });
            if translated.as_deref().is_none_or(str::is_empty) {
                // a file of the playbook itself that is missing is one finding
                let own_file_missing = from + 1 == layers.len()
                    && layers.get(from).is_some_and(|layer| !layer.locales.contains_key(language));
                if !own_file_missing {
                    missing(findings, &text.path, text.span, language, layers.get(from));
                }
            }
            entries.push(Cow::Owned(translated.unwrap_or_default()));
        }
        tables.push(TextTable::new(language.clone(), entries));
    }
    check_lists(findings, mint, layers, &indexes);
    if let Some(top) = layers.last() {
        check_stray(findings, mint, top);
    }
    Texts::new(tables)
}

fn missing_files(findings: &mut Findings, language: &str, layers: &[Layer]) {
    let Some(top) = layers.last() else { return };
    if top.language.as_deref() != Some(language) && !top.locales.contains_key(language) {
        let path = format!("{}/locales/{language}.yaml", top.path);
        findings
            .report(
                Code::MissingFile,
                Span::top(top.file),
                format!("`languages` names `{language}`, but there is no `{path}`"),
            )
            .help("add the file, or take the language out of `languages`");
    }
}

fn missing(findings: &mut Findings, path: &TextPath, span: Span, language: &str, layer: Option<&Layer>) {
    let Some(layer) = layer else { return };
    match layer.locales.get(language) {
        // one finding about the file says it all
        None if layer.language.as_deref() != Some(language) => {
            let named = findings.sources.path_of(layer.file).to_owned();
            findings
                .report(
                    Code::MissingTranslation,
                    Span::top(layer.file),
                    format!("`{}` has no texts in `{language}`", layer.id),
                )
                .help(format!("add `{}/locales/{language}.yaml` with the texts of `{named}`", layer.path));
        }
        Some((_, None)) | None => {}
        Some((file, Some(tree))) => {
            let named = findings.sources.path_of(*file).to_owned();
            let place = nearest_place(tree, path).unwrap_or(Span::top(*file));
            findings
                .report(Code::MissingTranslation, span, format!("`{path}` has no translation into `{language}`"))
                .also(place, "missing here")
                .help(format!("add it to `{named}`"));
        }
    }
}

/// Where in the locale file the missing text belongs.
fn nearest_place(tree: &Node, path: &TextPath) -> Option<Span> {
    let mut node = tree;
    let mut span = None;
    for key in path.keys() {
        let Some((name, value)) = node.as_map().and_then(|entries| entries.iter().find(|(name, _)| name.text == key))
        else {
            break;
        };
        span = Some(name.span);
        node = value;
    }
    span
}

/// The nodes of a locale file by their paths.
type Index<'t> = HashMap<String, &'t Node>;

impl Layer {
    fn indexes(&self) -> BTreeMap<&str, Index<'_>> {
        let mut indexes = BTreeMap::new();
        for (language, (_, tree)) in &self.locales {
            let mut index = Index::new();
            if let Some(tree) = tree {
                collect(tree, "", &mut index);
            }
            indexes.insert(language.as_str(), index);
        }
        indexes
    }
}

fn collect<'t>(node: &'t Node, path: &str, index: &mut Index<'t>) {
    for (key, value) in node.as_map().unwrap_or(&[]) {
        let path = if path.is_empty() { key.text.clone() } else { format!("{path}.{}", key.text) };
        collect(value, &path, index);
    }
    for (at, item) in node.as_list().unwrap_or(&[]).iter().enumerate() {
        collect(item, &format!("{path}[{at}]"), index);
    }
    index.insert(path.to_owned(), node);
}

/// Reports translated lists of another length, in the layer that the list stands in.
fn check_lists(findings: &mut Findings, mint: &TextMint, layers: &[Layer], indexes: &[BTreeMap<&str, Index<'_>>]) {
    for (path, length, span) in &mint.lists {
        let Some(at) = layers.iter().position(|layer| layer.file == span.file) else { continue };
        let path = path.to_string();
        for index in indexes.get(at).into_iter().flat_map(BTreeMap::values) {
            let Some(items) = index.get(&path).and_then(|node| Some((node.span, node.as_list()?.len()))) else {
                continue;
            };
            if items.1 != *length {
                findings
                    .report(
                        Code::TranslationLength,
                        items.0,
                        format!("`{path}` has {} items here and {length} in the playbook", items.1),
                    )
                    .also(*span, format!("{length} items"))
                    .help("translate item by item; `{}` stands for a channel without texts");
            }
        }
    }
}

/// What a locale file may say: the shape of all texts.
#[derive(Default)]
struct Shape<'m> {
    below: BTreeMap<&'m str, Shape<'m>>,
    is_text: bool,
}

fn check_stray(findings: &mut Findings, mint: &TextMint, top: &Layer) {
    let mut shape = Shape::default();
    for text in &mint.texts {
        let mut at = &mut shape;
        for key in text.path.keys() {
            at = at.below.entry(key).or_default();
        }
        at.is_text = true;
    }
    for (path, length, _) in &mint.lists {
        let mut at = &mut shape;
        for key in path.keys() {
            at = at.below.entry(key).or_default();
        }
        for item in 0..*length {
            at.below.entry(ITEMS.get(item).copied().unwrap_or("")).or_default();
        }
    }
    for (_, tree) in top.locales.values() {
        if let Some(tree) = tree {
            stray(findings, tree, &shape, "");
        }
    }
}

/// The first positions, so that items without texts have a place in the shape; later ones are found by their texts.
const ITEMS: [&str; 32] = [
    "[0]", "[1]", "[2]", "[3]", "[4]", "[5]", "[6]", "[7]", "[8]", "[9]", "[10]", "[11]", "[12]", "[13]", "[14]",
    "[15]", "[16]", "[17]", "[18]", "[19]", "[20]", "[21]", "[22]", "[23]", "[24]", "[25]", "[26]", "[27]", "[28]",
    "[29]", "[30]", "[31]",
];

/// Reports every part of a locale tree that is no text. The tree's depth is limited by the reader.
fn stray(findings: &mut Findings, node: &Node, shape: &Shape<'_>, path: &str) {
    match &node.kind {
        Kind::Map(entries) => {
            for (key, value) in entries {
                let path = if path.is_empty() { key.text.clone() } else { format!("{path}.{}", key.text) };
                match shape.below.get(key.text.as_str()) {
                    Some(below) => stray(findings, value, below, &path),
                    None => {
                        let names = shape.below.keys().copied().filter(|name| !name.starts_with('['));
                        findings
                            .report(Code::StrayTranslation, key.span, format!("`{path}` translates nothing"))
                            .maybe_help(did_you_mean(&key.text, names))
                            .note("the playbook has no such text");
                    }
                }
            }
            if shape.is_text {
                findings.report(Code::WrongType, node.span, format!("`{path}` must be a text, found a map"));
            }
        }
        Kind::List(items) => {
            if shape.is_text || !shape.below.keys().any(|key| key.starts_with('[')) {
                findings.report(
                    Code::WrongType,
                    node.span,
                    format!("`{path}` is a list here, but not in the playbook"),
                );
                return;
            }
            for (at, item) in items.iter().enumerate() {
                // a list of another length is reported as such
                if let Some(below) = shape.below.get(format!("[{at}]").as_str()) {
                    stray(findings, item, below, &format!("{path}[{at}]"));
                }
            }
        }
        Kind::Scalar { .. } => {
            if !shape.is_text && !node.is_null() {
                findings.report(
                    Code::WrongType,
                    node.span,
                    format!("`{path}` must be a map or list here, found a text"),
                );
            }
        }
    }
}
