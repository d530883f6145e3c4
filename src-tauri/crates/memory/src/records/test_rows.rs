//! A data source with rows and a profile, for tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use crate::test_support::{TestStore, at, id, page_in, store, table};
use crate::{Change, NewProfile, NewRecord, ObjectKind, ProfileId, RowToValidate, StoredParent};

/// A store with a profile applied to data source 100, whose rows are 101 and so on.
pub(super) struct Rows {
    pub(super) test: TestStore,
    pub(super) profile: ProfileId,
}

/// The profile.
pub(super) fn new_profile() -> NewProfile {
    NewProfile {
        name: "video-production".to_owned(),
        data_source: id(100),
        source: "name = \"video-production\"".to_owned(),
        channels: "[\"news\"]".to_owned(),
        mapping: "{}".to_owned(),
        active: true,
    }
}

/// What a row is found to be by a profile that finds nothing wrong.
pub(super) fn record(rows: &Rows, row: &RowToValidate) -> NewRecord {
    NewRecord {
        object: row.object,
        profile: rows.profile,
        title: row.raw["title"].as_str().unwrap().to_owned(),
        channel: Some("news".to_owned()),
        topic: Some("Öffentlicher Verkehr".to_owned()),
        story_direction: None,
        priority: Some("Normal".to_owned()),
        state: "draft".to_owned(),
        notion_status: Some("Ready for Planning".to_owned()),
        valid: true,
        reasons: "[]".to_owned(),
        notes: "[]".to_owned(),
        state_since: at(40),
        created_time: row.created_time,
        updated_time: row.edited_time,
        due: row.due,
    }
}

impl Rows {
    pub(super) async fn new(count: u64) -> Self {
        let test = store().await;
        let mut changes = vec![Change::PutObject(table(
            100,
            ObjectKind::DataSource,
            "Videos",
            StoredParent::Workspace,
        ))];
        for number in 1..=count {
            let title = format!("Row {number}");
            let row = page_in(100 + number, &title, StoredParent::DataSource(id(100)));
            changes.push(Change::PutObject(row));
        }
        test.apply(changes).await;
        let profile = test
            .store
            .put_profile(test.connection, new_profile(), at(30))
            .await
            .unwrap();
        Self { test, profile }
    }

    /// What is due.
    pub(super) async fn due(&self) -> Vec<RowToValidate> {
        let found = self.test.store.rows_to_validate(self.profile, 0, 1_000);
        found.await.unwrap()
    }

    /// Whose row is due.
    pub(super) async fn due_numbers(&self) -> Vec<u64> {
        let due = self.due().await.into_iter();
        due.map(|row| (101..).find(|number| id(*number) == row.object).unwrap())
            .collect()
    }

    /// Finds nothing wrong with anything that is due.
    pub(super) async fn validate(&self) {
        let due = self.due().await;
        let changes = due
            .iter()
            .map(|row| Change::PutRecord(Box::new(record(self, row))))
            .collect();
        self.test.apply(changes).await;
    }
}
