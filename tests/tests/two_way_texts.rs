//! Texts that are changed on both sides, and pages that one side throws away while the other one works on them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_app::{Keep, dto::TrashedWhere};
use keepsake_simulator::{Edit, Id};
use keepsake_tests::Productions;

/// Somebody writes a sentence at the end of a page in Notion; answers with the sentence.
fn write_in_notion(productions: &Productions, page: &str, text: &str) -> String {
    let edit = Edit::AddText {
        to: Id::parse(page).unwrap(),
        text: text.to_owned(),
    };
    let edited = productions.facade.simulator.edit(&edit).unwrap();
    format!("{text} {}", edited.token.unwrap())
}

/// Somebody rewrites the first paragraph of a page in Notion; answers with what it says then.
async fn rewrite_in_notion(productions: &Productions, page: &str, text: &str) -> String {
    let blocks = productions
        .ask_notion(&format!("blocks/{page}/children"))
        .await;
    let edit = Edit::SetText {
        id: Id::parse(blocks["results"][0]["id"].as_str().unwrap()).unwrap(),
        text: text.to_owned(),
    };
    let edited = productions.facade.simulator.edit(&edit).unwrap();
    format!("{text} {}", edited.token.unwrap())
}

/// A page that both sides know.
async fn page(productions: &Productions) -> String {
    let page = productions.add_row("Tides", "Biology", "deep-sea", "");
    write_in_notion(productions, &page, "A second paragraph.");
    productions.later().await;
    productions.sync().await;
    page
}

async fn text(productions: &Productions, page: &str) -> String {
    productions.facade.core.text(page).await.unwrap().markdown
}

#[tokio::test]
async fn a_text_changed_here_reaches_notion_and_a_second_cycle_writes_nothing() {
    let productions = Productions::created().await;
    let page = page(&productions).await;
    let wanted = format!(
        "{}\nA third one, from here.",
        text(&productions, &page).await
    );
    let (put, changed) = productions
        .facade
        .core
        .put_text(&page, &wanted)
        .await
        .unwrap();
    assert!(changed && put.unsent);
    let run = productions.sync().await;
    assert_eq!(
        (run.pushed.texts, run.pushed.asked, run.pushed.parked),
        (1, 0, 0)
    );
    assert!(
        productions
            .text_in_notion(&page)
            .await
            .contains("A third one, from here.")
    );
    assert!(!productions.facade.core.text(&page).await.unwrap().unsent);
    productions.later().await;
    productions.facade.simulator.reset_meters();
    productions.sync().await;
    assert_eq!(
        productions.writes(),
        0,
        "our own write, seen again, changes nothing"
    );
}

#[tokio::test]
async fn different_segments_changed_on_both_sides_are_merged() {
    let productions = Productions::created().await;
    let page = page(&productions).await;
    let before = text(&productions, &page).await;
    let here = before.replace("A second paragraph.", "A better second paragraph.");
    assert_ne!(here, before);
    productions
        .facade
        .core
        .put_text(&page, &here)
        .await
        .unwrap();
    let there = rewrite_in_notion(&productions, &page, "A new beginning").await;
    productions.later().await;
    let run = productions.sync().await;
    assert_eq!(
        (run.pushed.merged, run.pushed.asked),
        (1, 0),
        "{:?}",
        run.pushed
    );
    let merged = productions.text_in_notion(&page).await;
    assert!(
        merged.contains("A better second paragraph.") && merged.contains(&there),
        "{merged}"
    );
    assert_eq!(
        text(&productions, &page).await,
        merged,
        "both sides have the same"
    );
}

#[tokio::test]
async fn the_same_segment_changed_on_both_sides_waits_and_both_versions_are_kept_byte_for_byte() {
    for (keep, here_stays, there_stays) in [(Keep::Here, true, false), (Keep::Notion, false, true)]
    {
        let productions = Productions::created().await;
        let page = page(&productions).await;
        let before = text(&productions, &page).await;
        let first = before.lines().next().unwrap();
        let mine = "Mine — ümläut 😀 and a tab\tinside";
        let here = before.replacen(first, mine, 1);
        productions
            .facade
            .core
            .put_text(&page, &here)
            .await
            .unwrap();
        let there = rewrite_in_notion(&productions, &page, "Theirs").await;
        productions.later().await;
        let run = productions.sync().await;
        assert_eq!(
            (run.pushed.asked, run.pushed.texts),
            (1, 0),
            "{:?}",
            run.pushed
        );
        assert!(
            productions.text_in_notion(&page).await.contains(&there),
            "nothing is written"
        );
        assert_eq!(
            text(&productions, &page).await,
            here,
            "mine is what is shown here"
        );

        let core = &productions.facade.core;
        let connection = &productions.facade.connection;
        let detail = core.conflict(connection, &page).await.unwrap();
        assert_eq!(detail.summary.segments, 1);
        assert_eq!(detail.segments[0].here.trim_end(), mine);
        assert_eq!(detail.segments[0].notion.trim_end(), there);
        assert_eq!(detail.segments[0].base.trim_end(), first);

        productions.later().await;
        assert_eq!(productions.sync().await.pushed.asked, 0, "asked once");
        assert_eq!(
            core.resolve_page(connection, &page, &keep).await.unwrap(),
            (1, 0)
        );
        productions.sync().await;
        let settled = productions.text_in_notion(&page).await;
        assert_eq!(
            (settled.contains(mine), settled.contains(&there)),
            (here_stays, there_stays)
        );
        assert_eq!(text(&productions, &page).await, settled);
        assert!(
            core.conflict(connection, &page).await.is_err(),
            "it is decided"
        );
    }
}

#[tokio::test]
async fn keeping_both_puts_the_text_from_here_onto_a_second_page() {
    let productions = Productions::created().await;
    let page = page(&productions).await;
    let before = text(&productions, &page).await;
    let first = before.lines().next().unwrap().to_owned();
    productions
        .facade
        .core
        .put_text(&page, &before.replacen(&first, "Mine", 1))
        .await
        .unwrap();
    let there = rewrite_in_notion(&productions, &page, "Theirs").await;
    productions.later().await;
    productions.sync().await;
    let core = &productions.facade.core;
    core.resolve_page(&productions.facade.connection, &page, &Keep::Both)
        .await
        .unwrap();
    let run = productions.sync().await;
    assert_eq!(run.pushed.created, 1, "{:?}", run.pushed);
    assert!(productions.text_in_notion(&page).await.contains(&there));
    let records = productions.records().await;
    let second = records
        .iter()
        .find(|record| record.title.contains("from this computer"))
        .unwrap();
    assert!(
        productions
            .text_in_notion(&second.id)
            .await
            .starts_with("Mine")
    );
}

#[tokio::test]
async fn an_edit_here_of_a_page_that_notion_trashed_is_kept_and_asked_about() {
    let productions = Productions::created().await;
    let page = page(&productions).await;
    for number in 0..6 {
        productions.add_row(&format!("Other {number}"), "Biology", "deep-sea", "");
    }
    productions.later().await;
    productions.sync().await;
    let here = format!("{}\nOne more thing.", text(&productions, &page).await);
    productions
        .facade
        .core
        .put_text(&page, &here)
        .await
        .unwrap();
    let trash = Edit::Trash {
        id: Id::parse(&page).unwrap(),
    };
    productions.facade.simulator.edit(&trash).unwrap();
    productions.later().await;
    let run = productions.sync().await;
    assert_eq!(run.pushed.asked, 1, "{:?}", run.pushed);
    let core = &productions.facade.core;
    let connection = &productions.facade.connection;
    let detail = core.conflict(connection, &page).await.unwrap();
    assert_eq!(detail.summary.trash, Some(TrashedWhere::Notion));
    assert_eq!(text(&productions, &page).await, here, "the edit is kept");

    core.resolve_page(connection, &page, &Keep::Here)
        .await
        .unwrap();
    productions.sync().await;
    productions.later().await;
    productions.sync().await;
    let shown = productions.ask_notion(&format!("pages/{page}")).await;
    assert_eq!(shown["in_trash"], false, "it is restored");
    assert!(
        productions
            .text_in_notion(&page)
            .await
            .contains("One more thing.")
    );
}

#[tokio::test]
async fn a_merged_text_can_be_taken_back() {
    let productions = Productions::created().await;
    let page = page(&productions).await;
    let before = text(&productions, &page).await;
    productions
        .facade
        .core
        .put_text(&page, &format!("{before}\nLater regretted."))
        .await
        .unwrap();
    productions.sync().await;
    assert!(
        productions
            .text_in_notion(&page)
            .await
            .contains("Later regretted.")
    );
    productions.facade.core.undo_text(&page).await.unwrap();
    productions.sync().await;
    assert_eq!(
        productions.text_in_notion(&page).await.trim_end(),
        before.trim_end()
    );
}

#[tokio::test]
async fn pages_are_made_moved_trashed_and_restored_from_here() {
    let productions = Productions::created().await;
    let core = &productions.facade.core;
    let connection = &productions.facade.connection;
    let tree = core.tree(connection).await.unwrap();
    let top = &tree
        .iter()
        .find(|node| node.kind == keepsake_app::dto::TreeKind::Page)
        .unwrap()
        .id;
    let one = core
        .new_page(connection, top, "One", Some("# First\nWords."))
        .await
        .unwrap();
    let two = core.new_page(connection, top, "Two", None).await.unwrap();
    assert_eq!(productions.sync().await.pushed.created, 2);
    let id = core.text(&one.id).await.unwrap().id;
    let other = core
        .record(&two.id)
        .await
        .err()
        .map(|_| core.text(&two.id))
        .unwrap()
        .await
        .unwrap()
        .id;
    assert!(productions.text_in_notion(&id).await.contains("Words."));

    core.move_page(&id, &two.id).await.unwrap();
    assert_eq!(productions.sync().await.pushed.moved, 1);
    let shown = productions.ask_notion(&format!("pages/{id}")).await;
    assert_eq!(shown["parent"]["page_id"].as_str().unwrap(), other);
    assert!(core.move_page(&other, &id).await.is_err(), "into itself");

    core.trash_page(&id).await.unwrap();
    assert_eq!(productions.sync().await.pushed.trashed, 1);
    assert_eq!(
        productions.ask_notion(&format!("pages/{id}")).await["in_trash"],
        true
    );
    core.restore_page(&id).await.unwrap();
    assert_eq!(productions.sync().await.pushed.restored, 1);
    assert_eq!(
        productions.ask_notion(&format!("pages/{id}")).await["in_trash"],
        false
    );
}
