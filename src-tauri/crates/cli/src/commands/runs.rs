//! `keepsake runs`: the history with its ledgers.

use keepsake_app::AppError;
use keepsake_app::dto::ReportFormat;
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

/// The whole account of one run, as the window saves it.
pub(crate) async fn report(
    session: &Session,
    run: &str,
    output: &Output,
) -> Result<Exit, AppError> {
    let told = async |format| session.core.run_report(run, format, output.words()).await;
    let text = told(ReportFormat::Markdown).await?;
    let facts: serde_json::Value =
        serde_json::from_str(&told(ReportFormat::Json).await?).unwrap_or_default();
    output.answer(&facts, |_, _| text);
    Ok(Exit::Ok)
}
