//! What can go wrong, and how often.
//!
//! The rates are those of the plan of faults: per request, per write, per statement. A schedule takes them as they are,
//! several times over, or not at all, so that long quiet stretches and pile-ups are both seen. What an engine does seldom
//! meets trouble more often ([`Phase`] by phase), so that ten thousand schedules see every kind of trouble everywhere.
//!
//! Leaves out what the engine should make of it.

use keepsake_simulator::{Fault, FaultKind};

use crate::phase::Phase;
use crate::random::Random;
use crate::variety::{REASONS, Variety, WAITS};

/// A kind of trouble: a row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// An answer that is not what was asked for.
    Answer(FaultKind),
    /// The end of the process.
    Kill,
    /// Another process holds the store.
    Busy,
    /// The disk is full.
    DiskFull,
    /// The disk refuses to be read or written.
    DiskFails,
    /// Somebody edits what is about to be written.
    EditBetween,
}

/// Trouble with requests: kind, times in a million requests, whether only writes can meet it.
const ANSWERS: [(FaultKind, u32, bool); 22] = [
    (FaultKind::RateLimited, 20_000, false),
    (FaultKind::Overload, 4_300, false),
    (FaultKind::InternalError, 4_300, false),
    (FaultKind::BadGateway, 4_300, false),
    (FaultKind::Unavailable, 4_300, false),
    (FaultKind::GatewayTimeout, 4_300, false),
    (FaultKind::Conflict, 4_300, false),
    (FaultKind::RetryableValidation, 4_200, false),
    (FaultKind::Timeout, 5_000, false),
    (FaultKind::DroppedBefore, 5_000, false),
    (FaultKind::TruncatedJson, 1_600, false),
    (FaultKind::WrongContentType, 1_600, false),
    (FaultKind::ProxyPage, 1_600, false),
    (FaultKind::EmptyBody, 1_600, false),
    (FaultKind::Unauthorized, 1_600, false),
    (FaultKind::CapabilityMissing, 1_600, false),
    (FaultKind::NotFound, 1_600, false),
    (FaultKind::CursorRefused, 8_000, false),
    (FaultKind::BlockLimit, 18_000, true),
    (FaultKind::DroppedAfter, 16_000, true),
    (FaultKind::UnavailableAfterSaving, 18_000, true),
    (FaultKind::UnavailableAfterCommit, 18_000, true),
];

/// An edit between our read and our write, in a million writes.
const EDITS_BETWEEN: u32 = 140_000;
/// A kill, in a million requests and statements.
const KILLS: u32 = 5_000;
/// Trouble with the disk, in a million statements.
const DISK: u32 = 2_000;
/// An answer that takes its time, in a million requests.
const SLOW: u32 = 250_000;

/// The most times that a planned rate is taken: with more, hardly any request would get through.
const MOST_OFTEN: u32 = 5;

/// How many times as often trouble comes in a phase that is seldom.
const fn seldom(phase: Phase) -> u32 {
    match phase {
        Phase::List | Phase::Read => 1,
        Phase::PushProperties | Phase::PushBody => 2,
        Phase::Create => 3,
        Phase::Trash
        | Phase::Reconcile
        | Phase::Restore
        | Phase::Move
        | Phase::Audit
        | Phase::Records
        | Phase::Webhook
        | Phase::Exchange => 5,
    }
}

/// How often an answer that only writes can meet comes, in a million writes: there are few of them.
const WRITES: u32 = 20_000;
/// How often each other kind comes in a million writes that are few. With the planned rates some would be met there by chance
/// only.
const FEW: u32 = 5_000;
/// How often each kind comes in a million requests of which hardly any is made.
const HARDLY_ANY: u32 = 7_500;

/// How often a kind of answer comes in a phase, in a million requests.
const fn rate_in(phase: Phase, often: Often, planned: u32, only_writes: bool) -> u32 {
    match phase {
        _ if !often.evenly => planned,
        Phase::Restore | Phase::Move => HARDLY_ANY,
        _ if only_writes => WRITES,
        Phase::Create | Phase::Trash => FEW,
        _ => planned,
    }
}

/// How many times the planned rates faults of each class come; 0 is peace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Often {
    /// Answers that are not what was asked for.
    pub answers: u32,
    /// Ends of the process.
    pub kills: u32,
    /// Reads that are refused in passing, as if something were gone or not allowed.
    pub refusals: u32,
    /// Trouble with the store.
    pub disk: u32,
    /// Whether what is seldom done meets every kind of answer alike.
    pub evenly: bool,
}

/// What happens to a request.
#[derive(Debug, Clone, Default)]
pub struct Fated {
    /// How long it is under way, in milliseconds.
    pub there: u64,
    /// How long its answer is.
    pub back: u64,
    /// What its answer suffers.
    pub fault: Option<Fault>,
    /// In which varieties that comes, where they are counted.
    pub varieties: Option<[Variety; 2]>,
    /// Whether somebody edits its target first.
    pub edited_first: bool,
    /// Whether the person here edits its target while the answer is awaited.
    pub edited_here: bool,
    /// Whether the process ends before it is sent, or while its answer is awaited.
    pub kill: Option<KillAt>,
}

/// On which side of a request a process ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KillAt {
    /// It was never sent.
    Before,
    /// It was done, and nobody hears the answer.
    After,
}

impl Trouble {
    /// Every kind, in the order of the table.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = ANSWERS
            .iter()
            .map(|(kind, ..)| Self::Answer(*kind))
            .collect();
        all.extend([
            Self::EditBetween,
            Self::Kill,
            Self::Busy,
            Self::DiskFull,
            Self::DiskFails,
        ]);
        all
    }

    /// Its name in the table.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Answer(kind) => format!("{kind:?}"),
            other => format!("{other:?}"),
        }
    }

    /// Whether this kind can be met in a phase at all.
    #[must_use]
    pub fn can_meet(self, phase: Phase) -> bool {
        match self {
            Self::Answer(FaultKind::CursorRefused) => {
                matches!(phase, Phase::List | Phase::Read)
            }
            Self::Answer(kind) => {
                let only_writes = ANSWERS
                    .iter()
                    .any(|(other, _, only)| *other == kind && *only);
                phase.asks_notion() && (phase.writes() || !only_writes)
            }
            Self::EditBetween => {
                phase.writes() && !matches!(phase, Phase::Create | Phase::Exchange)
            }
            Self::Kill | Self::Busy | Self::DiskFull | Self::DiskFails => true,
        }
    }
}

/// Draws what happens to one request; `continues` says that it goes on with a list.
pub(crate) fn to_request(
    random: &mut Random,
    often: Often,
    phase: Phase,
    continues: bool,
) -> Fated {
    let writes = phase.writes();
    let mut fated = Fated::default();
    if random.per_million(SLOW) {
        fated.back = 1 + random.bits() % 3_000;
    }
    if random.per_million(SLOW) {
        fated.there = 1 + random.bits() % 3_000;
    }
    if random.per_million(KILLS * often.kills * seldom(phase)) {
        fated.kill = Some(if random.bits() & 1 == 0 {
            KillAt::Before
        } else {
            KillAt::After
        });
    }
    if often.answers == 0 {
        return fated;
    }
    fated.edited_first = writes && random.per_million(EDITS_BETWEEN);
    fated.edited_here = writes && random.per_million(EDITS_BETWEEN);
    let times = (often.answers * seldom(phase)).min(MOST_OFTEN);
    let mut left = u32::try_from(random.bits() % 1_000_000).unwrap_or(0);
    for (kind, rate, only_writes) in ANSWERS {
        if only_writes && !writes || kind == FaultKind::CursorRefused && !continues {
            continue;
        }
        let times = match kind {
            // Whoever is refused a read has no way to know when it would be answered.
            FaultKind::NotFound | FaultKind::CapabilityMissing if !writes => often.refusals,
            // Few lists are so long that they go on, and fewest of those that are looked through for what was written.
            FaultKind::CursorRefused if phase != Phase::List => 4 * times,
            _ => times,
        };
        let rate = rate_in(phase, often, rate, only_writes);
        match left.checked_sub(rate * times) {
            Some(rest) => left = rest,
            None => {
                let (fault, varieties) = fault(random, kind);
                fated.fault = Some(fault);
                fated.varieties = varieties;
                break;
            }
        }
    }
    fated
}

/// A fault, and in which varieties a refusal comes.
fn fault(random: &mut Random, kind: FaultKind) -> (Fault, Option<[Variety; 2]>) {
    let mut fault = Fault::once(kind, "");
    if !matches!(kind, FaultKind::RateLimited | FaultKind::Overload) {
        return (fault, None);
    }
    let (wait, reason) = (random.below(WAITS.len()), random.below(REASONS.len()));
    fault.retry_after = Some(WAITS[wait].1.clone());
    fault.reason = Some(REASONS[reason].to_owned());
    let varieties = [Variety::Wait(wait), Variety::Reason(reason)];
    (
        fault,
        Some(varieties).filter(|_| kind == FaultKind::RateLimited),
    )
}

/// Draws what happens to one statement.
pub(crate) fn to_statement(
    random: &mut Random,
    often: Often,
    phase: Phase,
    writes: bool,
) -> Option<Trouble> {
    if often == Often::default() {
        return None;
    }
    let times = seldom(phase);
    let (kills, disk) = (KILLS * often.kills * times, DISK * often.disk * times);
    let draw = random.bits() % 1_000_000;
    if draw < u64::from(kills) {
        return Some(Trouble::Kill);
    }
    if draw < u64::from(kills + disk) {
        return Some(match random.below(3) {
            0 => Trouble::Busy,
            1 if writes => Trouble::DiskFull,
            _ => Trouble::DiskFails,
        });
    }
    None
}
