//! A region's plugin through the program: what it says, and that a hostile one costs nobody anything.

use crate::environment::{Folder, playbook, root};

const BOOK: &str = "\
playbook: demo
jurisdiction: CN
version: 2026-11-23
languages: [en]
time-zone: Asia/Shanghai
regions: { CN-GD: Guangdong }
plugins: { local: { sees: [region] } }
facts:
  region: { ask: Where are you?, type: region }
authorities:
  police: { name: The police, channels: { plugin: [{ phone: '110' }] } }
steps:
  report: { title: Report it, why: They can act., how: Call., report-to: police }
";

/// A folder with the playbook and this plugin.
fn with(init: &[u8]) -> Folder {
    let name = format!("plugin-{:?}", std::thread::current().id()).replace(['(', ')'], "");
    let folder = Folder::new(&name);
    folder.write("books/demo/playbook.yaml", BOOK).write("plugins/local/init.lua", init);
    folder
}

const NEXT: &str = "next --playbooks books --plugins plugins --playbook demo --fact region=CN-GD";

#[test]
fn the_local_office_stands_before_the_national_one() {
    let folder = with(
        br#"return { channels = function(authority, case)
            if authority ~= "police" or case.region ~= "CN-GD" then return nil end
            return { name = "Guangdong police", { phone = "020-83119110", verified = "2026-11-20" } }
        end }"#,
    );
    let json = playbook(NEXT).inside(folder.path()).json();
    let step = &json["recommendation"]["step"];
    assert_eq!(step["authority"]["local_name"], "Guangdong police");
    let channels: Vec<_> = step["channels"].as_array().unwrap().iter().collect();
    let told = |at: usize| (channels[at]["value"].as_str().unwrap(), channels[at]["from"].as_str().unwrap());
    assert_eq!((told(0), told(1)), (("020-83119110", "plugin:local"), ("110", "playbook")));
    let page = playbook(NEXT).inside(folder.path()).page();
    let (local, national) = (page.find("020-83119110").unwrap(), page.find("110 ").unwrap());
    assert!(page.contains("Guangdong police") && page.contains("local") && local < national, "{page}");
}

#[test]
fn a_broken_plugin_is_named_for_its_maintainer() {
    let folder = with(b"return {\n  channels = function() error('no map') end,\n}");
    let json = playbook(NEXT).inside(folder.path()).json();
    let detail = &json["warnings"][0]["detail"];
    assert_eq!((detail["plugin"].as_str(), detail["hook"].as_str()), (Some("local"), Some("channels")));
    assert_eq!(
        (detail["fault"].as_str(), detail["place"].as_str()),
        (Some("failed"), Some("plugins/local/init.lua:2"))
    );
    let page = playbook(NEXT).inside(folder.path()).page();
    assert!(page.contains("The local contact of The police could not be looked up"), "{page}");
    assert!(page.contains("plugins/local/init.lua:2, channels:"), "{page}");
}

#[test]
fn another_countrys_number_and_a_missing_plugin_leave_the_national_one() {
    let abroad = with(b"return { channels = function() return { { phone = '+1 415 555 0100' } } end }");
    let json = playbook(NEXT).inside(abroad.path()).json();
    assert_eq!(json["recommendation"]["step"]["channels"][0]["value"], "110");
    assert_eq!(json["warnings"][0]["detail"]["fault"], "output");
    let missing = playbook(&NEXT.replace("--plugins plugins", "")).inside(abroad.path()).json();
    assert_eq!(missing["recommendation"]["step"]["channels"][0]["value"], "110");
    assert_eq!(missing["warnings"][0]["detail"]["fault"], "missing");
}

#[test]
fn a_hostile_plugin_never_changes_the_exit_code_and_prints_nothing() {
    let mut tried = 0;
    let mut paths: Vec<_> =
        std::fs::read_dir(root().join("tests/hostile")).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|end| end == "lua"));
    // The machine itself is tried with each of them; here a third shows what the program makes of it.
    for path in paths.iter().step_by(3) {
        let folder = with(&std::fs::read(path).unwrap());
        let page = playbook(NEXT).inside(folder.path()).page();
        assert!(page.contains("Report it") && page.contains("110"), "{}: {page}", path.display());
        let odd = page.chars().find(|c| c.is_control() && *c != '\n');
        assert!(odd.is_none() && !page.contains("ESCAPED"), "{}: {page}", path.display());
        tried += 1;
    }
    assert!(tried > 50, "only {tried} were tried");
}

/// A page shows a few ways; the command it names shows all of them, those of the region too.
#[test]
fn the_command_for_more_shows_every_local_channel() {
    let folder = with(
        b"return { channels = function(_, case)
            local all = { name = 'Guangdong police' }
            for desk = 1, 6 do all[desk] = { phone = '020-8311911' .. desk } end
            return case.region == 'CN-GD' and all or nil
        end }",
    );
    let page = playbook(NEXT).inside(folder.path()).page();
    assert!(page.contains("020-83119114") && !page.contains("020-83119115"), "{page}");
    let (_, more) = page.split_once("  more ").unwrap();
    let (more, _) = more.split_once("  law ").or(more.split_once("\n\n")).unwrap();
    let command = more.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(command, "playbook show police --playbook demo --playbooks books --plugins plugins --fact region=CN-GD");
    let shown = playbook(command.trim_start_matches("playbook ")).inside(folder.path()).page();
    let (last, national) = (shown.find("020-83119116").unwrap(), shown.find("phone 110").unwrap());
    assert!(shown.contains("Guangdong police") && last < national, "{shown}");
    let elsewhere =
        playbook(&command.replace("playbook show", "show").replace("CN-GD", "?")).inside(folder.path()).page();
    assert!(!elsewhere.contains("020-") && elsewhere.contains("110"), "{elsewhere}");
}

#[test]
fn an_authority_is_shown_although_its_plugin_fails() {
    let folder = with(b"return { channels = function() error('no map') end }");
    let line = NEXT.replace("next", "show police");
    let page = playbook(&line).inside(folder.path()).page();
    assert!(page.contains("110") && page.contains("could not be looked up"), "{page}");
    let json = playbook(&line).inside(folder.path()).json();
    assert_eq!(json["warnings"][0]["detail"]["fault"], "failed");
}
