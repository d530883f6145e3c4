//! The world of one schedule: a workspace at Notion, a store here, a program that lives and dies between them.
//!
//! Leaves out what is done ([`crate::steps`]) and what is asked of the outcome ([`crate::invariants`]). The rule it
//! protects: a kill leaves nothing in memory; what comes after it knows what the disk knows.

mod life;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use keepsake_memory::{ConnectionId, NewEvent, Store};
use keepsake_notion::NotionId;
use keepsake_simulator::{Id, Options, Quirks, Simulator, SimulatorClock};
use keepsake_sync::{
    Control, Files, ImportOptions, RunEnd, RunError, RunKind, RunOutcome, RunRequest, Silent,
};

use crate::access::Access;
use crate::away::Away;
use crate::deeds::Deeds;
use crate::fate::Fate;
use crate::invariants::relations::RELATION;
use crate::kinds::Kinds;
use crate::moment::Moments;
use crate::older::make_older;
use crate::random::Random;
use crate::records::InForce;
use crate::template::{self, ORIGIN};
use crate::tokens::SignedIn;
use life::Life;

/// No wish to wait lasts longer, nor does what counts for the pace.
const LONGEST_HOLD: Duration = Duration::from_secs(3_700);

/// Everything of one schedule.
pub struct World {
    /// Notion.
    pub simulator: Simulator,
    /// Time.
    pub moments: Moments,
    /// What goes wrong.
    pub fate: Arc<Fate>,
    /// The connection.
    pub connection: ConnectionId,
    /// The tokens, where a person signed in.
    pub(crate) signed_in: Option<Arc<SignedIn>>,
    /// Whether a person lets the program in.
    pub(crate) access: Access,
    path: PathBuf,
    life: Option<Life>,
    /// The store of the life before, where the next one begins over the same connections.
    left: Option<Store>,
    /// Whether every life opens its store anew, as programs do; otherwise most go on with what the one before left open.
    pub(crate) always_opens: bool,
    lives: Random,
    openings: Random,
    has_imported: bool,
    page_size: u32,
    /// Whether cycles also look for edits that leave no trace; now and then, unless it is said.
    pub audits: Option<bool>,
    /// What this schedule has beside the usual.
    pub kinds: Kinds,
    /// What was done.
    pub deeds: Deeds,
    /// What was here and not in the trash after the last cycle.
    pub(crate) alive_here: HashSet<NotionId>,
    /// Whether the person has allowed a plan that deletes much.
    pub(crate) may_delete: bool,
    /// Events that are on their way.
    pub(crate) late_events: Vec<NewEvent>,
    /// Draws who else sends events, and what Notion sends that nobody knows.
    pub(crate) strangers: Random,
    /// Events that have come before.
    pub(crate) seen_events: HashSet<String>,
    /// What could not be seen, or was in the trash.
    pub(crate) away: Away,
    /// The profile, once the person has put it into force.
    pub(crate) profile: Option<InForce>,
    /// What every row was related to at the beginning.
    pub(crate) related: BTreeMap<Id, Vec<Id>>,
    /// Whether everything was looked at anew since the last trouble.
    pub(crate) was_audited: bool,
    /// How far the computer's clock is off, and was when it was furthest behind.
    off: time::Duration,
    furthest_behind: time::Duration,
    /// Whether this life of the program has looked at what the last one sent.
    has_sent: bool,
}

/// How a cycle of the engine ended.
#[derive(Debug)]
pub enum Cycle {
    /// It came to its end.
    Ended(Box<RunOutcome>),
    /// It was interrupted and said why.
    Failed(RunError),
    /// The process ended.
    Killed,
    /// It waits for something that will never happen.
    Stalled,
}

impl World {
    /// The world of a seed, with its workspace of this name at Notion and its store at `path`. Lists have at most `page_size` items a page.
    ///
    /// # Errors
    /// When there is no such store, or the workspace cannot be made.
    pub fn new(
        seed: u64,
        workspace: &str,
        quirks: Quirks,
        page_size: u32,
        path: &Path,
    ) -> anyhow::Result<Self> {
        let connection = template::place(path)?;
        let moments = Moments::default();
        let shown = moments.clone();
        let options = Options {
            seed,
            limit: None,
            quirks,
            clock: SimulatorClock::from_fn(move || shown.at_notion()),
        };
        let simulator = Simulator::new(workspace, options)?;
        let mut world = Self {
            access: Access::new(seed, &simulator),
            simulator,
            moments,
            fate: Arc::new(Fate::of(seed)),
            connection,
            signed_in: None,
            path: path.to_owned(),
            life: None,
            left: None,
            always_opens: false,
            lives: Random::of(seed, "lives"),
            openings: Random::of(seed, "openings"),
            has_imported: false,
            page_size,
            audits: None,
            kinds: Kinds::default(),
            deeds: Deeds::default(),
            alive_here: HashSet::new(),
            may_delete: false,
            late_events: Vec::new(),
            strangers: Random::of(seed, "strangers"),
            seen_events: HashSet::new(),
            away: Away::default(),
            profile: None,
            related: BTreeMap::new(),
            was_audited: false,
            off: time::Duration::ZERO,
            furthest_behind: time::Duration::ZERO,
            has_sent: false,
        };
        world.related = world
            .simulator
            .places()
            .iter()
            .filter(|place| place.is_row)
            .map(|row| (row.id, world.simulator.related(row.id, RELATION)))
            .collect();
        Ok(world)
    }

    /// One cycle of the engine: an import until one came to its end, then sync.
    ///
    /// # Errors
    /// When the program cannot even be started.
    pub fn cycle(&mut self) -> anyhow::Result<Cycle> {
        if !self.begin_life()? {
            return Ok(Cycle::Killed);
        }
        if !self.has_sent && self.off > self.furthest_behind {
            // What the last life has noted looks older than it is, and no program can know that: a hold may still last.
            self.moments.advance(LONGEST_HOLD);
            self.furthest_behind = self.off;
        }
        self.has_sent = true;
        let kind = if self.has_imported {
            RunKind::Sync
        } else {
            RunKind::Import
        };
        let request = RunRequest {
            connection: self.connection,
            kind,
            options: ImportOptions {
                files: Files::None,
                ..ImportOptions::default()
            },
            trigger: "schedule".to_owned(),
            correlation_id: "simulated".to_owned(),
            audit: self.audits.unwrap_or_else(|| self.lives.below(4) == 0),
        };
        self.fate.auditing(request.audit);
        let life = self.life.as_ref().context("the program was just started")?;
        let (fate, moments) = (&self.fate, &self.moments);
        let control = Control::new();
        let ended = life.runtime.block_on(async {
            tokio::select! {
                biased;
                () = fate.death() => Cycle::Killed,
                () = moments.standstill() => Cycle::Stalled,
                outcome = life.engine.run(&request, &control, &Silent) => match outcome {
                    Ok(outcome) => Cycle::Ended(Box::new(outcome)),
                    Err(error) => Cycle::Failed(error),
                },
            }
        });
        if self.fate.is_dead() {
            self.end_life();
            return Ok(Cycle::Killed);
        }
        if matches!(ended, Cycle::Failed(_)) {
            self.fate.is_interrupted();
        }
        if let Cycle::Ended(outcome) = &ended {
            self.has_imported |= outcome.end == RunEnd::Completed;
        }
        self.hears(&ended);
        Ok(ended)
    }

    /// Does something with the store as a face would, with everything that can go wrong; `None` when the process ended.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn act<T>(
        &mut self,
        act: impl AsyncFnOnce(&Store, ConnectionId) -> T,
    ) -> anyhow::Result<Option<T>> {
        if !self.begin_life()? {
            return Ok(None);
        }
        let life = self.life.as_ref().context("the program was just started")?;
        let done = life.runtime.block_on(act(&life.store, self.connection));
        if self.fate.is_dead() {
            self.end_life();
            return Ok(None);
        }
        Ok(Some(done))
    }

    /// Whether an import has come to its end, so that cycles go both ways.
    #[must_use]
    pub const fn has_imported(&self) -> bool {
        self.has_imported
    }

    /// Whether something happened of which Notion gives no sign: it was refused, could not be seen for a while, is never
    /// listed, or edited without a trace.
    #[must_use]
    pub fn needs_audit(&self) -> bool {
        let refused = ["NotFound", "CapabilityMissing", "CursorRefused"];
        let met = self.fate.account().table;
        let quirks = self.simulator.quirks();
        self.away.has_hidden()
            || quirks.silent_block_edits
            || quirks.shifting_cursors
            || quirks.search_omission > 0.0
            || met.keys().any(|(kind, _)| refused.contains(&kind.as_str()))
    }

    /// Takes note of what cannot be seen or is in the trash at this moment.
    pub fn remember(&mut self) {
        let now = self.moments.at_notion().unix_timestamp() * 1_000;
        self.away.note(&self.simulator.places(), now);
    }

    /// Whether a person at Notion has changed one of these blocks after a revision, or one that is gone by now.
    pub(crate) fn was_edited_inside(&self, blocks: &[Id], after: u64) -> bool {
        let bot = self.simulator.bot();
        let log = self.simulator.log_after(after);
        log.iter().any(|entry| {
            entry.author != bot && entry.action == "set_text" && blocks.contains(&entry.object)
        })
    }

    /// Notes what Notion shows now of an object, or of the page it is in.
    pub(crate) fn see(&self, id: Id) {
        if self.deeds.versions.are_kept()
            && let Some(sight) = self.simulator.sight(ORIGIN, id)
        {
            self.deeds.versions.shows(&sight);
        }
    }

    /// Begins to note what Notion shows and what is wanted here.
    pub(crate) fn remember_versions(&self) {
        self.deeds.versions.keep();
        for sight in self.simulator.sights(ORIGIN) {
            self.deeds.versions.shows(&sight);
        }
    }

    /// Sets the computer's clock.
    pub(crate) fn set_clock(&mut self, off: time::Duration) {
        self.off = off;
        self.furthest_behind = self.furthest_behind.min(off);
        self.moments.set_off(off);
    }

    /// Ends the program and puts a store of the first version, with the same content, in the place of its own.
    pub(crate) fn make_older(&mut self) -> anyhow::Result<()> {
        self.end_life();
        self.left = None;
        make_older(&self.path)
    }

    /// Ends the process, wherever it is.
    pub fn kill(&mut self) {
        if self.life.is_some() {
            self.fate.kill();
            self.end_life();
        }
    }

    /// Looks into the store; nothing happens to whoever looks.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn look<T>(
        &mut self,
        look: impl AsyncFnOnce(&Store, ConnectionId) -> T,
    ) -> anyhow::Result<T> {
        while !self.begin_life()? {}
        let life = self.life.as_ref().context("the program was just started")?;
        let seen = self
            .fate
            .watched(|| life.runtime.block_on(look(&life.store, self.connection)));
        Ok(seen)
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.end_life();
        self.left = None;
    }
}
