//! What can be said on the command line. Texts for people stand in the locale files, see `help.rs`.

use clap::{Args, Parser, Subcommand};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "playbook", disable_help_flag = true, disable_help_subcommand = true, disable_version_flag = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// How to show the answer, and where playbooks are; for every command.
#[derive(Debug, Clone, Args)]
pub(crate) struct OutputArgs {
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(crate) lang: Option<String>,
    #[arg(long, global = true, value_name = "N")]
    pub(crate) width: Option<String>,
    #[arg(long, global = true)]
    pub(crate) plain: bool,
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) playbooks: Option<String>,
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) plugins: Option<String>,
    #[arg(long, global = true, value_name = "INSTANT")]
    pub(crate) now: Option<String>,
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) case: Option<String>,
    #[arg(long, global = true)]
    pub(crate) no_save: bool,
    #[arg(long, short = 'h', global = true)]
    pub(crate) help: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Next(CaseArgs),
    Plan(CaseArgs),
    Answer {
        #[arg(value_name = "FACT=VALUE", required = true)]
        answers: Vec<String>,
        #[arg(long, value_name = "ID")]
        playbook: Option<String>,
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    Done {
        #[arg(value_name = "STEP")]
        step: Option<String>,
        #[command(flatten)]
        event: EventArgs,
    },
    Skip {
        #[arg(value_name = "STEP")]
        step: Option<String>,
        #[command(flatten)]
        event: EventArgs,
    },
    Reply {
        #[arg(value_name = "STEP")]
        step: String,
        #[arg(value_name = "OUTCOME")]
        outcome: String,
        #[command(flatten)]
        event: EventArgs,
    },
    Undo,
    Case {
        #[command(subcommand)]
        action: Option<CaseAction>,
    },
    Why {
        #[arg(value_name = "STEP")]
        step: String,
        #[command(flatten)]
        case: CaseArgs,
    },
    WhatIf {
        #[arg(value_name = "FACT=VALUE")]
        answer: String,
        #[command(flatten)]
        case: CaseArgs,
    },
    Show {
        #[arg(value_name = "ID")]
        id: Option<String>,
        #[command(flatten)]
        case: CaseArgs,
    },
    Check {
        #[arg(value_name = "DIR|ID")]
        target: Option<String>,
        #[arg(long, value_name = "text|json|sarif|github")]
        format: Option<String>,
        #[arg(long, value_name = "CODE")]
        explain: Option<String>,
        #[arg(long, conflicts_with_all = ["format", "explain"])]
        watch: bool,
    },
    Test {
        #[arg(value_name = "DIR|ID")]
        target: Option<String>,
        #[arg(long)]
        coverage: bool,
        #[arg(long)]
        bless: bool,
        #[arg(long, value_name = "NAME", conflicts_with_all = ["coverage", "bless"])]
        explain: Option<String>,
    },
    Prove {
        #[arg(value_name = "DIR|ID")]
        target: Option<String>,
        #[arg(long = "fact", value_name = "FACT=VALUE")]
        facts: Vec<String>,
        #[arg(long, value_name = "FILE")]
        write_scenario: Option<String>,
        #[arg(long, value_name = "FILE")]
        write_certificate: Option<String>,
        #[arg(long, value_name = "FILE", conflicts_with_all = ["facts", "write_scenario", "write_certificate"])]
        verify: Option<String>,
    },
    Mutate {
        #[arg(value_name = "DIR|ID")]
        target: Option<String>,
        #[arg(long, value_name = "N")]
        count: Option<String>,
        #[arg(long, value_name = "N")]
        seed: Option<String>,
        #[arg(long, value_name = "PERCENT")]
        at_least: Option<String>,
    },
    Graph {
        #[arg(value_name = "DIR|ID")]
        target: Option<String>,
        #[arg(long, value_name = "STEP")]
        around: Option<String>,
        #[arg(long, value_name = "N")]
        depth: Option<String>,
        #[arg(long)]
        status: bool,
        #[arg(long, value_name = "text|svg|dot|mermaid|json")]
        format: Option<String>,
        #[arg(long, value_name = "FILE")]
        out: Option<String>,
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        case: CaseArgs,
    },
    New {
        #[arg(value_name = "JURISDICTION")]
        jurisdiction: String,
        #[arg(long, value_name = "LANGUAGES")]
        languages: Option<String>,
    },
    Gaps {
        #[arg(value_name = "DIR|ID")]
        target: Option<String>,
    },
    Schema {
        #[arg(value_name = "KIND")]
        kind: Option<String>,
        #[arg(long = "for", value_name = "DIR|ID")]
        of: Option<String>,
        #[arg(long)]
        write: bool,
    },
    Diff {
        #[arg(value_name = "OLD")]
        old: String,
        #[arg(value_name = "NEW")]
        new: Option<String>,
    },
    Completions {
        #[arg(value_name = "SHELL")]
        shell: String,
    },
    Man {
        #[arg(value_name = "DIR")]
        dir: Option<String>,
    },
    /// What the completions of the shells call.
    #[command(hide = true)]
    Complete {
        #[arg(value_name = "LINE", allow_hyphen_values = true)]
        line: String,
    },
}

/// When something happened and what to remember of it.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct EventArgs {
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) reference: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    #[arg(long)]
    pub(crate) force: bool,
}

/// What can be done with stored cases.
#[derive(Debug, Subcommand)]
pub(crate) enum CaseAction {
    List,
    Use {
        #[arg(value_name = "NAME")]
        name: String,
    },
    Add {
        #[arg(value_name = "ID")]
        id: String,
    },
    Remove {
        #[arg(value_name = "ID")]
        id: String,
    },
    Export {
        #[arg(value_name = "FILE|-")]
        file: Option<String>,
        #[arg(long)]
        without_sensitive: bool,
        #[arg(long)]
        without_texts: bool,
    },
    Import {
        #[arg(value_name = "FILE|-")]
        file: String,
        #[arg(long)]
        keep_intact: bool,
    },
    Wipe {
        #[arg(value_name = "NAME")]
        name: Option<String>,
        #[arg(long, conflicts_with = "name")]
        all: bool,
        #[arg(long)]
        yes: bool,
    },
}

impl CaseArgs {
    /// Whether anything of the case is told, besides which playbook it is about.
    pub(crate) fn is_told_beside_playbook(&self) -> bool {
        let lists = [&self.facts, &self.done, &self.reply, &self.skip];
        self.breach.is_some() || lists.iter().any(|list| !list.is_empty())
    }

    /// Whether the case is told on the command line, so that no stored one is read or written.
    pub(crate) fn is_told(&self) -> bool {
        self.playbook.is_some() || self.is_told_beside_playbook()
    }
}

/// A case told on the command line: nothing is stored.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct CaseArgs {
    #[arg(long, value_name = "ID")]
    pub(crate) playbook: Option<String>,
    #[arg(long = "fact", value_name = "FACT=VALUE")]
    pub(crate) facts: Vec<String>,
    #[arg(long, value_name = "STEP[@DATE]")]
    pub(crate) done: Vec<String>,
    #[arg(long, value_name = "STEP=OUTCOME[@DATE]")]
    pub(crate) reply: Vec<String>,
    #[arg(long, value_name = "STEP[@DATE]")]
    pub(crate) skip: Vec<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    #[arg(long, value_name = "FILE|-")]
    pub(crate) breach: Option<String>,
}

/// What must be known before the rest is read, so that even a wrong command line is answered in the person's language.
#[derive(Debug, Default)]
pub(crate) struct Glance {
    pub(crate) json: bool,
    pub(crate) plain: bool,
    pub(crate) help: bool,
    pub(crate) version: bool,
    pub(crate) lang: Option<String>,
    pub(crate) width: Option<String>,
    /// The first word that is no option.
    pub(crate) command: Option<String>,
}

impl Glance {
    pub(crate) fn at(args: &[String]) -> Self {
        let mut glance = Self::default();
        let mut rest = args.iter().map(String::as_str).peekable();
        while let Some(arg) = rest.next() {
            match arg {
                "--" => break,
                "--json" => glance.json = true,
                "--plain" => glance.plain = true,
                "-h" | "--help" => glance.help = true,
                "-V" | "--version" => glance.version = true,
                "--lang" => glance.lang = rest.next().map(str::to_owned),
                "--width" => glance.width = rest.next().map(str::to_owned),
                _ => {
                    if let Some(lang) = arg.strip_prefix("--lang=") {
                        glance.lang = Some(lang.to_owned());
                    } else if let Some(width) = arg.strip_prefix("--width=") {
                        glance.width = Some(width.to_owned());
                    } else if matches!(arg, "--playbooks" | "--plugins" | "--now" | "--playbook" | "--case") {
                        rest.next();
                    } else if glance.command.is_none() && !arg.starts_with('-') {
                        glance.command = Some(arg.to_owned());
                    }
                }
            }
        }
        glance
    }
}
