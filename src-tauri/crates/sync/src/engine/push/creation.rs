//! Making in Notion what was made here.
//!
//! Leaves out what a new page holds. The rules it protects: one wish makes one page, whatever is lost on the way: before a
//! creation is sent a second time, what the first one may have made is looked for; what was changed here while it was under
//! way becomes an edit of the new page.

mod candidates;

use std::collections::HashSet;

use keepsake_memory::{
    Change, Creation, CreationParent, CreationState, LocalEdit, NewEdit, Origin, ParkedCreation,
    Part, Retry,
};
use keepsake_notion::{Error, Page, Reply};
use keepsake_planted::{Bug, is as planted};
use keepsake_text::NotionId;
use serde_json::{Map, Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{
    CREATIONS, Ended, Engine, Pushing, Stop,
    parking::{forget_place, not_after},
};
use crate::{
    control::{Control, Wish},
    error::RunError,
    two_way::{
        PushReport,
        creation::{Found, find, has_rival, of_another},
        refusal::{Consequence, judge},
    },
};
use candidates::Unfound;

/// When a creation whose place cannot be seen is looked for again.
const LOOK_AGAIN: time::Duration = time::Duration::hours(6);

impl Engine {
    /// Makes everything that waits to be made; `Some` when writing ends here.
    pub(super) async fn push_creations(
        &self,
        pushing: &Pushing<'_>,
        control: &Control,
        report: &mut PushReport,
    ) -> Result<Option<Stop>, RunError> {
        self.carry(pushing).await?;
        for creation in self.store.creations(pushing.connection, &CREATIONS).await? {
            if control.wish() != Wish::Run {
                return Ok(Some(Stop::Wished));
            }
            let Some(creation) = self.below_what_is_made(pushing, creation).await? else {
                report.waiting += 1;
                continue;
            };
            if self.is_held_back(pushing, &creation).await? {
                report.waiting += 1;
                continue;
            }
            // Whatever became of an earlier request: what it may have made is looked for before the next one.
            let ended = if creation.sent_time.is_some() {
                self.take_up(pushing, creation, report).await?
            } else {
                self.create(pushing, creation, report).await?
            };
            if let Some(ended) = ended {
                return Ok(Some(Stop::Ended(ended)));
            }
        }
        Ok(None)
    }

    /// A page may be made below one that was made here, too: it waits until Notion has that one.
    async fn below_what_is_made(
        &self,
        pushing: &Pushing<'_>,
        creation: Creation,
    ) -> Result<Option<Creation>, RunError> {
        let parent = self
            .store
            .creation(pushing.connection, creation.parent)
            .await?;
        Ok(match parent {
            None => Some(creation),
            Some(parent) => parent.made.map(|made| Creation {
                parent: made,
                ..creation
            }),
        })
    }

    /// Makes edits of the new page of what was changed here while it was being made.
    async fn carry(&self, pushing: &Pushing<'_>) -> Result<(), RunError> {
        for creation in self.store.creations_to_carry(pushing.connection).await? {
            let Some(made) = creation.made else { continue };
            let body = self.store.body(pushing.connection, made).await?;
            let text = body.as_ref().map(|body| body.markdown.as_str());
            if let Some(changes) = carried(&creation, made, text) {
                self.write_down(pushing, changes).await?;
            }
        }
        Ok(())
    }

    /// A creation that was sent and of which no answer came: looked for, and sent again only if it is not there.
    async fn take_up(
        &self,
        pushing: &Pushing<'_>,
        creation: Creation,
        report: &mut PushReport,
    ) -> Result<Option<Ended>, RunError> {
        let since = self
            .store
            .checkpoint(pushing.connection, &since_name(&creation))
            .await?;
        let after = since
            .and_then(|time| OffsetDateTime::parse(&time, &Rfc3339).ok())
            .unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let candidates = match self.candidates(pushing, &creation, after).await {
            Ok(candidates) => candidates,
            Err(Unfound::Store(error)) => return Err(error),
            Err(Unfound::Notion(error)) => {
                // Where it lies cannot be seen any more: nothing is sent until that changes.
                let waits = matches!(judge(&error), Consequence::Park { .. });
                return self
                    .creation_refused(pushing, &creation, error, report, !waits)
                    .await;
            }
        };
        let made = self
            .store
            .creations(pushing.connection, &[CreationState::Made])
            .await?;
        let mut claimed: HashSet<NotionId> = made.iter().filter_map(|other| other.made).collect();
        let open = self.store.creations(pushing.connection, &CREATIONS).await?;
        let lost = open
            .iter()
            .filter(|other| other.sent_time.is_some() && other.id != creation.id);
        let sent = creation_sent(&creation);
        let mut rivals = Vec::new();
        for other in lost {
            let other_sent = creation_sent(other);
            claimed.extend(of_another(&sent, &other_sent, &candidates));
            if other.parent == creation.parent {
                rivals.push(other_sent);
            }
        }
        let has_rival = has_rival(rivals.iter(), self.bot, &candidates);
        match find(&sent, self.bot, &candidates, &claimed, has_rival) {
            Found::Nothing => self.create(pushing, creation, report).await,
            Found::Page(id) => match pushing.client.page(id).await {
                Ok(reply) => {
                    self.created(pushing, &creation, &reply, report).await?;
                    Ok(None)
                }
                Err(error) => {
                    // It is there, and somebody has stopped sharing it: nothing is sent until the person says so.
                    let waits = matches!(judge(&error), Consequence::Park { .. });
                    self.creation_refused(pushing, &creation, error, report, !waits)
                        .await
                }
            },
            Found::Several => {
                report.parked += 1;
                let parked = park(&creation, "several_candidates", Again::Asked, None);
                self.write_down(pushing, vec![parked]).await?;
                Ok(None)
            }
        }
    }

    async fn create(
        &self,
        pushing: &Pushing<'_>,
        creation: Creation,
        report: &mut PushReport,
    ) -> Result<Option<Ended>, RunError> {
        // Notion's own clock, as far as we have seen it: ours may be a day off.
        let state = self.listing_state(pushing.connection).await?;
        let after = state.horizon.unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let sent = Change::SentCreation {
            id: creation.id,
            edits: creation.edits,
        };
        let mut changes = vec![since(&creation, Some(after)), sent];
        if planted(Bug::OutboxRowForgotten) {
            changes.clear();
        }
        if self.write_down(pushing, changes).await?.edited_since > 0 {
            report.waiting += 1;
            return Ok(None);
        }
        match pushing.client.create_page(&request(&creation)).await {
            Ok(reply) => {
                self.created(pushing, &creation, &reply, report).await?;
                Ok(None)
            }
            Err(error) => match error.committed_resource() {
                Some(_) if planted(Bug::CommittedCreateRepeated) => {
                    let reply = pushing.client.create_page(&request(&creation)).await;
                    if let Ok(reply) = reply {
                        self.created(pushing, &creation, &reply, report).await?;
                    }
                    Ok(None)
                }
                Some(made) => match pushing.client.page(made).await {
                    Ok(reply) => {
                        self.created(pushing, &creation, &reply, report).await?;
                        Ok(None)
                    }
                    Err(error) => {
                        self.creation_refused(pushing, &creation, error, report, true)
                            .await
                    }
                },
                None => {
                    self.creation_refused(pushing, &creation, error, report, false)
                        .await
                }
            },
        }
    }

    /// Stores the page that Notion has made, and what was changed here meanwhile.
    async fn created(
        &self,
        pushing: &Pushing<'_>,
        creation: &Creation,
        reply: &Reply<Page>,
        report: &mut PushReport,
    ) -> Result<(), RunError> {
        let made = reply.value.id;
        let mut changes = self.seen(pushing, reply).await?;
        changes.push(Change::MadeCreation {
            id: creation.id,
            made,
        });
        changes.push(since(creation, None));
        changes.push(forget_place(creation));
        self.write_down(pushing, changes).await?;
        report.created += 1;
        tracing::info!(
            event = "task_pushed_to_notion",
            correlation_id = pushing.correlation_id,
            page = %made,
            request_id = reply.request_id,
            "a page was made"
        );
        Ok(())
    }

    /// `was_sent`: an earlier request may have made the page, whatever this failure says.
    async fn creation_refused(
        &self,
        pushing: &Pushing<'_>,
        creation: &Creation,
        error: Error,
        report: &mut PushReport,
        was_sent: bool,
    ) -> Result<Option<Ended>, RunError> {
        tracing::warn!(
            event = "failed_to_push_task_to_notion",
            correlation_id = pushing.correlation_id,
            creation = %creation.provisional,
            request_id = error.request_id,
            %error,
            "a page could not be made"
        );
        let waits = park(creation, "postponed", Again::Soon, None);
        let cannot_be_looked_for = match judge(&error) {
            Consequence::Park { reason, .. } if was_sent => Some(reason),
            // The list it may be in has no end that can be reached.
            Consequence::Later if was_sent && error.is_stale_cursor() => Some("postponed"),
            _ => None,
        };
        match judge(&error) {
            _ if let Some(reason) = cannot_be_looked_for => {
                // What was sent is still known.
                report.unclear += 1;
                let later = Change::ParkCreation(ParkedCreation {
                    id: creation.id,
                    retry: Retry::After,
                    not_before: Some(self.clock.now() + LOOK_AGAIN),
                    reason: reason.to_owned(),
                    message: Some(error.message.clone()),
                    request_id: error.request_id.clone(),
                });
                self.write_down(pushing, vec![later]).await?;
                Ok(None)
            }
            _ if was_sent
                && !matches!(judge(&error), Consequence::SignIn | Consequence::Interrupt) =>
            {
                report.unclear += 1;
                Ok(None)
            }
            Consequence::Unclear => {
                report.unclear += 1;
                Ok(None)
            }
            Consequence::Later => {
                report.postponed += 1;
                self.write_down(pushing, vec![waits]).await?;
                Ok(None)
            }
            Consequence::SignIn => {
                if !was_sent {
                    self.write_down(pushing, vec![waits]).await?;
                }
                Ok(Some(Ended::SignIn(error.request_id.clone())))
            }
            Consequence::Interrupt => {
                if !was_sent {
                    self.write_down(pushing, vec![waits]).await?;
                }
                Ok(Some(Ended::Interrupted(error)))
            }
            Consequence::Park { reason, helps } => {
                report.parked += 1;
                let again = Again::When(not_after(helps, self.clock.now()));
                let parked = park(creation, reason, again, Some(&error));
                let place = self.note_place(pushing, creation).await?;
                self.write_down(pushing, vec![parked, place]).await?;
                Ok(None)
            }
        }
    }
}

fn creation_sent(creation: &Creation) -> Map<String, Value> {
    let sent = creation
        .sent_properties
        .as_ref()
        .unwrap_or(&creation.properties);
    serde_json::from_str(sent).unwrap_or_default()
}

/// The request that makes a page (Notion API reference: Create a page).
fn request(creation: &Creation) -> Value {
    let parent = if creation.parent_kind == CreationParent::DataSource {
        json!({"type": "data_source_id", "data_source_id": creation.parent})
    } else {
        json!({"type": "page_id", "page_id": creation.parent})
    };
    let properties: Value = serde_json::from_str(&creation.properties).unwrap_or_default();
    let mut body = json!({"parent": parent, "properties": properties});
    if let (Some(markdown), Some(body)) = (&creation.markdown, body.as_object_mut()) {
        body.insert("markdown".to_owned(), Value::from(markdown.clone()));
    }
    body
}

/// What was changed here while the page was being made, as edits of the page.
fn carried(creation: &Creation, made: NotionId, body: Option<&str>) -> Option<Vec<Change>> {
    let sent = creation_sent(creation);
    let wanted: Map<String, Value> = serde_json::from_str(&creation.properties).unwrap_or_default();
    let mut edits: Vec<LocalEdit> = wanted
        .into_iter()
        .filter(|(id, value)| sent.get(id) != Some(value))
        .map(|(id, value)| LocalEdit {
            base: sent.get(&id).map(ToString::to_string),
            part: Part::Property(id),
            value: Some(value.to_string()),
            lossy_base: false,
            undoes: None,
        })
        .collect();
    if creation.markdown != creation.sent_markdown {
        // Notion spells what it was sent in its own way, so the base is what it shows.
        edits.push(LocalEdit {
            part: Part::Body,
            base: Some(body?.to_owned()),
            value: Some(creation.markdown.clone().unwrap_or_default()),
            lossy_base: false,
            undoes: None,
        });
    }
    let edits = edits.into_iter().map(|edit| {
        Change::EditPart(NewEdit {
            object: made,
            edit,
            origin: Origin::Local,
            correlation_id: creation.correlation_id.clone(),
        })
    });
    Some(
        edits
            .chain([Change::CarriedCreation { id: creation.id }])
            .collect(),
    )
}

/// Since when, by Notion's own clock, what a creation makes can have appeared.
fn since(creation: &Creation, time: Option<OffsetDateTime>) -> Change {
    Change::SetCheckpoint {
        name: since_name(creation),
        value: time.and_then(|time| time.format(&Rfc3339).ok()),
    }
}

fn since_name(creation: &Creation) -> String {
    format!("creation/{}", creation.provisional)
}

/// When a creation is tried again.
enum Again {
    Soon,
    /// When something has changed, or at this moment at the latest.
    When(Option<OffsetDateTime>),
    /// When the person says so.
    Asked,
}

fn park(creation: &Creation, reason: &str, again: Again, error: Option<&Error>) -> Change {
    let (retry, not_before) = match again {
        Again::Soon => (Retry::After, None),
        Again::When(moment) => (Retry::OnChange, moment),
        Again::Asked => (Retry::Never, None),
    };
    Change::ParkCreation(ParkedCreation {
        id: creation.id,
        retry,
        not_before,
        reason: reason.to_owned(),
        message: error.map(|error| error.message.clone()),
        request_id: error.and_then(|error| error.request_id.clone()),
    })
}
