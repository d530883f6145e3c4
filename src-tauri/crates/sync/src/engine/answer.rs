//! From an answer to the changes it means: which plan is asked, and with what knowledge.
//!
//! Leaves out the plans themselves ([`crate::plan`]). The rule it protects: what a plan decides by is read from the store
//! right before, and nothing else is.

use std::collections::HashMap;

use keepsake_memory::{Change, Fetch, FileStatus, Known, Outcome};
use keepsake_notion::{List, Object, User};
use keepsake_planted::{Bug, is as planted};
use keepsake_text::NotionId;

use super::{
    Engine, Run,
    failure::{file_status, item},
    list::observed,
};
use crate::{
    error::RunError,
    observe::{Answer, FileAnswer},
    plan::{
        Context, block, body, comment, container, linked, object, property,
        query::{self, Following, RowsFacts},
        round::NextPage,
    },
    read::{FileRead, Place, Read},
};

/// Everything an answer names that a plan has to know about.
pub(super) fn named(read: &Read, answer: &Answer) -> Vec<NotionId> {
    match (read, answer) {
        (Read::Container { .. } | Read::Linked { .. }, Answer::Container { database, .. }) => {
            container::data_sources(database)
                .into_iter()
                .chain([database.id])
                .collect()
        }
        (Read::Query { .. } | Read::Search { .. }, Answer::Rows(list)) => {
            let ids = list.results.iter().map(|item| object::id(&item.value));
            ids.flatten().collect()
        }
        (Read::Object { id, .. }, Answer::Object(_)) => vec![*id],
        (Read::Linked { .. }, Answer::Object(observed)) => linked::named(&observed.object),
        (Read::Body { page }, Answer::Body(answer)) => {
            answer.children().into_iter().chain([*page]).collect()
        }
        (Read::Piece { .. }, Answer::Body(answer)) => answer.children(),
        _ => Vec::new(),
    }
}

/// Objects that an answer shows, and whether they are in the trash.
fn shown(answer: &Answer) -> Vec<(NotionId, bool)> {
    match answer {
        Answer::Container { database, .. } => vec![(database.id, database.in_trash)],
        Answer::Rows(list) => list
            .results
            .iter()
            .filter_map(|row| Some((object::id(&row.value)?, object::in_trash(&row.value))))
            .collect(),
        Answer::Object(observed) => observed
            .id()
            .map(|id| (id, observed.in_trash()))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// The objects that an answer describes.
fn objects(answer: &Answer) -> impl Iterator<Item = &Object> {
    let (rows, one) = match answer {
        Answer::Rows(list) => (list.results.as_slice(), None),
        Answer::Object(observed) => (&[][..], Some(&observed.object)),
        _ => (&[][..], None),
    };
    rows.iter().map(|row| &row.value).chain(one)
}

/// Whether the plan of a read looks at the stored text of its page, which must then hold what was read before it.
pub(super) fn amends(read: &Read) -> bool {
    matches!(
        read,
        Read::Piece { .. } | Read::UnknownBlock { .. } | Read::UnknownBlocks { .. }
    )
}

impl Engine {
    /// The changes an answer means. `known` tells what is stored of everything that is [`named`].
    pub(super) async fn plan(
        &self,
        run: &mut Run<'_>,
        fetch: &Fetch,
        read: &Read,
        answer: Answer,
        known: &HashMap<NotionId, Known>,
    ) -> Result<Vec<Change>, RunError> {
        let shown = shown(&answer);
        let mut changes = self
            .keep_what_is_owned_here(run.connection, &run.rules, objects(&answer), known)
            .await?;
        changes.extend(self.plan_answer(run, fetch, read, answer, known).await?);
        let below = self.look_below_restored(run.connection, shown.into_iter(), known);
        changes.extend(below.await?);
        Ok(changes)
    }

    async fn plan_answer(
        &self,
        run: &mut Run<'_>,
        fetch: &Fetch,
        read: &Read,
        answer: Answer,
        known: &HashMap<NotionId, Known>,
    ) -> Result<Vec<Change>, RunError> {
        Ok(match (read, answer) {
            (Read::Container { .. }, Answer::Container { database, raw }) => {
                container::changes(&run.context, &database, &raw, fetch.object, known)
            }
            (
                Read::Query {
                    data_source,
                    window,
                    at,
                    is_slow,
                },
                Answer::Rows(list),
            ) => {
                let mut changes = listed(&run.context, &list, known);
                let following =
                    query::following(&RowsFacts {
                        window: *window,
                        at: at.clone(),
                        next_cursor: list.next_cursor.filter(|_| list.has_more),
                        incomplete: list.incomplete.is_some(),
                        last_created: list.results.iter().rev().find_map(|item| {
                            match &item.value {
                                Object::Page(page) => Some(page.created_time),
                                _ => None,
                            }
                        }),
                    });
                match following {
                    Following::Page(page) if *is_slow => {
                        changes.extend(self.page_turned(run, *data_source, Some(page)).await?);
                    }
                    following => changes.extend(query::follow_up(*data_source, following)),
                }
                changes
            }
            (Read::Search { bot, at }, Answer::Rows(list)) => {
                let mut changes = listed(&run.context, &list, known);
                let next = list
                    .next_cursor
                    .filter(|_| list.has_more)
                    .map(|cursor| NextPage {
                        window: None,
                        at: at.followed_by(cursor),
                    });
                changes.extend(self.page_turned(run, *bot, next).await?);
                changes
            }
            (Read::Object { id, .. }, Answer::Object(observed)) => {
                let before = known.get(id).filter(|known| known.metadata_hash.is_some());
                let plan = object::plan(&run.context, &observed, before);
                let mut changes = plan.changes;
                if let Object::Page(page) = &observed.object
                    && !plan.changed
                    && !page.in_trash
                {
                    changes.extend(property::cut(*id, &page.properties));
                }
                if let Some(container) = fetch.object.filter(|container| container != id) {
                    changes.push(Change::PutContainer {
                        object: *id,
                        container,
                    });
                }
                changes
            }
            (Read::Linked { .. }, Answer::Container { database, raw }) => {
                let changes = container::changes(&run.context, &database, &raw, None, known);
                linked::marked(changes, known)
            }
            (Read::Linked { .. }, Answer::Object(observed)) => {
                let before = observed.id().and_then(|id| known.get(&id));
                let before = before.filter(|known| known.metadata_hash.is_some());
                let plan = object::plan(&run.context, &observed, before);
                linked::marked(plan.changes, known)
            }
            (Read::Body { page }, Answer::Body(answer)) => {
                // The time as it was listed: an edit between listing and reading shows in the next listing.
                let Some(before) = known.get(page) else {
                    return Ok(Vec::new());
                };
                let mut changes = body::changes(&run.context, *page, before, &answer, known);
                self.hold_back(run.connection, *page, before, &mut changes)
                    .await?;
                if planted(Bug::ChildPageRecursed) {
                    let children = answer.links.child_pages.iter().map(|child| child.id);
                    let read = |block| Read::UnknownBlock { page: *page, block };
                    changes.extend(children.map(|id| Change::AddFetch(read(id).owed(None, 0))));
                }
                changes
            }
            (Read::Piece { page, block }, Answer::Body(answer)) => {
                let mut changes = body::follow_links(&run.context, *page, &answer.links, known);
                changes.extend(body::piece_reads(*page, &answer, fetch.order));
                changes.extend(
                    self.splice(run, *page, &[(*block, answer.markdown)])
                        .await?,
                );
                changes
            }
            (
                Read::UnknownBlock { page, .. } | Read::UnknownBlocks { page },
                Answer::Subtrees(subtrees),
            ) => {
                let texts: Vec<(NotionId, String)> = subtrees
                    .iter()
                    .filter_map(|tree| Some((tree.block.value.id, block::subtree_markdown(tree)?)))
                    .collect();
                let mut changes: Vec<Change> = subtrees
                    .iter()
                    .flat_map(|tree| block::subtree_changes(&run.context, *page, *page, 0, tree))
                    .collect();
                changes.extend(self.splice(run, *page, &texts).await?);
                changes
            }
            (
                Read::Property {
                    page,
                    property: id,
                    name,
                },
                Answer::Property { shown, items },
            ) => property::changes(&run.context, *page, id, name, &shown, &items),
            (Read::Blocks { page, parent, list }, Answer::Blocks(answer)) => {
                let next = answer.next_cursor.filter(|_| answer.has_more);
                block::list_changes(&run.context, *page, *parent, list, &answer.results, next)
            }
            (Read::Comments { page, on }, Answer::Comments(comments)) => {
                comment::changes(&run.context, *page, *on, &comments)
            }
            (Read::File { object, file }, Answer::File(answer)) => {
                file_changes(run, *object, file, answer)
            }
            (Read::Users { bot, at }, Answer::Users(list)) => users_changes(*bot, at, list),
            (read, Answer::NotSelected) => not_selected(read),
            (_, Answer::CommentsRefused { request_id }) => {
                vec![item(
                    read,
                    Outcome::Refused,
                    "no_permission",
                    None,
                    request_id,
                )]
            }
            (read, _) => vec![item(read, Outcome::Failed, "unexpected_answer", None, None)],
        })
    }
}

/// What the objects of a list mean.
fn listed(context: &Context, list: &List<Object>, known: &HashMap<NotionId, Known>) -> Vec<Change> {
    let objects = list.results.iter().map(observed);
    let plans = objects.map(|object| {
        let before = object
            .id()
            .and_then(|id| known.get(&id))
            .filter(|known| known.metadata_hash.is_some());
        object::plan(context, &object, before).changes
    });
    plans.flatten().collect()
}

/// Of a file that is not wanted any more is kept what is kept of one that never was (`plan::file`).
fn not_selected(read: &Read) -> Vec<Change> {
    let Read::File { file, .. } = read else {
        return Vec::new();
    };
    const REASON: &str = "files_not_selected";
    let name = Some(file.name.clone());
    file_status(read, FileStatus::Pending, REASON, None)
        .into_iter()
        .chain([item(read, Outcome::Skipped, REASON, name, None)])
        .collect()
}

fn file_changes(
    run: &mut Run<'_>,
    object: NotionId,
    file: &FileRead,
    answer: FileAnswer,
) -> Vec<Change> {
    let read = Read::File {
        object,
        file: file.clone(),
    };
    match answer {
        FileAnswer::Known(status) => file_status(&read, status, "stored", None)
            .into_iter()
            .collect(),
        FileAnswer::Stored { hash, size, mime } => {
            run.tally.files_stored += 1;
            let status = FileStatus::Stored {
                hash,
                size,
                mime: Some(mime),
            };
            let stored = item(
                &read,
                Outcome::Stored,
                "stored",
                Some(file.name.clone()),
                None,
            );
            file_status(&read, status, "stored", None)
                .into_iter()
                .chain([stored])
                .collect()
        }
        FileAnswer::TooLarge { size } => {
            let skipped = item(
                &read,
                Outcome::Skipped,
                "too_large",
                Some(file.name.clone()),
                None,
            );
            file_status(
                &read,
                FileStatus::TooLarge { size: Some(size) },
                "too_large",
                None,
            )
            .into_iter()
            .chain([skipped])
            .collect()
        }
        FileAnswer::Refused { status, request_id } => {
            let reason = if status == 404 || status == 410 {
                "file_missing"
            } else {
                "file_refused"
            };
            let refused = item(
                &read,
                Outcome::Refused,
                reason,
                Some(format!("{} (HTTP {status})", file.name)),
                request_id.clone(),
            );
            file_status(&read, FileStatus::Refused, reason, request_id.as_deref())
                .into_iter()
                .chain([refused])
                .collect()
        }
    }
}

fn users_changes(bot: NotionId, at: &Place, list: List<User>) -> Vec<Change> {
    let next = list.next_cursor.filter(|_| list.has_more);
    let users = list
        .results
        .iter()
        .map(|item| keepsake_memory::StoredUser {
            id: item.value.id,
            kind: item.value.kind.clone().unwrap_or_default(),
            name: item.value.name.clone().unwrap_or_default(),
            raw: item.raw.get().to_owned(),
        })
        .collect();
    let more = next.map(|cursor| {
        Change::AddFetch(
            Read::Users {
                bot,
                at: at.followed_by(cursor),
            }
            .owed(None, 0),
        )
    });
    [Change::PutUsers(users)].into_iter().chain(more).collect()
}
