//! What pages link to and search leaves out is found by an import, for one request each; what is not shared is none of its
//! failures.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use axum::body::Body;
use http::Request;
use keepsake_memory::{SearchFilter, SearchQuery};
use keepsake_notion::NotionId;
use keepsake_simulator::{Edit, Id, Quirks};
use keepsake_sync::{RunEnd, RunOutcome};
use keepsake_tests::{World, hands::id};
use serde_json::json;
use tower::ServiceExt as _;

/// Requests for what a page or database says of itself, and for texts.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    objects: u64,
    texts: u64,
}

/// Two pages that search lists, and others that it does not.
struct Linked {
    world: World,
    /// Listed, and link to the others.
    from: [Id; 2],
    /// Not listed; links to `second`.
    first: Id,
    /// Not listed; links to `first` and to itself.
    second: Id,
    /// Nobody shared it.
    private: Id,
}

fn add(world: &World, to: Option<Id>, title: &str, text: &str) -> Id {
    let (title, text) = (title.to_owned(), text.to_owned());
    let page = Edit::AddPage { to, title, text };
    world.simulator.edit(&page).expect("a page").id
}

fn mention(page: Id) -> String {
    format!(
        "<mention-page url=\"https://www.notion.so/{}\">a page</mention-page>",
        id(page).to_hex()
    )
}

/// Somebody writes a text at Notion.
async fn write(world: &World, page: Id, text: &str) {
    let command = json!({"type": "replace_content", "replace_content": {"new_str": text}});
    let request = Request::patch(format!("/v1/pages/{page}/markdown"))
        .header(
            "authorization",
            format!("Bearer {}", world.simulator.token()),
        )
        .header("notion-version", keepsake_notion::API_VERSION)
        .header("content-type", "application/json")
        .body(Body::from(command.to_string()))
        .unwrap();
    let answer = world.simulator.router().oneshot(request).await.unwrap();
    assert!(answer.status().is_success(), "{:?}", answer.status());
}

/// A workspace that was imported, and then linked to what search leaves out.
async fn linked() -> Linked {
    let world = World::calm("flat").await;
    let from = [
        add(&world, None, "From one", "Nothing yet"),
        add(&world, None, "From two", "Nothing yet"),
    ];
    for page in from {
        world.simulator.edit(&Edit::Grant { id: page }).unwrap();
    }
    world.import().await;
    world.wait(600);
    let root = world.simulator.first_page();
    let first = add(&world, root, "Left out", "quokka");
    let second = add(&world, root, "Left out as well", "wombat");
    let private = add(&world, None, "Private", "platypus");
    write(
        &world,
        from[0],
        &format!("{} {}", mention(first), mention(private)),
    )
    .await;
    write(
        &world,
        from[1],
        &format!("{} {}", mention(private), mention(first)),
    )
    .await;
    write(&world, first, &format!("quokka {}", mention(second))).await;
    let circle = format!("wombat {} {}", mention(first), mention(second));
    write(&world, second, &circle).await;
    // What is shared by itself is listed, what lies in it is not.
    world.simulator.set_quirks(Quirks {
        search_omission: 1.0,
        ..Quirks::calm()
    });
    world.wait(600);
    world.simulator.reset_meters();
    Linked {
        world,
        from,
        first,
        second,
        private,
    }
}

impl Linked {
    /// What was asked for since the last time.
    fn asked(&self) -> Asked {
        let meters = self.world.simulator.meters();
        let sum = |wanted: fn(&str) -> bool| -> u64 {
            let of = meters.per_endpoint.iter();
            of.filter(|(endpoint, _)| wanted(endpoint))
                .map(|(_, count)| count)
                .sum()
        };
        let asked = Asked {
            objects: sum(|endpoint| {
                endpoint.starts_with("GET")
                    && (endpoint.contains("/pages/") || endpoint.contains("/databases/"))
                    && !endpoint.contains("markdown")
            }),
            texts: sum(|endpoint| endpoint.contains("markdown")),
        };
        self.world.simulator.reset_meters();
        asked
    }

    /// Pages that a word is found in.
    async fn found(&self, word: &str) -> Vec<NotionId> {
        let query = SearchQuery {
            connection: Some(self.world.connection),
            text: word.to_owned(),
            limit: 9,
            prefix_last: false,
            filter: SearchFilter::default(),
        };
        let results = self.world.store.search(&query).await.unwrap();
        results.hits.into_iter().map(|hit| hit.object).collect()
    }

    /// What is linked and not shared, and from how many pages.
    async fn not_shared(&self) -> Vec<(NotionId, usize)> {
        let found = self.world.store.not_shared(self.world.connection).await;
        let found = found.unwrap().into_iter();
        found.map(|one| (one.id, one.from.len())).collect()
    }

    /// What is marked as found by links.
    async fn marked(&self) -> Vec<String> {
        let tree = self.world.store.tree(self.world.connection).await.unwrap();
        let marked = tree.into_iter().filter(|node| node.found_by_link);
        marked.map(|node| node.title).collect()
    }
}

fn nothing_is_missing(outcome: &RunOutcome) {
    assert_eq!(outcome.end, RunEnd::Completed);
    let counts = outcome.ledger.objects;
    assert!(counts.adds_up(), "{counts:?}");
    assert_eq!(
        (counts.skipped, counts.refused, counts.failed),
        (0, 0, 0),
        "{:?}",
        outcome.ledger.items
    );
}

#[tokio::test]
async fn what_search_leaves_out_and_pages_link_to_is_found_for_one_request_each() {
    let linked = linked().await;
    assert_eq!(linked.found("quokka").await, []);
    let outcome = linked.world.import().await;
    nothing_is_missing(&outcome);
    assert_eq!(outcome.ledger.objects.stored, 4, "{:?}", outcome.ledger);
    // The two that are linked to, and the one that is not shared; the texts of those two and of the two that changed.
    let cost = Asked {
        objects: 3,
        texts: 4,
    };
    assert_eq!(linked.asked(), cost);
    assert_eq!(linked.found("quokka").await, [id(linked.first)]);
    assert_eq!(linked.found("wombat").await, [id(linked.second)]);
    assert_eq!(linked.marked().await, ["Left out", "Left out as well"]);
    assert_eq!(linked.not_shared().await, [(id(linked.private), 2)]);
    assert_eq!(linked.from.len(), 2);
}

#[tokio::test]
async fn what_is_not_shared_is_asked_for_once_in_every_import_and_in_no_sync() {
    let linked = linked().await;
    linked.world.import().await;
    linked.asked();
    linked.world.wait(600);
    let outcome = linked.world.import().await;
    nothing_is_missing(&outcome);
    assert_eq!(
        linked.asked(),
        Asked {
            objects: 1,
            texts: 0
        }
    );
    linked.world.wait(600);
    linked.world.sync().await;
    assert_eq!(linked.world.simulator.meters().requests, 2);
    // Shared at last, it comes with its own link.
    let private = linked.private;
    let moved = Edit::Move {
        id: private,
        to: linked.world.simulator.first_page().unwrap(),
    };
    linked.world.simulator.edit(&moved).unwrap();
    linked.world.wait(600);
    linked.world.simulator.reset_meters();
    nothing_is_missing(&linked.world.import().await);
    assert_eq!(linked.found("platypus").await, [id(private)]);
    assert_eq!(linked.not_shared().await, []);
    let cost = Asked {
        objects: 1,
        texts: 1,
    };
    assert_eq!(linked.asked(), cost);
}

#[tokio::test]
async fn what_lies_outside_the_choice_is_known_and_not_read() {
    let linked = linked().await;
    let marks = linked.from.map(|page| (id(page), true)).to_vec();
    let choice = linked
        .world
        .store
        .set_selection(linked.world.connection, false, marks);
    choice.await.unwrap();
    let outcome = linked.world.import().await;
    nothing_is_missing(&outcome);
    // What it links to in turn is nobody's business: its text is not read.
    let cost = Asked {
        objects: 2,
        texts: 2,
    };
    assert_eq!(linked.asked(), cost);
    assert_eq!(linked.marked().await, ["Left out"]);
    assert_eq!(linked.found("quokka").await, []);
    assert_eq!(linked.not_shared().await, [(id(linked.private), 2)]);
}

#[tokio::test]
async fn a_process_that_dies_while_it_follows_links_asks_for_nothing_twice_that_was_answered() {
    let whole = linked().await;
    whole.world.import().await;
    let requests = whole.world.simulator.meters().requests;
    let cost = whole.asked();

    let linked = linked().await;
    let last = i64::try_from(requests).unwrap() - 1;
    let died = linked.world.import_until_death(last).await;
    assert!(died.is_some(), "it dies with its last request");
    let outcome = linked.world.import().await;
    nothing_is_missing(&outcome);
    assert!(outcome.resumed);
    // Nobody heard the answer to the last request, which is the text of the page that was found last.
    let repeated = Asked {
        objects: cost.objects,
        texts: cost.texts + 1,
    };
    assert_eq!(linked.asked(), repeated);
    assert_eq!(linked.found("wombat").await, [id(linked.second)]);
    assert_eq!(linked.not_shared().await, [(id(linked.private), 2)]);
}

#[tokio::test]
async fn wherever_a_process_dies_while_it_follows_links_only_what_was_in_flight_is_asked_for_again()
{
    let whole = linked().await;
    whole.world.import().await;
    let requests = i64::try_from(whole.world.simulator.meters().requests).unwrap();
    let cost = whole.asked();
    for death in (1..requests).rev().take(6) {
        let linked = linked().await;
        assert!(linked.world.import_until_death(death).await.is_some());
        nothing_is_missing(&linked.world.import().await);
        let asked = linked.asked();
        // The reads of this workspace are few: all that is under way at once are the three that are linked.
        let repeated = asked.objects - cost.objects;
        assert!(repeated <= 3, "{repeated} after request {death}");
        assert_eq!(linked.found("wombat").await, [id(linked.second)]);
        assert_eq!(linked.not_shared().await, [(id(linked.private), 2)]);
    }
}
