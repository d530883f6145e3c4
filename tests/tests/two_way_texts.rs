//! Texts that are changed on both sides, and pages that one side throws away while the other one works on them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_app::{
    AppError, Keep, Keepsake, PageText,
    dto::{ConflictDetail, Pushed, TrashedWhere},
};
use keepsake_simulator::{Edit, Id, Quirks};
use keepsake_tests::Productions;

/// A page that both sides know.
struct Shared {
    productions: Productions,
    page: String,
}

impl Shared {
    /// A page of two paragraphs, just synced.
    async fn new() -> Self {
        let productions = Productions::created().await;
        let page = productions.add_row("Tides", "Biology", "deep-sea", "");
        let edit = Edit::AddText {
            to: Id::parse(&page).unwrap(),
            text: "A second paragraph.".to_owned(),
        };
        productions.facade.simulator.edit(&edit).unwrap();
        productions.later().await;
        productions.sync().await;
        Self { productions, page }
    }

    fn core(&self) -> &Keepsake {
        &self.productions.facade.core
    }

    /// The text as it is shown here.
    async fn here(&self) -> String {
        self.core().text(&self.page).await.unwrap().markdown
    }

    /// The text as Notion has it.
    async fn there(&self) -> String {
        self.productions.text_in_notion(&self.page).await
    }

    /// The person writes another text here.
    async fn write(&self, text: &str) -> PageText {
        let (put, changed) = self.core().put_text(&self.page, text).await.unwrap();
        assert!(changed, "another text");
        put
    }

    /// Somebody rewrites the first paragraph in Notion; answers with what it says then.
    async fn rewrite_there(&self, text: &str) -> String {
        let path = format!("blocks/{}/children", self.page);
        let blocks = self.productions.ask_notion(&path).await;
        let edit = Edit::SetText {
            id: Id::parse(blocks["results"][0]["id"].as_str().unwrap()).unwrap(),
            text: text.to_owned(),
        };
        let edited = self.productions.facade.simulator.edit(&edit).unwrap();
        format!("{text} {}", edited.token.unwrap())
    }

    /// Somebody adds code with blank lines in it, and words behind it.
    async fn add_code(&self) {
        let run = |words: &str| serde_json::json!([{"type": "text", "text": {"content": words}}]);
        let children = serde_json::json!([
            {"code": {"rich_text": run(CODE), "language": "python"}},
            {"paragraph": {"rich_text": run("Behind the code.")}},
        ]);
        let productions = &self.productions;
        productions
            .add_blocks_in_notion(&self.page, &children)
            .await;
        self.sync_later().await;
    }

    /// The block of the code.
    async fn code_in_notion(&self) -> serde_json::Value {
        let path = format!("blocks/{}/children", self.page);
        let blocks = self.productions.ask_notion(&path).await;
        let blocks = blocks["results"].as_array().unwrap();
        let code = blocks.iter().find(|block| block["type"] == "code");
        code.unwrap().clone()
    }

    /// The person changes the words behind the code; answers with the whole text.
    async fn write_behind_the_code(&self) -> String {
        let before = self.here().await;
        let wanted = before.replace("Behind the code.", "Changed behind the code.");
        self.write(&wanted).await;
        wanted
    }

    /// One cycle.
    async fn sync(&self) -> Pushed {
        self.productions.sync().await.pushed
    }

    /// One cycle after Notion's minute has passed.
    async fn sync_later(&self) -> Pushed {
        self.productions.later().await;
        self.sync().await
    }

    /// The conflict that waits for a decision.
    async fn conflict(&self) -> Result<ConflictDetail, AppError> {
        let connection = &self.productions.facade.connection;
        self.core().conflict(connection, &self.page).await
    }

    /// The person decides.
    async fn keep(&self, keep: Keep) {
        let connection = &self.productions.facade.connection;
        let decided = self.core().resolve_page(connection, &self.page, &keep);
        assert_eq!(decided.await.unwrap(), (1, 0));
    }
}

#[tokio::test]
async fn a_text_changed_here_reaches_notion_and_a_second_cycle_writes_nothing() {
    let shared = Shared::new().await;
    let wanted = format!("{}\nA third one, from here.", shared.here().await);
    assert!(shared.write(&wanted).await.unsent);
    let pushed = shared.sync().await;
    assert_eq!((pushed.texts, pushed.asked, pushed.parked), (1, 0, 0));
    assert!(shared.there().await.contains("A third one, from here."));
    assert!(!shared.core().text(&shared.page).await.unwrap().unsent);
    shared.productions.facade.simulator.reset_meters();
    shared.sync_later().await;
    assert_eq!(
        shared.productions.writes(),
        0,
        "our own write, seen again, changes nothing"
    );
}

/// What the code says in [`Shared::add_code`].
const CODE: &str = "a = 1\n\n\nb = 2\n";

#[tokio::test]
async fn code_with_blank_lines_keeps_them_and_its_block_when_the_text_after_it_changes() {
    let shared = Shared::new().await;
    shared.add_code().await;
    let before = shared.code_in_notion().await;
    let wanted = shared.write_behind_the_code().await;
    let pushed = shared.sync().await;
    assert_eq!((pushed.texts, pushed.decided), (1, 0), "{pushed:?}");
    let after = shared.code_in_notion().await;
    assert_eq!(after["id"], before["id"], "the block was not touched");
    assert_eq!(after["code"]["rich_text"][0]["plain_text"], CODE);
    assert_eq!(shared.there().await, wanted);
    assert_eq!(shared.here().await, wanted);
}

#[tokio::test]
async fn what_notion_changes_beyond_what_was_sent_is_said_and_can_be_brought_back() {
    let shared = Shared::new().await;
    shared.add_code().await;
    let wanted = shared.write_behind_the_code().await;
    let simulator = &shared.productions.facade.simulator;
    let calm = simulator.quirks();
    simulator.set_quirks(Quirks {
        blank_lines_lost_in_code: true,
        ..calm.clone()
    });
    let pushed = shared.sync().await;
    assert_eq!((pushed.texts, pushed.decided), (1, 1), "{pushed:?}");
    let there = shared.there().await;
    assert_ne!(there, wanted);
    assert_eq!(shared.here().await, there, "what Notion has is shown");
    simulator.set_quirks(calm);
    let history = shared.core().history(&shared.page).await.unwrap();
    let change = history.iter().find(|entry| entry.after == wanted).unwrap();
    assert!(change.undoable, "{change:?}");
    shared.write(&wanted).await;
    shared.sync_later().await;
    assert_eq!(shared.there().await, wanted, "it can be written again");
}

#[tokio::test]
async fn a_list_indented_with_spaces_is_nested_in_notion() {
    let shared = Shared::new().await;
    let before = shared.here().await;
    shared
        .write(&format!("{before}\n- a\n    - b\n- c\n"))
        .await;
    assert_eq!(
        shared.here().await,
        format!("{before}\n- a\n\t- b\n- c"),
        "as Notion reads it"
    );
    let pushed = shared.sync().await;
    assert_eq!((pushed.texts, pushed.decided), (1, 0), "{pushed:?}");
    let there = shared.there().await;
    assert!(there.ends_with("\n- a\n\t- b\n- c"), "{there}");
}

#[tokio::test]
async fn different_segments_changed_on_both_sides_are_merged() {
    let shared = Shared::new().await;
    let before = shared.here().await;
    let here = before.replace("A second paragraph.", "A better second paragraph.");
    assert_ne!(here, before);
    shared.write(&here).await;
    let there = shared.rewrite_there("A new beginning").await;
    let pushed = shared.sync_later().await;
    assert_eq!((pushed.merged, pushed.asked), (1, 0), "{pushed:?}");
    let merged = shared.there().await;
    assert!(
        merged.contains("A better second paragraph.") && merged.contains(&there),
        "{merged}"
    );
    assert_eq!(shared.here().await, merged, "both sides have the same");
}

#[tokio::test]
async fn the_same_segment_changed_on_both_sides_waits_and_both_versions_are_kept_byte_for_byte() {
    for (keep, here_stays, there_stays) in [(Keep::Here, true, false), (Keep::Notion, false, true)]
    {
        let shared = Shared::new().await;
        let before = shared.here().await;
        let first = before.lines().next().unwrap();
        let mine = "Mine — ümläut 😀 and a tab\tinside";
        let here = before.replacen(first, mine, 1);
        shared.write(&here).await;
        let there = shared.rewrite_there("Theirs").await;
        let pushed = shared.sync_later().await;
        assert_eq!((pushed.asked, pushed.texts), (1, 0), "{pushed:?}");
        assert!(shared.there().await.contains(&there), "nothing is written");
        assert_eq!(shared.here().await, here, "mine is what is shown here");

        let detail = shared.conflict().await.unwrap();
        assert_eq!(detail.summary.segments, 1);
        assert_eq!(detail.segments[0].here.trim_end(), mine);
        assert_eq!(detail.segments[0].notion.trim_end(), there);
        assert_eq!(detail.segments[0].base.trim_end(), first);

        assert_eq!(shared.sync_later().await.asked, 0, "asked once");
        shared.keep(keep).await;
        shared.sync().await;
        let settled = shared.there().await;
        assert_eq!(
            (settled.contains(mine), settled.contains(&there)),
            (here_stays, there_stays)
        );
        assert_eq!(shared.here().await, settled);
        assert!(shared.conflict().await.is_err(), "it is decided");
    }
}

#[tokio::test]
async fn keeping_both_puts_the_text_from_here_onto_a_second_page() {
    let shared = Shared::new().await;
    let before = shared.here().await;
    let first = before.lines().next().unwrap();
    shared.write(&before.replacen(first, "Mine", 1)).await;
    let there = shared.rewrite_there("Theirs").await;
    shared.sync_later().await;
    shared.keep(Keep::Both).await;
    let pushed = shared.sync().await;
    assert_eq!(pushed.created, 1, "{pushed:?}");
    assert!(shared.there().await.contains(&there));
    let records = shared.productions.records().await;
    let second = records
        .iter()
        .find(|record| record.title.contains("from this computer"))
        .unwrap();
    let text = shared.productions.text_in_notion(&second.id).await;
    assert!(text.starts_with("Mine"), "{text}");
    let first = shared.productions.record(&shared.page).await.record;
    assert_eq!(
        (&second.valid, &second.channel, &second.topic),
        (&true, &first.channel, &first.topic),
        "{second:?}"
    );
    assert!(shared.productions.inbox().await.is_empty());
}

#[tokio::test]
async fn a_second_record_has_every_field_of_the_first_and_no_job_of_its_own() {
    let shared = Shared::new().await;
    let (productions, page) = (&shared.productions, shared.page.as_str());
    productions.notion_status(page, "Queued");
    let high = serde_json::json!({"select": {"name": "High"}});
    productions.notion(page, "Priority", high);
    shared.sync_later().await;
    let before = shared.here().await;
    let first = before.lines().next().unwrap();
    shared.write(&before.replacen(first, "Mine", 1)).await;
    shared.rewrite_there("Theirs").await;
    shared.sync_later().await;
    shared.keep(Keep::Both).await;
    for _ in 0..2 {
        shared.sync_later().await;
    }
    let records = productions.records().await;
    let is_second = |record: &&keepsake_app::Record| record.title.contains("from this computer");
    let second = records.iter().find(is_second).unwrap();
    assert_eq!(
        (
            second.valid,
            second.priority.as_str(),
            second.status.as_str()
        ),
        (true, "High", "draft"),
        "{second:?}"
    );
    assert!(second.title.starts_with("Tides"), "{second:?}");
    let connection = &productions.facade.connection;
    let jobs = shared.core().record_jobs(connection).await.unwrap();
    assert_eq!(jobs.len(), 1, "{jobs:?}");
    assert_eq!(jobs[0].record, page);
}

#[tokio::test]
async fn an_edit_here_of_a_page_that_notion_trashed_is_kept_and_asked_about() {
    let shared = Shared::new().await;
    for number in 0..6 {
        let title = format!("Other {number}");
        shared
            .productions
            .add_row(&title, "Biology", "deep-sea", "");
    }
    shared.sync_later().await;
    let here = format!("{}\nOne more thing.", shared.here().await);
    shared.write(&here).await;
    let trash = Edit::Trash {
        id: Id::parse(&shared.page).unwrap(),
    };
    shared.productions.facade.simulator.edit(&trash).unwrap();
    let pushed = shared.sync_later().await;
    assert_eq!(pushed.asked, 1, "{pushed:?}");
    let detail = shared.conflict().await.unwrap();
    assert_eq!(detail.summary.trash, Some(TrashedWhere::Notion));
    assert_eq!(shared.here().await, here, "the edit is kept");

    shared.keep(Keep::Here).await;
    shared.sync().await;
    shared.sync_later().await;
    let path = format!("pages/{}", shared.page);
    let shown = shared.productions.ask_notion(&path).await;
    assert_eq!(shown["in_trash"], false, "it is restored");
    assert!(shared.there().await.contains("One more thing."));
}

#[tokio::test]
async fn a_merged_text_can_be_taken_back() {
    let shared = Shared::new().await;
    let before = shared.here().await;
    shared.write(&format!("{before}\nLater regretted.")).await;
    shared.sync().await;
    assert!(shared.there().await.contains("Later regretted."));
    shared.core().undo_text(&shared.page, false).await.unwrap();
    shared.sync().await;
    assert_eq!(shared.there().await.trim_end(), before.trim_end());
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
