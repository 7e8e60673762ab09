//! What the project promises in public, by name.
