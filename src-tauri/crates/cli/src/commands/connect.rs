//! `keepsake connect`: a workspace by its token or by signing in, or the sample.

use keepsake_app::words::Value;
use keepsake_app::{AppError, Keepsake, OAuthCredentials, SignInWay};
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines, Stdin, stdin};

use crate::arguments::ConnectArguments;
use crate::documents::Connection;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::prompts;
use crate::session::Session;

/// Connects and names what was connected.
pub(crate) async fn run(
    session: &Session,
    way: &ConnectArguments,
    output: &Output,
) -> Result<Exit, AppError> {
    let core = &session.core;
    let connection = if session.wants_sample() {
        if way.token_stdin {
            return Err(AppError::invalid("stale_sample"));
        }
        core.connect_sample().await?
    } else if let Some(client_id) = &way.client_id {
        let client = OAuthCredentials {
            client_id: client_id.clone(),
            client_secret: secret(way.token_stdin, "cli-client-secret", output)?,
        };
        sign_in(core, SignInWay::Own(client), way.token_stdin, output).await?
    } else if way.sign_in {
        let through = SignInWay::Broker {
            link_leads_here: false,
        };
        sign_in(core, through, false, output).await?
    } else {
        if !way.token_stdin && prompts::is_somebody_there() {
            output.note(&output.say("cli-connect-how", &[]));
        }
        let token = secret(way.token_stdin, "cli-token", output)?;
        core.connect_token(token).await?
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

/// Says where to sign in and waits for whoever comes back, by themselves or by an address that is pasted.
async fn sign_in(
    core: &Keepsake,
    way: SignInWay,
    is_piped: bool,
    output: &Output,
) -> Result<keepsake_app::dto::Connection, AppError> {
    let sign_in = core.begin_sign_in(way).await?;
    output.note(&output.say(
        "cli-sign-in-how",
        &[("address", Value::Text(sign_in.address()))],
    ));
    let mut pasted =
        (!is_piped && prompts::is_somebody_there()).then(|| BufReader::new(stdin()).lines());
    let finished = sign_in.finish();
    tokio::pin!(finished);
    loop {
        tokio::select! {
            connection = &mut finished => return connection,
            line = next(&mut pasted) => {
                if let Err(refusal) = core.came_back_by_hand(&line) {
                    output.note(&output.words().of_error(&refusal.into()));
                }
            }
        }
    }
}

/// The next line that is not empty; never, once there are no more.
async fn next(pasted: &mut Option<Lines<BufReader<Stdin>>>) -> String {
    while let Some(lines) = pasted {
        match lines.next_line().await {
            Ok(Some(line)) if !line.trim().is_empty() => return line,
            Ok(Some(_)) => {}
            Ok(None) | Err(_) => *pasted = None,
        }
    }
    std::future::pending().await
}

fn secret(
    from_stdin: bool,
    question: &str,
    output: &Output,
) -> Result<secrecy::SecretString, AppError> {
    if from_stdin {
        return prompts::secret_from_stdin();
    }
    if !prompts::is_somebody_there() {
        return Err(AppError::invalid("needs_token"));
    }
    prompts::secret(&output.say(question, &[])).map_err(|_| AppError::invalid("empty_token"))
}
