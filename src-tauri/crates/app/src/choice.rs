//! Changing what is remembered at any time, and what to ask access for.
//!
//! Leaves out the tree to choose from (`catalog`) and how an import works. The rules it protects: what a choice would do is
//! said before it is done; nothing that is stored goes away unless somebody said so; what was removed is not written again
//! by a run that was under way.

use keepsake_memory::{ConnectionId, Fate, Leaver, ObjectKind};
use keepsake_sync::RunKind;

use crate::catalog::{chosen_by, notion_id};
use crate::connect::connection_id;
use crate::dto::{
    self, ChangedChoice, ChoiceEffect, ImportOptions, LeavingFate, NotShared, PageRef, Selection,
    UnsentPage,
};
use crate::error::AppError;
use crate::keepsake::Keepsake;

/// The pages that are named of those that point at something.
const POINTING_SHOWN: usize = 20;

impl Keepsake {
    /// What a choice would do to what is stored; changes nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn choice_effect(
        &self,
        connection: &str,
        selection: Selection,
    ) -> Result<ChoiceEffect, AppError> {
        let connection = self
            .store()
            .connection(connection_id(connection)?)
            .await?
            .id;
        let selection = chosen_by(&selection)?;
        let effect = self.store().choice_effect(connection, &selection).await?;
        let unsent = effect.leaving.iter().filter(|left| left.is_unsent);
        let (leaving_pages, leaving_databases) = counted(&effect.leaving);
        Ok(ChoiceEffect {
            leaving_pages,
            leaving_databases,
            unsent: unsent
                .map(|left| UnsentPage {
                    id: left.id.to_string(),
                    title: left.title.clone(),
                })
                .collect(),
            arriving_pages: dto::count(effect.arriving),
            arriving_stored: dto::count(effect.arriving_stored),
        })
    }

    /// Changes the choice, does with what is stored and leaves it as the person says, and starts an import where something
    /// is new, or what comes besides pages is to be another than so far. A run that is under way is ended first, and gone on
    /// with by the choice as it is then: waiting for it could take hours, or as long as a pause.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] where the rows of a profile would leave; when an id is none, or the store cannot be
    /// written.
    pub async fn change_choice(
        &self,
        connection: &str,
        selection: Selection,
        fate: LeavingFate,
        options: ImportOptions,
    ) -> Result<ChangedChoice, AppError> {
        let id = self.syncing(connection_id(connection)?).await?.id;
        self.refuse_unknown(id, &selection).await?;
        let chosen = chosen_by(&selection)?;
        let effect = self.store().choice_effect(id, &chosen).await?;
        self.refuse_profiles(id, &effect.leaving).await?;
        let removes = fate == LeavingFate::Remove && !effect.leaving.is_empty();
        let interrupted = self.open_runs(id).await?;
        if removes && !interrupted.is_empty() {
            self.end_runs_of(id).await?;
        } else {
            let jobs: Vec<_> = interrupted.iter().map(|run| run.job).collect();
            self.end_jobs(&jobs).await?;
        }
        if removes {
            self.remove_older_copies()?;
        }
        let changed = {
            let _turn = self.turn(id).await;
            let fate = match fate {
                LeavingFate::Keep => Fate::Keep,
                LeavingFate::Remove => Fate::Remove,
            };
            self.put_choice(id, &chosen, fate).await?
        };
        if removes {
            self.remove_unused_files().await?;
        }
        let other_options = options != self.import_options(connection).await?;
        let was_asked_for = |kind| {
            let mut asked = interrupted.iter().filter(|run| !run.by_the_clock);
            asked.any(|run| run.kind == kind)
        };
        let imports = changed.arrived > 0
            || other_options
            || was_asked_for(RunKind::Import)
            || removes && was_asked_for(RunKind::Sync);
        let run = if imports {
            Some(self.start_import(connection, selection, options).await?)
        } else if was_asked_for(RunKind::Sync) {
            Some(self.sync_now(connection).await?)
        } else {
            if interrupted.iter().any(|run| run.by_the_clock) {
                self.inner.in_step.make_up();
            }
            None
        };
        let (left_pages, left_databases) = counted(&changed.left);
        Ok(ChangedChoice {
            left_pages,
            left_databases,
            run,
        })
    }

    /// What pages point at and Notion does not show, what most of them point at first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn not_shared(&self, connection: &str) -> Result<Vec<NotShared>, AppError> {
        let connection = self
            .store()
            .connection(connection_id(connection)?)
            .await?
            .id;
        let found = self.store().not_shared(connection).await?;
        Ok(found
            .into_iter()
            .map(|one| NotShared {
                url: format!("https://www.notion.so/{}", one.id.to_hex()),
                id: one.id.to_string(),
                title: one.title,
                refused: one.refused,
                pages: dto::count(one.from.len() as u64),
                from: one
                    .from
                    .into_iter()
                    .take(POINTING_SHOWN)
                    .map(|from| PageRef {
                        id: from.id.to_string(),
                        title: from.title,
                        icon: from.icon,
                        place: String::new(),
                    })
                    .collect(),
            })
            .collect())
    }

    /// Replaces the choice in the store.
    pub(crate) async fn put_choice(
        &self,
        connection: ConnectionId,
        selection: &keepsake_memory::Selection,
        fate: Fate,
    ) -> Result<keepsake_memory::ChangedChoice, AppError> {
        let brought_back = &keepsake_sync::brought_back;
        Ok(self
            .store()
            .change_choice(connection, selection, fate, brought_back, self.now())
            .await?)
    }

    /// Rows that a profile keeps in step cannot leave while it does.
    async fn refuse_profiles(
        &self,
        connection: ConnectionId,
        leaving: &[Leaver],
    ) -> Result<(), AppError> {
        for profile in self.store().profiles(connection).await? {
            let left = leaving.iter().find(|left| left.id == profile.data_source);
            if let (Some(left), true) = (left, profile.active) {
                return Err(AppError::invalid("choice_has_profile")
                    .with("profile", &profile.name)
                    .with("title", &left.title));
            }
        }
        Ok(())
    }
}

/// Pages, and databases without their tables.
fn counted(left: &[Leaver]) -> (u32, u32) {
    let of = |kind| left.iter().filter(|left| left.kind == kind).count() as u64;
    (
        dto::count(of(ObjectKind::Page)),
        dto::count(of(ObjectKind::Database)),
    )
}

/// A choice with marks put on top of another one.
///
/// # Errors
/// When an id is none.
pub fn marked(
    mut selection: Selection,
    also: &[String],
    except: &[String],
) -> Result<Selection, AppError> {
    for (ids, included) in [(also, true), (except, false)] {
        for id in ids {
            let id = notion_id(id)?.to_string();
            selection.marks.retain(|mark| mark.id != id);
            selection.marks.push(dto::Mark { id, included });
        }
    }
    Ok(selection)
}
