//! Showing progress on standard error: a bar in a terminal, a line for each tenth elsewhere.
//!
//! The rule it protects: the bar never moves backwards, and nothing of it reaches standard output.

use std::io::{self, IsTerminal};
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use keepsake_app::dto::Progress;
use keepsake_app::words::Value;

use crate::output::Output;
use crate::sums;

/// How finely the bar moves.
const STEPS: u64 = 1_000;

/// Shows the progress of one piece of work.
pub(crate) struct View<'a> {
    output: &'a Output,
    bar: Option<ProgressBar>,
    said: Mutex<Said>,
}

#[derive(Default)]
struct Said {
    step: u64,
    tenth: u64,
    sentence: String,
}

impl<'a> View<'a> {
    /// A bar where there is a terminal, lines elsewhere.
    pub(crate) fn new(output: &'a Output) -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(Some(STEPS), ProgressDrawTarget::stderr());
            // The template is constant; should it ever be refused, indicatif's own look is used.
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {msg}") {
                bar.set_style(style);
            }
            bar
        });
        Self {
            output,
            bar,
            said: Mutex::default(),
        }
    }

    /// Shows where the work is now.
    pub(crate) fn show(&self, progress: &Progress) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let known = u64::from(progress.known.max(1));
        let finished = u64::from(progress.finished).min(known);
        // What is known grows while databases unfold; the bar waits until the truth catches up.
        said.step = said.step.max(finished * STEPS / known);
        let sentence = self.sentence(progress);
        let Some(bar) = &self.bar else {
            let tenth = if progress.titles_complete {
                said.step * 10 / STEPS
            } else {
                0
            };
            if tenth > said.tenth || progress.sentence_key != said.sentence {
                said.tenth = tenth;
                said.sentence.clone_from(&progress.sentence_key);
                self.output.note(&sentence);
            }
            return;
        };
        bar.set_position(said.step);
        bar.set_message(sentence);
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn sentence(&self, progress: &Progress) -> String {
        let doing = match progress.waiting_seconds {
            Some(_) if progress.waiting_megabytes.is_some() => {
                let megabytes = u64::from(progress.waiting_megabytes.unwrap_or_default());
                self.output.say(
                    "cli-waiting-room",
                    &[("megabytes", Value::Count(megabytes))],
                )
            }
            Some(seconds) => self.output.say(
                "cli-waiting",
                &[("seconds", Value::Count(u64::from(seconds)))],
            ),
            None => self.output.say(&progress.sentence_key, &[]),
        };
        if progress.known == 0 {
            return doing;
        }
        let left = progress
            .eta_seconds
            .map(|seconds| sums::duration(self.output.words(), seconds));
        let values = [
            ("doing", Value::Text(&doing)),
            ("finished", Value::Count(u64::from(progress.finished))),
            ("known", Value::Count(u64::from(progress.known))),
            ("left", Value::Text(left.as_deref().unwrap_or_default())),
        ];
        self.output.say(
            if left.is_some() {
                "cli-progress-left"
            } else {
                "cli-progress"
            },
            &values,
        )
    }
}

impl Drop for View<'_> {
    fn drop(&mut self) {
        self.end();
    }
}
