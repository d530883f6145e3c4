//! New versions: looking for one, fetching it, installing it.
//!
//! `source` says where they come from, `standing` where things stand, `due` when to look without being asked; here is what talks to
//! the updater plugin. Leaves out what is shown. The rules it protects: what is installed was signed for exactly the version that was
//! announced (`requireSignedVersion` in tauri.conf.json), so an old version cannot be passed off as a new one; nothing is fetched
//! or installed that nobody asked for.

mod due;
mod source;
mod standing;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, Runtime, async_runtime};
use tauri_plugin_updater::{Error, Update, UpdaterExt};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use self::source::Source;
pub(crate) use self::standing::{UpdateStanding, UpdateTrouble};
use crate::closing;
use crate::core::Core;
use crate::last_time::LastTime;

/// How long the list of versions is waited for.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks at whether it is time to look.
const SOMETIMES: Duration = Duration::from_secs(15 * 60);
/// After the start, so that it does not compete with what the person came for.
const FIRST: Duration = Duration::from_secs(60);

/// What is known of new versions.
pub(crate) struct Updates {
    source: Option<Source>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    standing: UpdateStanding,
    page: Option<Channel<UpdateStanding>>,
    found: Option<Update>,
    package: Option<Vec<u8>>,
}

impl Updates {
    /// What this build knows.
    pub(crate) fn new() -> Self {
        let source = Source::known();
        let standing = match source {
            Some(_) => UpdateStanding::Unknown,
            None => UpdateStanding::NoSource,
        };
        Self {
            source,
            known: Mutex::new(Known {
                standing,
                ..Known::default()
            }),
        }
    }

    /// The page hears where things stand, now and whenever that changes.
    pub(crate) fn watch(&self, page: Channel<UpdateStanding>) {
        let mut known = self.lock();
        send(&page, known.standing.clone());
        known.page = Some(page);
    }

    /// Where people find new versions themselves.
    pub(crate) fn download_page(&self) -> Option<String> {
        let page = self.source.as_ref()?.page.as_ref()?;
        Some(page.to_string())
    }

    /// The version that the next start brings.
    pub(crate) fn installed(&self) -> Option<String> {
        match &self.lock().standing {
            UpdateStanding::Installed { version } => Some(version.clone()),
            _ => None,
        }
    }

    /// Takes up some work, unless other work is under way or done.
    fn begin(&self, standing: UpdateStanding) -> bool {
        let mut known = self.lock();
        let is_busy = matches!(
            known.standing,
            UpdateStanding::NoSource
                | UpdateStanding::Looking
                | UpdateStanding::Loading { .. }
                | UpdateStanding::Installing { .. }
                | UpdateStanding::Installed { .. }
        );
        if !is_busy {
            known.stand(standing);
        }
        !is_busy
    }

    fn stand(&self, standing: UpdateStanding) {
        self.lock().stand(standing);
    }

    fn fail(&self, error: &Error, version: Option<String>) {
        tracing::warn!(%error, version, "there is no new version of the program for now");
        let why = UpdateTrouble::of(error);
        self.stand(UpdateStanding::Failed { why, version });
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn stand(&mut self, standing: UpdateStanding) {
        if let Some(page) = &self.page {
            send(page, standing.clone());
        }
        self.standing = standing;
    }
}

/// A page that has gone is told nothing.
fn send(page: &Channel<UpdateStanding>, standing: UpdateStanding) {
    if let Err(error) = page.send(standing) {
        tracing::debug!(%error, "nobody hears about new versions");
    }
}

/// Looks for a new version.
pub(crate) async fn look<R: Runtime>(app: &AppHandle<R>) {
    let updates = app.state::<Updates>();
    let Some(source) = updates.source.clone() else {
        return;
    };
    if !updates.begin(UpdateStanding::Looking) {
        return;
    }
    let found = match updater(app, source) {
        Ok(updater) => updater.check().await,
        Err(error) => Err(error),
    };
    keep_moment(app);
    match found {
        Err(error) => updates.fail(&error, None),
        Ok(None) => updates.stand(UpdateStanding::UpToDate),
        Ok(Some(update)) => {
            let mut known = updates.lock();
            let standing = UpdateStanding::Available {
                version: update.version.clone(),
                notes: update.body.clone(),
            };
            known.package = None;
            known.found = Some(update);
            known.stand(standing);
        }
    }
}

fn updater<R: Runtime>(
    app: &AppHandle<R>,
    source: Source,
) -> tauri_plugin_updater::Result<tauri_plugin_updater::Updater> {
    app.updater_builder()
        .pubkey(source.key)
        .endpoints(vec![source.address])?
        .timeout(PATIENCE)
        .build()
}

/// Fetches the version that was found, and holds its signature against it.
pub(crate) async fn fetch<R: Runtime>(app: &AppHandle<R>) {
    let updates = app.state::<Updates>();
    let Some(update) = updates.lock().found.clone() else {
        return;
    };
    let version = update.version.clone();
    let loading = |loaded: usize, size: Option<u64>| UpdateStanding::Loading {
        version: version.clone(),
        loaded: u32::try_from(loaded).unwrap_or(u32::MAX),
        size: size.and_then(|size| u32::try_from(size).ok()),
    };
    if !updates.begin(loading(0, None)) {
        return;
    }
    let mut loaded = 0;
    let mut told = 0;
    let fetched = update
        .download(
            |piece, size| {
                loaded += piece;
                // A hundred steps are as smooth as a person sees.
                let step = size.map_or(256 * 1024, |size| usize::try_from(size / 100).unwrap_or(1));
                if loaded - told >= step.max(1) {
                    told = loaded;
                    updates.stand(loading(loaded, size));
                }
            },
            || {},
        )
        .await;
    match fetched {
        Err(error) => updates.fail(&error, Some(update.version)),
        Ok(package) => {
            let mut known = updates.lock();
            known.package = Some(package);
            known.stand(UpdateStanding::Ready {
                version: update.version,
            });
        }
    }
}

/// Installs what was fetched. The system asks for a password where it wants one.
pub(crate) async fn install<R: Runtime>(app: &AppHandle<R>) {
    let updates = app.state::<Updates>();
    let (update, package) = {
        let known = updates.lock();
        match (&known.found, &known.package) {
            (Some(update), Some(package)) => (update.clone(), package.clone()),
            _ => return,
        }
    };
    let version = update.version.clone();
    let installing = UpdateStanding::Installing {
        version: version.clone(),
    };
    if !updates.begin(installing) {
        return;
    }
    if !was_packaged(app) {
        // The plugin would take the file that runs for an AppImage, and replace it.
        return updates.fail(&Error::InvalidUpdaterFormat, Some(version));
    }
    // It waits for another program, and a person.
    let installed = async_runtime::spawn_blocking(move || update.install(&package)).await;
    match installed {
        Ok(Ok(())) => {
            updates.lock().package = None;
            updates.stand(UpdateStanding::Installed { version });
        }
        Ok(Err(error)) => updates.fail(&error, Some(version)),
        Err(error) => updates.fail(&Error::Tauri(error), Some(version)),
    }
}

/// Whether what runs came out of a package, which a newer one can take the place of.
fn was_packaged<R: Runtime>(app: &AppHandle<R>) -> bool {
    let is_image = cfg!(target_os = "linux") && app.env().appimage.is_some();
    is_image || tauri::utils::platform::bundle_type().is_some()
}

/// Ends the program in order and starts it again, which is then the version that was installed.
pub(crate) fn restart<R: Runtime>(app: &AppHandle<R>) {
    if app.state::<Updates>().installed().is_some() {
        closing::keep_size(app);
        app.request_restart();
    }
}

/// Looks once a day, for as long as the program runs and the person wants it.
pub(crate) async fn keep_looking<R: Runtime>(app: AppHandle<R>) {
    if app.state::<Updates>().source.is_none() {
        return;
    }
    let Ok(mut core) = app.state::<Core>().get() else {
        return;
    };
    core.wait(FIRST).await;
    loop {
        app.state::<Core>().follow(&mut core);
        let kept = app.state::<LastTime>().kept();
        let last = kept
            .looked_for_updates
            .and_then(|moment| OffsetDateTime::parse(&moment, &Rfc3339).ok());
        if kept.looks_for_updates.unwrap_or(true) && due::is_due(last, core.now()) {
            look(&app).await;
        }
        core.wait(SOMETIMES).await;
    }
}

fn keep_moment<R: Runtime>(app: &AppHandle<R>) {
    let Ok(core) = app.state::<Core>().get() else {
        return;
    };
    if let Ok(moment) = core.now().format(&Rfc3339) {
        app.state::<LastTime>()
            .keep(|kept| kept.looked_for_updates = Some(moment));
    }
}
