//! Whoever reads the output may stop at any time.

use crate::environment::playbook;
use std::io::Read as _;
use std::process::Stdio;

#[test]
fn a_closed_pipe_ends_quietly() {
    for line in
        ["plan --playbook cn", "show --playbook cn", "next --json", "check", "next --help", "man", "completions bash"]
    {
        let mut command = playbook(line).command();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).stdin(Stdio::null()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{line}");
    }
}

/// A full disk is no closed pipe: the answer did not arrive.
#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_written_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = playbook("next --playbook first-aid").command().stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("Error: The answer could not be written"));
}
