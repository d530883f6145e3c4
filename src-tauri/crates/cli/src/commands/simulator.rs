//! `keepsake simulator`: a simulated Notion on this computer.
//!
//! Its tokens are no secrets: they open nothing but the simulation.

use keepsake_app::AppError;
use keepsake_app::words::Value;
use keepsake_simulator::{Options, Simulator};
use serde_json::json;
use tokio::net::TcpListener;

use crate::exit::Exit;
use crate::output::Output;

/// What is to be served.
pub(crate) struct Wish {
    /// Which workspace.
    pub(crate) workspace: String,
    /// On which port; 0 takes a free one.
    pub(crate) port: u16,
    /// Requests in 60 seconds before 429.
    pub(crate) limit: Option<u32>,
    /// What everything is made from.
    pub(crate) seed: u64,
}

/// Serves until Ctrl-C.
pub(crate) async fn run(wish: &Wish, output: &Output) -> Result<Exit, AppError> {
    let options = Options {
        seed: wish.seed,
        limit: wish.limit,
        ..Options::default()
    };
    let simulator = Simulator::new(&wish.workspace, options)
        .map_err(|unknown| AppError::invalid("unknown_workspace").with("value", unknown.0))?;
    let unusable = |error: std::io::Error| {
        AppError::invalid("port")
            .with("value", wish.port)
            .with("detail", error)
    };
    let listener = TcpListener::bind(("127.0.0.1", wish.port))
        .await
        .map_err(unusable)?;
    let url = format!("http://{}", listener.local_addr().map_err(unusable)?);
    let tokens = simulator.tokens();
    let data = json!({"url": url, "workspace": wish.workspace, "token": simulator.token(), "tokens": tokens});
    output.answer(&data, |_, output| {
        let values = [
            ("url", Value::Text(&url)),
            ("workspace", Value::Text(&wish.workspace)),
        ];
        let mut text = output.say("cli-simulator", &values);
        for token in &tokens {
            text.push_str(&format!("\n  {}  {}", token.token, token.name));
        }
        text
    });
    tokio::select! {
        served = keepsake_simulator::serve(simulator, listener) => served.map_err(unusable)?,
        _ = tokio::signal::ctrl_c() => {}
    }
    Ok(Exit::Ok)
}
