//! `keepsake broker`: the service that holds the client secret of a public connection (docs/broker.md).
//!
//! It opens no data folder and keeps no log. The rule it protects: the secret comes from a file, standard input or the
//! environment, and goes to Notion only.

use std::path::Path;
use std::sync::Arc;

use keepsake_app::AppError;
use keepsake_app::words::Value;
use keepsake_broker::{
    Limits, Notice, OAuthCredentials, Ports, PublicAddress, Settings, broker, serve,
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::arguments::BrokerArguments;
use crate::exit::Exit;
use crate::interrupts::interrupt;
use crate::output::Output;
use crate::prompts::two_secrets_from_stdin;

/// Where the id and the secret are taken from when nothing else is said.
const ID_VARIABLE: &str = "KEEPSAKE_BROKER_CLIENT_ID";
const SECRET_VARIABLE: &str = "KEEPSAKE_BROKER_CLIENT_SECRET";

/// Serves until it is asked to end.
pub(crate) async fn run(wish: &BrokerArguments, output: &Output) -> Result<Exit, AppError> {
    let address = wish.listen;
    if !address.ip().is_loopback() && !wish.public {
        return Err(AppError::invalid("webhook_public").with("value", address));
    }
    let settings = Settings {
        public_address: origin(&wish.public_url, "--public-url")?,
        notion: origin(&wish.notion_url, "--notion-url")?,
        credentials: credentials(wish)?,
        is_behind_proxy: wish.behind_proxy,
        limits: Limits::default(),
    };
    let unusable = |error: std::io::Error| {
        AppError::invalid("port")
            .with("value", address)
            .with("detail", error)
    };
    let listener = TcpListener::bind(address).await.map_err(unusable)?;
    let url = format!("http://{}", listener.local_addr().map_err(unusable)?);
    let (sender, mut heard) = mpsc::unbounded_channel();
    // Nobody is left to tell once this command has ended.
    let ports = Ports::of_this_machine(Arc::new(move |notice| drop(sender.send(notice))))
        .map_err(AppError::internal)?;
    let router = broker(&settings, ports);
    announce(&url, &wish.public_url, &settings, output);
    let serving = serve(listener, router, async {
        if interrupt().await.is_err() {
            // Without a handler the system's own takes its course.
            std::future::pending::<()>().await;
        }
    });
    tokio::pin!(serving);
    let served = loop {
        tokio::select! {
            served = &mut serving => break served,
            Some(notice) = heard.recv() => print(&notice, output),
        }
    };
    while let Ok(notice) = heard.try_recv() {
        print(&notice, output);
    }
    served.map(|()| Exit::Ok).map_err(unusable)
}

fn origin(text: &str, place: &str) -> Result<PublicAddress, AppError> {
    PublicAddress::parse(text).map_err(|_| {
        AppError::invalid("broker_url")
            .with("value", text)
            .with("place", place)
    })
}

fn credentials(wish: &BrokerArguments) -> Result<OAuthCredentials, AppError> {
    let missing = || AppError::invalid("broker_credentials");
    let (id, secret) = match (&wish.client_id_file, &wish.client_secret_file) {
        (Some(id), Some(secret)) => (from_file(id)?, from_file(secret)?),
        _ if wish.credentials_stdin => two_secrets_from_stdin().ok_or_else(missing)?,
        _ => (
            from_environment(ID_VARIABLE).ok_or_else(missing)?,
            from_environment(SECRET_VARIABLE).ok_or_else(missing)?,
        ),
    };
    let is_word = |text: &SecretString| {
        let text = text.expose_secret();
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
    };
    if !is_word(&id) || !is_word(&secret) {
        return Err(missing());
    }
    Ok(OAuthCredentials {
        client_id: id.expose_secret().to_owned(),
        client_secret: secret,
    })
}

fn from_file(path: &Path) -> Result<SecretString, AppError> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        AppError::invalid("file_unreadable")
            .with("path", path.display())
            .with("detail", error)
    })?;
    Ok(SecretString::from(text.trim()))
}

fn from_environment(name: &str) -> Option<SecretString> {
    let text = std::env::var(name).ok()?;
    Some(SecretString::from(text.trim()))
}

fn announce(url: &str, public: &str, settings: &Settings, output: &Output) {
    let callback = settings.public_address.callback();
    let data = json!({
        "event": "listening",
        "url": url,
        "public_url": public,
        "callback": callback,
    });
    output.answer(&data, |_, output| {
        let values = [
            ("url", Value::Text(url)),
            ("public", Value::Text(public)),
            ("callback", Value::Text(&callback)),
        ];
        format!(
            "{}\n{}",
            output.say("cli-broker-address", &values),
            output.say("cli-broker-callback", &values)
        )
    });
}

fn print(notice: &Notice, output: &Output) {
    match notice {
        Notice::BrokerRefused { code, request_id } => {
            let data = json!({"event": "broker_refused", "code": code, "request_id": request_id});
            output.answer(&data, |_, output| {
                let request = request_id.as_deref().unwrap_or("-");
                let values = [
                    ("code", Value::Text(code)),
                    ("request", Value::Text(request)),
                ];
                output.say("cli-broker-refused", &values)
            });
        }
        Notice::LinkTried => {
            let data = json!({"event": "link_tried"});
            output.answer(&data, |_, output| output.say("cli-broker-tried", &[]));
        }
    }
}
