//! `keepsake webhooks`: receives what Notion tells, so that changes arrive within seconds.

use std::net::SocketAddr;
use std::sync::Arc;

use keepsake_app::AppError;
use keepsake_app::webhooks::{PATH, WebhookNews};
use keepsake_app::words::Value;
use secrecy::ExposeSecret;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::arguments::{WebhooksArguments, WebhooksCommand};
use crate::documents::Run;
use crate::exit::Exit;
use crate::output::Output;
use crate::session::Session;

/// Receives until Ctrl-C, or says where things stand, or forgets.
pub(crate) async fn run(
    session: &Session,
    wish: &WebhooksArguments,
    output: &Output,
) -> Result<Exit, AppError> {
    match (wish.what, wish.listen) {
        (Some(WebhooksCommand::Status), _) => status(session, output).await,
        (Some(WebhooksCommand::Forget), _) => forget(session, output).await,
        (None, Some(address)) => listen(session, address, wish, output).await,
        // The definition of the arguments asks for one of them.
        (None, None) => Ok(Exit::Usage),
    }
}

async fn status(session: &Session, output: &Output) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let status = session.core.webhook_status(&connection.id).await?;
    let data = json!({
        "connection": connection.id,
        "paired": status.is_paired,
        "waiting": status.waiting,
    });
    let key = if status.is_paired {
        "cli-webhooks-paired"
    } else {
        "cli-webhooks-unpaired"
    };
    let waiting = u64::try_from(status.waiting).unwrap_or(u64::MAX);
    output.answer(&data, |_, output| {
        let values = [
            ("workspace", Value::Text(&connection.workspace_name)),
            ("count", Value::Count(waiting)),
        ];
        format!(
            "{}\n{}",
            output.say(key, &values),
            output.say("cli-webhooks-waiting", &values)
        )
    });
    Ok(Exit::Ok)
}

async fn forget(session: &Session, output: &Output) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let forgotten = session.core.forget_webhook(&connection.id).await?;
    let data = json!({"connection": connection.id, "forgotten": forgotten});
    let key = if forgotten {
        "cli-webhooks-forgotten"
    } else {
        "cli-webhooks-unpaired"
    };
    output.answer(&data, |_, output| {
        output.say(
            key,
            &[("workspace", Value::Text(&connection.workspace_name))],
        )
    });
    Ok(Exit::Ok)
}

async fn listen(
    session: &Session,
    address: SocketAddr,
    wish: &WebhooksArguments,
    output: &Output,
) -> Result<Exit, AppError> {
    if !address.ip().is_loopback() && !wish.public {
        return Err(AppError::invalid("webhook_public").with("value", address));
    }
    let connection = session.connection().await?;
    let is_paired = session.core.webhook_status(&connection.id).await?.is_paired;
    if is_paired && wish.pair {
        return Err(AppError::invalid("webhook_paired").with("connection", &connection.id));
    }
    let unusable = |error: std::io::Error| {
        AppError::invalid("port")
            .with("value", address)
            .with("detail", error)
    };
    let socket = TcpListener::bind(address).await.map_err(unusable)?;
    let url = format!("http://{}", socket.local_addr().map_err(unusable)?);
    let data = json!({
        "event": "listening",
        "url": format!("{url}{PATH}"),
        "path": PATH,
        "connection": connection.id,
        "paired": is_paired,
        "pairing": wish.pair,
    });
    output.answer(&data, |_, output| {
        let values = [
            ("url", Value::Text(&url)),
            ("path", Value::Text(PATH)),
            ("workspace", Value::Text(&connection.workspace_name)),
        ];
        let key = match (wish.pair, is_paired) {
            (true, _) => "cli-webhooks-pairing",
            (false, true) => "cli-webhooks-listening",
            (false, false) => "cli-webhooks-deaf",
        };
        format!(
            "{}\n{}",
            output.say("cli-webhooks-address", &values),
            output.say(key, &values)
        )
    });
    let (sender, mut heard) = mpsc::unbounded_channel();
    let pairing = wish.pair.then_some(connection.id.as_str());
    // The receiver ends before the channel does; what it tells last is printed below.
    let tell = Arc::new(move |news| drop(sender.send(news)));
    let receiving = session.core.receive_webhooks(socket, pairing, tell);
    tokio::pin!(receiving);
    let ended = loop {
        tokio::select! {
            ended = &mut receiving => break ended,
            Some(news) = heard.recv() => print(news, output),
        }
    };
    while let Ok(news) = heard.try_recv() {
        print(news, output);
    }
    ended.map(|()| Exit::Ok)
}

fn print(news: WebhookNews, output: &Output) {
    match news {
        WebhookNews::Paired { connection, token } => {
            let token = token.expose_secret();
            let data =
                json!({"event": "paired", "connection": connection, "verification_token": token});
            output.answer(&data, |_, output| {
                output.say("cli-webhooks-token", &[("token", Value::Text(token))])
            });
        }
        WebhookNews::Synced { connection, run } => {
            let run = Run::of(*run);
            let data = json!({"event": "synced", "connection": connection, "run": run});
            output.answer(&data, |_, output| {
                let values = [
                    ("time", Value::Text(&output.moment(&run.started))),
                    ("count", Value::Count(u64::from(run.objects.stored))),
                ];
                output.say("cli-webhooks-synced", &values)
            });
        }
        WebhookNews::Failed { connection, error } => {
            let message = output.words().of_error(&error);
            let data = json!({
                "event": "failed", "connection": connection,
                "error": {"code": error.code, "message": message, "request_id": error.request_id},
            });
            output.answer(&data, |_, _| message.clone());
        }
    }
}
