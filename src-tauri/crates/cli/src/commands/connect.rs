//! `keepsake connect`: a workspace by its token, or the sample.

use keepsake_app::AppError;
use keepsake_app::words::Value;

use crate::documents::Connection;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::prompts;
use crate::session::Session;

/// Connects and names what was connected.
pub(crate) async fn run(
    session: &Session,
    token_stdin: bool,
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = if session.wants_sample() {
        if token_stdin {
            return Err(AppError::invalid("stale_sample"));
        }
        session.core.connect_sample().await?
    } else {
        session
            .core
            .connect_token(token(token_stdin, output)?)
            .await?
    };
    output.answer(&Connection::from(&connection), |_, output| {
        let name = shown(&connection.workspace_name);
        output.say(
            "cli-connected",
            &[
                ("workspace", Value::Text(&name)),
                ("id", Value::Text(&connection.id)),
            ],
        )
    });
    Ok(Exit::Ok)
}

fn token(from_stdin: bool, output: &Output) -> Result<secrecy::SecretString, AppError> {
    if from_stdin {
        return prompts::secret_from_stdin();
    }
    if !prompts::is_somebody_there() {
        return Err(AppError::invalid("needs_token"));
    }
    output.note(&output.say("cli-connect-how", &[]));
    prompts::secret(&output.say("cli-token", &[])).map_err(|_| AppError::invalid("empty_token"))
}
