//! One place where the program runs as a person runs it, with nothing of this machine in it: a fixed clock, language and
//! width, no colour, a folder of its own.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A Monday evening in China.
pub(crate) const NOW: &str = "2026-11-23T20:00:00+08:00";

/// When cases are kept: a Monday evening too, long ago.
pub(crate) const KEPT: &str = "2026-01-05T20:00:00+08:00";

/// The playbook under `tests/data`, which shows every part of a page and changes only with these tests.
pub(crate) const SAMPLE: &str = "--playbooks tests/data/playbooks --playbook sample";

/// A call of the program that is put together word by word.
#[derive(Debug)]
pub(crate) struct Call {
    args: Vec<String>,
    now: Option<String>,
    locale: Option<String>,
    input: Option<Vec<u8>>,
    data: PathBuf,
    dir: PathBuf,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// `playbook("next --playbook cn")`: words are split at spaces; use [`Call::arg`] for one that holds a space.
pub(crate) fn playbook(line: &str) -> Call {
    Call {
        args: line.split_whitespace().map(str::to_owned).collect(),
        now: Some(NOW.to_owned()),
        // a country that will never have a playbook
        locale: Some("en_AQ.UTF-8".to_owned()),
        input: None,
        // a folder that is never made: a casebook of this machine is nothing of a test's
        data: std::env::temp_dir().join(format!("playbook-{}-no-data", std::process::id())),
        dir: root(),
    }
}

/// The top of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file under `tests/data`.
pub(crate) fn data(name: &str) -> String {
    root().join("tests/data").join(name).to_string_lossy().into_owned()
}

impl Call {
    pub(crate) fn arg(mut self, arg: &str) -> Self {
        self.args.push(arg.to_owned());
        self
    }

    /// Without `--now`: for what must be refused before it is read.
    pub(crate) fn real_clock(mut self) -> Self {
        self.now = None;
        self
    }

    pub(crate) fn locale(mut self, locale: &str) -> Self {
        self.locale = Some(locale.to_owned());
        self
    }

    pub(crate) fn stdin(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = Some(input.into());
        self
    }

    /// Keeps its cases in this folder. The clock says a moment that is past on every machine, as what has not happened yet
    /// cannot be recorded.
    pub(crate) fn keeping(self, data: &Path) -> Self {
        self.keeping_at(data, KEPT)
    }

    /// The same with another clock.
    pub(crate) fn keeping_at(mut self, data: &Path, now: &str) -> Self {
        self.data = data.to_path_buf();
        self.now = Some(now.to_owned());
        self
    }

    /// Runs in another folder.
    pub(crate) fn inside(mut self, dir: &Path) -> Self {
        self.dir = dir.to_path_buf();
        self
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_playbook"));
        command.args(&self.args).current_dir(&self.dir).env_clear().env("PLAYBOOK_DATA", &self.data);
        if let Some(now) = &self.now {
            command.args(["--now", now]);
        }
        if let Some(locale) = &self.locale {
            command.env("LANG", locale);
        }
        command
    }

    pub(crate) fn run(self) -> Shown {
        let mut command = self.command();
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.stdin(if self.input.is_some() { Stdio::piped() } else { Stdio::null() });
        let mut child = command.spawn().expect("the program starts");
        if let (Some(input), Some(mut stdin)) = (self.input, child.stdin.take()) {
            // the program may refuse to read it all
            let _ = stdin.write_all(&input);
        }
        let Output { status, stdout, stderr } = child.wait_with_output().expect("the program ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
        Shown { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }

    /// What a person sees when all is well.
    pub(crate) fn page(self) -> String {
        let shown = self.run();
        assert_eq!((shown.code, shown.stderr.as_str()), (Some(0), ""), "{}", shown.stdout);
        shown.stdout
    }

    /// What a program reads when all is well.
    pub(crate) fn json(self) -> serde_json::Value {
        let text = self.arg("--json").page();
        serde_json::from_str(&text).expect("valid JSON")
    }

    /// What a person sees when something is wrong: exit code and stderr.
    pub(crate) fn refused(self) -> String {
        let shown = self.run();
        assert_ne!(shown.code, Some(0), "{}", shown.stdout);
        assert_eq!(shown.stdout, "", "an error leaves stdout empty");
        format!("exit {}\n{}", shown.code.map_or("by signal".to_owned(), |code| code.to_string()), shown.stderr)
    }
}

/// A folder that is gone afterwards.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        // tests run side by side, and some of one file make the same folder
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("playbook-{}-{number}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder can be made");
        Self(path.canonicalize().expect("it is there"))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("it is inside the folder")).expect("a folder can be made");
        std::fs::write(path, content).expect("a file can be written");
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
