//! Lists of records, filtered by what they are or by a saved view, and the board.
//!
//! The rule it protects: a record that was only made here is in the lists, too; a filter that cannot match anything is
//! refused instead of answering with nothing.

use std::collections::{BTreeMap, HashMap, HashSet};

use keepsake_memory::{
    ConnectionId, CreationState, Part, RecordFilter, RecordJobState, StoredRecord, UnsettledPart,
};
use keepsake_records::{Row, board, evaluate_view, views};
use keepsake_sync::two_way::profile::Applied;
use keepsake_text::NotionId;

use super::find::page_of;
use super::shape::{JobSeen, Record, job_word};
use crate::connect::connection_id;
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::profiles::{self, is_called};

/// Records read at once.
const BATCH: u32 = 1_000;

/// Which records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordQuery {
    /// Of the profile with this name or number.
    pub profile: Option<String>,
    /// In this state, or with exactly this name in Notion.
    pub status: Option<String>,
    /// Of this channel.
    pub channel: Option<String>,
    /// Of the saved view with this name.
    pub view: Option<String>,
    /// Valid, or not.
    pub valid: Option<bool>,
    /// Only those that need a decision.
    pub conflicts: bool,
}

/// A column of the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardColumn {
    /// The state, or the value that the board is grouped by.
    pub key: String,
    /// Its heading.
    pub title: String,
    /// The records under each exact name, in the order of the profile; names without records are left out.
    pub groups: Vec<(String, Vec<Record>)>,
}

/// What is known about changes of a connection, for all of its records.
pub(super) struct Standing {
    unsettled: HashMap<NotionId, Vec<UnsettledPart>>,
    conflicts: HashSet<NotionId>,
    jobs: HashMap<NotionId, JobSeen>,
}

impl Keepsake {
    /// Records, in the order their pages were first seen; those only made here last.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] for a profile, state or view that does not exist, or when no profile is applied.
    pub async fn records(
        &self,
        connection: &str,
        query: &RecordQuery,
    ) -> Result<Vec<Record>, AppError> {
        let connection = connection_id(connection)?;
        self.derive_records(connection).await?;
        let mut profiles = self.applied(connection).await?;
        if let Some(name) = &query.profile {
            profiles.retain(|applied| is_called(applied, name));
        }
        if profiles.is_empty() {
            let name = query.profile.as_deref().unwrap_or("none");
            return Err(AppError::invalid("no_profile").with("name", name));
        }
        let standing = self.standing(connection).await?;
        let mut records = Vec::new();
        let mut filters = Vec::new();
        for applied in &profiles {
            filters.push(Filter::new(applied, query));
        }
        refuse_what_no_profile_has(&profiles, query, &filters)?;
        for (applied, filter) in profiles.iter().zip(filters) {
            let Some(filter) = filter else { continue };
            let mut all = self.records_of(connection, applied, &standing).await?;
            if query.conflicts {
                let in_trash = self.undecided_in_trash(connection, applied, &standing);
                all.extend(in_trash.await?);
            }
            for (record, row) in all {
                let keeps = filter.keeps(applied, &record, &row);
                if keeps && (!query.conflicts || record.conflict) {
                    records.push(record);
                }
            }
        }
        Ok(records)
    }

    /// The records of a profile in its columns: of the one with this name or number, or of the only one in force.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] when no such profile is applied, or several are and none is named.
    pub async fn record_board(
        &self,
        connection: &str,
        profile: Option<&str>,
        channel: Option<&str>,
    ) -> Result<Vec<BoardColumn>, AppError> {
        let connection = connection_id(connection)?;
        self.derive_records(connection).await?;
        let applied = self.the_applied(connection, profile).await?;
        let standing = self.standing(connection).await?;
        let mut all = self.records_of(connection, &applied, &standing).await?;
        if let Some(channel) = channel {
            all.retain(|(record, _)| record.channel == channel);
        }
        let rows = all.iter().map(|(_, row)| row);
        let board = board(&applied.profile, &applied.channels, rows);
        let columns = board.columns.into_iter().map(|column| BoardColumn {
            key: column.key,
            title: column.title,
            groups: column
                .groups
                .into_iter()
                .filter(|group| !group.rows.is_empty())
                .map(|group| {
                    let records = group.rows.iter().filter_map(|place| all.get(*place));
                    (
                        group.name,
                        records.map(|(record, _)| record.clone()).collect(),
                    )
                })
                .collect(),
        });
        Ok(columns.collect())
    }

    /// All records of one profile, each with the row it comes from.
    pub(super) async fn records_of(
        &self,
        connection: ConnectionId,
        applied: &Applied,
        standing: &Standing,
    ) -> Result<Vec<(Record, Row)>, AppError> {
        let mut filter = RecordFilter {
            profile: Some(applied.id),
            limit: BATCH,
            ..RecordFilter::default()
        };
        let mut records = Vec::new();
        loop {
            let page = self.store().records(connection, &filter).await?;
            let Some(last) = page.last() else { break };
            filter.after = Some(last.row);
            for stored in page {
                let row = self.row_of(connection, applied, &stored).await?;
                let object = stored.object;
                let mut record = Record::of(applied, stored)?;
                standing.complete(applied, object, &mut record);
                records.push((record, row));
            }
        }
        let open = [
            CreationState::Waiting,
            CreationState::Sent,
            CreationState::Parked,
        ];
        for creation in self.store().creations(connection, &open).await? {
            if creation.profile == Some(applied.id) {
                let row = profiles::row(applied, &page_of(&creation)?);
                records.push((Record::of_creation(applied, &creation, row.clone()), row));
            }
        }
        Ok(records)
    }

    /// Rows that are in the trash and wait for a decision, because one side put them there and the other changed them.
    async fn undecided_in_trash(
        &self,
        connection: ConnectionId,
        applied: &Applied,
        standing: &Standing,
    ) -> Result<Vec<(Record, Row)>, AppError> {
        let mut records = Vec::new();
        for id in &standing.conflicts {
            let Some(object) = self.store().object(connection, *id).await? else {
                continue;
            };
            if !object.in_trash || object.container != Some(applied.data_source) {
                continue;
            }
            let Some(page) = self.page_here(connection, *id).await? else {
                continue;
            };
            let row = profiles::row(applied, &page);
            let mut record = Record::of_row(applied, id.to_string(), row.clone());
            standing.complete(applied, *id, &mut record);
            records.push((record, row));
        }
        Ok(records)
    }

    /// The row of a record. Its page is only read where the profile's views ask for fields that lists do not have.
    async fn row_of(
        &self,
        connection: ConnectionId,
        applied: &Applied,
        stored: &StoredRecord,
    ) -> Result<Row, AppError> {
        if asks_for_more(applied)
            && let Some(page) = self.page_here(connection, stored.object).await?
        {
            return Ok(profiles::row(applied, &page));
        }
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut values = BTreeMap::new();
        let status = &applied.profile.status.field;
        for (key, value) in [
            ("title", stored.title.clone()),
            ("channel", text(&stored.channel)),
            ("topic", text(&stored.topic)),
            ("story_direction", text(&stored.story_direction)),
            ("priority", text(&stored.priority)),
            (status.as_str(), text(&stored.notion_status)),
        ] {
            values.insert(key.to_owned(), value.into());
        }
        Ok(Row {
            observed: values.clone(),
            values,
            title: stored.title.clone(),
            channel: text(&stored.channel),
            topic: text(&stored.topic),
            story_direction: text(&stored.story_direction),
            priority: text(&stored.priority),
            state: keepsake_records::State::named(stored.state.clone()),
            notion_status: text(&stored.notion_status),
            valid: stored.valid,
            reasons: Vec::new(),
            notes: Vec::new(),
            created: stored.created_time,
            updated: stored.updated_time,
        })
    }

    /// What is known about changes of a connection.
    pub(super) async fn standing(&self, connection: ConnectionId) -> Result<Standing, AppError> {
        let mut unsettled = HashMap::new();
        let mut after = 0;
        loop {
            let page = self.store().unsettled(connection, after, BATCH).await?;
            let Some(last) = page.last() else { break };
            after = last.row;
            unsettled.extend(page.into_iter().map(|one| (one.object, one.parts)));
        }
        let conflicts = self.store().conflicts(connection, true).await?;
        let mut jobs = HashMap::new();
        for state in [RecordJobState::Waiting, RecordJobState::Taken] {
            for job in self.store().record_jobs(connection, state).await? {
                let seen = JobSeen {
                    id: job.id.to_string(),
                    state: job_word(job.state),
                };
                jobs.insert(job.object, seen);
            }
        }
        Ok(Standing {
            unsettled,
            conflicts: conflicts
                .into_iter()
                .map(|conflict| conflict.object)
                .collect(),
            jobs,
        })
    }
}

impl Standing {
    /// Adds what is known about the changes of a record.
    pub(super) fn complete(&self, applied: &Applied, object: NotionId, record: &mut Record) {
        record.conflict = self.conflicts.contains(&object);
        record.job = self.jobs.get(&object).cloned();
        let parts = self.unsettled.get(&object).into_iter().flatten();
        record.waiting = parts.map(|part| part_name(applied, &part.part)).collect();
    }
}

/// What a part is called among the fields of a profile.
pub(super) fn part_name(applied: &Applied, part: &Part) -> String {
    match part {
        Part::Property(id) => match applied.mapping.by_property(id) {
            Some(mapped) => mapped.field.clone(),
            None => id.clone(),
        },
        Part::Body => "text".to_owned(),
        Part::Place => "place".to_owned(),
        Part::Trash => "trash".to_owned(),
    }
}

/// Whether views or board look at fields that lists do not have.
fn asks_for_more(applied: &Applied) -> bool {
    const LISTED: [&str; 6] = [
        "title",
        "channel",
        "topic",
        "story_direction",
        "priority",
        "state",
    ];
    let profile = &applied.profile;
    let is_listed = |field: &str| LISTED.contains(&field) || field == profile.status.field;
    let conditions = profile.views.iter().flat_map(|view| &view.filter);
    !is_listed(&profile.board.group_by)
        || conditions
            .into_iter()
            .any(|condition| !is_listed(&condition.field))
}

/// A query as it is for one profile.
struct Filter {
    state: Option<String>,
    name: Option<String>,
    channel: Option<String>,
    view: Option<keepsake_records::profile::View>,
    valid: Option<bool>,
}

impl Filter {
    /// The query for a profile; nothing when the profile does not have what is asked for.
    fn new(applied: &Applied, query: &RecordQuery) -> Option<Self> {
        let (mut state, mut name) = (None, None);
        if let Some(status) = &query.status {
            match applied.profile.status.parse(status)? {
                keepsake_records::states::WantedStatus::State(wanted) => {
                    state = Some(wanted.to_string());
                }
                keepsake_records::states::WantedStatus::Name { name: wanted, .. } => {
                    name = Some(wanted);
                }
            }
        }
        let view = match &query.view {
            Some(wanted) => Some(
                views(&applied.profile, &applied.channels)
                    .into_iter()
                    .find(|view| view.name.eq_ignore_ascii_case(wanted))?,
            ),
            None => None,
        };
        Some(Self {
            state,
            name,
            channel: query.channel.clone(),
            view,
            valid: query.valid,
        })
    }

    fn keeps(&self, applied: &Applied, record: &Record, row: &Row) -> bool {
        let same =
            |wanted: &Option<String>, has: &str| wanted.as_ref().is_none_or(|wanted| wanted == has);
        same(&self.state, &record.status)
            && same(&self.name, &record.notion_status)
            && same(&self.channel, &record.channel)
            && self.valid.is_none_or(|valid| valid == record.valid)
            && self
                .view
                .as_ref()
                .is_none_or(|view| evaluate_view(&applied.profile, view, row))
    }
}

/// Says which state or view there is none of, and which there are.
fn refuse_what_no_profile_has(
    profiles: &[Applied],
    query: &RecordQuery,
    filters: &[Option<Filter>],
) -> Result<(), AppError> {
    if filters.iter().any(Option::is_some) {
        return Ok(());
    }
    let Some(applied) = profiles.first() else {
        return Ok(());
    };
    let status = query.status.as_deref().unwrap_or_default();
    if query.status.is_some() && applied.profile.status.parse(status).is_none() {
        let states = applied.profile.status.states.iter();
        let states: Vec<&str> = states.map(|rule| rule.state.as_str()).collect();
        return Err(AppError::invalid("unknown_status")
            .with("value", status)
            .with("known", states.join(", ")));
    }
    let known = views(&applied.profile, &applied.channels);
    let names: Vec<&str> = known.iter().map(|view| view.name.as_str()).collect();
    Err(AppError::invalid("unknown_view")
        .with("value", query.view.as_deref().unwrap_or_default())
        .with("known", names.join(", ")))
}
