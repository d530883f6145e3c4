//! Terms in different places of a page: every way of finding them gives the same answer.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::collections::BTreeSet;

use super::filter::{Narrowed, SearchFilter};
use super::query::terms;
use super::spread::{self, Bounds};
use super::words;
use crate::test_support::{TestStore, body, page, store};
use crate::{Change, SearchQuery};

const ANYWHERE: Narrowed = Narrowed {
    connection: None,
    filter: SearchFilter {
        kind: None,
        within: None,
        edited_from: None,
        edited_before: None,
        with_files: false,
        titles_only: false,
    },
};
const PAGES: u64 = 240;
const WORDS: u64 = 60;

/// Numbers that look random and are the same each time (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }

    /// A word; the first ones come often.
    fn word(&mut self) -> String {
        let rank = self.below(WORDS) * self.below(WORDS) / WORDS;
        [
            "kam", "ka", "lo", "lore", "milla", "mi", "n", "nori", "te", "teko",
        ][usize::try_from(rank % 10).unwrap()]
        .to_owned()
            + &"abcdef"[..usize::try_from(rank / 10).unwrap()]
    }

    fn text(&mut self, words: u64) -> String {
        let words: Vec<String> = (0..words).map(|_| self.word()).collect();
        words.join(" ")
    }
}

/// The words of a page.
struct Told {
    title: Vec<String>,
    body: Vec<String>,
}

fn folded(text: &str) -> Vec<String> {
    words::words(text)
        .into_iter()
        .map(|word| word.folded)
        .collect()
}

/// A store of pages with several passages, and what is in them.
async fn generated() -> (TestStore, Vec<Told>) {
    let test = store().await;
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let mut texts = Vec::new();
    let mut changes = Vec::new();
    for number in 1..=PAGES {
        let (title, parts) = (numbers.text(2), 1 + numbers.below(4));
        let parts: Vec<String> = (0..parts)
            .map(|_| format!("{}\n\n{}", numbers.text(8), ". ".repeat(600)))
            .collect();
        let markdown = parts.join("\n\n");
        changes.push(Change::PutObject(page(number, &title)));
        changes.push(body(number, &markdown));
        texts.push(Told {
            title: folded(&title),
            body: folded(&markdown),
        });
    }
    test.apply(changes).await;
    (test, texts)
}

impl Told {
    /// Whether title or body has the term. A letter that may go on does so in titles only.
    fn has(&self, term: &str, open: bool) -> bool {
        let is = |word: &String, open: bool| word == term || (open && word.starts_with(term));
        self.title.iter().any(|word| is(word, open))
            || self
                .body
                .iter()
                .any(|word| is(word, open && term.len() > 1))
    }
}

/// Queries of two and three words; the last one may be a beginning.
fn queries() -> Vec<String> {
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    (0..120)
        .map(|_| {
            let count = 2 + numbers.below(2);
            let text = numbers.text(count);
            let cut = usize::try_from(numbers.below(4)).unwrap();
            let kept = text.len() - cut.min(text.len() - text.rfind(' ').unwrap() - 2);
            text[..kept].to_owned()
        })
        .collect()
}

fn expected(texts: &[Told], query: &str) -> BTreeSet<i64> {
    let terms: Vec<&str> = query.split(' ').collect();
    (1_i64..)
        .zip(texts)
        .filter(|(_, text)| {
            terms
                .iter()
                .enumerate()
                .all(|(index, term)| text.has(term, index + 1 == terms.len()))
        })
        .map(|(row, _)| row)
        .collect()
}

#[tokio::test]
async fn listing_asking_and_going_through_find_the_same_objects() {
    let (test, texts) = generated().await;
    let bounds = [
        ("the usual way", Bounds::USUAL),
        (
            "listed",
            Bounds {
                few: 0,
                ..Bounds::USUAL
            },
        ),
        (
            "asked",
            Bounds {
                few: 5,
                listed: 10,
                asked: 1_000,
                ..Bounds::USUAL
            },
        ),
        (
            "gone through",
            Bounds {
                few: 5,
                listed: 10,
                asked: 0,
                ..Bounds::USUAL
            },
        ),
    ];
    let mut answers = 0;
    for query in queries() {
        let terms = terms(&query, true);
        let expected = expected(&texts, &query);
        answers += expected.len();
        for (way, bounds) in &bounds {
            let mut reader = test.store.reader().await.unwrap();
            let found =
                spread::over(&mut reader.session().unwrap(), &terms, &ANYWHERE, bounds).unwrap();
            let found: BTreeSet<i64> = found.iter().map(|found| found.object).collect();
            assert_eq!(found, expected, "{query:?}, {way}");
        }
    }
    assert!(
        answers > 1_000,
        "only {answers} answers: this tests nothing"
    );
}

#[tokio::test]
async fn a_search_finds_every_page_that_has_all_words_anywhere() {
    let (test, texts) = generated().await;
    for text in queries() {
        let expected = expected(&texts, &text);
        let query = SearchQuery {
            text: text.clone(),
            connection: None,
            filter: SearchFilter::default(),
            limit: u32::try_from(PAGES).unwrap(),
            prefix_last: true,
        };
        let found = test.store.search(&query).await.unwrap();
        assert_eq!(found.hits.len() as u64, found.total, "{text:?}");
        // A single letter may go on, and then more is found than has the letter as a word.
        if text.rsplit(' ').next().unwrap().len() > 1 {
            assert_eq!(found.hits.len(), expected.len(), "{text:?}");
        } else {
            assert!(found.hits.len() >= expected.len(), "{text:?}");
        }
    }
}

#[tokio::test]
async fn words_that_crowd_into_few_objects_are_found_however_often_they_come() {
    let test = store().await;
    let passages = |word: &str| format!("{} {word}\n\n", "filler ".repeat(200)).repeat(30);
    test.apply(vec![
        Change::PutObject(page(1, "Both")),
        body(1, &format!("{}{}", passages("walrus"), passages("penguin"))),
        Change::PutObject(page(2, "One")),
        body(2, &passages("walrus")),
    ])
    .await;
    let bounds = Bounds {
        few: 5,
        listed: 10,
        objects: 2,
        ..Bounds::USUAL
    };
    let mut reader = test.store.reader().await.unwrap();
    let terms = terms("walrus penguin", false);
    let found = spread::over(&mut reader.session().unwrap(), &terms, &ANYWHERE, &bounds).unwrap();
    let rows: Vec<i64> = found.iter().map(|found| found.object).collect();
    assert_eq!(rows, [1]);
}
