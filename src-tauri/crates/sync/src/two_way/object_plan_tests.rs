#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

use super::*;
use keepsake_notion::Parent;
use keepsake_records::profile::{Direction, Policy};
use keepsake_text::NotionId;
use serde_json::{Map, json};
use time::{OffsetDateTime, macros::datetime};

const EDITED: OffsetDateTime = datetime!(2026-11-20 10:00 UTC);

fn page(number: i64, in_trash: bool) -> Page {
    let properties = json!({
        "Count": {"id": "n", "type": "number", "number": number},
        "Made": {"id": "m", "type": "created_time", "created_time": "2026-11-20T10:00:00.000Z"},
    });
    Page {
        id: NotionId::from_bytes([1; 16]),
        parent: Parent::Page(NotionId::from_bytes([2; 16])),
        created_time: EDITED,
        last_edited_time: EDITED,
        created_by: None,
        last_edited_by: None,
        in_trash,
        is_archived: false,
        is_locked: false,
        url: None,
        icon: None,
        cover: None,
        properties: properties.as_object().cloned().unwrap(),
        extra: Map::new(),
    }
}

fn number(value: i64) -> Option<String> {
    Some(json!({"number": value}).to_string())
}

fn part(part: Part, base: Option<String>, local: Option<String>) -> UnsettledPart {
    UnsettledPart {
        part,
        base,
        local,
        base_hash: None,
        local_hash: None,
        lossy_base: false,
        edits: 3,
        edited_time: EDITED,
    }
}

fn count(base: i64, local: i64) -> UnsettledPart {
    part(Part::Property("n".to_owned()), number(base), number(local))
}

fn trash(base: bool, local: bool) -> UnsettledPart {
    let text = |in_trash| {
        Some(
            Trash {
                in_trash,
                metadata: String::new(),
                body: String::new(),
            }
            .text(),
        )
    };
    part(Part::Trash, text(base), text(local))
}

fn planned(page: &Page, parts: &[UnsettledPart], policy: Policy) -> ObjectPlan {
    planned_with(page, parts, policy, &BTreeSet::new(), &BTreeSet::new())
}

fn planned_with(
    page: &Page,
    parts: &[UnsettledPart],
    policy: Policy,
    undecided: &BTreeSet<Part>,
    parked: &BTreeSet<Part>,
) -> ObjectPlan {
    plan(&ObjectFacts {
        page,
        parts,
        rule: &|_| Rule {
            direction: Direction::Both,
            policy,
        },
        undecided,
        parked,
        held: None,
        completed: &BTreeMap::new(),
        correlation_id: "test",
    })
}

#[test]
fn the_status_of_a_row_that_breaks_a_rule_is_taken_from_notion_but_not_written() {
    let status = Part::Property("n".to_owned());
    let table = [
        ("changed here", count(1, 2), 1, vec![], 1),
        (
            "changed by both",
            count(1, 2),
            3,
            vec!["conflict kept local", "base"],
            1,
        ),
        ("changed alike", count(1, 2), 2, vec!["settle"], 0),
        ("changed in Notion", count(1, 1), 2, vec!["take"], 0),
    ];
    for (case, part, shown, expected, held) in table {
        let told = plan(&ObjectFacts {
            page: &page(shown, false),
            parts: &[part],
            rule: &|_| Rule {
                direction: Direction::Both,
                policy: Policy::Local,
            },
            undecided: &BTreeSet::new(),
            parked: &BTreeSet::new(),
            held: Some(&status),
            completed: &BTreeMap::new(),
            correlation_id: "test",
        });
        assert!(told.properties.is_empty(), "{case}");
        assert_eq!(changes(&told), expected, "{case}");
        assert_eq!(told.unwritable.len(), held, "{case}");
    }
}

/// What the changes of a plan are, in words.
fn changes(plan: &ObjectPlan) -> Vec<String> {
    plan.changes
        .iter()
        .map(|change| match change {
            Change::SettlePart { .. } => "settle".to_owned(),
            Change::TakeRemote { .. } => "take".to_owned(),
            Change::PutBase { .. } => "base".to_owned(),
            Change::MarkTrashed { .. } => "trashed".to_owned(),
            Change::PutConflict(conflict) => match conflict.kept {
                Some(kept) => format!("conflict kept {}", kept.as_str()),
                None => "conflict open".to_owned(),
            },
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn a_value_is_written_taken_settled_or_asked_about() {
    let table: [(&str, UnsettledPart, Policy, &[&str], bool); 6] = [
        ("changed here", count(1, 2), Policy::Ask, &[], true),
        (
            "both the same",
            count(0, 1),
            Policy::Ask,
            &["settle"],
            false,
        ),
        (
            "both changed",
            count(0, 2),
            Policy::Ask,
            &["conflict open"],
            false,
        ),
        (
            "both changed, ours stands",
            count(0, 2),
            Policy::Local,
            &["conflict kept local", "base"],
            true,
        ),
        (
            "both changed, Notion's stands",
            count(0, 2),
            Policy::Notion,
            &["conflict kept notion", "take"],
            false,
        ),
        (
            "only Notion changed",
            count(0, 0),
            Policy::Ask,
            &["take"],
            false,
        ),
    ];
    for (case, part, policy, expected, writes) in table {
        let plan = planned(&page(1, false), &[part], policy);
        assert_eq!(changes(&plan), expected, "{case}");
        assert_eq!(!plan.properties.is_empty(), writes, "{case}");
    }
}

#[test]
fn a_version_that_loses_is_recorded_whole_before_it_loses() {
    let plan = planned(&page(1, false), &[count(0, 2)], Policy::Notion);
    let Some(Change::PutConflict(conflict)) = plan.changes.first() else {
        panic!("{plan:?}")
    };
    assert_eq!(
        (&conflict.base, &conflict.local, &conflict.remote),
        (&number(0), &number(2), &number(1))
    );
}

#[test]
fn what_waits_for_the_person_or_is_parked_is_left_alone() {
    let waits = BTreeSet::from([Part::Property("n".to_owned())]);
    let none = BTreeSet::new();
    for (undecided, parked) in [(&waits, &none), (&none, &waits)] {
        let plan = planned_with(
            &page(1, false),
            &[count(1, 2)],
            Policy::Local,
            undecided,
            parked,
        );
        assert!(plan.changes.is_empty() && plan.properties.is_empty());
        assert_eq!(plan.waiting, 1);
    }
}

#[test]
fn what_cannot_be_written_is_named() {
    let made = part(Part::Property("m".to_owned()), None, number(1));
    let gone = part(Part::Property("x".to_owned()), number(1), number(2));
    let plan = planned(&page(1, false), &[made, gone], Policy::Local);
    let named: Vec<_> = plan.unwritable.iter().map(|(_, reason)| *reason).collect();
    assert_eq!(named, ["read_only", "property_missing"]);
}

#[test]
fn a_page_in_the_trash_is_never_written_and_its_edits_are_asked_about_once() {
    let in_trash = page(1, true);
    let plan = planned(&in_trash, &[count(1, 2)], Policy::Local);
    assert_eq!(changes(&plan), ["conflict open"]);
    assert!(plan.properties.is_empty() && plan.waiting == 1);

    let asked = BTreeSet::from([Part::Trash]);
    let again = planned_with(
        &in_trash,
        &[count(1, 2)],
        Policy::Local,
        &asked,
        &BTreeSet::new(),
    );
    assert!(again.changes.is_empty());
}

#[test]
fn the_trash_goes_both_ways() {
    /// The case, whether Notion has it in the trash, the wish, the changes, and whether it is put in or taken out.
    type Case = (
        &'static str,
        bool,
        UnsettledPart,
        &'static [&'static str],
        bool,
        bool,
    );
    let table: [Case; 4] = [
        ("away", false, trash(false, true), &[], true, false),
        (
            "away on both sides",
            true,
            trash(false, true),
            &["settle", "trashed"],
            false,
            false,
        ),
        ("back", true, trash(true, false), &[], false, true),
        (
            "back on both sides",
            false,
            trash(true, false),
            &["settle"],
            false,
            false,
        ),
    ];
    for (case, in_trash, part, expected, trashes, restores) in table {
        let plan = planned(&page(1, in_trash), &[part], Policy::Ask);
        assert_eq!(changes(&plan), expected, "{case}");
        assert_eq!(plan.trash.is_some(), trashes, "{case}");
        assert_eq!(plan.restore.is_some(), restores, "{case}");
    }
}

#[test]
fn a_value_that_notion_cut_is_completed_before_anything_is_decided() {
    let mut shown = page(1, false);
    let cut: Vec<_> = (0..25_u8)
        .map(|id| json!({"id": NotionId::from_bytes([id; 16])}))
        .collect();
    let value = json!({"id": "r", "type": "relation", "relation": cut, "has_more": true});
    shown.properties.insert("Related".to_owned(), value);
    let related = part(
        Part::Property("r".to_owned()),
        Some("whole".to_owned()),
        Some("wanted".to_owned()),
    );
    let plan = planned(&shown, std::slice::from_ref(&related), Policy::Ask);
    assert_eq!(plan.cut, ["r"]);
    assert!(plan.changes.is_empty() && plan.properties.is_empty());

    let completed = BTreeMap::from([("r".to_owned(), Some("whole".to_owned()))]);
    let none = BTreeSet::new();
    let plan = super::plan(&ObjectFacts {
        page: &shown,
        parts: &[related],
        rule: &|_| Rule::default(),
        undecided: &none,
        parked: &none,
        held: None,
        completed: &completed,
        correlation_id: "test",
    });
    assert_eq!(plan.properties.len(), 1);
}
