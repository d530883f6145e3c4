//! What can be typed after `broker`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

/// How to serve the broker.
#[derive(Debug, Clone, Args)]
pub(crate) struct BrokerArguments {
    /// Listen at this address and port of this computer, such as 127.0.0.1:8790; port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    pub(crate) listen: SocketAddr,
    /// Where browsers and apps reach it, through the reverse proxy: an https origin without a path
    #[arg(long, value_name = "URL")]
    pub(crate) public_url: String,
    /// Read the connection's id from this file
    #[arg(long, value_name = "FILE", requires = "client_secret_file")]
    pub(crate) client_id_file: Option<PathBuf>,
    /// Read the connection's secret from this file
    #[arg(long, value_name = "FILE", requires = "client_id_file")]
    pub(crate) client_secret_file: Option<PathBuf>,
    /// Read the id and the secret from standard input, each on a line of its own
    #[arg(long, conflicts_with_all = ["client_id_file", "client_secret_file"])]
    pub(crate) credentials_stdin: bool,
    /// Every request comes through a reverse proxy of yours: believe the last entry of its X-Forwarded-For
    #[arg(long)]
    pub(crate) behind_proxy: bool,
    /// Listen also where other computers can reach it: without encryption, so only behind a proxy that adds it
    #[arg(long)]
    pub(crate) public: bool,
    /// Where Notion is, without /v1
    #[arg(
        long,
        value_name = "URL",
        env = "KEEPSAKE_NOTION_URL",
        default_value = "https://api.notion.com"
    )]
    pub(crate) notion_url: String,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use clap::Parser;

    use crate::arguments::Arguments;

    #[test]
    fn a_broker_needs_both_addresses_and_takes_no_secret() {
        let parse = |line: &str| Arguments::try_parse_from(line.split(' '));
        let base = "keepsake broker --listen 127.0.0.1:0 --public-url https://a.example";
        for more in [
            "",
            " --credentials-stdin --json",
            " --client-id-file a --client-secret-file b --behind-proxy",
            " --public --notion-url http://127.0.0.1:8123",
        ] {
            let parsed = parse(&format!("{base}{more}"));
            assert!(parsed.is_ok(), "{more}: {}", parsed.unwrap_err());
        }
        for line in [
            "keepsake broker".to_owned(),
            "keepsake broker --listen 127.0.0.1:0".to_owned(),
            "keepsake broker --public-url https://a.example".to_owned(),
            format!("{base} --client-id-file a"),
            format!("{base} --client-secret-file b"),
            format!("{base} --credentials-stdin --client-id-file a --client-secret-file b"),
            format!("{base} --client-secret secret_1"),
            format!("{base} secret_1"),
        ] {
            assert!(parse(&line).is_err(), "{line} was taken");
        }
    }
}
