//! Shared harness
