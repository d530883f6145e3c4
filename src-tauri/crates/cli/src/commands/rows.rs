//! `keepsake rows`: the rows of a database, as a view shows them.

use std::io::Write;
use std::path::Path;

use keepsake_app::AppError;
use keepsake_app::dto::{DataRow, DataTable, TableLook, TableRows};
use keepsake_app::words::Value;
use serde_json::json;

use super::records::title;
use crate::arguments::RowsArguments;
use crate::documents::tables;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::session::Session;

/// Lists rows, or writes them as CSV.
pub(crate) async fn run(
    session: &Session,
    wish: &RowsArguments,
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let mut found = session
        .core
        .tables_called(&connection.id, &wish.database)
        .await?;
    if found.len() > 1 {
        let ids: Vec<String> = found
            .iter()
            .map(|table| format!("{} ({})", table.id, table.title))
            .collect();
        return Err(AppError::invalid("several_tables").with("ids", ids.join(", ")));
    }
    let table = found.remove(0);
    if wish.views {
        views(&table, output);
        return Ok(Exit::Ok);
    }
    let look = table.look(&wish.wish())?;
    match &wish.csv {
        Some(path) => csv(session, &table, &look, path, output).await,
        None => {
            let rows = session
                .core
                .table_rows(&table.id, &look, None, wish.offset, wish.limit)
                .await?;
            list(&table, &look, &rows, wish.offset, output);
            Ok(Exit::Ok)
        }
    }
}

fn views(table: &DataTable, output: &Output) {
    output.answer(&tables::views(table), |_, output| {
        if table.views.is_empty() {
            return output.say("cli-no-views", &[]);
        }
        let names: Vec<String> = table.views.iter().map(|view| shown(&view.name)).collect();
        names.join("\n")
    });
}

fn list(table: &DataTable, look: &TableLook, found: &TableRows, offset: u32, output: &Output) {
    output.answer(&tables::rows(table, look, found), |_, output| {
        let mut lines: Vec<String> = found
            .rows
            .iter()
            .map(|row| line(table, look, row, output))
            .collect();
        let until = offset.saturating_add(u32::try_from(found.rows.len()).unwrap_or(u32::MAX));
        let values = [
            ("count", Value::Count(u64::from(found.total))),
            (
                "left",
                Value::Count(u64::from(found.total.saturating_sub(until))),
            ),
            ("partial", Value::Count(u64::from(table.partial))),
        ];
        lines.push(output.say("cli-rows-found", &values));
        if table.coming || table.partial > 0 {
            lines.push(output.say("cli-rows-coming", &values));
        }
        lines.join("\n")
    });
}

/// A row: its title and id, and below it what is in its fields.
fn line(table: &DataTable, look: &TableLook, row: &DataRow, output: &Output) -> String {
    let mut text = format!("{}  {}", title(&row.title, output), row.id);
    for (id, value) in look.columns.iter().zip(&row.cells) {
        let column = table.columns.iter().find(|column| column.id == *id);
        if let (Some(column), Some(value)) = (column, value) {
            let words = shown(&value.words()).replace('\n', " ");
            text.push_str(&format!("\n    {}: {words}", shown(&column.name)));
        }
    }
    text
}

async fn csv(
    session: &Session,
    table: &DataTable,
    look: &TableLook,
    path: &Path,
    output: &Output,
) -> Result<Exit, AppError> {
    if path.as_os_str() == "-" {
        let contents = session.core.table_csv(&table.id, look).await?;
        // A reader that has seen enough closes the pipe; that is no error.
        let _ = std::io::stdout().lock().write_all(&contents);
        return Ok(Exit::Ok);
    }
    session.core.write_table(&table.id, look, path).await?;
    let place = path.display().to_string();
    output.answer(&json!({"table": table.id, "out": path}), |_, output| {
        output.say("cli-rows-written", &[("place", Value::Text(&place))])
    });
    Ok(Exit::Ok)
}
