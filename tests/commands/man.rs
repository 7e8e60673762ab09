//! `playbook man`: the manual pages.

use crate::environment::{Folder, playbook};

#[test]
fn the_main_page_names_every_command_and_option() {
    let (page, help) = (playbook("man").page(), playbook("--help").page());
    for heading in ["NAME", "SYNOPSIS", "\"EXIT STATUS\"", "ENVIRONMENT", "\"SEE ALSO\""] {
        assert!(page.contains(&format!(".SH {heading}\n")), "{heading}: {page}");
    }
    let words = help.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    for word in words.filter(|word| word.starts_with("--")) {
        assert!(page.contains(&word.replace('-', "\\-")), "{word}: {page}");
    }
    assert!(page.contains("PLAYBOOK_DATA") && page.contains("playbook\\-what\\-if(1)"), "{page}");
    assert!(!page.contains("complete\\fR"), "what the shells call is nothing for people");
}

#[test]
fn every_page_is_written_in_both_languages() {
    let folder = Folder::new("man");
    let dir = folder.path().join("man1");
    let said = playbook("man").arg(dir.to_str().unwrap()).arg("--json").page();
    assert!(said.contains("playbook.said/1"), "{said}");
    let mut names: Vec<String> =
        std::fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() > 15 && names.contains(&"playbook.1".to_owned()), "{names:?}");
    for name in &names {
        let page = std::fs::read_to_string(dir.join(name)).unwrap();
        assert!(page.contains(".TH PLAYBOOK") && page.contains(".SH NAME"), "{name}: {page}");
        for key in ["command.", "option.", "man.", "help."] {
            assert!(!page.contains(&format!("\n{key}")), "{name}: a word is missing: {page}");
        }
    }
    let case = std::fs::read_to_string(dir.join("playbook-case.1")).unwrap();
    assert!(case.contains("\\-\\-without\\-sensitive") && case.contains("playbook case use NAME"), "{case}");
    let chinese = playbook("man").locale("zh_CN.UTF-8").page();
    assert!(chinese.contains(".SH 名称") && chinese.contains("现在该做的一件事"), "{chinese}");
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    let folder = Folder::new("man-file");
    folder.write("file", "");
    let refused = playbook("man").arg(folder.path().join("file").to_str().unwrap()).refused();
    assert!(refused.starts_with("exit 2\n") && refused.contains("cannot be written"), "{refused}");
}
