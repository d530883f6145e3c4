//! Creating, changing, moving and trashing through the API.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod support;

use http::{Method, StatusCode};
use serde_json::{Value, json};
use support::{Api, id};

fn text(words: &str) -> Value {
    json!([{"text": {"content": words}}])
}

async fn new_page(api: &Api, parent: &str, title: &str) -> String {
    id(&api
        .post(
            "/v1/pages",
            json!({"parent": {"page_id": parent}, "properties": {"title": text(title)}}),
        )
        .await)
}

async fn types(api: &Api, page: &str) -> Vec<String> {
    let children = api.list(&format!("/v1/blocks/{page}/children")).await;
    children
        .iter()
        .map(|child| child["type"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_new_page_has_defaults_filled_in_and_is_found_by_search_at_once() {
    let api = Api::new("flat");
    let root = api.simulator.first_page().unwrap().to_string();
    let page = api
        .post(
            "/v1/pages",
            json!({"parent": {"page_id": root}, "properties": {"title": text("Brand new")}}),
        )
        .await;
    assert_eq!(
        page["properties"]["title"]["title"][0]["annotations"]["color"],
        "default"
    );
    assert_eq!(page["parent"], json!({"type": "page_id", "page_id": root}));
    assert_eq!(
        page["url"],
        json!(format!(
            "https://app.notion.com/p/Brand-new-{}",
            id(&page).replace('-', "")
        ))
    );
    assert_eq!(api.page_called("Brand new").await, id(&page));
    assert_eq!(
        page["last_edited_by"]["id"],
        api.get("/v1/users/me").await["id"]
    );
}

#[tokio::test]
async fn blocks_go_where_the_position_says() {
    let api = Api::new("flat");
    let root = api.simulator.first_page().unwrap().to_string();
    let page = new_page(&api, &root, "Order").await;
    let path = format!("/v1/blocks/{page}/children");
    let first = api
        .patch(
            &path,
            json!({"children": [{"divider": {}}, {"quote": {"rich_text": text("q")}}]}),
        )
        .await;
    let after = json!({"type": "after_block", "after_block": {"id": first["results"][0]["id"]}});
    api.patch(
        &path,
        json!({"children": [{"paragraph": {"rich_text": text("p")}}], "position": after}),
    )
    .await;
    api.patch(
        &path,
        json!({"children": [{"to_do": {"rich_text": []}}], "position": {"type": "start"}}),
    )
    .await;
    assert_eq!(
        types(&api, &page).await,
        ["to_do", "divider", "paragraph", "quote"]
    );
}

#[tokio::test]
async fn the_version_decides_between_after_and_position_and_shows_archived() {
    let mut api = Api::new("flat");
    let root = api.simulator.first_page().unwrap().to_string();
    let path = format!("/v1/blocks/{root}/children");
    let block = api
        .patch(&path, json!({"children": [{"divider": {}}]}))
        .await["results"][0]
        .clone();
    assert_eq!(block.get("archived"), None);
    let append = json!({"children": [{"divider": {}}], "after": id(&block)});
    assert_eq!(
        api.call(Method::PATCH, &path, append.clone()).await.status,
        StatusCode::BAD_REQUEST
    );
    api.version = "2025-09-03";
    let appended = api.patch(&path, append).await;
    assert_eq!(appended["results"][0]["archived"], false);
}

#[tokio::test]
async fn a_trashed_page_is_still_read_by_id_leaves_search_and_comes_back() {
    let api = Api::new("deep");
    let page = api.page_called("Level 3").await;
    let before = api.search().await.len();
    assert_eq!(
        api.delete(&format!("/v1/blocks/{page}")).await["in_trash"],
        true
    );
    assert_eq!(
        api.get(&format!("/v1/pages/{page}")).await["in_trash"],
        true
    );
    assert_eq!(api.search().await.len(), 2, "what was below it went along");
    let trashed = api
        .list_by_post("/v1/search", json!({"filter": {"in_trash": true}}))
        .await;
    assert_eq!(trashed.len(), before - 2);
    let refused = api
        .call(
            Method::PATCH,
            &format!("/v1/pages/{page}"),
            json!({"icon": null}),
        )
        .await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    api.patch(&format!("/v1/pages/{page}"), json!({"in_trash": false}))
        .await;
    assert_eq!(api.search().await.len(), before);
}

#[tokio::test]
async fn a_moved_page_keeps_its_id_and_cannot_go_into_itself() {
    let api = Api::new("deep");
    let (page, inner, root) = (
        api.page_called("Level 2").await,
        api.page_called("Level 5").await,
        api.page_called("Level 1").await,
    );
    let into_itself = api
        .call(
            Method::POST,
            &format!("/v1/pages/{page}/move"),
            json!({"parent": {"page_id": inner}}),
        )
        .await;
    assert_eq!(into_itself.status, StatusCode::BAD_REQUEST);
    let moved = api
        .post(
            &format!("/v1/pages/{inner}/move"),
            json!({"parent": {"page_id": root}}),
        )
        .await;
    assert_eq!(
        (id(&moved), &moved["parent"]["page_id"]),
        (inner, &json!(root))
    );
}

#[tokio::test]
async fn properties_are_checked_against_the_schema_and_new_options_become_part_of_it() {
    let api = Api::new("flat");
    let root = api.simulator.first_page().unwrap().to_string();
    let properties = json!({"Name": {"title": {}}, "Kind": {"select": {"options": [{"name": "Old"}]}}, "Count": {"number": {}}});
    let database = api
        .post("/v1/databases", json!({"parent": {"page_id": root}, "title": text("T"), "initial_data_source": {"properties": properties}}))
        .await;
    let source = id(&database["data_sources"][0]);
    let row = json!({"Name": {"title": text("R")}, "Kind": {"select": {"name": "New"}}, "Count": {"number": 3}});
    let row = api
        .post(
            "/v1/pages",
            json!({"parent": {"data_source_id": source}, "properties": row}),
        )
        .await;
    assert_eq!(row["properties"]["Kind"]["select"]["name"], "New");
    let schema = api.get(&format!("/v1/data_sources/{source}")).await;
    assert_eq!(
        schema["properties"]["Kind"]["select"]["options"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let path = format!("/v1/pages/{}", id(&row));
    for wrong in [
        json!({"Count": {"number": "3"}}),
        json!({"Nope": {"number": 3}}),
        json!({"Count": {"checkbox": true}}),
    ] {
        let reply = api
            .call(Method::PATCH, &path, json!({"properties": wrong}))
            .await;
        assert_eq!(reply.body["code"], "validation_error", "{wrong}");
    }
    api.patch(&path, json!({"properties": {"Count": {"number": null}}}))
        .await;
    assert_eq!(
        api.get(&path).await["properties"]["Count"]["number"],
        Value::Null
    );
}

#[tokio::test]
async fn markdown_writes_keep_untouched_blocks_and_replace_only_what_matches_once() {
    let api = Api::new("flat");
    let root = api.simulator.first_page().unwrap().to_string();
    let page = api.post("/v1/pages", json!({"parent": {"page_id": root}, "markdown": "# Title\nOne\nTwo\nTwo again\n- three"})).await;
    let path = format!("/v1/pages/{}/markdown", id(&page));
    let before = api
        .list(&format!("/v1/blocks/{}/children", id(&page)))
        .await;
    let update = |old: &str, new: &str| json!({"type": "update_content", "update_content": {"content_updates": [{"old_str": old, "new_str": new}]}});
    for (old, reason) in [("Two", "2 matches"), ("Nine", "Could not find")] {
        let reply = api.call(Method::PATCH, &path, update(old, "x")).await;
        assert!(
            reply.body["message"].as_str().unwrap().contains(reason),
            "{}",
            reply.text
        );
    }
    assert_eq!(
        api.patch(&path, update("Two again", "Zwei")).await["markdown"],
        "One\nTwo\nZwei\n- three"
    );
    let after = api
        .list(&format!("/v1/blocks/{}/children", id(&page)))
        .await;
    let kept: Vec<bool> = before
        .iter()
        .zip(&after)
        .map(|(before, after)| before["id"] == after["id"])
        .collect();
    assert_eq!(kept, [true, true, false, true]);
    let insert = json!({"type": "insert_content", "insert_content": {"content": "Zero", "position": {"type": "start"}}});
    assert_eq!(
        api.patch(&path, insert).await["markdown"],
        "Zero\nOne\nTwo\nZwei\n- three"
    );
}

#[tokio::test]
async fn replacing_content_refuses_to_lose_a_child_page_unless_it_may() {
    let api = Api::new("deep");
    let page = api.page_called("Level 1").await;
    let path = format!("/v1/pages/{page}/markdown");
    let replace = |may: bool| json!({"type": "replace_content", "replace_content": {"new_str": "All new", "allow_deleting_content": may}});
    assert_eq!(
        api.call(Method::PATCH, &path, replace(false)).await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(api.patch(&path, replace(true)).await["markdown"], "All new");
    assert_eq!(api.search().await.len(), 1);
}

#[tokio::test]
async fn an_asynchronous_write_is_accepted_and_its_task_has_the_result_later() {
    let api = Api::new("flat");
    let root = api.simulator.first_page().unwrap().to_string();
    let body = json!({"parent": {"page_id": root}, "markdown": "# Slow", "allow_async": true});
    let reply = api.call(Method::POST, "/v1/pages", body).await;
    assert_eq!(
        (reply.status, &reply.body["status"]),
        (StatusCode::ACCEPTED, &json!("queued"))
    );
    let path = format!("/v1/async_tasks/{}", id(&reply.body));
    assert_eq!(api.get(&path).await["status"], "running");
    api.simulator.clock().advance(2_000);
    assert_eq!(api.get(&path).await["result"]["object"], "page");
}

#[tokio::test]
async fn comments_answer_in_their_discussion_and_only_own_ones_can_be_changed() {
    let api = Api::new("sample");
    let root = api.simulator.first_page().unwrap().to_string();
    let existing = api.list(&format!("/v1/comments?block_id={root}")).await;
    assert!(existing.len() >= 2);
    let path = format!("/v1/comments/{}", id(&existing[0]));
    assert_eq!(
        api.call(Method::PATCH, &path, json!({"rich_text": text("x")}))
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    let answer = api
        .post(
            "/v1/comments",
            json!({"discussion_id": existing[0]["discussion_id"], "markdown": "**Yes**"}),
        )
        .await;
    assert_eq!(answer["rich_text"][0]["annotations"]["bold"], true);
    assert_eq!(
        api.list(&format!("/v1/comments?block_id={root}"))
            .await
            .len(),
        existing.len() + 1
    );
}

#[tokio::test]
async fn edits_by_others_carry_a_unique_word_and_are_logged() {
    let api = Api::new("big:30");
    let root = api.simulator.first_page().unwrap();
    let paragraph = api.list(&format!("/v1/blocks/{root}/children")).await[1].clone();
    let edits = json!([
        {"action": "set_text", "id": id(&paragraph), "text": "Changed"},
        {"action": "add_page", "to": root, "title": "Added", "text": "Its text"},
        {"action": "add_comment", "on": root, "text": "Hm"},
    ]);
    let made = api.post("/simulator/edits", edits).await;
    let markdown = api.markdown(&root.to_string()).await;
    assert!(markdown.contains(&format!("Changed {}", made[0]["token"].as_str().unwrap())));
    assert_eq!(
        api.list(&format!("/v1/blocks/{root}/children")).await[1]["id"],
        paragraph["id"]
    );
    assert!(
        api.markdown(made[1]["id"].as_str().unwrap())
            .await
            .contains(made[1]["token"].as_str().unwrap())
    );
    let log = api.simulator.truth().log;
    assert_eq!(
        log.iter()
            .map(|entry| entry.action.as_str())
            .collect::<Vec<_>>(),
        ["set_text", "add_page", "add_comment"]
    );
}
