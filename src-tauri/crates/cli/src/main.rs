//! The `keepsake` command.
fn main() {}
