//! Folders of playbooks, and loading one of them.

use crate::{
    Code, Diagnostic, Place, Scenario, Sources, calendar,
    diagnostic::Findings,
    locale::{self, Layer},
    lower::Lower,
    node::{Kind, Node},
    overlay, reader, scenario_file,
    schema::Names,
    source::Span,
    suggest::did_you_mean,
};
use jiff::civil::Date;
use playbook_engine::model::{Playbook, Texts};
use std::collections::BTreeMap;

/// How many playbooks may stand below one.
const MOST_LAYERS: usize = 16;

/// One playbook's folder, read by the caller.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folder {
    /// The folder's name, which is the playbook's id.
    pub id: String,
    /// The path shown in messages, such as `playbooks/cn`.
    pub path: String,
    /// Paths inside the folder, with `/` between their parts (`locales/en.yaml`), and contents.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Folder {
    /// Makes a folder without files.
    #[must_use]
    pub fn new(id: impl Into<String>, path: impl Into<String>) -> Self {
        Self { id: id.into(), path: path.into(), files: Vec::new() }
    }

    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        self.files.push((path.into(), content.into()));
        self
    }

    pub(crate) fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.iter().find(|(name, _)| name == path).map(|(_, bytes)| bytes.as_slice())
    }

    pub(crate) fn shown(&self, path: &str) -> String {
        format!("{}/{path}", self.path)
    }

    /// The YAML files right inside a subfolder, sorted: their names without the extension, and contents.
    fn inside<'a>(&'a self, folder: &str) -> Vec<(&'a str, &'a str, &'a [u8])> {
        let mut found: Vec<(&str, &str, &[u8])> = self
            .files
            .iter()
            .filter_map(|(path, bytes)| {
                let name = path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".yaml")?;
                (!name.contains('/')).then_some((name, path.as_str(), bytes.as_slice()))
            })
            .collect();
        found.sort_unstable();
        found
    }
}

/// What came of loading a playbook.
#[derive(Debug)]
pub struct Loaded {
    /// Everything that was found, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts of the files, for drawing excerpts.
    pub sources: Sources,
    /// The playbook and its texts, overlays merged; `None` if there is any error.
    pub playbook: Option<(Playbook, Texts)>,
    /// The same where nothing but translations is missing; the missing texts are empty.
    pub untranslated: Option<(Playbook, Texts)>,
    /// The scenarios in the playbook's own folder that could be read.
    pub scenarios: Vec<Scenario>,
    /// Those of them that are about a case with other playbooks [`beside`](Scenario::beside) this one.
    pub together: Vec<Scenario>,
    /// The plugins that are declared, and where.
    pub plugins: Vec<(String, Place)>,
}

impl Loaded {
    pub(crate) fn new(
        findings: Findings,
        playbook: Option<(Playbook, Texts)>,
        scenarios: Vec<Scenario>,
        plugins: Vec<(String, Span)>,
    ) -> Self {
        let (diagnostics, sources) = findings.finish();
        let sound = !diagnostics.iter().any(Diagnostic::is_error);
        let plugins = plugins.into_iter().map(|(id, span)| (id, sources.place(span))).collect();
        let translatable = diagnostics.iter().filter(|found| found.is_error()).all(Diagnostic::is_of_translations);
        let (playbook, untranslated) = if sound { (playbook, None) } else { (None, playbook.filter(|_| translatable)) };
        let (scenarios, together) = scenarios.into_iter().partition(|scenario| scenario.beside.is_empty());
        Self { diagnostics, sources, playbook, untranslated, scenarios, together, plugins }
    }

    /// Whether anything keeps the playbook or one of its scenarios from being used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// Whether a limit of the reader was hit.
    #[must_use]
    pub fn hit_limit(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_limit)
    }
}

/// All folders there are, so that a playbook can extend another.
#[derive(Debug, Clone, Default)]
pub struct Library {
    folders: Vec<Folder>,
}

impl Library {
    /// Makes a library of folders.
    #[must_use]
    pub fn new(folders: Vec<Folder>) -> Self {
        Self { folders }
    }

    /// Adds a folder; one of the same id takes the place of the earlier one.
    pub fn add(&mut self, folder: Folder) {
        self.folders.retain(|other| other.id != folder.id);
        self.folders.push(folder);
    }

    /// The ids of the folders.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(|folder| folder.id.as_str())
    }

    /// The ids that files of the playbook `id` may name; `None` where there is none, or it cannot be read as YAML.
    #[must_use]
    pub fn names(&self, id: &str) -> Option<Names> {
        let mut findings = Findings::default();
        let mut bases = Vec::new();
        let mut loading = Loading { library: self, findings: &mut findings, today: None };
        // what cannot be read below is not inherited
        loading.collect(self.folder(id)?, &mut bases, &mut Vec::new());
        let (top, below) = bases.split_last().filter(|(top, _)| top.folder.id == id)?;
        let mut merged = |bases: &[Base<'_>]| merge(&mut findings, bases.iter().map(|base| (base, &base.tree)));
        let inherited = (!top.extends.is_empty()).then(|| merged(below));
        let layers = bases.iter().map(|base| base.folder.id.clone()).collect();
        Some(Names::new(id, layers, merged(&bases), inherited))
    }

    fn folder(&self, id: &str) -> Option<&Folder> {
        self.folders.iter().find(|folder| folder.id == id)
    }

    /// Loads the playbook `id` with everything it extends, and checks it.
    ///
    /// `today` decides which reviews are overdue; without it none is.
    #[must_use]
    pub fn load(&self, id: &str, today: Option<Date>) -> Loaded {
        let mut findings = Findings::default();
        let mut declared = Vec::new();
        let loading = Loading { library: self, findings: &mut findings, today };
        let (playbook, scenarios) = loading.run(id, &mut declared);
        Loaded::new(findings, playbook, scenarios, declared)
    }
}

/// A folder's playbook file as read.
#[derive(Debug)]
pub(crate) struct Base<'l> {
    folder: &'l Folder,
    pub(crate) file: u32,
    pub(crate) tree: Node,
    extends: Vec<(String, Span)>,
}

/// Everything that is read before the playbook's meaning is looked into.
#[derive(Debug)]
pub(crate) struct Parts<'l> {
    /// The playbook's file after those of what it extends.
    pub(crate) bases: Vec<Base<'l>>,
    /// All of them laid over each other.
    pub(crate) tree: Node,
    layers: Vec<Layer>,
    calendar: Option<(u32, Node)>,
    breach: Option<(u32, Node)>,
}

impl Parts<'_> {
    /// The playbook and its texts; of use only if no error was found. `tree` is the merged tree.
    pub(crate) fn raise(&self, findings: &mut Findings, today: Option<Date>, tree: &Node) -> Option<(Playbook, Texts)> {
        let top = self.bases.last()?;
        let calendar = self.calendar.as_ref().and_then(|(file, node)| calendar::read(findings, node, *file));
        let extends = top.extends.iter().map(|(id, _)| id.clone()).collect();
        let mut lower = Lower::new(findings, today);
        let mut playbook = lower.playbook(tree, &top.folder.id, top.file, extends)?;
        playbook.breach_classes = self.breach.as_ref().and_then(|(file, node)| lower.breach_classes(node, *file));
        playbook.calendar = calendar;
        if playbook.jurisdiction.is_some() {
            lower.check_unused(&playbook, top.file);
        }
        let texts = std::mem::take(&mut lower.texts);
        let texts = locale::tables(findings, &texts, &playbook.languages, &self.layers);
        Some((playbook, texts))
    }
}

pub(crate) struct Loading<'l, 'f> {
    pub(crate) library: &'l Library,
    pub(crate) findings: &'f mut Findings,
    pub(crate) today: Option<Date>,
}

impl<'l> Loading<'l, '_> {
    fn run(mut self, id: &str, plugins: &mut Vec<(String, Span)>) -> (Option<(Playbook, Texts)>, Vec<Scenario>) {
        let Some((folder, parts)) = self.parts(id) else { return (None, Vec::new()) };
        plugins.extend(parts.tree.entries("plugins").iter().map(|(key, _)| (key.text.clone(), key.span)));
        let Some((playbook, texts)) = parts.raise(self.findings, self.today, &parts.tree) else {
            return (None, Vec::new());
        };
        let files = self.scenario_files(folder);
        let scenarios = scenarios(self.findings, &files, &playbook);
        (Some((playbook, texts)), scenarios)
    }

    /// Reads the files of a playbook and of what it extends, and lays them over each other.
    pub(crate) fn parts(&mut self, id: &str) -> Option<(&'l Folder, Parts<'l>)> {
        let Some(folder) = self.library.folder(id) else {
            let file = self.findings.sources.add(format!("{id}/playbook.yaml"), String::new());
            self.findings
                .report(Code::UnknownPlaybook, Span::top(file), format!("there is no playbook `{id}`"))
                .maybe_help(did_you_mean(id, self.library.ids()));
            return None;
        };
        let mut bases = Vec::new();
        let mut open = Vec::new();
        let complete = self.collect(folder, &mut bases, &mut open);
        if !complete {
            return None;
        }
        let tree = merge(self.findings, bases.iter().map(|base| (base, &base.tree)));
        let layers: Vec<Layer> = bases.iter().map(|base| self.layer(base, &tree)).collect();
        for base in &bases {
            self.unexpected(base.folder);
        }
        let calendar = self.nearest(&bases, "calendar.yaml");
        let breach = self.nearest(&bases, "breach-classes.yaml");
        Some((folder, Parts { bases, tree, layers, calendar, breach }))
    }

    /// Reads a folder's file after those of what it extends. `false` if one could not be read.
    fn collect(&mut self, folder: &'l Folder, bases: &mut Vec<Base<'l>>, open: &mut Vec<String>) -> bool {
        open.push(folder.id.clone());
        let Some(base) = self.read(folder) else { return false };
        let mut complete = true;
        for (id, span) in &base.extends {
            if let Some(at) = open.iter().position(|other| other == id) {
                let path: Vec<&str> = open.iter().skip(at).map(String::as_str).chain([id.as_str()]).collect();
                self.findings
                    .report(Code::ExtendsLoop, *span, format!("`{id}` extends itself"))
                    .note(format!("`{}`", path.join("` extends `")));
                complete = false;
                continue;
            }
            if bases.iter().any(|other| other.folder.id == *id) {
                continue;
            }
            if open.len() + bases.len() >= MOST_LAYERS {
                let message = format!("more than {MOST_LAYERS} playbooks extend each other");
                self.findings.report(Code::Limit, *span, message);
                return false;
            }
            match self.library.folder(id) {
                Some(below) => complete &= self.collect(below, bases, open),
                None => {
                    self.findings
                        .report(Code::UnknownPlaybook, *span, format!("there is no playbook `{id}` to extend"))
                        .maybe_help(did_you_mean(id, self.library.ids()));
                    complete = false;
                }
            }
        }
        open.pop();
        bases.push(base);
        complete
    }

    fn read(&mut self, folder: &'l Folder) -> Option<Base<'l>> {
        let path = folder.shown("playbook.yaml");
        let Some(bytes) = folder.file("playbook.yaml") else {
            let file = self.findings.sources.add(path.clone(), String::new());
            let near = folder.files.iter().map(|(name, _)| name.as_str()).find(|name| name.starts_with("playbook."));
            let draft = self.findings.report(Code::MissingFile, Span::top(file), format!("there is no `{path}`"));
            if let Some(near) = near {
                draft.help(format!("rename `{near}`"));
            }
            return None;
        };
        let (file, tree) = reader::read(self.findings, &path, bytes)?;
        if tree.as_map().is_none() {
            self.findings.report(
                Code::WrongType,
                tree.span,
                format!("a playbook must be a map, found {}", tree.what()),
            );
            return None;
        }
        self.check_head(folder, &tree, file);
        let extends = tree.get("extends").filter(|node| !node.is_null());
        let extends = extends.and_then(|node| self.findings.words(node, "`extends`")).unwrap_or_default();
        let extends = extends.into_iter().map(|(id, span)| (id.to_owned(), span)).collect();
        Some(Base { folder, file, tree, extends })
    }

    /// What every playbook file says of itself, inherited or not.
    fn check_head(&mut self, folder: &Folder, tree: &Node, file: u32) {
        let owner = format!("playbook `{}`", folder.id);
        for key in ["playbook", "version", "languages"] {
            if tree.get(key).is_none() {
                self.findings.report(Code::MissingKey, Span::top(file), format!("{owner} has no `{key}`"));
            }
        }
        if let Some(node) = tree.get("playbook")
            && let Some(id) = self.findings.text(node, "`playbook` must be the folder's name")
            && id != folder.id
        {
            self.findings
                .report(
                    Code::WrongFolder,
                    node.span,
                    format!("the playbook calls itself `{id}`, its folder `{}`", folder.id),
                )
                .help(format!("write `playbook: {}`", folder.id));
        }
    }

    /// A folder's locale files.
    fn layer(&mut self, base: &Base<'_>, tree: &Node) -> Layer {
        let own = base.tree.get("languages").or_else(|| tree.get("languages"));
        let languages: Vec<&str> = match own {
            Some(node) => match node.as_list() {
                Some(items) => items.iter().filter_map(Node::as_text).collect(),
                None => node.as_text().into_iter().collect(),
            },
            None => Vec::new(),
        };
        let mut locales = BTreeMap::new();
        for (language, path, bytes) in base.folder.inside("locales") {
            let shown = base.folder.shown(path);
            let read = reader::read(self.findings, &shown, bytes);
            let file = match &read {
                Some((file, _)) => *file,
                None => base.file,
            };
            if languages.first() == Some(&language) || !languages.contains(&language) {
                let draft = self.findings.report(
                    Code::UndeclaredLanguage,
                    Span::top(file),
                    format!("`{language}` is not a further language of `{}`", base.folder.id),
                );
                if languages.first() == Some(&language) {
                    draft.help("its texts stand in `playbook.yaml`");
                } else {
                    draft.maybe_help(did_you_mean(language, languages.iter().copied()));
                }
            }
            let node = read.map(|(_, node)| node).filter(|node| {
                let is_map = node.as_map().is_some();
                if !is_map {
                    self.findings.report(
                        Code::WrongType,
                        node.span,
                        format!("a locale file must be a map, found {}", node.what()),
                    );
                }
                is_map
            });
            locales.insert(language.to_owned(), (file, node));
        }
        Layer {
            id: base.folder.id.clone(),
            file: base.file,
            language: languages.first().map(|language| (*language).to_owned()),
            locales,
            path: base.folder.path.clone(),
        }
    }

    /// The file of this name in the topmost folder that has one.
    fn nearest(&mut self, bases: &[Base<'_>], name: &str) -> Option<(u32, Node)> {
        let (folder, bytes) = bases.iter().rev().find_map(|base| Some((base.folder, base.folder.file(name)?)))?;
        reader::read(self.findings, &folder.shown(name), bytes)
    }

    /// The scenario files of a folder, as far as they are YAML.
    pub(crate) fn scenario_files(&mut self, folder: &Folder) -> Vec<(u32, Node)> {
        let files = folder.inside("scenarios").into_iter();
        files.filter_map(|(_, path, bytes)| reader::read(self.findings, &folder.shown(path), bytes)).collect()
    }

    /// Reports YAML files that nothing reads.
    fn unexpected(&mut self, folder: &Folder) {
        const NAMES: [&str; 3] = ["playbook.yaml", "calendar.yaml", "breach-classes.yaml"];
        const FOLDERS: [&str; 3] = ["locales", "scenarios", "documents"];
        for (path, _) in &folder.files {
            let yaml = path.ends_with(".yaml") || path.ends_with(".yml");
            let (inside, name) = path.rsplit_once('/').unwrap_or(("", path));
            let known = if inside.is_empty() {
                NAMES.contains(&name)
            } else {
                inside.starts_with("documents") || (FOLDERS.contains(&inside) && name.ends_with(".yaml"))
            };
            if yaml && !known {
                let file = self.findings.sources.add(folder.shown(path), String::new());
                let help = match path.strip_suffix(".yml") {
                    Some(stem) => Some(format!("rename it to `{stem}.yaml`")),
                    None if inside.is_empty() => did_you_mean(name, NAMES),
                    None => did_you_mean(inside, FOLDERS),
                };
                self.findings
                    .report(Code::UnexpectedFile, Span::top(file), format!("nothing reads `{path}`"))
                    .maybe_help(help);
            }
        }
    }
}

/// The scenarios in files that were read, as far as they fit the playbook.
pub(crate) fn scenarios(findings: &mut Findings, files: &[(u32, Node)], playbook: &Playbook) -> Vec<Scenario> {
    let known = scenario_file::Known::of(playbook);
    files.iter().filter_map(|(file, node)| scenario_file::read(findings, node, *file, &known)).collect()
}

/// Lays playbook files over each other, the lowest first; each is given with the tree to take for it.
pub(crate) fn merge<'n>(findings: &mut Findings, files: impl Iterator<Item = (&'n Base<'n>, &'n Node)>) -> Node {
    let mut merged: Option<Node> = None;
    let mut top = 0;
    for (base, tree) in files {
        top = base.file;
        match &mut merged {
            None => {
                overlay::check_no_drops(findings, tree);
                merged = Some(tree.clone());
            }
            Some(below) => {
                if base.extends.is_empty() {
                    overlay::check_no_drops(findings, tree);
                } else {
                    overlay::check_changes(findings, below, tree);
                }
                overlay::lay(findings, below, tree);
            }
        }
    }
    let mut merged = merged.unwrap_or(Node { span: Span::top(top), kind: Kind::Map(Vec::new()) });
    if let Kind::Map(entries) = &mut merged.kind {
        // what could not be dropped is reported; what was not inherited is not there
        for (_, section) in entries.iter_mut() {
            if let Kind::Map(ids) = &mut section.kind {
                ids.retain(|(_, value)| !value.is_null());
            }
        }
    }
    merged
}
