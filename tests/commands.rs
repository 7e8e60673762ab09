//! What a person sees, one file a command: in both languages, at 40, 80 and 120 columns, and as plain text.

mod case;
mod case_playbooks;
mod check;
mod check_plugins;
mod check_watch;
mod completions;
mod diff;
mod gaps;
mod graph;
mod help;
mod man;
mod mutate;
mod new;
mod next;
mod plan;
mod prove;
mod record;
mod schema;
mod show;
mod test;
mod what_if;
mod why;
