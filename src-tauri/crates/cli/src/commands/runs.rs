//! `keepsake runs`: the history with its ledgers.

use keepsake_app::AppError;
use serde_json::json;

use crate::documents::Run;
use crate::exit::Exit;
use crate::output::Output;
use crate::session::Session;
use crate::sums;

/// Lists runs, the newest first.
pub(crate) async fn run(session: &Session, limit: u32, output: &Output) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let runs = session.core.runs_with(&connection.id, limit).await?;
    let runs: Vec<_> = runs.into_iter().map(Run::of).collect();
    output.answer(&json!({"runs": runs}), |_, output| {
        if runs.is_empty() {
            return output.say("cli-no-runs", &[]);
        }
        let lines = runs.iter().map(|run| {
            let sums = sums::sums(output.words(), "objects", run.objects);
            format!(
                "{:>4}  {}  {}  {}: {sums}",
                run.run,
                output.moment(&run.started),
                output.word("run-kind", run.kind),
                output.word("run-state", run.state)
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(Exit::Ok)
}
