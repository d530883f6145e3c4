//! Telling that an import has come to its end, to somebody who has long gone on with something else.
//!
//! It is no alert: nothing is wrong, and it is not in the list. The rule it protects: nobody is called for what they have
//! just watched, nor for what nobody asked for.

use keepsake_memory::{Run, RunId, RunKind, RunReport, RunState};
use time::Duration;

use super::decide::Details;
use super::notice::Notice;
use crate::keepsake::Keepsake;
use crate::preferences::NoticeKind;
use crate::watch;

/// The word for it in the catalogue and in what is shown.
const KIND: &str = "import_finished";
/// Who waits longer than this looks at something else.
const LONG: Duration = Duration::seconds(60);

impl Keepsake {
    /// Tells of a run that is over, if it is worth it and the person wants to hear of it.
    pub(crate) async fn tell_of_finished(&self, run: RunId) {
        if !self.is_called_for(NoticeKind::Finished) {
            return;
        }
        let told = async {
            let report = self.store().run(run).await?;
            if is_worth_a_notice(&report.run) {
                let connection = self.store().connection(report.run.connection).await?;
                let id = connection.id.to_string();
                let about = Some((id, connection.details.workspace_name));
                self.inner.telling.show_now(&Notice {
                    details: details(&report),
                    ..Notice::about(KIND, about)
                });
            }
            Ok::<_, keepsake_memory::StoreError>(())
        };
        if let Err(error) = told.await {
            tracing::debug!(%error, "a finished import could not be told of");
        }
    }
}

/// An import that came to its end and took its time.
fn is_worth_a_notice(run: &Run) -> bool {
    run.kind == RunKind::Import
        && run.state == RunState::Completed
        && run.trigger != watch::TRIGGER
        && run
            .finished_time
            .is_some_and(|end| end - run.started_time > LONG)
}

fn details(report: &RunReport) -> Details {
    let objects = report.ledger.objects;
    [
        ("imported", objects.stored + objects.unchanged),
        ("missing", objects.refused + objects.failed),
    ]
    .map(|(name, count)| (name.to_owned(), count.to_string()))
    .into()
}

#[cfg(test)]
mod tests {
    use keepsake_memory::ConnectionId;
    use time::macros::datetime;

    use super::*;
    use crate::words::Words;

    const BEGAN: time::OffsetDateTime = datetime!(2026-11-20 10:00 UTC);

    fn run(kind: RunKind, state: RunState, trigger: &str, seconds: i64) -> Run {
        Run {
            id: RunId::new(1),
            connection: ConnectionId::new(1),
            kind,
            trigger: trigger.to_owned(),
            state,
            correlation_id: String::new(),
            options: String::new(),
            started_time: BEGAN,
            finished_time: Some(BEGAN + Duration::seconds(seconds)),
            sent: None,
        }
    }

    #[test]
    fn only_an_import_that_took_its_time_is_told_of() {
        use RunKind::{Import, Sync};
        use RunState::{Completed, Stopped};
        let table = [
            ("a long import", run(Import, Completed, "window", 61), true),
            (
                "one that was watched",
                run(Import, Completed, "window", 60),
                false,
            ),
            (
                "one that was stopped",
                run(Import, Stopped, "window", 600),
                false,
            ),
            ("a sync", run(Sync, Completed, "window", 600), false),
            (
                "one by the clock",
                run(Sync, Completed, "schedule", 600),
                false,
            ),
        ];
        for (name, run, expected) in table {
            assert_eq!(is_worth_a_notice(&run), expected, "{name}");
        }
    }

    #[test]
    fn it_is_said_in_numbers_in_both_languages() {
        let told = Notice {
            details: Details::from([
                ("imported".to_owned(), "1284".to_owned()),
                ("missing".to_owned(), "2".to_owned()),
            ]),
            ..Notice::about(KIND, None)
        };
        let english = told.said_in(&Words::english());
        let german = told.said_in(&Words::in_language(crate::Language::German));
        for said in [&english, &german] {
            assert!(said.contains("1284") && said.contains('2'), "{said}");
        }
        assert_ne!(english, german);
    }
}
