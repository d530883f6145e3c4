//! The theoretical minimum can be reached: an import written for this test needs exactly as many requests.
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

/// The `<unknown>` tags of a text: the block's id and whether the tag stands on the top level.
fn unknown(markdown: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    for line in markdown.lines() {
        let text = line.trim_start_matches('\t');
        if let Some(rest) = text.strip_prefix("<unknown url=\"") {
            let url = rest.split('"').next().unwrap();
            found.push((
                url.split('#').nth(1).unwrap().to_owned(),
                !line.starts_with('\t'),
            ));
        }
    }
    found
}

fn plain(id: &str) -> String {
    id.replace('-', "")
}

fn children<'a>(api: &'a Api, block: &'a str) -> BoxFuture<'a, ()> {
    Box::pin(async move {
        for child in api.list(&format!("/v1/blocks/{block}/children")).await {
            if child["has_children"] == true {
                children(api, &id(&child)).await;
            }
        }
    })
}

/// One page: its Markdown, what was cut off, what Markdown cannot show.
async fn page(api: &Api, page: &str) {
    let mut open = vec![page.to_owned()];
    let (mut top, mut nested, mut cut) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    while let Some(part) = open.pop() {
        let path = format!("/v1/pages/{part}/markdown?include_transcript=true");
        let reply = api.call(Method::GET, &path, Value::Null).await;
        if reply.status == StatusCode::NOT_FOUND {
            continue;
        }
        let named = reply.body["unknown_block_ids"].as_array().unwrap();
        let named: Vec<String> = named
            .iter()
            .map(|id| id.as_str().unwrap().to_owned())
            .collect();
        cut.extend(named.iter().map(|id| plain(id)));
        open.extend(named);
        for (block, on_top) in unknown(reply.body["markdown"].as_str().unwrap()) {
            if cut.contains(&block) {
                continue;
            }
            if on_top && part == page {
                top.push(block);
            } else {
                nested.insert(block);
            }
        }
    }
    if top.len() == 1 {
        nested.extend(top);
    } else if top.len() > 1 {
        for block in api.list(&format!("/v1/blocks/{page}/children")).await {
            if top.contains(&plain(&id(&block))) && block["has_children"] == true {
                children(api, &id(&block)).await;
            }
        }
    }
    for block in nested {
        if api.get(&format!("/v1/blocks/{block}")).await["has_children"] == true {
            children(api, &block).await;
        }
    }
}

async fn long_properties(api: &Api, row: &Value) {
    for (_, value) in row["properties"].as_object().unwrap() {
        let mentions = value["rich_text"].as_array().map_or(0, |text| {
            text.iter().filter(|run| run["type"] == "mention").count()
        });
        let people = value["people"].as_array().map_or(0, Vec::len);
        if value["has_more"] == true || mentions >= 25 || people >= 25 {
            api.list(&format!("/v1/pages/{}/properties/{}", id(row), id(value)))
                .await;
        }
    }
}

async fn import(api: &Api) {
    let mut read = BTreeSet::new();
    for object in api.search().await {
        if object["object"] == "data_source" {
            api.get(&format!("/v1/data_sources/{}", id(&object))).await;
            api.list_by_post(
                &format!("/v1/data_sources/{}/query", id(&object)),
                json!({}),
            )
            .await;
            continue;
        }
        if read.insert(id(&object)) {
            long_properties(api, &object).await;
            page(api, &id(&object)).await;
        }
    }
}

#[tokio::test]
async fn an_import_can_do_with_exactly_the_minimum() {
    for workspace in [
        "sample", "hostile", "flat", "nested", "deep", "rows:250", "big:250",
    ] {
        let api = Api::new(workspace);
        import(&api).await;
        let meters = api.simulator.meters();
        assert_eq!(
            meters.counted, meters.minimum.import,
            "{workspace}: {:?} {:#?}",
            meters.minimum, meters.per_endpoint
        );
    }
}
