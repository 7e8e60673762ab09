//! A pseudo-terminal in which the program talks as it does with a person.

use crate::environment::Call;
use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use std::io::{Read as _, Write as _};
use std::process::Child;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// So long a silence means that the program hangs.
const HANGS: Duration = Duration::from_secs(60);

/// What stands before the cursor when the program waits for a line.
const PROMPT: &str = "\n> ";

/// A conversation.
pub(crate) struct Talk {
    pty: Arc<Pty>,
    child: Child,
    pieces: Receiver<Vec<u8>>,
    /// The first page: everything before the first prompt.
    pub(crate) opening: String,
}

impl Talk {
    /// Starts the program in a terminal of so many columns and reads to the first prompt.
    pub(crate) fn start(call: &Call, columns: u16) -> Self {
        let (pty, pts) = open().expect("there is a pseudo-terminal");
        pty.resize(Size::new(40, columns)).expect("it has a size");
        let child = Command::from(call.command()).spawn(pts).expect("the program starts");
        let pty = Arc::new(pty);
        let (sender, pieces) = channel();
        let reader = Arc::clone(&pty);
        // reading blocks; the channel lets the test notice a program that says nothing any more
        std::thread::spawn(move || {
            let mut piece = vec![0; 4096];
            // the end of the program is an error on Linux and the end of the file elsewhere
            while let Ok(read @ 1..) = reader.as_ref().read(&mut piece) {
                if sender.send(piece[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let mut talk = Self { pty, child, pieces, opening: String::new() };
        talk.opening = talk.read();
        talk
    }

    /// Types a line; gives what comes up to the next prompt or to the end, without what was typed.
    pub(crate) fn say(&mut self, line: &str) -> String {
        self.press(&format!("{line}\n"));
        let shown = self.read();
        let echo = format!("{line}\n");
        shown.strip_prefix(&echo).map(str::to_owned).unwrap_or(shown)
    }

    /// Several lines, one after the other; gives what comes after the last.
    pub(crate) fn all(&mut self, lines: &[&str]) -> String {
        lines.iter().map(|line| self.say(line)).last().unwrap_or_default()
    }

    /// Presses a key such as Ctrl-C (`\u{3}`), which needs no Enter.
    pub(crate) fn key(&mut self, key: &str) -> String {
        self.press(key);
        self.read()
    }

    fn press(&self, text: &str) {
        self.pty.as_ref().write_all(text.as_bytes()).expect("the terminal takes what is typed");
    }

    /// The window gets another width.
    pub(crate) fn resize(&self, columns: u16) {
        self.pty.resize(Size::new(40, columns)).expect("it has a size");
    }

    /// The exit code, once the program has ended.
    pub(crate) fn ends(mut self) -> Option<i32> {
        self.child.wait().expect("it was started").code()
    }

    fn read(&self) -> String {
        let mut bytes = Vec::new();
        loop {
            match self.pieces.recv_timeout(HANGS) {
                Ok(piece) => bytes.extend(piece),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it says no more after: {}", String::from_utf8_lossy(&bytes)),
            }
            if bytes.ends_with(PROMPT.as_bytes()) {
                break;
            }
        }
        String::from_utf8(bytes).expect("it writes UTF-8").replace("\r\n", "\n")
    }
}

impl Drop for Talk {
    /// A test that fails leaves no program behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
