//! What is looked for in the product is found here.

use keepsake_planted::{Bug, MARK, arm};

#[test]
fn a_program_with_planted_mistakes_carries_their_mark() {
    let _planted = arm(Some(Bug::CapIgnored));
    let program = std::env::current_exe()
        .and_then(std::fs::read)
        .expect("this very program");
    assert!(
        program
            .windows(MARK.len())
            .any(|bytes| bytes == MARK.as_bytes())
    );
}
