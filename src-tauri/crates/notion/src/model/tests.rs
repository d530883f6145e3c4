#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
use keepsake_text::NotionId;
use serde_json::{Value, json};
use time::macros::datetime;

use super::block::Block;
use super::comment::Comment;
use super::data_source::DataSource;
use super::database::Database;
use super::file_upload::FileUpload;
use super::page::Page;
use super::page_markdown::PageMarkdown;
use super::parent::Parent;
use super::property::PropertyAnswer;
use super::user::User;
use crate::decode::{self, Model};
use crate::exchange::Answer;
use crate::note::Note;

const A: &str = "393abc1e-edcd-81f5-ae94-ec2d55fe98ed";
const B: &str = "7775f3a3-893f-43fa-b625-460c61094c78";

fn id(text: &str) -> NotionId {
    text.parse().unwrap()
}

fn read<T: Model>(body: &Value) -> (T, Vec<Note>) {
    let raw = serde_json::value::to_raw_value(body).unwrap();
    let mut notes = Vec::new();
    let value = decode::item(&raw, &mut notes).unwrap();
    (value, notes)
}

/// A value that has to be read without a remark.
fn clean<T: Model>(body: &Value) -> T {
    let (value, notes) = read(body);
    assert_eq!(notes, []);
    value
}

#[test]
fn a_page_is_read_with_everything_it_says() {
    let title = json!({"id": "title", "type": "title", "title": []});
    let page: Page = clean(&json!({
        "object": "page", "id": A, "request_id": "r",
        "created_time": "2026-07-04T09:08:00.000Z",
        "last_edited_time": "2026-07-04T11:09:00.000+02:00",
        "created_by": {"object": "user", "id": B}, "last_edited_by": {"object": "user", "id": B},
        "cover": null, "icon": {"type": "emoji", "emoji": "x"},
        "parent": {"type": "page_id", "page_id": B},
        "in_trash": false, "is_archived": true, "is_locked": true,
        "properties": {"title": title},
        "url": "https://app.notion.com/p/x", "public_url": null, "verification": {"state": "none"},
    }));
    assert_eq!(page.id, id(A));
    assert_eq!(page.parent, Parent::Page(id(B)));
    assert_eq!(page.created_time, datetime!(2026-07-04 09:08 UTC));
    assert_eq!(page.last_edited_time, datetime!(2026-07-04 09:09 UTC));
    assert!(page.last_edited_time.offset().is_utc());
    assert_eq!(page.created_by, Some(id(B)));
    assert!(!page.in_trash && page.is_archived && page.is_locked);
    assert_eq!(page.cover, None);
    assert_eq!(page.properties.get("title"), Some(&title));
    assert_eq!(
        page.extra.get("verification"),
        Some(&json!({"state": "none"}))
    );
    assert!(!page.extra.contains_key("request_id"));
}

#[test]
fn an_older_versions_word_for_trash_is_understood() {
    let page: Page = clean(&json!({"object": "page", "id": A, "archived": true,
        "last_edited_time": "2026-07-04T09:09:00.000Z"}));
    assert!(page.in_trash);
    assert_eq!(page.created_time, page.last_edited_time);
    assert_eq!(page.parent, Parent::Unknown(Value::Null));
}

#[test]
fn every_documented_parent_is_read_and_others_are_kept() {
    let odd = json!({"type": "page_id", "page_id": "nowhere"});
    let new = json!({"type": "galaxy_id", "galaxy_id": A});
    let both = json!({"type": "data_source_id", "data_source_id": A, "database_id": B});
    let table = [
        (
            json!({"type": "workspace", "workspace": true}),
            Parent::Workspace,
        ),
        (
            json!({"type": "page_id", "page_id": A}),
            Parent::Page(id(A)),
        ),
        (
            json!({"type": "block_id", "block_id": A}),
            Parent::Block(id(A)),
        ),
        (
            json!({"type": "database_id", "database_id": A}),
            Parent::Database(id(A)),
        ),
        (
            both,
            Parent::DataSource {
                data_source: id(A),
                database: Some(id(B)),
            },
        ),
        (
            json!({"type": "data_source_id", "data_source_id": A}),
            Parent::DataSource {
                data_source: id(A),
                database: None,
            },
        ),
        (
            json!({"type": "agent_id", "agent_id": A}),
            Parent::Agent(id(A)),
        ),
        (odd.clone(), Parent::Unknown(odd)),
        (new.clone(), Parent::Unknown(new)),
        (json!("x"), Parent::Unknown(json!("x"))),
    ];
    for (value, expected) in table {
        assert_eq!(Parent::from(value.clone()), expected, "{value}");
    }
}

#[test]
fn a_database_lists_its_data_sources_and_a_linked_view_has_none() {
    let body = |sources: Value| {
        json!({"object": "database", "id": A, "title": [], "is_inline": true, "in_trash": false,
            "created_time": "2026-07-04T09:08:57.778+00:00",
            "last_edited_time": "2026-07-04T09:08:57.778+00:00",
            "parent": {"type": "block_id", "block_id": B}, "data_sources": sources})
    };
    let database: Database = clean(&body(json!([{"id": B, "name": "Tasks"}])));
    assert_eq!(database.data_sources[0].id, id(B));
    assert_eq!(database.data_sources[0].name, "Tasks");
    assert_eq!(
        database.created_time,
        datetime!(2026-07-04 09:08:57.778 UTC)
    );
    assert_eq!(database.description, json!([]));
    assert!(database.is_inline);
    let linked: Database = clean(&body(json!([])));
    assert_eq!(linked.data_sources, []);
    let (odd, notes) = read::<Database>(&body(json!([{"id": "x"}, {"id": B}])));
    assert_eq!((odd.data_sources.len(), notes.len()), (1, 1));
}

#[test]
fn a_data_source_knows_both_its_parents() {
    let source: DataSource = clean(&json!({"object": "data_source", "id": A,
        "title": [{"plain_text": "Tasks"}], "parent": {"type": "database_id", "database_id": B},
        "database_parent": {"type": "workspace", "workspace": true},
        "created_time": "2026-07-04T09:08:00.000Z", "last_edited_time": "2026-07-04T09:08:00.000Z",
        "properties": {"Name": {"id": "title", "type": "title", "title": {}}}}));
    assert_eq!(source.parent, Parent::Database(id(B)));
    assert_eq!(source.database_parent, Some(Parent::Workspace));
    assert_eq!(source.properties.len(), 1);
}

#[test]
fn blocks_of_known_new_and_hidden_types_are_all_blocks() {
    let block: Block = clean(
        &json!({"object": "block", "id": A, "type": "to_do", "has_children": true,
        "parent": {"type": "page_id", "page_id": B}, "to_do": {"checked": true}}),
    );
    assert!(block.is_known_kind() && block.has_children);
    assert_eq!(block.payload(), Some(&json!({"checked": true})));
    let new: Block =
        clean(&json!({"object": "block", "id": A, "type": "hologram", "hologram": {"z": 1}}));
    assert!(!new.is_known_kind());
    assert_eq!(new.payload(), Some(&json!({"z": 1})));
    let hidden: Block = clean(&json!({"object": "block", "id": A}));
    assert_eq!((hidden.kind.as_str(), hidden.payload()), ("", None));
}

#[test]
fn users_are_read_as_far_as_they_are_shown() {
    let me: User = clean(
        &json!({"object": "user", "id": A, "name": "Bot", "avatar_url": null, "type": "bot",
        "bot": {"owner": {"type": "workspace", "workspace": true}, "workspace_id": B,
            "workspace_name": "Acme", "workspace_limits": {"max_file_upload_size_in_bytes": 5242880}}}),
    );
    let bot = me.bot.unwrap();
    assert_eq!(bot.workspace_id, Some(id(B)));
    assert_eq!(bot.workspace_name.as_deref(), Some("Acme"));
    assert_eq!(bot.max_upload_bytes, Some(5_242_880));
    let other: User = clean(&json!({"object": "user", "id": A, "type": "bot", "bot": {}}));
    assert_eq!(other.bot.unwrap().workspace_id, None);
    let person: User = clean(&json!({"object": "user", "id": A, "type": "person",
        "person": {"email": "a@b.c", "email_verified": true}}));
    assert_eq!(person.email.as_deref(), Some("a@b.c"));
    let partial: User = clean(&json!({"object": "user", "id": A}));
    assert_eq!((partial.kind, partial.name), (None, None));
}

#[test]
fn comments_and_uploads_are_read() {
    let comment: Comment = clean(&json!({"object": "comment", "id": A, "discussion_id": B,
        "parent": {"type": "block_id", "block_id": B}, "created_time": "2026-07-04T09:08:00.000Z",
        "created_by": {"object": "user", "id": B}, "rich_text": [{"plain_text": "hi"}],
        "display_name": {"type": "integration", "resolved_name": "Bot"}}));
    assert_eq!(comment.discussion_id, Some(id(B)));
    assert_eq!(comment.created_time, Some(datetime!(2026-07-04 09:08 UTC)));
    assert_eq!(comment.attachments, json!([]));
    let upload: FileUpload = clean(
        &json!({"object": "file_upload", "id": A, "status": "uploaded",
        "filename": "a.png", "content_length": 12, "expiry_time": null}),
    );
    assert_eq!(
        (upload.status.as_str(), upload.content_length),
        ("uploaded", Some(12))
    );
}

#[test]
fn markdown_says_what_is_missing_from_it() {
    let markdown: PageMarkdown = clean(&json!({"object": "page_markdown", "id": A,
        "markdown": "# A", "truncated": true, "unknown_block_ids": [B]}));
    assert_eq!(markdown.markdown, "# A");
    assert!(markdown.truncated);
    assert_eq!(markdown.unknown_block_ids, [id(B)]);
}

#[test]
fn a_property_is_one_value_or_a_page_of_items() {
    let answer = |body: &Value| Answer {
        status: 200,
        raw: serde_json::value::to_raw_value(body).unwrap(),
        request_id: None,
        server_time: None,
        notes: Vec::new(),
    };
    let number = json!({"object": "property_item", "id": "a", "type": "number", "number": 5});
    let single = PropertyAnswer::read(&mut answer(&number)).unwrap();
    assert_eq!(single, PropertyAnswer::Single(number));
    let item = json!({"object": "property_item", "type": "relation", "relation": {"id": A}});
    let body = json!({"object": "list", "type": "property_item", "has_more": true, "next_cursor": "c",
        "results": [item], "property_item": {"type": "relation", "relation": {}}});
    let items = PropertyAnswer::read(&mut answer(&body)).unwrap();
    let expected = PropertyAnswer::Items {
        results: vec![item],
        next_cursor: Some("c".to_owned()),
        has_more: true,
        property_item: json!({"type": "relation", "relation": {}}),
    };
    assert_eq!(items, expected);
    assert!(PropertyAnswer::read(&mut answer(&json!({"object": "page"}))).is_err());
}
