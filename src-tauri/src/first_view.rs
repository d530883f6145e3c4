//! What the page shows first, handed to it together with the window.
//!
//! Leaves out everything that comes later: a page that is loaded again asks. The rule it protects: where there is no core, nothing is
//! handed over, and the page asks and hears why.

use keepsake_app::dto::{Onboarding, SettingsShown, StartState};
use keepsake_app::{AppError, Keepsake};
use serde::Serialize;
use specta::Type;

use crate::core::Core;
use crate::last_time::Kept;

/// Where things stand when the window is made.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FirstView {
    /// Where things stand at the start.
    start: StartState,
    /// What is set, as it takes effect.
    settings: SettingsShown,
}

impl FirstView {
    /// As the core tells it, with the workspace that was shown last.
    ///
    /// # Errors
    /// When there is no core, or its store cannot be read.
    pub(crate) async fn of(core: &Core, kept: &Kept) -> Result<Self, AppError> {
        let core = core.get()?;
        Ok(Self {
            start: start(&core, kept.connection.as_deref(), kept).await?,
            settings: core.settings(),
        })
    }

    /// The first run is over.
    pub(crate) fn is_set_up(&self) -> bool {
        self.start.onboarding == Onboarding::Done
    }

    /// What is run before anything of the page is (`ui/backend/first-view.ts`).
    pub(crate) fn script(&self) -> Option<String> {
        let told = serde_json::to_string(self).ok()?;
        Some(format!("window.__KEEPSAKE_FIRST_VIEW__ = {told};"))
    }
}

/// Where things stand with a connection at the start, or with the newest one.
///
/// # Errors
/// When the store cannot be read.
pub(crate) async fn start(
    core: &Keepsake,
    connection: Option<&str>,
    kept: &Kept,
) -> Result<StartState, AppError> {
    Ok(as_used(core.start_with(connection).await?, kept))
}

/// Who has used the memory already goes on with that, whatever is still being imported.
fn as_used(mut start: StartState, kept: &Kept) -> StartState {
    let shown = start.connection.as_ref().map(|connection| &connection.id);
    if start.onboarding == Onboarding::Import && shown.is_some_and(|id| kept.used.contains(id)) {
        start.onboarding = Onboarding::Done;
    }
    start
}

#[cfg(test)]
mod tests {
    use keepsake_app::dto::{Connection, ConnectionKind, ConnectionState};

    use super::*;

    #[test]
    fn who_has_used_a_memory_sees_it_again_while_its_import_goes_on() {
        use Onboarding::{Choose, Done, Import};
        for (onboarding, used, expected) in [
            (Import, vec![], Import),
            (Import, vec!["1"], Done),
            (Import, vec!["1", "2"], Done),
            (Import, vec!["2"], Import),
            (Choose, vec!["1"], Choose),
            (Done, vec![], Done),
        ] {
            let start = StartState {
                version: String::new(),
                onboarding,
                connection: Some(Connection {
                    id: "1".to_owned(),
                    workspace_name: String::new(),
                    workspace_icon: None,
                    kind: ConnectionKind::Token,
                    state: ConnectionState::Ok,
                    bot_name: None,
                }),
                active_run: Some("7".to_owned()),
            };
            let kept = Kept {
                used: used.iter().map(ToString::to_string).collect(),
                ..Kept::default()
            };
            assert_eq!(as_used(start, &kept).onboarding, expected, "{used:?}");
        }
    }
}
