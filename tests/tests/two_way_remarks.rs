//! The comment in Notion that says what an entry lacks: one for each entry, which says what is so now.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_simulator::{Edit, Id};
use keepsake_tests::Productions;
use serde_json::{Value, json};

/// What the comments on a page say, oldest first.
async fn said(productions: &Productions, page: &str) -> Vec<String> {
    let path = format!("comments?block_id={page}");
    let answer = productions.ask_notion(&path).await;
    let comments = answer["results"].as_array().unwrap().clone();
    let words = |comment: &Value| {
        let pieces = comment["rich_text"].as_array().unwrap().clone();
        let words = pieces
            .iter()
            .map(|piece| piece["plain_text"].as_str().unwrap().to_owned());
        words.collect::<String>()
    };
    comments.iter().map(words).collect()
}

fn topic(productions: &Productions, row: &str, text: &str) {
    let value = json!({"rich_text": [{"type": "text", "text": {"content": text}}]});
    productions.notion(row, "Topic", value);
}

fn channel(productions: &Productions, row: &str, name: &str) {
    productions.notion(row, "Channel", json!({"select": {"name": name}}));
}

async fn cycle(productions: &Productions) -> u32 {
    productions.later().await;
    productions.sync().await.pushed.remarks
}

#[tokio::test]
async fn what_an_entry_lacks_is_said_once_follows_what_is_so_and_goes_when_it_is_put_right() {
    let productions = Productions::created_commenting().await;
    let row = productions.add_row("Harbour", "", "coral", "Queued");
    assert_eq!(cycle(&productions).await, 1);
    let first = said(&productions, &row).await;
    assert_eq!(first.len(), 1);
    for reason in ["Missing Topic", "Unknown channel: coral"] {
        assert!(first[0].contains(reason), "{reason}: {first:?}");
    }
    for _ in 0..3 {
        productions.facade.simulator.reset_meters();
        assert_eq!(cycle(&productions).await, 0);
        assert_eq!(productions.writes(), 0);
    }
    productions.notion_status(&row, "Draft");
    assert_eq!(cycle(&productions).await, 0, "the reasons are the same");
    assert_eq!(said(&productions, &row).await, first);

    topic(&productions, &row, "Ships");
    assert_eq!(cycle(&productions).await, 1);
    let fewer = said(&productions, &row).await;
    assert_eq!(fewer.len(), 1, "the same comment says it: {fewer:?}");
    assert!(!fewer[0].contains("Missing Topic") && fewer[0].contains("coral"));

    channel(&productions, &row, "deep-sea");
    assert_eq!(cycle(&productions).await, 1);
    assert!(productions.inbox().await.is_empty());
    assert!(said(&productions, &row).await.is_empty());
    productions.facade.simulator.reset_meters();
    assert_eq!(cycle(&productions).await, 0);
    assert_eq!(productions.writes(), 0);
}

#[tokio::test]
async fn a_comment_that_somebody_answered_says_that_it_is_settled_and_nobody_elses_is_touched() {
    let productions = Productions::created_commenting().await;
    let row = productions.add_row("Harbour", "", "deep-sea", "");
    let page = Id::parse(&row).unwrap();
    let aside = Edit::AddComment {
        on: page,
        text: "Keepsake does not take up this: why?".to_owned(),
    };
    productions.facade.simulator.edit(&aside).unwrap();
    assert_eq!(cycle(&productions).await, 1);
    let path = format!("comments?block_id={row}");
    let comments = productions.ask_notion(&path).await;
    let ours = &comments["results"][1];
    productions
        .answer_in_notion(ours["discussion_id"].as_str().unwrap(), "I will.")
        .await;

    topic(&productions, &row, "Ships");
    assert_eq!(cycle(&productions).await, 1);
    let all = said(&productions, &row).await;
    assert!(all[0].starts_with("Keepsake does not take up this: why?"));
    let settled = "This was put right, and Keepsake has taken it up.";
    assert_eq!(all[1..], [settled, "I will."]);
    channel(&productions, &row, "coral");
    assert_eq!(cycle(&productions).await, 1);
    let again = said(&productions, &row).await;
    assert!(
        again.len() == 3 && again[1].contains("Unknown channel: coral"),
        "{again:?}"
    );
}

#[tokio::test]
async fn an_entry_that_is_put_right_before_anything_was_said_gets_no_comment() {
    let productions = Productions::created_commenting().await;
    let row = productions.add_row("Harbour", "", "deep-sea", "");
    topic(&productions, &row, "Ships");
    assert_eq!(cycle(&productions).await, 0);
    assert!(said(&productions, &row).await.is_empty());
}
