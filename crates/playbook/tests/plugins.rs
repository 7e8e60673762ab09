//! What a person sees of a region's plugin, and what they see when it fails.
#![allow(clippy::unwrap_used, reason = "a story that cannot be told must fail the test")]

use playbook::Handbook;
use playbook::document::{Advice, StepView, Warning, WarningKind};
use playbook::engine::hooks::{HookError, HookFault, Hooks, Local, LocalBasis, LocalChannel, LocalDeadline, Seen};
use playbook::engine::model::{Anchor, ChannelKind, OutcomeTest, Term, Unit};
use playbook_format::{Folder, Library};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const NOW: &str = "2026-11-23T20:00:00+08:00";

const BOOK: &str = "\
playbook: demo
jurisdiction: CN
version: 2026-11-23
languages: [en]
time-zone: Asia/Shanghai
regions: { CN-GD: Guangdong, CN-BJ: Beijing }
plugins: { cn: { sees: [region] } }
facts:
  region: { ask: Where are you?, type: region }
laws:
  appeal: { title: Appeals act, source: { url: 'https://law.gov.cn', kind: official } }
authorities:
  police:
    name: The police
    channels: { plugin: [{ phone: '110' }, { web: 'https://police.gov.cn' }] }
  court: { name: The court, channels: plugin }
steps:
  report: { title: Report it, why: They can act., how: Call., report-to: police }
  appeal: { title: Appeal, why: It helps., how: Write., when: { report: done }, deadline: plugin, report-to: court, basis: [appeal] }
";

fn demo(hooks: Option<Arc<dyn Hooks>>) -> Handbook {
    let library = Library::new(vec![Folder::new("demo", "demo").with("playbook.yaml", BOOK)]);
    let loaded = library.load("demo", None);
    let (playbook, texts) = loaded.playbook.unwrap_or_else(|| unreachable!("{:?}", loaded.diagnostics));
    let handbook = Handbook::compile(playbook, texts).unwrap();
    match hooks {
        Some(hooks) => handbook.with_hooks("cn", hooks),
        None => handbook,
    }
}

fn next(handbook: &Handbook, facts: &[&str], done: &[&str]) -> (StepView, Vec<Warning>) {
    let now = NOW.parse().unwrap();
    let mut case = handbook.case(now);
    for fact in facts {
        case = case.fact(fact).unwrap();
    }
    for step in done {
        case = case.done(step).unwrap();
    }
    let document = handbook.next(&case.build().unwrap(), now, "en");
    match document.recommendation {
        Advice::Step { step } => (*step, document.warnings),
        other => unreachable!("{other:?}"),
    }
}

fn shown(step: &StepView) -> Vec<String> {
    let of = |channel: &playbook::document::ChannelView| {
        let from = channel.from_text.as_deref().unwrap_or("-");
        format!("{} {} ({}, {from})", channel.kind.as_str(), channel.value, channel.from)
    };
    step.channels.iter().map(of).collect()
}

/// The offices of Guangdong.
#[derive(Debug, Default)]
struct Guangdong {
    calls: AtomicUsize,
}

impl Hooks for Guangdong {
    fn channels(&self, authority: &str, case: &Seen) -> Result<Option<Local>, HookError> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        if authority != "police" || case.word("region") != Some("CN-GD") {
            return Ok(None);
        }
        let phone = |number| LocalChannel::new(ChannelKind::Phone, number);
        let channels = vec![phone("020-83119110"), phone("110")];
        Ok(Some(Local { name: Some("Guangdong police".into()), note: None, channels }))
    }

    fn basis(&self, step: &str, _: &Seen) -> Result<Vec<LocalBasis>, HookError> {
        Ok(if step == "report" { vec![LocalBasis::Law("appeal".into())] } else { Vec::new() })
    }

    fn deadline(&self, _: &str, _: &Seen) -> Result<Option<LocalDeadline>, HookError> {
        Ok(Some(LocalDeadline {
            within: Term::new(5, Unit::Days),
            from: Anchor::Step { step: "report".into(), tests: vec![OutcomeTest::Done] },
            basis: Some("appeal".into()),
            bars: true,
            lost: Some("the appeal".into()),
        }))
    }
}

#[test]
fn regional_channels_stand_before_the_national_ones() {
    let (step, warnings) = next(&demo(Some(Arc::new(Guangdong::default()))), &["region=CN-GD"], &[]);
    assert_eq!(
        shown(&step),
        [
            "phone 020-83119110 (plugin:cn, local)",
            "phone 110 (plugin:cn, local)",
            "web https://police.gov.cn (playbook, nationwide)"
        ]
    );
    assert_eq!(step.authority.unwrap().local_name.as_deref(), Some("Guangdong police"));
    assert_eq!((step.basis[0].law.as_str(), step.basis[0].from.as_str()), ("appeal", "plugin:cn"));
    assert!(warnings.is_empty(), "{warnings:?}");
}

#[test]
fn without_a_region_the_national_channels_hold_and_nothing_is_said() {
    let hooks = Arc::new(Guangdong::default());
    let (step, warnings) = next(&demo(Some(Arc::clone(&hooks) as Arc<dyn Hooks>)), &["region=?"], &[]);
    assert_eq!(shown(&step), ["phone 110 (playbook, -)", "web https://police.gov.cn (playbook, -)"]);
    assert!(warnings.is_empty() && hooks.calls.load(Ordering::Relaxed) == 0);
}

#[test]
fn a_hook_is_asked_once_for_what_is_shown_and_never_for_a_plan() {
    let hooks = Arc::new(Guangdong::default());
    let handbook = demo(Some(Arc::clone(&hooks) as Arc<dyn Hooks>));
    let _ = next(&handbook, &["region=CN-GD"], &[]);
    assert_eq!(hooks.calls.swap(0, Ordering::Relaxed), 1);
    let now = NOW.parse().unwrap();
    let case = handbook.case(now).fact("region=CN-GD").unwrap().build().unwrap();
    let _ = (handbook.plan(&case, now, "en"), handbook.show("police", now, "en").unwrap());
    assert_eq!(hooks.calls.load(Ordering::Relaxed), 0);
}

#[test]
fn a_regional_deadline_is_shown_with_what_is_lost_and_who_says_so() {
    let handbook = demo(Some(Arc::new(Guangdong::default())));
    let (step, warnings) = next(&handbook, &["region=CN-GD"], &["report@2026-11-20"]);
    let deadline = step.deadline.unwrap();
    assert_eq!(deadline.date.unwrap().to_string(), "2026-11-25");
    assert_eq!((deadline.lost.as_deref(), deadline.from.as_deref()), (Some("the appeal"), Some("plugin:cn")));
    assert_eq!((step.rank, deadline.basis_title.as_deref()), (1, Some("Appeals act")));
    assert_eq!(warnings.iter().map(|warning| warning.kind).collect::<Vec<_>>(), [WarningKind::NoChannel]);
}

/// Answers every question with one and the same fault, or with something false.
#[derive(Debug)]
enum Bad {
    Fails,
    Abroad,
}

impl Hooks for Bad {
    fn channels(&self, _: &str, _: &Seen) -> Result<Option<Local>, HookError> {
        match self {
            Self::Fails => Err(HookError::new(HookFault::Fuel, "it did\u{1b}[31m not end").at("init.lua:12")),
            Self::Abroad => {
                let channels = vec![LocalChannel::new(ChannelKind::Phone, "+1 415 555 0100")];
                Ok(Some(Local { channels, ..Local::default() }))
            }
        }
    }

    fn basis(&self, _: &str, _: &Seen) -> Result<Vec<LocalBasis>, HookError> {
        Ok(vec![LocalBasis::Law("no-such-law".into())])
    }

    fn deadline(&self, _: &str, _: &Seen) -> Result<Option<LocalDeadline>, HookError> {
        Err(HookError::new(HookFault::Failed, "no such term"))
    }
}

#[test]
fn a_plugin_that_fails_costs_nothing_but_a_word() {
    let (step, warnings) = next(&demo(Some(Arc::new(Bad::Fails))), &["region=CN-GD"], &[]);
    assert_eq!(shown(&step), ["phone 110 (playbook, -)", "web https://police.gov.cn (playbook, -)"]);
    let warning = &warnings[0];
    assert_eq!(warning.kind, WarningKind::Plugin);
    assert_eq!(
        warning.message,
        "The local contact of The police could not be looked up; what is shown here holds nationwide."
    );
    let json = serde_json::to_value(warning.detail.as_ref().unwrap()).unwrap();
    assert_eq!(
        json,
        serde_json::json!({ "plugin": "cn", "hook": "channels", "fault": "fuel", "place": "plugins/cn/init.lua:12",
            "message": "it did [31m not end", "text": "for maintainers: plugins/cn/init.lua:12, channels: it did [31m not end" })
    );
    assert!(step.basis.is_empty(), "a law that does not exist is not shown");
    assert_eq!(warnings[1].detail.as_ref().unwrap().fault, "output");
}

#[test]
fn another_countrys_number_is_not_shown() {
    let (step, warnings) = next(&demo(Some(Arc::new(Bad::Abroad))), &["region=CN-GD"], &[]);
    assert_eq!(shown(&step), ["phone 110 (playbook, -)", "web https://police.gov.cn (playbook, -)"]);
    let detail = warnings[0].detail.as_ref().unwrap();
    assert!(detail.message.contains("belongs to CA, US, the playbook to CN"), "{}", detail.message);
}

#[test]
fn a_deadline_that_is_not_known_is_told_at_its_step() {
    let handbook = demo(Some(Arc::new(Bad::Fails)));
    let (step, warnings) = next(&handbook, &["region=CN-GD"], &["report@2026-11-20"]);
    assert!(step.deadline.is_none());
    let told: Vec<_> = warnings.iter().filter(|warning| warning.id.as_deref() == Some("appeal")).collect();
    assert_eq!(
        told[0].message,
        "Appeal: whether your region sets a time limit could not be looked up; ask before you wait."
    );
}

#[test]
fn a_plugin_that_is_not_there_is_missed_only_where_it_is_asked() {
    let handbook = demo(None);
    let (step, warnings) = next(&handbook, &["region=CN-GD"], &[]);
    assert_eq!(step.channels.len(), 2);
    let faults: Vec<_> = warnings.iter().map(|warning| warning.detail.as_ref().unwrap().fault).collect();
    assert_eq!(faults, ["missing"]);
    let (step, warnings) = next(&handbook, &["region=CN-GD"], &["report@2026-11-20"]);
    assert!(step.channels.is_empty());
    assert!(warnings.iter().any(|warning| warning.kind == WarningKind::NoChannel));
}

/// Takes too long for whatever it is asked, or fails at once.
#[derive(Debug)]
struct Sluggish {
    fault: HookFault,
    calls: AtomicUsize,
}

impl Hooks for Sluggish {
    fn channels(&self, _: &str, _: &Seen) -> Result<Option<Local>, HookError> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        Err(HookError::new(self.fault, "no answer"))
    }

    fn basis(&self, _: &str, _: &Seen) -> Result<Vec<LocalBasis>, HookError> {
        self.channels("", &Seen::default()).map(|_| Vec::new())
    }

    fn deadline(&self, _: &str, _: &Seen) -> Result<Option<LocalDeadline>, HookError> {
        self.channels("", &Seen::default()).map(|_| None)
    }
}

/// A person waits once for a plugin that takes too long, not once for every line of the page.
#[test]
fn a_plugin_that_takes_too_long_is_not_asked_again_for_one_document() {
    for (fault, calls) in [(HookFault::Time, 1), (HookFault::Failed, 3)] {
        let sluggish = Arc::new(Sluggish { fault, calls: AtomicUsize::new(0) });
        let handbook = demo(Some(sluggish.clone()));
        let (step, warnings) = next(&handbook, &["region=CN-GD"], &[]);
        assert_eq!(sluggish.calls.load(Ordering::Relaxed), calls, "{fault:?}");
        assert_eq!(shown(&step), ["phone 110 (playbook, -)", "web https://police.gov.cn (playbook, -)"]);
        assert!(warnings.iter().any(|warning| warning.kind == WarningKind::Plugin), "{warnings:?}");
    }
}
