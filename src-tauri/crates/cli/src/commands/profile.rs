//! `keepsake profile`: checking, trying, applying, creating and removing profiles.

use keepsake_app::dto::Connection;
use keepsake_app::words::Value;
use keepsake_app::{AppError, ErrorCode, NewDatabase, ProfileTrial};
use serde_json::json;

use crate::arguments::{ApplyArguments, ProfileCommand};
use crate::documents::two_way;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::prompts;
use crate::session::Session;

/// Rows that are listed in the terminal; `--json` has all.
const ROWS_SHOWN: usize = 40;

/// Does what was typed.
pub(crate) async fn run(
    session: &Session,
    what: ProfileCommand,
    output: &Output,
) -> Result<Exit, AppError> {
    match what {
        ProfileCommand::Check { profile } => check(session, &profile, false, output).await,
        ProfileCommand::Show { profile } => check(session, &profile, true, output).await,
        ProfileCommand::List => list(session, output).await,
        ProfileCommand::New { name } => new(session, name.as_deref(), output).await,
        ProfileCommand::DryRun(wish) => dry_run(session, wish, output).await,
        ProfileCommand::Apply { wish, yes } => apply(session, wish, yes, output).await,
        ProfileCommand::Create {
            profile,
            parent,
            channels,
            title,
            relation,
        } => {
            let relations = relation
                .iter()
                .map(|text| super::records::field_and_value(text))
                .collect::<Result<_, AppError>>()?;
            let wish = NewDatabase {
                profile,
                parent,
                title,
                channels,
                relations,
            };
            create(session, &wish, output).await
        }
        ProfileCommand::Remove {
            profile,
            data_source,
        } => remove(session, &profile, data_source.as_deref(), output).await,
    }
}

async fn check(
    session: &Session,
    profile: &str,
    whole: bool,
    output: &Output,
) -> Result<Exit, AppError> {
    let checked = session.core.check_profile(profile).await?;
    let fields = checked
        .fields
        .iter()
        .map(|(key, name, rule)| json!({"field": key, "property": name, "rule": rule}));
    let states = checked
        .states
        .iter()
        .map(|(state, names, next)| json!({"state": state, "names": names, "next": next}));
    let mut data = json!({
        "profile": checked.name,
        "title": checked.title,
        "path": checked.path,
        "fields": fields.collect::<Vec<_>>(),
        "states": states.collect::<Vec<_>>(),
        "views": checked.views,
    });
    if whole && let Some(data) = data.as_object_mut() {
        data.insert("source".to_owned(), json!(checked.source));
    }
    output.answer(&data, |_, output| {
        let name = Value::Text(&checked.name);
        let fields = Value::Count(checked.fields.len() as u64);
        let states = Value::Count(checked.states.len() as u64);
        let mut text = output.say(
            "cli-profile-good",
            &[("name", name), ("fields", fields), ("states", states)],
        );
        for (_, _, rule) in &checked.fields {
            text.push_str(&format!("\n  {rule}"));
        }
        if whole {
            for (state, names, next) in &checked.states {
                text.push_str(&format!("\n  {state}: {}", names.join(", ")));
                if !next.is_empty() {
                    text.push_str(&format!(" → {}", next.join(", ")));
                }
            }
        }
        text
    });
    Ok(Exit::Ok)
}

async fn list(session: &Session, output: &Output) -> Result<Exit, AppError> {
    // Profiles can be looked at before anything is connected.
    let connection = match session.connection().await {
        Ok(connection) => Some(connection.id),
        Err(error) if error.code == ErrorCode::NotConnected => None,
        Err(error) => return Err(error),
    };
    let listed = session.core.listed_profiles(connection.as_deref()).await?;
    let profiles = listed.iter().map(|profile| {
        let applied = profile.applied.iter().map(
            |(number, source, title)| json!({"id": number, "data_source": source, "title": title}),
        );
        json!({"profile": profile.name, "applied": applied.collect::<Vec<_>>()})
    });
    let data = json!({"profiles": profiles.collect::<Vec<_>>()});
    output.answer(&data, |_, output| {
        let mut text = String::new();
        for profile in &listed {
            text.push_str(&format!("{}\n", profile.name));
            for (number, source, title) in &profile.applied {
                let title = shown(title);
                let line = output.say("cli-profile-applied", &[("title", Value::Text(&title))]);
                text.push_str(&format!("  {number}  {line}  {source}\n"));
            }
        }
        text
    });
    Ok(Exit::Ok)
}

async fn new(session: &Session, name: Option<&str>, output: &Output) -> Result<Exit, AppError> {
    let (text, path) = session.core.new_profile(name).await?;
    let data = json!({"path": path, "source": text});
    output.answer(&data, |_, output| match &path {
        Some(path) => output.say("cli-profile-written", &[("path", Value::Text(path))]),
        None => text.clone(),
    });
    Ok(Exit::Ok)
}

async fn dry_run(
    session: &Session,
    wish: ApplyArguments,
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let trial = session
        .core
        .try_profile(
            &connection.id,
            &wish.profile,
            &wish.data_source,
            wish.channels,
        )
        .await?;
    output.answer(&two_way::trial(&trial), |_, output| {
        told(&trial, true, output)
    });
    Ok(Exit::Ok)
}

async fn apply(
    session: &Session,
    wish: ApplyArguments,
    yes: bool,
    output: &Output,
) -> Result<Exit, AppError> {
    if !yes && !prompts::is_somebody_there() {
        return Err(AppError::invalid("needs_yes_profile"));
    }
    let connection = session.connection().await?;
    let mut trial = session
        .core
        .try_profile_afresh(
            &connection.id,
            &wish.profile,
            &wish.data_source,
            wish.channels,
        )
        .await?;
    if trial.is_blocked() {
        return Err(trial.blocked());
    }
    if trial.can_be_repaired() {
        if !yes {
            output.note(&told(&trial, false, output));
            let question = output.say("cli-profile-add-question", &[]);
            if !prompts::confirm(&question, false, output.words()).map_err(AppError::internal)? {
                return Err(AppError::new(ErrorCode::Cancelled));
            }
        }
        trial = session
            .core
            .add_what_is_missing(&connection.id, trial)
            .await?;
    }
    if !yes {
        output.note(&told(&trial, true, output));
        let question = output.say("cli-profile-apply-question", &[]);
        if !prompts::confirm(&question, true, output.words()).map_err(AppError::internal)? {
            return Err(AppError::new(ErrorCode::Cancelled));
        }
    }
    let number = session.core.put_into_force(&connection.id, &trial).await?;
    answer(&connection, &trial, &number, output);
    Ok(Exit::Ok)
}

async fn create(session: &Session, wish: &NewDatabase, output: &Output) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let (trial, number) = session.core.create_database(&connection.id, wish).await?;
    answer(&connection, &trial, &number, output);
    Ok(Exit::Ok)
}

async fn remove(
    session: &Session,
    profile: &str,
    data_source: Option<&str>,
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let number = session
        .core
        .profile_number(&connection.id, profile, data_source)
        .await?;
    session.core.remove_profile(&number).await?;
    output.answer(&json!({"removed": number}), |_, output| {
        output.say("cli-profile-removed", &[("name", Value::Text(profile))])
    });
    Ok(Exit::Ok)
}

/// Prints that a profile is in force.
fn answer(connection: &Connection, trial: &ProfileTrial, number: &str, output: &Output) {
    let mut data = two_way::trial(trial);
    if let Some(data) = data.as_object_mut() {
        data.insert("id".to_owned(), json!(number));
        data.insert("connection".to_owned(), json!(connection.id));
    }
    output.answer(&data, |_, output| {
        let title = shown(trial.title());
        let id = trial.data_source();
        let values = [
            ("name", Value::Text(trial.name())),
            ("title", Value::Text(&title)),
            ("id", Value::Text(&id)),
        ];
        let applied = output.say("cli-profile-in-force", &values);
        format!("{applied}\n{}", told(trial, true, output))
    });
}

/// Differences, and what becomes of the rows.
fn told(trial: &ProfileTrial, with_rows: bool, output: &Output) -> String {
    let mut lines = Vec::new();
    for difference in trial.differences() {
        lines.push(shown(&difference.sentence));
    }
    if lines.is_empty() {
        lines.push(output.say("cli-profile-no-difference", &[]));
    }
    if with_rows {
        let values = [
            ("valid", Value::Count(trial.valid() as u64)),
            ("invalid", Value::Count(trial.invalid() as u64)),
        ];
        lines.push(output.say("cli-profile-rows", &values));
        let entries = trial.entries();
        let told: Vec<_> = entries
            .iter()
            .filter(|entry| !entry.valid || !entry.notes.is_empty())
            .collect();
        for entry in told.iter().take(ROWS_SHOWN) {
            let title = super::records::title(&entry.title, output);
            lines.push(format!(
                "  {title}: {}  {}",
                shown(&entry.said.join("; ")),
                entry.id
            ));
        }
        if let Some(more) = told.len().checked_sub(ROWS_SHOWN).filter(|more| *more > 0) {
            lines.push(output.say("cli-more-items", &[("count", Value::Count(more as u64))]));
        }
    }
    lines.join("\n")
}
