//! Plugins in Lua: those inside the library, and those given as bytes.

use crate::handbook::Handbook;
#[cfg(feature = "plugins")]
use playbook_engine::hooks::{HookError, Hooks, Local, LocalBasis, LocalDeadline, Seen};
#[cfg(feature = "plugins")]
use std::sync::Arc;

/// A plugin as embedded: its id, and the paths and bytes of its files.
#[cfg(all(feature = "plugins", feature = "shipped"))]
type Embedded = (&'static str, &'static [(&'static str, &'static [u8])]);

#[cfg(all(feature = "plugins", feature = "shipped"))]
include!(concat!(env!("OUT_DIR"), "/plugins.rs"));

/// The ids of the plugins inside the library, in alphabetical order.
#[cfg(all(feature = "plugins", feature = "shipped"))]
pub fn shipped_plugins() -> impl Iterator<Item = &'static str> {
    PLUGINS.iter().map(|(id, _)| *id)
}

/// The files of the plugin of this id inside the library, as [`Handbook::with_plugin`] takes them.
#[cfg(all(feature = "plugins", feature = "shipped"))]
#[must_use]
pub fn shipped_plugin(id: &str) -> Option<Vec<(String, Vec<u8>)>> {
    let (_, files) = PLUGINS.iter().find(|(shipped, _)| *shipped == id)?;
    Some(files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect())
}

/// A plugin whose files cannot be used: every question is answered with why, so that the person reads on.
#[cfg(feature = "plugins")]
#[derive(Debug)]
struct Unusable(HookError);

#[cfg(feature = "plugins")]
impl Hooks for Unusable {
    fn channels(&self, _: &str, _: &Seen) -> Result<Option<Local>, HookError> {
        Err(self.0.clone())
    }

    fn basis(&self, _: &str, _: &Seen) -> Result<Vec<LocalBasis>, HookError> {
        Err(self.0.clone())
    }

    fn deadline(&self, _: &str, _: &Seen) -> Result<Option<LocalDeadline>, HookError> {
        Err(self.0.clone())
    }
}

impl Handbook {
    /// Registers a plugin in Lua: the files of its folder, with their paths in it and `/` between their parts
    /// (`init.lua`, `data/provinces.lua`).
    ///
    /// Nothing runs yet. Files that cannot be used do not keep anybody from the playbook: as with a hook that fails, the
    /// playbook's own channels are shown, with a warning.
    #[cfg(feature = "plugins")]
    #[must_use]
    pub fn with_plugin(self, id: &str, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let hooks: Arc<dyn Hooks> = match playbook_lua::Plugin::new(id, files) {
            Ok(plugin) => Arc::new(plugin),
            Err(error) => Arc::new(Unusable(error)),
        };
        self.with_hooks(id, hooks)
    }

    /// Registers the plugin of this id inside the library, if there is one.
    #[cfg(feature = "shipped")]
    #[must_use]
    pub fn with_shipped_plugin(self, id: &str) -> Self {
        #[cfg(feature = "plugins")]
        if let Some(files) = shipped_plugin(id) {
            return self.with_plugin(id, files);
        }
        #[cfg(not(feature = "plugins"))]
        let _ = id;
        self
    }
}
