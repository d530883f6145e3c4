//! Stands before a simulated Notion and knows its token by another name, so that a test can choose what the token is.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;

use crate::served::Served;

/// What lets requests through and changes the token in them.
pub(crate) struct Translator {
    address: SocketAddr,
    /// Serves as long as it lives.
    _running: Runtime,
}

impl Translator {
    /// Lets `token` be another name for the main token; both are of one length, so nothing else of a request changes.
    pub(crate) fn before(notion: &Served, token: &str) -> Self {
        let own = notion.token();
        assert_eq!(token.len(), own.len());
        let names = (token.as_bytes().to_vec(), own.into_bytes());
        let behind = notion.address();
        let running = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = running.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        running.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let names = names.clone();
                // A connection that breaks off is for its client to notice.
                tokio::spawn(async move { carry(stream, behind, &names.0, &names.1).await });
            }
        });
        Self {
            address,
            _running: running,
        }
    }

    /// Its origin.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

async fn carry(
    client: TcpStream,
    behind: SocketAddr,
    from: &[u8],
    to: &[u8],
) -> std::io::Result<()> {
    let (mut client_reads, mut client_writes) = client.into_split();
    let (mut reads, mut writes) = TcpStream::connect(behind).await?.into_split();
    tokio::spawn(async move { tokio::io::copy(&mut reads, &mut client_writes).await });
    let mut bytes = Vec::new();
    while client_reads.read_buf(&mut bytes).await? > 0 {
        let mut at = 0;
        while let Some(found) = bytes[at..]
            .windows(from.len())
            .position(|window| window == from)
        {
            at += found;
            bytes[at..at + to.len()].copy_from_slice(to);
            at += to.len();
        }
        // The end may be the beginning of the token.
        let begun = (0..from.len())
            .rev()
            .find(|length| bytes.ends_with(&from[..*length]))
            .unwrap_or_default();
        let rest = bytes.split_off(bytes.len() - begun);
        writes.write_all(&bytes).await?;
        bytes = rest;
    }
    writes.write_all(&bytes).await
}
