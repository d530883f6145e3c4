#![allow(clippy::unwrap_used, reason = "tests may panic")]

use super::*;
use keepsake_text::edits::edits;
use serde_json::json;

fn id(number: u8) -> NotionId {
    NotionId::from_bytes([number; 16])
}

fn text(content: &str) -> Value {
    json!([{"type": "text", "text": {"content": content}, "plain_text": content}])
}

fn block(number: u8, kind: &str, content: &str) -> TopBlock {
    TopBlock {
        id: id(number),
        raw: json!({"type": kind, "has_children": false, (kind): {"rich_text": text(content)}}),
    }
}

fn empty(number: u8) -> TopBlock {
    TopBlock {
        id: id(number),
        raw: json!({"type": "paragraph", "has_children": false, "paragraph": {"rich_text": []}}),
    }
}

fn three() -> Vec<TopBlock> {
    vec![
        block(1, "heading_1", "Plan"),
        block(2, "paragraph", "first"),
        block(3, "paragraph", "second"),
    ]
}

const THREE: &str = "# Plan\nfirst\nsecond";

fn planned(wanted: &str, commented: &[u8]) -> Result<Steps, &'static str> {
    let blocks = three();
    let proof = prove(THREE, &blocks).unwrap();
    let free: HashSet<NotionId> = to_check(THREE, &edits(THREE, wanted), &proof, &blocks)
        .into_iter()
        .map(|block| block.id)
        .filter(|block| !commented.iter().any(|number| id(*number) == *block))
        .collect();
    steps(THREE, &edits(THREE, wanted), &proof, &blocks, &free)
}

#[test]
fn a_segment_is_proven_by_its_place_and_its_words() {
    let mut blocks = three();
    assert_eq!(prove(THREE, &blocks), Some(vec![0, 1, 2]));
    blocks.insert(1, empty(9));
    blocks.push(empty(8));
    assert_eq!(
        prove(THREE, &blocks),
        Some(vec![0, 2, 3]),
        "empty paragraphs show nothing"
    );
    blocks.push(block(7, "paragraph", "third"));
    assert_eq!(
        prove(THREE, &blocks),
        None,
        "somebody has added a block since"
    );
    assert_eq!(
        prove(THREE, &three()[..2]),
        None,
        "somebody has taken one away"
    );
    let renamed = [
        block(1, "heading_1", "Plan"),
        block(2, "paragraph", "1st"),
        block(3, "paragraph", "second"),
    ];
    assert_eq!(prove(THREE, &renamed), None);
}

#[test]
fn plain_text_is_swapped_in_one_request() {
    let steps = planned("# Plan\n1st\nsecond", &[]).unwrap();
    assert!(steps.blocks.is_empty() && steps.later.is_empty());
    let [swap] = steps.swaps.as_slice() else {
        unreachable!("{steps:?}")
    };
    assert_eq!(THREE.matches(&swap.old).count(), 1);
    assert_eq!(THREE.replace(&swap.old, &swap.new), "# Plan\n1st\nsecond");
}

#[test]
fn a_block_with_comments_is_edited_itself_so_that_they_stay() {
    let steps = planned("# Plan\n1st\nsecond", &[2]).unwrap();
    assert!(steps.swaps.is_empty());
    let [BlockStep::Change { block, body }] = steps.blocks.as_slice() else {
        unreachable!("{steps:?}")
    };
    assert_eq!(*block, id(2));
    assert_eq!(
        body.pointer("/paragraph/rich_text/0/text/content"),
        Some(&json!("1st"))
    );
}

#[test]
fn a_block_with_comments_that_goes_is_deleted_by_its_id() {
    let steps = planned("# Plan\nsecond", &[2]).unwrap();
    assert_eq!(steps.blocks, [BlockStep::Delete { block: id(2) }]);
}

#[test]
fn a_block_with_comments_that_becomes_another_kind_cannot_be_proven() {
    assert_eq!(planned("# Plan\n- first\nsecond", &[2]), Err("unprovable"));
}

#[test]
fn something_new_is_added_without_touching_what_is_there() {
    let steps = planned("# Plan\nnew\nfirst\nsecond\nlast", &[1, 2, 3]).unwrap();
    assert!(steps.swaps.is_empty());
    let places: Vec<_> = steps
        .blocks
        .iter()
        .map(|step| match step {
            BlockStep::Insert { after, children } => (*after, children.len()),
            other => unreachable!("{other:?}"),
        })
        .collect();
    assert_eq!(places, [(Some(id(1)), 1), (Some(id(3)), 1)]);
}

#[test]
fn a_comment_between_two_edits_keeps_them_out_of_one_request() {
    let steps = planned("# Goal\nfirst\n2nd", &[2]).unwrap();
    assert_eq!((steps.swaps.len(), steps.later.as_slice()), (1, &[1][..]));
    assert!(steps.blocks.is_empty());
}

#[test]
fn nothing_is_written_when_one_edit_of_a_text_cannot_be() {
    let wanted = "# Plan\n1st\nsecond\n<unknown url=\"x\" alt=\"bookmark\"/>";
    assert_eq!(planned(wanted, &[]), Err("not_writable"));
}

#[test]
fn pages_are_never_dropped_with_a_text() {
    let url = format!("https://app.notion.com/p/{}", "7".repeat(32));
    let remote = format!("first\n<page url=\"{url}\">Child</page>");
    let blocks = [
        block(1, "paragraph", "first"),
        TopBlock {
            id: id(7),
            raw: json!({"type": "child_page", "has_children": true, "child_page": {"title": "Child"}}),
        },
    ];
    let proof = prove(&remote, &blocks).unwrap();
    let steps = steps(
        &remote,
        &edits(&remote, "first"),
        &proof,
        &blocks,
        &HashSet::<NotionId>::new(),
    );
    assert_eq!(steps, Err("would_drop_pages"));
}
