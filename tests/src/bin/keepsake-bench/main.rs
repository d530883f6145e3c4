//! What `npm run bench` measures of our own side, one measurement per process so that its CPU and memory are its own.
//!
//! `serve WORKSPACE` is the simulator behind a socket until standard input ends; `import ADDRESS TOKEN FOLDER` brings
//! that workspace into a new store; `search FOLDER PAGES` makes a store once and measures its search against the
//! `sqlite3` shell. Each prints JSON. Leaves out goals and tables: `scripts/bench.js` has them.
//!
//! The rule it protects: what is measured is the product's own client, engine and store over a real socket; only the
//! waiting between requests is left out.

mod import;
mod jumping_clock;
mod kept_sends;
mod library;
mod queries;
mod search;
mod serve;
mod shell;
mod usage;
mod vocabulary;

use std::io::Write as _;

use anyhow::{Context as _, bail};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["serve", workspace] => serve::serve(workspace).await,
        ["import", address, token, folder] => {
            print(&import::import(address, token, folder.as_ref()).await?)
        }
        ["search", folder, pages] => {
            let pages = pages.parse().context("PAGES is a number")?;
            print(&search::search(folder.as_ref(), pages).await?)
        }
        _ => bail!("serve WORKSPACE | import ADDRESS TOKEN FOLDER | search FOLDER PAGES"),
    }
}

fn print(value: &serde_json::Value) -> anyhow::Result<()> {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{value}")?;
    output.flush()?;
    Ok(())
}
