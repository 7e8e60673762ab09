//! `playbook new`: a folder that checks, proves and tests before anything is written into it.

use crate::environment::{Folder, playbook, root};
use insta::assert_snapshot;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The playbooks that a new one can stand on, in a folder of their own.
fn shelf(name: &str) -> Folder {
    let folder = Folder::new(name);
    for id in ["first-aid", "eu"] {
        copy(&root().join("playbooks").join(id), &folder.path().join("playbooks").join(id));
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let path = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &path);
        } else {
            fs::copy(entry.path(), path).unwrap();
        }
    }
}

/// The files of a folder, hidden ones included, and their contents.
fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![dir.to_path_buf()];
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(&here).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else {
                let name = entry.path().strip_prefix(dir).unwrap().to_string_lossy().into_owned();
                found.push((name, fs::read(entry.path()).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn what_is_made_is_shown() {
    let folder = shelf("new-shown");
    assert_snapshot!(playbook("new nz").inside(folder.path()).page(), @"
    ✓ A playbook for New Zealand was made in playbooks/nz.
    It stands on first-aid: the emergencies and the questions that are the same
    everywhere.

      playbook.yaml
      scenarios/stolen-card.yaml
      .schema/ (for your editor; again: playbook schema --for DIR --write)

    Look for mistakes, and for what is still to be written:
      playbook check nz
    Run its scenario:
      playbook test nz
    Prove that nobody gets stuck:
      playbook prove nz
    See what is missing:
      playbook gaps nz
    The guide: playbooks/README.md
    ");
    assert_snapshot!(playbook("new AT --languages de,en --lang de --width 40").inside(folder.path()).page(), @"
    ✓ Eine Anleitung für Austria liegt jetzt
      in playbooks/at.
    Sie steht auf eu; dort ist dieses Land
    genannt, und Recht und
    Datenschutzbehörden stehen schon da.

      playbook.yaml
      scenarios/stolen-card.yaml
      locales/en.yaml
      .schema/ (für Ihren Editor; neu:
      playbook schema --for DIR --write)

    Nach Fehlern sehen und nach dem, was
    noch zu schreiben ist:
      playbook check at
    Ihr Szenario laufen lassen:
      playbook test at
    Beweisen, dass niemand stecken bleibt:
      playbook prove at
    Sehen, was fehlt:
      playbook gaps at
    Die Anleitung zum Schreiben:
    playbooks/README.md
    ");
    assert_snapshot!(playbook("new BR --languages zh --lang zh").inside(folder.path()).page(), @"
    ✓ 已在 playbooks/br 为 Brazil 生成一份指引。
    它以 first-aid 为基础：各地相同的紧急情况和问题都在里面。

      playbook.yaml
      scenarios/stolen-card.yaml
      .schema/（供编辑器使用；重新生成：playbook schema --for DIR --write）

    检查错误，并找出还要写的内容：
      playbook check br
    运行它的情景：
      playbook test br
    证明没有人会走不下去：
      playbook prove br
    看看还缺什么：
      playbook gaps br
    编写说明：playbooks/README.md
    ");
}

/// Standing on the Union's playbook and on what holds everywhere, in one language and in several: no errors and no warnings
/// but the placeholders, every claim holds, and the scenario passes.
#[test]
fn what_is_made_checks_proves_and_tests() {
    let folder = shelf("new-sound");
    for (code, languages, texts) in [("NZ", "en", 2), ("BR", "en,zh,fr,de", 2), ("NO", "en", 2), ("AT", "de,fr", 3)] {
        let id = code.to_lowercase();
        playbook(&format!("new {code} --languages {languages}")).inside(folder.path()).page();
        let shown = playbook(&format!("check {id}")).inside(folder.path()).json();
        // what the base is warned of is not the new one's
        let own =
            |finding: &&Value| finding["place"]["file"].as_str().unwrap().starts_with(&format!("playbooks/{id}/"));
        let findings: Vec<&Value> = shown["findings"].as_array().unwrap().iter().filter(own).collect();
        assert!(findings.iter().all(|finding| finding["code"] == "W0510"), "{code}: {findings:#?}");
        assert_eq!((&shown["errors"], findings.len()), (&Value::from(0), texts), "what is to be written is seen");
        assert_eq!(playbook(&format!("test {id}")).inside(folder.path()).json()["passed"], 1);
        assert_eq!(playbook(&format!("prove {id}")).inside(folder.path()).json()["holds"], true, "{code}");
        let gaps = playbook(&format!("gaps {id}")).inside(folder.path()).json();
        assert!(gaps["playbooks"][0]["kinds"]["placeholder"].as_u64().unwrap() > 0);
        // a person who uses it is told what to do
        let next = playbook(&format!("next --playbooks playbooks --playbook {id} --fact danger=emergency"));
        assert!(next.inside(folder.path()).page().contains("NOW") || languages == "de,fr");
    }
}

#[test]
fn a_member_of_the_union_stands_on_its_playbook() {
    let folder = shelf("new-union");
    assert_eq!(playbook("new IE").inside(folder.path()).json()["extends"], "eu");
    assert_eq!(
        playbook("new IS").inside(folder.path()).json()["extends"],
        "eu",
        "and so does one of the economic area"
    );
    assert_eq!(playbook("new CH").inside(folder.path()).json()["extends"], "first-aid");
}

#[test]
fn nothing_is_written_over_and_nothing_elsewhere() {
    let folder = shelf("new-safe");
    playbook("new nz").inside(folder.path()).page();
    let before = files(folder.path());
    assert_snapshot!(playbook("new NZ").inside(folder.path()).refused(), @"
    exit 2
    Error: playbooks/nz is there already; nothing is written over.
      where  playbooks/nz
    Nothing was changed.
    ");
    assert_eq!(files(folder.path()), before);
    // also where a file or an empty folder is in the way
    folder.write("playbooks/jp", "");
    fs::create_dir(folder.path().join("playbooks/kr")).unwrap();
    let before = files(folder.path());
    for code in ["jp", "kr"] {
        assert!(playbook(&format!("new {code}")).inside(folder.path()).refused().starts_with("exit 2"));
    }
    assert_eq!(files(folder.path()), before);
    // everything that is new stands in one folder
    playbook("new fj").inside(folder.path()).page();
    let after = files(folder.path());
    assert!(after.iter().all(|file| before.contains(file) || file.0.starts_with("playbooks/fj/")));
}

#[test]
fn what_cannot_be_begun() {
    let folder = shelf("new-refused");
    assert_snapshot!(playbook("new Norway").inside(folder.path()).refused(), @"
    exit 2
    Error: “Norway” is no country code of ISO 3166-1.
      where  new Norway
      Did you mean NO (Norway)?
      Two letters, such as NZ.
    Nothing was changed.
    ");
    assert_snapshot!(playbook("new QQ").inside(folder.path()).refused(), @"
    exit 2
    Error: “QQ” is no country code of ISO 3166-1.
      where  new QQ
      Did you mean AQ (Antarctica)?
      Two letters, such as NZ.
    Nothing was changed.
    ");
    assert_snapshot!(playbook("new ../nz").inside(folder.path()).refused(), @"
    exit 2
    Error: “../nz” is no country code of ISO 3166-1.
      where  new ../nz
      Two letters, such as NZ.
    Nothing was changed.
    ");
    assert_snapshot!(playbook("new nz --languages en,mi").inside(folder.path()).refused(), @"
    exit 2
    Error: first-aid has no texts in “mi”, and everything of it is said in the new
           playbook too.
      where  --languages en,mi
      It can be en, zh, fr or de.
      Begin in one of these; add the language to `languages` once locales/ has all
      texts in it.
    Nothing was changed.
    ");
    assert_snapshot!(playbook("new nz --playbooks elsewhere").inside(folder.path()).refused(), @"
    exit 2
    Error: There is no folder elsewhere.
      where  --playbooks
      Work in a clone of the repository, or name the folder of its playbooks with
      --playbooks DIR.
    Nothing was changed.
    ");
    assert_snapshot!(playbook("new nz --playbooks playbooks/eu").inside(folder.path()).refused(), @"
    exit 2
    Error: playbooks/eu is the folder of one playbook, not of all.
      where  --playbooks
      Work in a clone of the repository, or name the folder of its playbooks with
      --playbooks DIR.
    Nothing was changed.
    ");
    let empty = Folder::new("new-empty");
    assert_snapshot!(playbook("new nz").inside(empty.path()).refused(), @"
    exit 2
    Error: There is no folder playbooks.
      where  --playbooks
      Work in a clone of the repository, or name the folder of its playbooks with
      --playbooks DIR.
    Nothing was changed.
    ");
    empty.write("playbooks/xl/playbook.yaml", "playbook: xl\nversion: 2026-11-23\nlanguages: [en]\n");
    assert_snapshot!(playbook("new nz").inside(empty.path()).refused(), @"
    exit 3
    Error: There is no playbook first-aid in playbooks to stand on.
      where  playbooks
      Work in a clone of the repository, or name the folder of its playbooks with
      --playbooks DIR.
    Nothing was changed.
    ");
    empty.write("playbooks/first-aid/playbook.yaml", "playbook: first-aid\nversion: soon\nlanguages: [en]\n");
    assert_snapshot!(playbook("new nz").inside(empty.path()).refused(), @"
    exit 3
    Error: The playbook `first-aid` has mistakes and cannot be used. The first:
           playbooks/first-aid/playbook.yaml:2:10: error[E0106]: `version` is not a
           date: `soon`
      where  first-aid
      Try: playbook check first-aid
    Nothing was changed.
    ");
}

/// What an editor is told about the new files is what they are.
#[test]
fn the_files_are_wired_to_their_schemas() {
    let folder = shelf("new-wired");
    playbook("new nz --languages en,fr").inside(folder.path()).page();
    let own = folder.path().join("playbooks/nz");
    for (name, schema) in [
        ("playbook.yaml", ".schema/playbook.json"),
        ("scenarios/stolen-card.yaml", "../.schema/scenario.json"),
        ("locales/fr.yaml", "../.schema/locale.json"),
    ] {
        let text = fs::read_to_string(own.join(name)).unwrap();
        assert_eq!(text.lines().next(), Some(&*format!("# yaml-language-server: $schema={schema}")));
        let schema = own.join(name).parent().unwrap().join(schema);
        let schema: Value = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
    let schema: Value = serde_json::from_str(&fs::read_to_string(own.join(".schema/scenario.json")).unwrap()).unwrap();
    let steps = schema["$defs"]["step"].to_string();
    assert!(steps.contains("\"find-local-help\"") && steps.contains("\"bank-freeze\""), "{steps}");
}
