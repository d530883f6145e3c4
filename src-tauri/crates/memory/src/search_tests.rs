//! What search promises.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use proptest::prelude::*;
use serde_json::json;

use crate::test_support::{TestStore, at, body, id, page, page_in, page_with, store, table};
use crate::{
    Change, Hit, ObjectKind, SearchFilter, SearchQuery, SearchResults, StoredComment, StoredParent,
};

async fn search(test: &TestStore, text: &str, prefix_last: bool) -> SearchResults {
    let query = SearchQuery {
        text: text.to_owned(),
        connection: None,
        filter: SearchFilter::default(),
        limit: 20,
        prefix_last,
    };
    test.store.search(&query).await.unwrap()
}

async fn titles(test: &TestStore, text: &str) -> Vec<String> {
    let found = search(test, text, true).await;
    found.hits.into_iter().map(|hit| hit.title).collect()
}

fn marked(hit: &Hit) -> Vec<&str> {
    hit.snippet
        .marks
        .iter()
        .map(|mark| &hit.snippet.text[mark.clone()])
        .collect()
}

#[tokio::test]
async fn words_of_many_scripts_are_found() {
    let test = store().await;
    let texts = [
        ("Chinese", "我们在北京举行会议，讨论明年的预算。", "预算"),
        (
            "Japanese",
            "来週の会議はキャンセルされました。",
            "キャンセル",
        ),
        ("Korean", "서울에서 열리는 회의에 참석합니다.", "서울"),
        (
            "Russian",
            "Встреча в Москве перенесена, ёлка куплена.",
            "МОСКВЕ",
        ),
        ("Arabic", "اجتماعٌ مهمٌّ في القاهرة غدًا", "اجتماع"),
        ("Thai", "ประชุมที่กรุงเทพพรุ่งนี้", "กรุงเทพ"),
        ("French", "La réunion à Montréal est annulée.", "montreal"),
        ("Full width", "Ｋｅｅｐｓａｋｅ ２０２６", "keepsake 2026"),
        ("Ligature", "the ﬁnal oﬀer", "final offer"),
        ("German", "Die GROẞE Straße am Fluß", "grosse strasse fluss"),
        ("Polish", "Łódź i Białystok", "lodz białystok"),
        ("Danish", "Ærøskøbing, Sjælland", "aeroskobing sjælland"),
        ("Turkish", "Isparta'nın ılık suyu, İzmir", "ilik izmir"),
    ];
    for (number, (title, text, _)) in (1_u64..).zip(texts) {
        test.apply(vec![
            Change::PutObject(page(number, title)),
            body(number, text),
        ])
        .await;
    }
    for (title, _, query) in texts {
        let found = search(&test, query, false).await;
        let titles: Vec<_> = found.hits.iter().map(|hit| hit.title.as_str()).collect();
        assert_eq!(titles, [title], "{query}");
        assert!(!found.hits[0].snippet.marks.is_empty(), "{query} is marked");
    }
    assert_eq!(titles(&test, "елка").await, ["Russian"], "ё is found as е");
}

#[tokio::test]
async fn the_last_line_of_a_large_page_is_found() {
    let test = store().await;
    let mut text = String::new();
    while text.len() < 200_000 {
        text.push_str("An ordinary line of an ordinary report about ordinary things.\n");
    }
    text.push_str("The very last word is xylophone");
    let giant = format!("{} marimba", "endless ".repeat(30_000));
    test.apply(vec![
        Change::PutObject(page(1, "Large")),
        body(1, &text),
        Change::PutObject(page(2, "One line")),
        body(2, &giant),
    ])
    .await;
    let found = search(&test, "xylophone", false).await;
    assert_eq!(found.hits.len(), 1);
    assert_eq!(marked(&found.hits[0]), ["xylophone"]);
    assert_eq!(titles(&test, "marimba").await, ["One line"]);
}

#[tokio::test]
async fn titles_come_before_passages() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Notes")),
        body(
            1,
            "The roadmap is mentioned here, the roadmap of last year.",
        ),
        Change::PutObject(page(2, "Roadmap")),
        body(2, "Something else."),
    ])
    .await;
    let found = search(&test, "roadmap", false).await;
    let titles: Vec<_> = found.hits.iter().map(|hit| hit.title.as_str()).collect();
    assert_eq!(titles, ["Roadmap", "Notes"]);
    assert_eq!(found.total, 2);
    assert_eq!(found.hits[0].title_marks.first(), Some(&(0..7)));
    assert_eq!(found.hits[0].snippet.text, "Something else.");
}

#[tokio::test]
async fn titles_come_first_also_when_most_titles_have_the_word() {
    let test = store().await;
    let mut changes = vec![
        Change::PutObject(page(1, "Handbook")),
        body(1, "A meeting about the meeting."),
    ];
    for number in 2..=7 {
        changes.push(Change::PutObject(page(
            number,
            &format!("Meeting {number}"),
        )));
        changes.push(body(number, "Notes of the day."));
    }
    test.apply(changes).await;
    let titles = titles(&test, "meeting").await;
    assert_eq!(titles.len(), 7);
    assert_eq!(titles.last().unwrap(), "Handbook");
}

#[tokio::test]
async fn an_answer_stays_while_its_word_is_typed() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Answers")),
        body(1, "A kettle full of snails."),
        Change::PutObject(page(2, "Other")),
        body(2, "A kettle of fish."),
        Change::PutObject(page(3, "Plan")),
        body(3, "The kettle is plan s."),
    ])
    .await;
    for text in ["kettle sn", "kettle snai"] {
        assert_eq!(titles(&test, text).await, ["Answers"], "{text}");
    }
    assert_eq!(titles(&test, "kettle s").await, ["Plan", "Answers"]);
    assert!(search(&test, "kettle s", true).await.total == 2);
    assert_eq!(titles(&test, "kettle s ").await, ["Plan"]);
    assert!(titles(&test, "kettle z").await.is_empty());
}

#[tokio::test]
async fn what_was_found_is_shown_wherever_it_stands() {
    let test = store().await;
    let long = "filler text about nothing. ".repeat(100);
    let properties = json!({
        "City": {"id": "c", "type": "rich_text",
                 "rich_text": [{"type": "text", "plain_text": "Görlitz", "text": {"content": "Görlitz"}}]},
    });
    test.apply(vec![
        Change::PutObject(page(1, "Zoo")),
        body(
            1,
            &format!("Nothing.\n{long}\nHere are hedgehogs.\n{long}\nAll about pelicans.\n{long}"),
        ),
        Change::PutObject(page_with(
            2,
            "Festival",
            StoredParent::Workspace,
            &properties,
        )),
    ])
    .await;
    let found = search(&test, "hedgehogs pelicans", false).await;
    assert!(
        !marked(&found.hits[0]).is_empty(),
        "{:?}",
        found.hits[0].snippet
    );
    let found = search(&test, "festival", false).await;
    assert_eq!(found.hits[0].snippet.text, "City: Görlitz");
}

#[tokio::test]
async fn the_last_word_may_be_unfinished_while_typing() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Plan")),
        body(1, "quarterly figures"),
    ])
    .await;
    for text in ["qu", "qua", "quart", "figures qu", "p"] {
        assert_eq!(titles(&test, text).await, ["Plan"], "{text}");
    }
    assert!(search(&test, "quart", false).await.hits.is_empty());
}

#[tokio::test]
async fn terms_spread_over_title_and_passages_are_found_together() {
    let test = store().await;
    let long = "filler text about nothing. ".repeat(100);
    test.apply(vec![
        Change::PutObject(page(1, "Budget")),
        body(
            1,
            &format!("The hedgehog project.\n{long}\nAll about pelicans."),
        ),
        Change::PutObject(page(2, "Other")),
        body(2, "hedgehog"),
    ])
    .await;
    assert_eq!(titles(&test, "budget hedgehog pelicans").await, ["Budget"]);
    assert_eq!(titles(&test, "hedgehog pelicans").await, ["Budget"]);
}

#[tokio::test]
async fn properties_and_comments_are_found() {
    let test = store().await;
    let properties = json!({
        "Owner": {"id": "o", "type": "rich_text",
                  "rich_text": [{"type": "text", "plain_text": "Wilhelmina", "text": {"content": "Wilhelmina"}}]},
    });
    test.apply(vec![
        Change::PutObject(page_with(1, "Plan", StoredParent::Workspace, &properties)),
        Change::PutComments {
            object: id(1),
            on: id(1),
            comments: vec![StoredComment {
                id: id(70),
                discussion: None,
                created_time: Some(at(0)),
                author: None,
                text: "needs marmalade".to_owned(),
                raw: "{}".to_owned(),
            }],
        },
    ])
    .await;
    assert_eq!(titles(&test, "wilhelmina").await, ["Plan"]);
    assert_eq!(titles(&test, "marmalade").await, ["Plan"]);
}

#[tokio::test]
async fn what_changed_is_found_by_its_new_words_only() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Apricot")),
        body(1, "banana"),
    ])
    .await;
    test.apply(vec![
        Change::PutObject(page(1, "Cherry")),
        body(1, "damson"),
    ])
    .await;
    assert!(titles(&test, "apricot").await.is_empty());
    assert!(titles(&test, "banana").await.is_empty());
    assert_eq!(titles(&test, "cherry").await, ["Cherry"]);
    assert_eq!(titles(&test, "damson").await, ["Cherry"]);
}

#[tokio::test]
async fn only_what_is_chosen_and_not_in_the_trash_is_found() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Walnut one")),
        Change::PutObject(page(2, "Walnut two")),
        Change::PutObject(page(3, "Walnut three")),
        Change::MarkTrashed { object: id(2) },
    ])
    .await;
    test.store
        .set_selection(test.connection, true, vec![(id(3), false)])
        .await
        .unwrap();
    test.store.recompute_scope(test.connection).await.unwrap();
    assert_eq!(titles(&test, "walnut").await, ["Walnut one"]);
}

#[tokio::test]
async fn a_hit_says_what_it_lies_in() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Team")),
        Change::PutObject(table(
            2,
            ObjectKind::Database,
            "Tasks",
            StoredParent::Page(id(1)),
        )),
        Change::PutObject(table(
            3,
            ObjectKind::DataSource,
            "Tasks",
            StoredParent::Database(id(2)),
        )),
        Change::PutObject(page_in(
            4,
            "Zebra crossing",
            StoredParent::DataSource(id(3)),
        )),
        Change::PutObject(page_in(5, "Ouroboros", StoredParent::Page(id(5)))),
    ])
    .await;
    let found = search(&test, "zebra", true).await;
    let way: Vec<_> = found.hits[0]
        .breadcrumb
        .iter()
        .map(|crumb| crumb.title.as_str())
        .collect();
    assert_eq!(way, ["Team", "Tasks"]);
    assert_eq!(titles(&test, "ouroboros").await.len(), 1, "a circle ends");
}

#[tokio::test]
async fn a_word_that_is_everywhere_is_found_without_looking_everywhere() {
    let test = store().await;
    let changes = (1..=3_000)
        .flat_map(|number| {
            [
                Change::PutObject(page(number, &format!("Page {number}"))),
                body(number, "common words here"),
            ]
        })
        .collect();
    test.apply(changes).await;
    let found = search(&test, "common", false).await;
    assert_eq!((found.hits.len(), found.total), (20, 2_000));
    let found = search(&test, "page 2999", true).await;
    assert_eq!(found.hits[0].title, "Page 2999");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_an_error(queries in proptest::collection::vec("(\\PC{0,30}|[\"*^:(){}+ -]{0,12}|AND|OR|NOT|NEAR\\(a b\\))", 8)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let test = store().await;
            test.apply(vec![Change::PutObject(page(1, "A and B")), body(1, "a or b")]).await;
            for query in queries {
                let _ = search(&test, &query, true).await;
                let _ = search(&test, &query, false).await;
            }
        });
    }

    #[test]
    fn every_word_of_a_page_is_found(words in proptest::collection::vec("[a-zA-Zäßéñ0-9яща-г漢字かなカナ한글ءآأؤاب\u{300}\u{301}]{1,10}", 1..12)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let test = store().await;
            test.apply(vec![Change::PutObject(page(1, "Words")), body(1, &words.join(" "))]).await;
            for word in &words {
                // A mark alone is no word.
                if word.chars().all(|character| matches!(character, '\u{300}' | '\u{301}')) {
                    continue;
                }
                assert_eq!(search(&test, word, false).await.hits.len(), 1, "{word:?} in {words:?}");
            }
        });
    }
}
