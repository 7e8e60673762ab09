//! The sandboxed hooks of `playbook`: a region's plugin in Lua, which may be wrong or hostile and costs nobody anything.
//!
//! A [`Plugin`] is a folder given as bytes. Each question runs in a machine of its own that is made for it and thrown
//! away after it: no state survives, nothing is shared, and what goes in and comes out is plain data.
//!
//! ```
//! use playbook_engine::hooks::{Hooks, Seen, SeenValue};
//! use playbook_lua::Plugin;
//!
//! let source = r#"
//!     return {
//!       channels = function(authority, case)
//!         if authority ~= "police" or case.region ~= "XL-NO" then return nil end
//!         return { { phone = "0200 555", name = { en = "Police of the north" } } }
//!       end,
//!     }
//! "#;
//! let plugin = Plugin::new("xl", [("init.lua".to_owned(), source.into())])?;
//! let case = Seen::default().with("region", SeenValue::Word("XL-NO".to_owned()));
//! let police = plugin.channels("police", &case)?.expect("the police of the north are known");
//! assert_eq!(police.channels[0].value.get("en", &[]), "0200 555");
//! assert!(plugin.channels("bank", &case)?.is_none());
//! # Ok::<(), playbook_engine::hooks::HookError>(())
//! ```
#![doc = include_str!("sandbox.md")]

mod answer;
mod call;
mod facts;
mod fuse;
pub mod limits;
mod plugin;
mod prelude;
mod row;
mod sandbox;
mod source;

pub use plugin::Plugin;
pub use row::Question;
