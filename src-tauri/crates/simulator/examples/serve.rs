//! Serves a workspace on a port: `cargo run -p keepsake-simulator --example serve -- sample 4747`.
#![expect(
    clippy::print_stdout,
    reason = "an example talks to the person who runs it"
)]

use keepsake_simulator::{Options, Simulator, serve};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let workspace = arguments.next().unwrap_or_else(|| "sample".to_owned());
    let port: u16 = arguments.next().map_or(Ok(0), |port| port.parse())?;
    let simulator = Simulator::new(&workspace, Options::default())?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    println!("KEEPSAKE_SIMULATOR_URL=http://{}", listener.local_addr()?);
    println!("KEEPSAKE_SIMULATOR_TOKEN={}", simulator.token());
    serve(simulator, listener).await?;
    Ok(())
}
