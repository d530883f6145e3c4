//! What the page shows first, handed to it together with the window.
//!
//! Leaves out everything that comes later: a page that is loaded again asks. The rule it protects: where there is no core, nothing is
//! handed over, and the page asks and hears why.

use keepsake_app::AppError;
use keepsake_app::dto::{Onboarding, SettingsShown, StartState};
use serde::Serialize;
use specta::Type;

use crate::core::Core;

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
    pub(crate) async fn of(core: &Core, connection: Option<&str>) -> Result<Self, AppError> {
        let core = core.get()?;
        Ok(Self {
            start: core.start_with(connection).await?,
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
