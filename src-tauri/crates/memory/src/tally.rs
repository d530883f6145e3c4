//! Adding up a run.
//!
//! For each kind of thing there is the set that was found (what is chosen and not in the trash) and the outcomes noted during
//! the run. An outcome of something outside that set, unless it only says "stored", adds its thing to what was found: nothing
//! that went wrong is left out. Everything found without an outcome is unchanged.

use crate::change::{ConnectionId, RunId};
use crate::error::StoreError;
use crate::ledger::{Counts, Ledger, Outcome, What};
use crate::statement::{Session, sql};

/// The sums of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) objects: Counts,
    pub(crate) files: Counts,
    pub(crate) comments: Counts,
}

impl Sums {
    pub(crate) fn put_into(self, ledger: &mut Ledger) {
        ledger.objects = self.objects;
        ledger.files = self.files;
        ledger.comments = self.comments;
    }
}

/// Outcomes by rank, with -1 for unchanged.
fn add(counts: &mut Counts, rank: i64, number: u64) {
    counts.found += number;
    if rank < 0 {
        counts.unchanged += number;
        return;
    }
    match Outcome::from_rank(rank) {
        Outcome::Stored => counts.stored += number,
        Outcome::Skipped => counts.skipped += number,
        Outcome::Refused => counts.refused += number,
        Outcome::Failed => counts.failed += number,
    }
}

/// Sums over groups of (rank, number).
fn total(groups: Vec<(i64, u32)>) -> Counts {
    let mut counts = Counts::default();
    for (rank, number) in groups {
        add(&mut counts, rank, u64::from(number));
    }
    counts
}

/// The sums as the outcomes stand now.
pub(crate) fn present(
    session: &mut Session<'_>,
    connection: ConnectionId,
    run: RunId,
) -> Result<Sums, StoreError> {
    Ok(Sums {
        objects: objects(session, connection, run)?,
        files: files(session, connection, run)?,
        comments: comments(session, connection, run)?,
    })
}

fn objects(
    session: &mut Session<'_>,
    connection: ConnectionId,
    run: RunId,
) -> Result<Counts, StoreError> {
    // Counted on an index that holds nothing else: a cycle without changes looks at no row.
    let (chosen,): (u32,) = session
        .one(
            sql("SELECT count(*) FROM objects WHERE connection_id = ? AND in_scope = 1 AND in_trash = 0")
                .bind(connection),
        )?;
    let inside: Vec<(i64, u32)> = session.all(
        sql(
            "SELECT i.outcome, count(*) FROM run_items i JOIN objects o ON o.id = i.object_id
                 WHERE i.run_id = ? AND i.what = 'object' AND o.in_scope = 1 AND o.in_trash = 0
                 GROUP BY i.outcome",
        )
        .bind(run),
    )?;
    let outside: Vec<(i64, u32)> = session.all(
        sql(
            "SELECT i.outcome, count(*) FROM run_items i LEFT JOIN objects o ON o.id = i.object_id
                 WHERE i.run_id = ? AND i.what = 'object'
                   AND (o.id IS NULL OR (i.outcome > 0 AND NOT (o.in_scope = 1 AND o.in_trash = 0)))
                 GROUP BY i.outcome",
        )
        .bind(run),
    )?;
    let with_outcome: u64 = inside.iter().map(|(_, number)| u64::from(*number)).sum();
    let mut groups = inside;
    groups.extend(outside);
    let mut counts = total(groups);
    add(
        &mut counts,
        -1,
        u64::from(chosen).saturating_sub(with_outcome),
    );
    Ok(counts)
}

fn files(
    session: &mut Session<'_>,
    connection: ConnectionId,
    run: RunId,
) -> Result<Counts, StoreError> {
    let groups = session
        .all(
            sql("SELECT rank, count(*) FROM (
                     SELECT max(max(CASE f.status
                                        WHEN 'stored' THEN CASE WHEN f.changed_run IS ?1 THEN 0 ELSE -1 END
                                        WHEN 'external' THEN CASE WHEN f.changed_run IS ?1 THEN 1 ELSE -1 END
                                        WHEN 'refused' THEN 2
                                        WHEN 'failed' THEN 3
                                        ELSE 1 END,
                                    coalesce(i.outcome, -1))) AS rank
                     FROM files f JOIN objects o ON o.id = f.object_id
                     LEFT JOIN run_items i
                         ON i.run_id = ?1 AND i.what = 'file' AND i.item = f.identity AND i.outcome > 0
                     WHERE f.connection_id = ?2 AND o.in_scope = 1 AND o.in_trash = 0
                     GROUP BY f.identity
                     UNION ALL
                     SELECT i.outcome FROM run_items i
                     WHERE i.run_id = ?1 AND i.what = 'file' AND i.outcome > 0 AND NOT EXISTS (
                         SELECT 1 FROM files f JOIN objects o ON o.id = f.object_id
                         WHERE f.connection_id = ?2 AND f.identity = i.item AND o.in_scope = 1 AND o.in_trash = 0))
                 GROUP BY rank")
            .bind(run)
            .bind(connection),
        )?;
    Ok(total(groups))
}

fn comments(
    session: &mut Session<'_>,
    connection: ConnectionId,
    run: RunId,
) -> Result<Counts, StoreError> {
    let groups = session.all(
        sql(
            "SELECT CASE WHEN c.changed_run IS ?1 THEN 0 ELSE -1 END AS rank, count(*)
                 FROM comments c JOIN objects o ON o.id = c.object_id
                 WHERE c.connection_id = ?2 AND c.listed = 1 AND o.in_scope = 1 AND o.in_trash = 0
                 GROUP BY rank
                 UNION ALL
                 SELECT outcome, count(*) FROM run_items
                 WHERE run_id = ?1 AND what = 'comment' AND outcome > 0 GROUP BY outcome",
        )
        .bind(run)
        .bind(connection),
    )?;
    Ok(total(groups))
}

/// Notes what only the end of a run can tell, and keeps the sums.
pub(crate) fn close(
    session: &mut Session<'_>,
    connection: ConnectionId,
    run: RunId,
) -> Result<(), StoreError> {
    reopen(session, run)?;
    find_objects(session, connection, run)?;
    note_holes(session, connection, run)?;
    note_unfinished(session, connection, run)?;
    note_files(session, connection, run)?;
    let sums = present(session, connection, run)?;
    for (what, counts) in [
        (What::Object, sums.objects),
        (What::File, sums.files),
        (What::Comment, sums.comments),
    ] {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        session
            .execute(
                sql("INSERT INTO run_counts (run_id, what, found, stored, unchanged, skipped, refused, failed)
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(run)
                .bind(what)
                .bind(number(counts.found))
                .bind(number(counts.stored))
                .bind(number(counts.unchanged))
                .bind(number(counts.skipped))
                .bind(number(counts.refused))
                .bind(number(counts.failed)),
            )?;
    }
    Ok(())
}

/// Forgets the sums of a run that goes on, and what only said that it had not got to an end: what the run had stored
/// before is stored.
pub(crate) fn reopen(session: &mut Session<'_>, run: RunId) -> Result<(), StoreError> {
    session.execute(sql("DELETE FROM run_counts WHERE run_id = ?").bind(run))?;
    session.execute(
        sql("UPDATE run_items SET outcome = 0, reason = 'stored'
             WHERE run_id = ?1 AND what = 'object' AND outcome = 1 AND reason = 'not_finished'
               AND (EXISTS (SELECT 1 FROM revisions r WHERE r.run_id = ?1 AND r.object_id = run_items.object_id)
                    OR EXISTS (SELECT 1 FROM objects o JOIN runs s ON s.id = ?1
                               WHERE o.id = run_items.object_id AND o.first_seen_time >= s.started_time))")
        .bind(run),
    )?;
    session.execute(
        sql("DELETE FROM run_items
             WHERE run_id = ? AND outcome = 1 AND reason IN ('not_finished', 'not_fetched')")
        .bind(run),
    )?;
    Ok(())
}

/// The sums made when the run ended.
pub(crate) fn finished(session: &mut Session<'_>, run: RunId) -> Result<Option<Sums>, StoreError> {
    let rows: Vec<(What, u32, u32, u32, u32, u32, u32)> = session
        .all(
            sql("SELECT what, found, stored, unchanged, skipped, refused, failed FROM run_counts WHERE run_id = ?")
                .bind(run),
        )?;
    if rows.is_empty() {
        return Ok(None);
    }
    let mut sums = Sums::default();
    for (what, found, stored, unchanged, skipped, refused, failed) in rows {
        let counts = Counts {
            found: u64::from(found),
            stored: u64::from(stored),
            unchanged: u64::from(unchanged),
            skipped: u64::from(skipped),
            refused: u64::from(refused),
            failed: u64::from(failed),
        };
        match what {
            What::Object => sums.objects = counts,
            What::File => sums.files = counts,
            What::Comment => sums.comments = counts,
            What::User | What::Block | What::Property => {}
        }
    }
    Ok(Some(sums))
}

/// Outcomes may come before their objects do.
fn find_objects(
    session: &mut Session<'_>,
    connection: ConnectionId,
    run: RunId,
) -> Result<(), StoreError> {
    session
        .execute(
            sql("UPDATE run_items SET object_id =
                     (SELECT id FROM objects WHERE connection_id = ?1 AND notion_id = unhex(replace(item, '-', '')))
                 WHERE run_id = ?2 AND what = 'object' AND object_id IS NULL")
            .bind(connection)
            .bind(run),
        )?;
    Ok(())
}

/// Chosen objects that Notion does not answer for, in this run or since an earlier one.
fn note_holes(
    session: &mut Session<'_>,
    connection: ConnectionId,
    run: RunId,
) -> Result<(), StoreError> {
    session
        .execute(
            sql("INSERT INTO run_items (run_id, what, item, object_id, outcome, reason, request_id)
                 SELECT ?1, 'object',
                        substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-' || substr(h, 13, 4) || '-' || substr(h, 17, 4)
                            || '-' || substr(h, 21),
                        id, 2, coalesce(reach_reason, 'unreachable'), reach_request_id
                 FROM (SELECT lower(hex(notion_id)) AS h, id, reach_reason, reach_request_id FROM objects
                       WHERE connection_id = ?2 AND reach <> 'ok' AND in_scope = 1 AND in_trash = 0)
                 WHERE true
                 ON CONFLICT (run_id, what, item) DO UPDATE SET
                     object_id = excluded.object_id, outcome = excluded.outcome, reason = excluded.reason,
                     request_id = excluded.request_id
                 WHERE excluded.outcome > outcome")
            .bind(run)
            .bind(connection),
        )?;
    Ok(())
}

/// Chosen objects with requests that were never made: the run was stopped before.
fn note_unfinished(
    session: &mut Session<'_>,
    connection: ConnectionId,
    run: RunId,
) -> Result<(), StoreError> {
    session
        .execute(
            sql("INSERT INTO run_items (run_id, what, item, object_id, outcome, reason)
                 SELECT ?1, 'object',
                        substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-' || substr(h, 13, 4) || '-' || substr(h, 17, 4)
                            || '-' || substr(h, 21),
                        id, 1, 'not_finished'
                 FROM (SELECT DISTINCT lower(hex(o.notion_id)) AS h, o.id AS id FROM fetches f
                       JOIN objects o ON o.connection_id = f.connection_id AND o.notion_id = f.object
                       WHERE f.connection_id = ?2 AND f.done = 0 AND f.kind IN ('object', 'body', 'part', 'property', 'blocks')
                         AND o.in_scope = 1 AND o.in_trash = 0)
                 WHERE true
                 ON CONFLICT (run_id, what, item) DO UPDATE SET
                     object_id = excluded.object_id, outcome = excluded.outcome, reason = excluded.reason
                 WHERE excluded.outcome > outcome")
            .bind(run)
            .bind(connection),
        )?;
    Ok(())
}

/// Files that are not stored, with the reason kept beside them.
fn note_files(
    session: &mut Session<'_>,
    connection: ConnectionId,
    run: RunId,
) -> Result<(), StoreError> {
    session
        .execute(
            sql("INSERT INTO run_items (run_id, what, item, outcome, reason, request_id)
                 SELECT ?1, 'file', f.identity,
                        CASE f.status WHEN 'refused' THEN 2 WHEN 'failed' THEN 3 ELSE 1 END,
                        coalesce(f.reason, CASE f.status WHEN 'pending' THEN 'not_fetched' ELSE f.status END),
                        f.request_id
                 FROM files f JOIN objects o ON o.id = f.object_id
                 WHERE f.connection_id = ?2 AND o.in_scope = 1 AND o.in_trash = 0
                   AND (f.status IN ('pending', 'too_large', 'refused', 'failed')
                        OR (f.status = 'external' AND f.changed_run IS ?1))
                 ON CONFLICT (run_id, what, item) DO UPDATE SET
                     outcome = excluded.outcome, reason = excluded.reason, request_id = excluded.request_id
                 WHERE excluded.outcome > outcome")
            .bind(run)
            .bind(connection),
        )?;
    Ok(())
}
