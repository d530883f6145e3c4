//! A complete import by the cheapest way, by hand: everything the truth calls visible must be in it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod support;

use std::collections::BTreeSet;

use futures::future::BoxFuture;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use support::{Api, id};

struct Import<'a> {
    api: &'a Api,
    text: String,
    read: BTreeSet<String>,
}

impl Import<'_> {
    async fn markdown(&mut self, page: &str) {
        let mut open = vec![page.to_owned()];
        while let Some(part) = open.pop() {
            if !self.read.insert(part.clone()) {
                continue;
            }
            let path = format!("/v1/pages/{part}/markdown?include_transcript=true");
            let reply = self.api.call(Method::GET, &path, Value::Null).await;
            if reply.status == StatusCode::NOT_FOUND {
                continue;
            }
            let body = reply.body;
            self.text.push_str(body["markdown"].as_str().unwrap());
            open.extend(
                body["unknown_block_ids"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|id| id.as_str().unwrap().to_owned()),
            );
        }
    }

    fn blocks(&mut self, parent: String, lossy: bool) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let path = format!("/v1/blocks/{parent}/children?page_size=100");
            if self.api.call(Method::GET, &path, Value::Null).await.status != StatusCode::OK {
                return;
            }
            for child in self.api.list(&path).await {
                self.text.push_str(&child.to_string());
                let kind = child["type"].as_str().unwrap();
                let copy = child["synced_block"]["synced_from"].is_object();
                if child["has_children"] == true
                    && !copy
                    && kind != "child_page"
                    && kind != "child_database"
                    && lossy
                {
                    self.blocks(id(&child), lossy).await;
                }
            }
        })
    }
}

async fn import(api: &Api) -> String {
    let mut import = Import {
        api,
        text: String::new(),
        read: BTreeSet::new(),
    };
    for object in api.search().await {
        import.text.push_str(&object.to_string());
        let object_id = id(&object);
        if object["object"] == "data_source" {
            let database = object["parent"]["database_id"].as_str().unwrap();
            import.text.push_str(
                &api.get(&format!("/v1/databases/{database}"))
                    .await
                    .to_string(),
            );
            let rows = api
                .list_by_post(&format!("/v1/data_sources/{object_id}/query"), json!({}))
                .await;
            for row in rows {
                import.text.push_str(&row.to_string());
            }
            continue;
        }
        for (_, value) in object["properties"].as_object().unwrap() {
            let property = value["id"].as_str().unwrap();
            if matches!(
                value["type"].as_str(),
                Some("relation" | "people" | "rich_text" | "title")
            ) {
                let path = format!("/v1/pages/{object_id}/properties/{property}");
                for item in api.list(&path).await {
                    import.text.push_str(&item.to_string());
                }
            }
        }
        import.markdown(&object_id).await;
        import.blocks(object_id.clone(), true).await;
        for comment in api
            .list(&format!("/v1/comments?block_id={object_id}"))
            .await
        {
            import.text.push_str(&comment.to_string());
        }
        for block in api.list(&format!("/v1/blocks/{object_id}/children")).await {
            if block["type"] == "child_page" {
                continue;
            }
            for comment in api
                .list(&format!("/v1/comments?block_id={}", id(&block)))
                .await
            {
                import.text.push_str(&comment.to_string());
            }
        }
    }
    import.text
}

#[tokio::test]
async fn the_sample_has_sixty_pages_and_three_databases_and_every_text_has_its_own_word() {
    let api = Api::new("sample");
    let truth = api.simulator.truth();
    let count = |kind: &str| {
        truth
            .objects
            .iter()
            .filter(|object| object.kind == kind)
            .count()
    };
    assert_eq!(
        (count("page"), count("database"), count("data_source")),
        (60, 3, 3)
    );
    assert!(truth.files.len() >= 15, "{}", truth.files.len());
    assert!(truth.comments.len() >= 9, "{}", truth.comments.len());
    assert!(
        truth.without_word.len() <= 5,
        "texts without a word of their own: {:?}",
        truth.without_word
    );
    assert!(
        truth
            .objects
            .iter()
            .all(|object| object.visible && (object.kind == "database" || object.listed_by_search))
    );
}

#[tokio::test]
async fn a_complete_import_of_the_sample_holds_every_word() {
    let api = Api::new("sample");
    let text = import(&api).await;
    for token in api.simulator.truth().tokens {
        assert!(token.visible && text.contains(&token.token), "{token:?}");
    }
}

#[tokio::test]
async fn a_complete_import_of_the_hostile_workspace_holds_every_visible_word_and_no_other() {
    let api = Api::new("hostile");
    let text = import(&api).await;
    let truth = api.simulator.truth();
    assert!(truth.tokens.len() > 1_500, "{}", truth.tokens.len());
    for token in truth.tokens {
        let listed = token.kind == "title" && token.why_not == Some("restricted page");
        assert!(
            text.contains(&token.token) == token.visible || listed,
            "{token:?}"
        );
    }
    let reasons: BTreeSet<_> = truth
        .objects
        .iter()
        .filter_map(|object| object.why_not)
        .collect();
    assert_eq!(reasons, BTreeSet::from(["not shared", "restricted page"]));
}

#[tokio::test]
async fn every_visible_file_downloads_with_the_bytes_the_truth_names() {
    for workspace in ["sample", "hostile"] {
        let api = Api::new(workspace);
        let text = import(&api).await;
        let truth = api.simulator.truth();
        let mut addresses: Vec<&str> = Vec::new();
        for (at, _) in text.match_indices("/files/") {
            addresses.push(text[at..].split(['"', ')', ' ', '<']).next().unwrap());
        }
        assert!(!addresses.is_empty());
        let (mut good, mut gone) = (BTreeSet::new(), 0);
        for address in addresses {
            let path = address.split('?').next().unwrap();
            if !good.insert(path.to_owned()) || path.contains("huge") {
                continue;
            }
            let reply = api.call(Method::GET, address, Value::Null).await;
            match reply.status {
                StatusCode::OK => {}
                StatusCode::NOT_FOUND => gone += 1,
                status => panic!("{status} {address}"),
            }
        }
        let missing = truth
            .files
            .iter()
            .filter(|file| file.visible && file.sha256.is_none())
            .count();
        assert_eq!(gone, missing, "{workspace}");
    }
}
