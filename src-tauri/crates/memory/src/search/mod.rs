//! Search in what is remembered.

pub(crate) mod words;
