//! Our search against the `sqlite3` shell, query by query, on the same file.
//!
//! The shell is asked the full-text queries that the store was seen to ask for it: the statements that find and rank. Ours
//! is the whole of a search: those statements, the search for words spread over a page, titles, breadcrumbs, and passages
//! unpacked, cut and marked.

use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::ensure;
use keepsake_memory::{OpenOptions, SearchFilter, SearchQuery, StatementWatch, Store, StoreError};
use keepsake_notion::{adapters::SystemClock, ports::Clock as _};
use serde_json::{Value, json};

use crate::{
    library,
    queries::{self, Entered},
    shell::Shell,
};

/// Hits per search.
const LIMIT: u32 = 20;
/// How often each query is asked of each side, in turns; the median counts.
const ROUNDS: usize = 9;
/// What the store binds as the number of ranked matches.
const RANKED: u32 = 2_000;

/// Sees the statements of a search.
#[derive(Default)]
struct Seen(Mutex<Vec<String>>);

impl Seen {
    fn statements(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl StatementWatch for Seen {
    fn before(&self, sql: &str) -> Result<(), StoreError> {
        self.statements().push(sql.to_owned());
        Ok(())
    }
}

/// Both sides of the comparison.
struct Sides {
    store: Store,
    /// The same store, and what it asks.
    watched: Store,
    seen: Arc<Seen>,
    shell: Shell,
}

/// What one query took on each side.
struct Times {
    entered: Entered,
    ours: Duration,
    shells: Duration,
    total: u64,
}

/// Makes the store if need be and measures.
pub(crate) async fn search(folder: &Path, pages: u64) -> anyhow::Result<Value> {
    let clock = SystemClock::new();
    let made = library::ensure(folder, pages).await?;
    let making = clock.elapsed();
    let file = library::file(folder);
    let seen = Arc::new(Seen::default());
    let plain = OpenOptions::new(library::SEEN);
    let mut sides = Sides {
        store: Store::open(&file, plain.clone()).await?,
        watched: Store::open(&file, plain.watched_by(seen.clone())).await?,
        seen,
        shell: Shell::start(&file)?,
    };
    let finished = measure(&mut sides, queries::finished()).await?;
    let typed = measure(&mut sides, queries::typed()).await?;
    Ok(json!({
        "pages": pages,
        "store_bytes": std::fs::metadata(&file)?.len(),
        "made": made,
        "making_seconds": making.as_secs_f64(),
        "shell_version": sides.shell.version()?,
        "finished": summary(&finished),
        "typed": summary(&typed),
    }))
}

fn query(entered: &Entered) -> SearchQuery {
    SearchQuery {
        text: entered.text.clone(),
        connection: None,
        filter: SearchFilter::default(),
        limit: LIMIT,
        prefix_last: entered.typing,
    }
}

async fn measure(sides: &mut Sides, queries: Vec<Entered>) -> anyhow::Result<Vec<Times>> {
    let clock = SystemClock::new();
    let mut all = Vec::with_capacity(queries.len());
    for entered in queries {
        let asked = query(&entered);
        let statements = ranking_statements(sides, &entered).await?;
        // Once for both without counting: pages come into the caches.
        let found = sides.store.search(&asked).await?;
        let (rows, _) = ask_all(&mut sides.shell, &statements)?;
        ensure!(
            rows <= found.hits.len(),
            "the shell found {rows} and we {} for {:?}",
            found.hits.len(),
            entered.text
        );
        let (mut ours, mut shells) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let start = clock.elapsed();
            sides.store.search(&asked).await?;
            ours.push(clock.elapsed() - start);
            shells.push(ask_all(&mut sides.shell, &statements)?.1);
        }
        all.push(Times {
            entered,
            ours: at_share(ours, 0.5),
            shells: at_share(shells, 0.5),
            total: found.total,
        });
    }
    Ok(all)
}

/// The statements that find and rank, as the store asks them for this query: for all words and, where the last one is a
/// single letter that leaves room for more, for those before it.
async fn ranking_statements(sides: &Sides, entered: &Entered) -> anyhow::Result<Vec<String>> {
    sides.seen.statements().clear();
    sides.watched.search(&query(entered)).await?;
    let asked = [Some(entered.clone()), entered.without_the_last()];
    let seen = sides.seen.statements();
    let ranking: Vec<&String> = seen.iter().filter(|sql| sql.contains("bm25(")).collect();
    ensure!(
        (1..=asked.iter().flatten().count()).contains(&ranking.len()),
        "{} ranking queries were seen for {:?}",
        ranking.len(),
        entered.text
    );
    let statements = ranking
        .iter()
        .zip(asked.iter().flatten())
        .map(|(sql, entered)| with_values(sql, entered));
    Ok(statements.collect())
}

/// How many rows the first statement has, and what all of them took.
fn ask_all(shell: &mut Shell, statements: &[String]) -> anyhow::Result<(usize, Duration)> {
    let (mut rows, mut time) = (None, Duration::ZERO);
    for statement in statements {
        let (answer, took) = shell.ask(statement)?;
        rows.get_or_insert(answer.len());
        time += took;
    }
    Ok((rows.unwrap_or_default(), time))
}

/// The statement with the values the store binds: titles, passages, ranked, connection, limit.
fn with_values(statement: &str, entered: &Entered) -> String {
    let limits = [RANKED.to_string(), "NULL".to_owned(), LIMIT.to_string()];
    let expressions = [1, 2].map(|shortest| format!("'{}'", expression(entered, shortest)));
    let mut sql = statement.to_owned();
    for (index, value) in expressions.iter().chain(&limits).enumerate() {
        sql = sql.replace(&format!("?{}", index + 1), value);
    }
    // The shell takes a line at a time.
    sql.replace('\n', " ")
}

/// The expression for words of plain letters: `"one" AND "tw"*`. Beginnings shorter than the index keeps are whole words.
fn expression(entered: &Entered, shortest_prefix: usize) -> String {
    let words: Vec<&str> = entered.text.split(' ').collect();
    let open = |index: usize, word: &str| {
        entered.typing && index + 1 == words.len() && word.len() >= shortest_prefix
    };
    let terms: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(index, word)| format!("\"{word}\"{}", if open(index, word) { "*" } else { "" }))
        .collect();
    terms.join(" AND ")
}

fn summary(times: &[Times]) -> Value {
    let ours: Vec<Duration> = times.iter().map(|one| one.ours).collect();
    let shells: Vec<Duration> = times.iter().map(|one| one.shells).collect();
    let mut slowest: Vec<&Times> = times.iter().collect();
    slowest.sort_by_key(|one| std::cmp::Reverse(one.ours));
    let slowest: Vec<Value> = slowest
        .into_iter()
        .take(12)
        .map(|one| {
            json!({
                "text": one.entered.text,
                "total": one.total,
                "ours_ms": milliseconds(one.ours),
                "shell_ms": milliseconds(one.shells),
            })
        })
        .collect();
    json!({
        "queries": times.len(),
        "ours_ms": {"p50": milliseconds(at_share(ours.clone(), 0.5)), "p95": milliseconds(at_share(ours, 0.95))},
        "shell_ms": {"p50": milliseconds(at_share(shells.clone(), 0.5)), "p95": milliseconds(at_share(shells, 0.95))},
        "slowest": slowest,
    })
}

/// The smallest value that at least this share of all does not exceed.
fn at_share(mut values: Vec<Duration>, share: f64) -> Duration {
    values.sort();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a few hundred"
    )]
    let place = (values.len() as f64 * share).ceil() as usize;
    values
        .get(place.saturating_sub(1))
        .copied()
        .unwrap_or_default()
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}
