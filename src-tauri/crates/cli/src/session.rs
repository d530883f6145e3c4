//! The core and the connection a command works with.

use keepsake_app::dto::{Connection, ConnectionKind, ConnectionState};
use keepsake_app::logs::Logging;
use keepsake_app::{AppError, ErrorCode, Face, Keepsake, Options};

use crate::arguments::Common;
use crate::prompts::Terminal;

/// An open core.
pub(crate) struct Session {
    /// The core.
    pub(crate) core: Keepsake,
    common: Common,
    _log: Option<Logging>,
}

/// What the environment says, for a command.
pub(crate) fn options() -> Result<Options, AppError> {
    Options::from_environment(Face::Cli, Terminal)
}

impl Session {
    /// Opens the data folder.
    pub(crate) async fn open(common: &Common) -> Result<Self, AppError> {
        let options = options()?;
        let log = options.start_logging()?;
        let core = Keepsake::open_with(options).await?;
        Ok(Self {
            core,
            common: common.clone(),
            _log: Some(log),
        })
    }

    /// Whether the sample workspace was asked for.
    pub(crate) const fn wants_sample(&self) -> bool {
        self.common.sample
    }

    /// The connection the flags name, the sample, or the only one there is. A workspace goes before the sample.
    pub(crate) async fn connection(&self) -> Result<Connection, AppError> {
        if self.common.sample {
            return self.core.connect_sample().await;
        }
        let all = self.core.connections().await?;
        if let Some(wanted) = &self.common.connection {
            let named = all.into_iter().find(|one| one.id == *wanted);
            return named
                .ok_or_else(|| AppError::new(ErrorCode::NotConnected).with("connection", wanted));
        }
        let (mut workspaces, mut samples): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|one| one.kind != ConnectionKind::Sample);
        // A workspace that was disconnected but is still remembered is used when it is named.
        if workspaces.len() > 1
            && let [works] = working(&workspaces).as_slice()
        {
            return Ok((*works).clone());
        }
        match workspaces.len() {
            1 => Ok(workspaces.remove(0)),
            0 => samples
                .pop()
                .ok_or_else(|| AppError::new(ErrorCode::NotConnected).with("connection", "none")),
            _ => {
                let names = workspaces
                    .iter()
                    .map(|one| format!("{} {}", one.id, one.workspace_name));
                Err(AppError::invalid("several_connections")
                    .with("connections", names.collect::<Vec<_>>().join(", ")))
            }
        }
    }

    /// The connection to look in, or nothing for all of them.
    pub(crate) async fn one_or_all(&self) -> Result<Option<Connection>, AppError> {
        if self.common.sample || self.common.connection.is_some() {
            return self.connection().await.map(Some);
        }
        Ok(None)
    }
}

fn working(workspaces: &[Connection]) -> Vec<&Connection> {
    workspaces
        .iter()
        .filter(|one| one.state == ConnectionState::Ok)
        .collect()
}
