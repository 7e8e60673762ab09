//! `--help`: the reference that README and people rely on.

use crate::environment::playbook;
use insta::assert_snapshot;

#[test]
fn the_groups_are_listed_the_persons_first() {
    assert_snapshot!(playbook("--help").page(), @"");
}

#[test]
fn it_speaks_chinese() {
    assert_snapshot!(playbook("--help --lang zh").page(), @"");
}

#[test]
fn one_command() {
    assert_snapshot!(playbook("next --help").page(), @"");
}

#[test]
fn a_maintainers_command() {
    assert_snapshot!(playbook("help check").page(), @"");
}

#[test]
fn it_fits_a_phone() {
    assert_snapshot!(playbook("why --help --width 40 --lang zh").page(), @"");
}

#[test]
fn every_command_that_is_listed_exists() {
    for command in ["next", "plan", "why", "what-if", "show", "check", "test"] {
        let page = playbook(&format!("{command} --help")).page();
        assert!(page.contains(&format!("playbook {command}")), "{page}");
    }
}

#[test]
fn the_version_is_one_line() {
    let version = playbook("--version").page();
    assert!(version.starts_with("playbook ") && version.lines().count() == 1, "{version}");
}
