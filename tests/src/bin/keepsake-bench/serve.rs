//! The simulator in a process of its own, so that its work is not counted as ours or as a peer's.

use std::io::Write as _;

use anyhow::Context as _;
use keepsake_simulator::{Options, Simulator};
use serde_json::json;
use tokio::{io::AsyncReadExt as _, net::TcpListener};

/// Serves a workspace without oddities on a free port, and says where, until standard input ends.
pub(crate) async fn serve(workspace: &str) -> anyhow::Result<()> {
    let simulator = Simulator::new(workspace, Options::default())?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    let ready = json!({"address": address, "token": simulator.token()});
    let mut output = std::io::stdout();
    writeln!(output, "{ready}")?;
    output.flush()?;
    let ended = async {
        let mut ignored = Vec::new();
        tokio::io::stdin().read_to_end(&mut ignored).await
    };
    tokio::select! {
        served = keepsake_simulator::serve(simulator, listener) => served.context("the simulator stopped"),
        ended = ended => ended.map(|_| ()).context("standard input"),
    }
}
