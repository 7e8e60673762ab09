//! Playbooks as they were at a revision, read with the `git` program into memory. Nothing is checked out or written.

use crate::error::{Exit, Failure};
use crate::session::Session;
use playbook_format::Folder;
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

const LARGEST_FILE: u64 = 16 * 1024 * 1024;
const LARGEST_SUM: u64 = 256 * 1024 * 1024;
const LARGEST_LIST: u64 = 64 * 1024 * 1024;
const MOST_FILES: usize = 20_000;

/// What stood in a folder at a revision.
#[derive(Debug)]
pub(super) struct Past {
    /// The playbooks of the folder, or the one it is and those beside it.
    pub(super) playbooks: Vec<Folder>,
    /// The playbook that the folder is itself, if it is one.
    pub(super) only: Option<String>,
    /// The plugins beside.
    pub(super) plugins: Vec<Folder>,
}

/// Whether this names a revision of the repository here.
pub(super) fn knows(session: &Session, revision: &str) -> bool {
    Repository::open(session, Path::new(".")).and_then(|git| git.commit(revision)).is_ok()
}

/// Reads a folder as it was at a revision.
pub(super) fn read(session: &Session, revision: &str, dir: &str) -> Result<Past, Failure> {
    let place = format!("{revision}:{dir}");
    let git = Repository::open(session, Path::new(dir)).map_err(|failure| failure.at(&place))?;
    let commit = git.commit(revision).map_err(|failure| failure.at(&place))?;
    let inside = git.inside(Path::new(dir)).map_err(|failure| failure.at(&place))?;
    let here = git.files(&commit, &inside)?;
    if here.is_empty() {
        let message = session.words.say("diff.no-folder", &[("dir", dir), ("revision", revision)]);
        return Err(Failure::new(Exit::Unreadable, "no-folder", message).at(place));
    }
    let is_single = here.iter().any(|file| file.path == join(&inside, "playbook.yaml"));
    let all = if is_single { above(&inside) } else { inside.clone() };
    let files = if is_single { git.files(&commit, &all)? } else { here };
    let plugins = git.files(&commit, &join(&above(&all), "plugins"))?;
    let wanted: Vec<File> = files.into_iter().filter(|file| is_yaml(&file.path, &all)).collect();
    let lua: Vec<File> = plugins.into_iter().filter(|file| file.path.ends_with(".lua")).collect();
    let playbooks: Vec<Folder> = git
        .folders(&wanted, &all, revision)?
        .into_iter()
        .filter(|folder| folder.files.iter().any(|(name, _)| name == "playbook.yaml"))
        .collect();
    let plugins = git.folders(&lua, &join(&above(&all), "plugins"), revision)?;
    let only = is_single.then(|| inside.rsplit('/').next().unwrap_or_default().to_owned());
    if playbooks.is_empty() {
        let message = session.words.say("error.no-playbooks", &[("dir", &place)]);
        return Err(Failure::new(Exit::Unreadable, "no-playbooks", message).at(place));
    }
    Ok(Past { playbooks, only, plugins })
}

/// Scenarios change no plan.
fn is_yaml(path: &str, all: &str) -> bool {
    let inside = path.strip_prefix(all).unwrap_or(path).trim_start_matches('/');
    let hidden = inside.split('/').any(|part| part.starts_with('.'));
    let scenario = inside.split('/').nth(1) == Some("scenarios");
    (path.ends_with(".yaml") || path.ends_with(".yml")) && !hidden && !scenario
}

fn join(dir: &str, name: &str) -> String {
    if dir.is_empty() { name.to_owned() } else { format!("{dir}/{name}") }
}

fn above(dir: &str) -> String {
    dir.rsplit_once('/').map(|(above, _)| above.to_owned()).unwrap_or_default()
}

/// One file of a revision.
#[derive(Debug, Clone)]
struct File {
    blob: String,
    size: u64,
    path: String,
}

/// A repository and what is run in it.
struct Repository<'s> {
    session: &'s Session,
    /// Where `git` is run: the nearest folder that exists now.
    base: PathBuf,
    top: PathBuf,
}

impl<'s> Repository<'s> {
    fn open(session: &'s Session, dir: &Path) -> Result<Self, Failure> {
        let base = dir.ancestors().find(|dir| dir.is_dir()).unwrap_or(Path::new("."));
        let base = if base.as_os_str().is_empty() { Path::new(".") } else { base };
        let mut git = Self { session, base: base.to_path_buf(), top: PathBuf::new() };
        let top = git.run(&["rev-parse", "--show-toplevel"], None)?;
        let Some(top) = top else {
            let message = session.words.get("diff.no-repository").to_owned();
            return Err(Failure::new(Exit::Unreadable, "no-repository", message));
        };
        git.top = PathBuf::from(String::from_utf8_lossy(&top).trim_end_matches(['\n', '\r']));
        Ok(git)
    }

    /// The commit that a revision means.
    fn commit(&self, revision: &str) -> Result<String, Failure> {
        let words = &self.session.words;
        let unknown = || words.say("diff.no-revision", &[("revision", revision)]);
        let is_plain = !revision.is_empty() && !revision.starts_with('-') && !revision.contains(char::is_control);
        let found = match is_plain {
            true => {
                let asked = format!("{revision}^{{commit}}");
                self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &asked], None)?
            }
            false => None,
        };
        let commit = found.map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned());
        if let Some(commit) =
            commit.filter(|commit| commit.len() >= 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()))
        {
            return Ok(commit);
        }
        let names = self.run(&["for-each-ref", "--count=1000", "--format=%(refname:short)"], None)?.unwrap_or_default();
        let names = String::from_utf8_lossy(&names).into_owned();
        let near = playbook::engine::nearest(revision, names.lines());
        let hint = near.map(|near| words.say("error.nearest", &[("id", near)]));
        Err(Failure::usage("unknown-revision", unknown()).maybe_hint(hint))
    }

    /// Where a folder lies inside the repository; it need not exist now.
    fn inside(&self, dir: &Path) -> Result<String, Failure> {
        let base = self.base.canonicalize().unwrap_or_else(|_| self.base.clone());
        let rest = match self.base.as_path() {
            here if here == Path::new(".") => dir,
            base => dir.strip_prefix(base).unwrap_or(Path::new("")),
        };
        let mut whole = base;
        for part in rest.components() {
            match part {
                Component::ParentDir => {
                    whole.pop();
                }
                Component::Normal(name) => whole.push(name),
                _ => {}
            }
        }
        let top = self.top.canonicalize().unwrap_or_else(|_| self.top.clone());
        let outside = || {
            let message = self.session.words.get("diff.no-repository").to_owned();
            Failure::new(Exit::Unreadable, "no-repository", message)
        };
        let inside = whole.strip_prefix(&top).map_err(|_| outside())?;
        let parts: Vec<String> =
            inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        Ok(parts.join("/"))
    }

    /// The files below a folder at a commit. Links and other repositories are left out.
    fn files(&self, commit: &str, dir: &str) -> Result<Vec<File>, Failure> {
        let mut args = vec!["ls-tree", "-r", "-z", "--long", "--full-tree", commit, "--"];
        let below = format!("{dir}/");
        if !dir.is_empty() {
            args.push(&below);
        }
        let listed = self.run(&args, None)?.unwrap_or_default();
        let mut files = Vec::new();
        for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
            let entry = String::from_utf8_lossy(entry);
            let Some((head, path)) = entry.split_once('\t') else { continue };
            let mut head = head.split_whitespace();
            let (mode, _, blob, size) = (head.next(), head.next(), head.next(), head.next());
            let (Some("100644" | "100755"), Some(blob), Some(Ok(size))) = (mode, blob, size.map(str::parse)) else {
                continue;
            };
            files.push(File { blob: blob.to_owned(), size, path: path.to_owned() });
        }
        Ok(files)
    }

    /// Files as folders: the first part of the path below `all` is the id, the rest the name.
    fn folders(&self, files: &[File], all: &str, revision: &str) -> Result<Vec<Folder>, Failure> {
        let limit = |what: &str, path: &str| {
            let message = self.session.words.say("error.limit", &[("what", what)]);
            Failure::new(Exit::Limit, "limit", message).at(format!("{revision}:{path}"))
        };
        if files.len() > MOST_FILES {
            return Err(limit(&format!("{MOST_FILES} × .yaml"), all));
        }
        if let Some(large) = files.iter().find(|file| file.size > LARGEST_FILE) {
            return Err(limit("16 MiB", &large.path));
        }
        if files.iter().map(|file| file.size).sum::<u64>() > LARGEST_SUM {
            return Err(limit("256 MiB", all));
        }
        let contents = self.contents(files)?;
        let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
        for (file, bytes) in files.iter().zip(contents) {
            let inside = file.path.strip_prefix(all).unwrap_or(&file.path).trim_start_matches('/');
            let Some((id, name)) = inside.split_once('/') else { continue };
            let path = format!("{revision}:{}", join(all, id));
            let folder = folders.entry(id.to_owned()).or_insert_with(|| Folder::new(id, path));
            folder.files.push((name.to_owned(), bytes));
        }
        Ok(folders
            .into_values()
            .map(|mut folder| {
                folder.files.sort();
                folder
            })
            .collect())
    }

    /// What the files hold, in their order.
    fn contents(&self, files: &[File]) -> Result<Vec<Vec<u8>>, Failure> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let asked: String = files.iter().map(|file| format!("{}\n", file.blob)).collect();
        let answer = self.run(&["cat-file", "--batch"], Some(asked.into_bytes()))?.unwrap_or_default();
        let broken = || {
            let message = self.session.words.say("diff.git-failed", &[("cause", "cat-file")]);
            Failure::new(Exit::Unreadable, "git", message)
        };
        let mut rest = answer.as_slice();
        let mut contents = Vec::new();
        for file in files {
            let end = rest.iter().position(|byte| *byte == b'\n').ok_or_else(broken)?;
            let (head, after) = rest.split_at(end);
            let head = String::from_utf8_lossy(head);
            let size = head.strip_prefix(&format!("{} blob ", file.blob)).and_then(|size| size.parse().ok());
            let size: usize = size.ok_or_else(broken)?;
            let body = after.get(1..=size).ok_or_else(broken)?;
            contents.push(body.to_vec());
            rest = after.get(size + 2..).ok_or_else(broken)?;
        }
        Ok(contents)
    }

    /// Runs `git` with these words and no shell; `None` where it ends in a failure.
    fn run(&self, args: &[&str], input: Option<Vec<u8>>) -> Result<Option<Vec<u8>>, Failure> {
        let words = &self.session.words;
        let failed = |error: &std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => Failure::new(Exit::Unreadable, "no-git", words.get("diff.no-git"))
                .hint(words.get("diff.no-git.hint").to_owned()),
            _ => {
                let message = words.say("diff.git-failed", &[("cause", &error.to_string())]);
                Failure::new(Exit::Unreadable, "git", message)
            }
        };
        let mut command = Command::new("git");
        command
            .args(["--no-pager", "--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=false"])
            .args(args)
            .current_dir(&self.base)
            // names are names, and nothing is fetched
            .env("GIT_LITERAL_PATHSPECS", "1")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| failed(&error))?;
        let most = if input.is_some() { LARGEST_SUM + LARGEST_LIST } else { LARGEST_LIST };
        let mut said = Vec::new();
        let stdin = child.stdin.take();
        let stdout = child.stdout.take();
        std::thread::scope(|scope| {
            // while it writes what was asked for it must be read, or both wait for each other
            scope.spawn(move || {
                if let (Some(mut stdin), Some(input)) = (stdin, input) {
                    drop(stdin.write_all(&input));
                }
            });
            stdout.map_or(Ok(0), |stdout| stdout.take(most + 1).read_to_end(&mut said))
        })
        .map_err(|error| failed(&error))?;
        if said.len() as u64 > most {
            drop(child.kill());
            drop(child.wait());
            let message = words.say("error.limit", &[("what", "320 MiB")]);
            return Err(Failure::new(Exit::Limit, "limit", message).at("git"));
        }
        let status = child.wait().map_err(|error| failed(&error))?;
        Ok(status.success().then_some(said))
    }
}
