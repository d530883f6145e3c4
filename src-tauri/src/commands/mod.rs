//! What the window may ask, each a function with one call into the core and nothing else.

pub(crate) mod activity;
pub(crate) mod alerts;
pub(crate) mod background;
pub(crate) mod backup;
pub(crate) mod choice;
pub(crate) mod choose;
pub(crate) mod connect;
pub(crate) mod databases;
pub(crate) mod decisions;
pub(crate) mod import;
pub(crate) mod in_step;
pub(crate) mod leave;
pub(crate) mod leaving;
pub(crate) mod library;
pub(crate) mod profiles;
pub(crate) mod read;
pub(crate) mod records;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod start_at_login;
pub(crate) mod updates;
