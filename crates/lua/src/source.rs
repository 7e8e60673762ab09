//! What may stand in a plugin's files: short text in UTF-8 that shows what it is.

use crate::limits::{FILE_BYTES, FILES, PLUGIN_BYTES};
use mlua::chunk::Compiler;
use playbook_engine::hooks::{HookError, HookFault};
use playbook_engine::model::is_forbidden;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

/// Every library function that the prelude replaces, and more. The compiler knows Luau's own functions by name and calls them past
/// whatever stands in their place, unless it is told not to.
const REPLACED: [&str; 25] = [
    "getmetatable",
    "setmetatable",
    "tostring",
    "tonumber",
    "pcall",
    "xpcall",
    "require",
    "unpack",
    "string.byte",
    "string.char",
    "string.find",
    "string.format",
    "string.gmatch",
    "string.gsub",
    "string.match",
    "string.rep",
    "string.sub",
    "string.upper",
    "string.lower",
    "table.concat",
    "table.insert",
    "table.sort",
    "table.unpack",
    "utf8.codepoint",
    "utf8.char",
];

/// Globals that the compiler must look up each time: it has loops of its own for Luau's.
const LOOKED_UP: [&str; 3] = ["pairs", "ipairs", "next"];

/// The files of one plugin, checked.
#[derive(Clone)]
pub(crate) struct Sources {
    files: BTreeMap<String, Source>,
}

/// One file, and what it compiles to once somebody asked.
#[derive(Clone)]
struct Source {
    text: String,
    compiled: OnceLock<Result<Vec<u8>, HookError>>,
}

/// The file a plugin begins with.
pub(crate) const MAIN: &str = "init.lua";

impl Sources {
    /// Checks the files; what does not end in `.lua` is left aside.
    ///
    /// # Errors
    /// [`HookFault::Source`], or [`HookFault::Missing`] where there is no `init.lua`.
    pub(crate) fn check(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, HookError> {
        let mut checked = BTreeMap::new();
        let mut total = 0usize;
        for (name, bytes) in files {
            if !name.ends_with(".lua") {
                continue;
            }
            if !is_module_file(&name) {
                let message = "a module's file is called by small letters, digits, `-` and `_`, its folders too";
                return Err(source_error(message).at(name));
            }
            total = total.saturating_add(bytes.len());
            if total > PLUGIN_BYTES {
                return Err(source_error(format!("the files are more than {PLUGIN_BYTES} bytes together")));
            }
            let text = check_text(bytes).map_err(|(line, message)| {
                source_error(message).at(line.map_or_else(|| name.clone(), |line| format!("{name}:{line}")))
            })?;
            if checked.len() == FILES {
                return Err(source_error(format!("it has more than {FILES} files")));
            }
            if checked.insert(name.clone(), Source { text, compiled: OnceLock::new() }).is_some() {
                return Err(source_error("the file is there twice").at(name));
            }
        }
        if !checked.contains_key(MAIN) {
            return Err(HookError::new(HookFault::Missing, "there is no `init.lua`"));
        }
        Ok(Self { files: checked })
    }

    /// The names of the files.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The file of a module called `name` in `require`: `provinces` or `data.provinces`.
    pub(crate) fn module(&self, name: &str) -> Option<&str> {
        let file = format!("{}.lua", name.replace('.', "/"));
        if !is_module_file(&file) || name.contains('/') {
            return None;
        }
        self.files.get_key_value(&file).map(|(name, _)| name.as_str())
    }

    /// The compiled form of a file that [`Sources::names`] names; compiled once, since compiling costs ten times as much
    /// as running.
    ///
    /// # Errors
    /// [`HookFault::Source`] with the line.
    pub(crate) fn compiled(&self, file: &str) -> Result<&[u8], HookError> {
        let Some(source) = self.files.get(file) else {
            return Err(HookError::new(HookFault::Missing, "there is no such file").at(file));
        };
        match source.compiled.get_or_init(|| compile(file, &source.text)) {
            Ok(bytes) => Ok(bytes),
            Err(error) => Err(error.clone()),
        }
    }
}

impl fmt::Debug for Sources {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sizes = self.files.iter().map(|(name, source)| (name, source.text.len()));
        formatter.debug_map().entries(sizes).finish()
    }
}

fn source_error(message: impl Into<String>) -> HookError {
    HookError::new(HookFault::Source, message)
}

/// `provinces.lua`, `data/north-east.lua`: nothing that could mean another place on any system.
fn is_module_file(name: &str) -> bool {
    let fine =
        |character: u8| character.is_ascii_lowercase() || character.is_ascii_digit() || b"-_".contains(&character);
    name.len() <= 100
        && name
            .strip_suffix(".lua")
            .is_some_and(|stem| stem.split('/').all(|segment| !segment.is_empty() && segment.bytes().all(fine)))
}

/// The text of a file, or the line and what is wrong with it.
fn check_text(bytes: Vec<u8>) -> Result<String, (Option<usize>, String)> {
    if bytes.len() > FILE_BYTES {
        return Err((None, format!("the file has {} bytes; at most {FILE_BYTES} are allowed", bytes.len())));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        (Some(line), "this is not text in UTF-8".to_owned())
    })?;
    // every `next` reads its plugin, and most lines are ASCII that shows, which is soon seen
    let plain = |line: &str| line.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\r'));
    let mut lines = text.split('\n').enumerate().filter(|(_, line)| !plain(line));
    let odd = lines.find_map(|(line, content)| Some((line, content.chars().find(|odd| is_forbidden(*odd))?)));
    if let Some((line, odd)) = odd {
        let code = u32::from(odd);
        return Err((Some(line + 1), format!("U+{code:04X} does not show; write it as an escape or leave it out")));
    }
    Ok(text)
}

fn compile(file: &str, text: &str) -> Result<Vec<u8>, HookError> {
    Compiler::new()
        .set_disabled_builtins(REPLACED)
        .set_mutable_globals(LOOKED_UP)
        .compile(text)
        .map_err(|error| syntax_error(file, &error))
}

/// The compiler says `:12: what`.
fn syntax_error(file: &str, error: &mlua::Error) -> HookError {
    let message = match error {
        mlua::Error::SyntaxError { message, .. } => message.clone(),
        other => other.to_string(),
    };
    let rest = message.trim_start_matches(':');
    match rest.split_once(": ") {
        Some((line, what)) if !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()) => {
            source_error(what).at(format!("{file}:{line}"))
        }
        _ => source_error(rest).at(file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the prelude puts in the place of Luau's own must not be called past.
    #[test]
    fn everything_that_the_prelude_replaces_is_kept_from_the_compiler() {
        let prelude = include_str!("prelude.lua");
        let replaced = prelude.lines().filter_map(|line| {
            let rest = line.strip_prefix("function _G.").or_else(|| line.strip_prefix("_G."))?;
            rest.split(['(', ' ']).next()
        });
        let replaced: Vec<&str> = replaced.collect();
        assert!(replaced.len() > 15, "{replaced:?}");
        for name in replaced {
            assert!(REPLACED.contains(&name) || LOOKED_UP.contains(&name), "`{name}` is called past the prelude");
        }
    }
}
