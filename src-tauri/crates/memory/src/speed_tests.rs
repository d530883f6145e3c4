//! How fast the store is with 100,000 pages. Measures and prints; run it by hand with optimised dependencies:
//! `cargo test -p keepsake-memory --config 'profile.dev.opt-level=3' -- --ignored --nocapture at_full_size`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests may panic, and this one measures and prints"
)]

use std::time::Instant;

use crate::test_support::{TestStore, at, body, id, outcome, page_in, store, table};
use crate::{
    Change, FetchKind, NewFetch, ObjectKind, Outcome, RunState, SearchFilter, SearchQuery,
    StoredParent,
};

/// Numbers that look random and are the same each time (xorshift).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A word of a vocabulary in which the n-th word is about n times rarer than the first.
    fn word(&mut self) -> String {
        let uniform = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        word((100_000_f64.powf(uniform)) as u64)
    }
}

fn word(mut rank: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ko", "ti", "re", "ma", "no", "pro", "con", "de", "in", "ter", "sta", "la", "ver",
        "mo", "su",
    ];
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[usize::try_from(rank % 16).unwrap()]);
        rank /= 16;
        if rank == 0 {
            return word;
        }
    }
}

fn text(numbers: &mut Numbers, words: usize) -> String {
    let mut text = String::new();
    for number in 0..words {
        text.push_str(&numbers.word());
        text.push(if number % 12 == 11 { '\n' } else { ' ' });
    }
    text
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}

fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM"));
    peak.unwrap_or_default().to_owned()
}

async fn timed<T>(what: &str, work: impl Future<Output = T>) -> T {
    let start = Instant::now();
    let result = work.await;
    eprintln!("{what}: {:.1} ms", milliseconds(start));
    result
}

/// Titles first, as an import finds them; then bodies, one transaction each.
async fn fill(test: &TestStore, pages: u64, words: usize) {
    let run = test.start().await;
    let mut numbers = Numbers(88_172_645_463_325_252);
    test.apply(vec![Change::PutObject(table(
        1_000_000,
        ObjectKind::DataSource,
        "Rows",
        StoredParent::Workspace,
    ))])
    .await;
    let start = Instant::now();
    for first in (1..=pages).step_by(100) {
        let changes = (first..first + 100)
            .flat_map(|number| {
                let title = format!("{} {}", numbers.word(), numbers.word());
                let parent = match number % 10 {
                    0 => StoredParent::Workspace,
                    1..=5 => StoredParent::Page(id(number - number % 10)),
                    _ => StoredParent::DataSource(id(1_000_000)),
                };
                [
                    Change::PutObject(page_in(number, &title, parent)),
                    Change::AddFetch(NewFetch {
                        kind: FetchKind::Body,
                        target: id(number),
                        key: String::new(),
                        object: Some(id(number)),
                        detail: String::new(),
                        priority: 3,
                        order: i64::try_from(number * 7_919 % 100_003).unwrap(),
                        again: false,
                    }),
                ]
            })
            .collect();
        test.apply_in(run, changes).await;
    }
    eprintln!(
        "{pages} titles: {:.0} ms; {}",
        milliseconds(start),
        memory()
    );
    let next = timed("the next 8 of all fetches", async {
        test.store
            .next_fetches(test.connection, 0..=9, 8, &[], at(0))
            .await
            .unwrap()
    })
    .await;
    assert_eq!(next.len(), 8);
    let start = Instant::now();
    let mut left = pages;
    while left > 0 {
        let next = test
            .store
            .next_fetches(test.connection, 0..=9, 8, &[], at(0))
            .await
            .unwrap();
        for fetch in next {
            let text = text(&mut numbers, words);
            let number = u64::from_str_radix(&fetch.target.to_hex()[20..], 16).unwrap();
            test.apply_in(
                run,
                vec![
                    body(number, &text),
                    Change::FinishFetch(fetch.id),
                    outcome(number, Outcome::Stored, ""),
                    Change::AddRequests(1),
                ],
            )
            .await;
            left -= 1;
        }
    }
    let size = std::fs::metadata(test.store.path()).unwrap().len();
    eprintln!(
        "{pages} bodies of {words} words: {:.0} ms; store {} MB; {}",
        milliseconds(start),
        size / 1_000_000,
        memory()
    );
    timed("the account of the run", async {
        let ledger = test
            .store
            .finish_run(run, RunState::Completed, at(20))
            .await
            .unwrap();
        assert!(ledger.objects.adds_up() && ledger.objects.stored == pages);
    })
    .await;
    timed("the account of a run without changes", async {
        let run = test.start().await;
        let ledger = test
            .store
            .finish_run(run, RunState::Completed, at(20))
            .await
            .unwrap();
        assert_eq!(ledger.objects.unchanged, pages + 1);
    })
    .await;
}

async fn search(test: &TestStore, text: &str) -> (f64, usize, u64) {
    let query = SearchQuery {
        text: text.to_owned(),
        connection: Some(test.connection),
        filter: SearchFilter::default(),
        limit: 20,
        prefix_last: true,
    };
    let start = Instant::now();
    let found = test.store.search(&query).await.unwrap();
    (milliseconds(start), found.hits.len(), found.total)
}

#[tokio::test]
#[ignore = "measures; takes minutes"]
async fn at_full_size() {
    let pages = std::env::var("PAGES").map_or(100_000, |pages| pages.parse().unwrap());
    let test = store().await;
    fill(&test, pages, 240).await;
    let queries: Vec<String> = [1_u64, 3, 20, 300, 5_000, 70_000]
        .into_iter()
        .flat_map(|rank| {
            let whole = word(rank);
            (1..=whole.len()).map(move |end| whole[..end].to_owned())
        })
        .chain([
            format!("{} {}", word(2), word(900)),
            format!("{} {}", word(1), word(2)),
            format!("{} {} {}", word(50), word(700), word(9_000)),
            format!("{} {}", word(40_000), word(60_000)),
            "\"ko ti\"".to_owned(),
        ])
        .collect();
    for query in &queries {
        search(&test, query).await;
    }
    let mut times = Vec::new();
    for query in &queries {
        let (time, hits, total) = search(&test, query).await;
        eprintln!("{time:>8.2} ms  {hits:>3} of {total:>6}  {query}");
        times.push(time);
    }
    times.sort_by(f64::total_cmp);
    eprintln!(
        "search: p50 {:.2} ms, p95 {:.2} ms",
        times[times.len() / 2],
        times[times.len() * 95 / 100]
    );
    test.store
        .set_selection(
            test.connection,
            false,
            vec![(id(10), true), (id(1_000_000), true)],
        )
        .await
        .unwrap();
    timed("the choice of half", async {
        test.store.recompute_scope(test.connection).await.unwrap();
    })
    .await;
    timed("the same choice again", async {
        test.store.recompute_scope(test.connection).await.unwrap();
    })
    .await;
    let nodes = timed("the tree", async {
        test.store.tree(test.connection).await.unwrap()
    })
    .await;
    eprintln!("{} nodes; {}", nodes.len(), memory());
    if let Ok(copy) = std::env::var("KEEP_COPY") {
        test.store.close().await.unwrap();
        std::fs::copy(test.store.path(), copy).unwrap();
    }
}
