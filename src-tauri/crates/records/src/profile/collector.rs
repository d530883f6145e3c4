//! Collects every problem of a profile file with the place it is at.

use std::cell::RefCell;

use super::{ProblemKind, ProfileProblem};

/// What has been found wrong so far, and where lines begin.
pub(super) struct Collector<'a> {
    file: &'a str,
    text: &'a str,
    problems: RefCell<Vec<(usize, ProfileProblem)>>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            problems: RefCell::new(Vec::new()),
        }
    }

    /// Notes a problem at this byte of the file.
    pub(super) fn report(&self, at: usize, key: impl Into<String>, what: ProblemKind) {
        let (line, column) = self.place(at);
        self.problems.borrow_mut().push((
            at,
            ProfileProblem {
                file: self.file.to_owned(),
                line,
                column,
                key: key.into(),
                what,
            },
        ));
    }

    /// The line this byte is in, counted from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.place(at).0
    }

    /// Everything found, in the order of the file.
    pub(super) fn into_problems(self) -> Vec<ProfileProblem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|(at, _)| *at);
        problems.into_iter().map(|(_, problem)| problem).collect()
    }

    fn place(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}
