//! Playbooks as files: YAML to a checked [`Playbook`](playbook_engine::model::Playbook), or to findings that a maintainer can act on.
//!
//! The crate is handed bytes and touches no disk, clock or terminal. A playbook is a [`Folder`]; because one may extend another, they
//! are loaded from a [`Library`]:
//!
//! ```
//! use playbook_format::{Folder, Library, render};
//!
//! let yaml = "\
//! playbook: demo
//! version: 2026-11-23
//! languages: [en]
//! facts:
//!   leaked: { ask: What leaked?, any-of: { password: A password, passport: A passport } }
//! steps:
//!   change-password:
//!     title: Change the password
//!     why: Whoever has it can sign in.
//!     how: Sign in and choose a new one.
//!     when: { leaked: pasword }
//! ";
//! let library = Library::new(vec![Folder::new("demo", "playbooks/demo").with("playbook.yaml", yaml)]);
//! let loaded = library.load("demo", None);
//! assert!(loaded.playbook.is_none());
//! let finding = &loaded.diagnostics[0];
//! assert_eq!(finding.to_string(), "playbooks/demo/playbook.yaml:11:21: error[E0208]: fact `leaked` cannot be `pasword`");
//! assert_eq!(finding.help.as_deref(), Some("did you mean `password`?"));
//! print!("{}", render::text(&loaded.diagnostics, &loaded.sources, render::Color::Never));
//!
//! let library = Library::new(vec![Folder::new("demo", "playbooks/demo").with("playbook.yaml", yaml.replace("pasword", "password"))]);
//! let (playbook, texts) = library.load("demo", None).playbook.expect("it is mended");
//! assert_eq!(texts.get("en", playbook.steps[0].base.title.unwrap()), "Change the password");
//! ```
//!
//! # How a file is read
//!
//! `reader` turns bytes into a tree with spans, within limits; `overlay` lays trees over each other; the modules named after the
//! parts of a playbook (`fact`, `condition`, `term`, `authority`, `step`, `playbook`) turn the tree into the engine's model and
//! check it as they go, so that every check has the exact place; `graph` and `world` find cycles and variants that overlap; `locale` puts
//! the texts of all languages together. No check stops at its first finding.
//!
//! Every rule has a stable [`Code`] with an explanation.

mod authority;
mod breach;
mod calendar;
mod code;
mod condition;
mod diagnostic;
mod fact;
mod field;
mod graph;
mod library;
mod locale;
mod lower;
mod mutate;
mod node;
mod overlay;
mod playbook;
mod plugin;
mod reader;
pub mod render;
mod scenario;
mod scenario_file;
mod scenario_patch;
mod scenario_value;
mod schema;
mod source;
mod step;
mod suggest;
mod term;
mod text;
mod variant;
mod words;
mod world;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Label};
pub use library::{Folder, Library, Loaded};
pub use mutate::{Mutation, Mutations, Operator};
pub use plugin::{HookAnswer, Question, Rehearsal, Row, rehearse};
pub use scenario::{Answer, EventKind, Expect, ExpectedNext, ExpectedStatus, Located, Scenario, ScenarioEvent, When};
pub use scenario_file::read_scenario;
pub use scenario_patch::{Change, patch};
pub use scenario_value::Value;
pub use schema::{FileKind, Names};
pub use source::{ColumnUnit, Place, Sources};
pub use words::{Table as WordTable, words};
