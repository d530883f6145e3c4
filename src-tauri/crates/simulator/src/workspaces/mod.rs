//! The workspaces, each made from a seed: one name and one seed give the same ids, words and times.

mod big;
mod builder;
mod columns;
mod deep;
mod drawn;
mod flat;
mod hostile;
mod nested;
mod rows;
mod sample;

use std::collections::BTreeSet;

use crate::connection::{Capability, Connection, TokenState};
use crate::seed::mix;
use crate::store::Store;
use crate::store::sharing::Scope;
use builder::Builder;

/// A workspace with its tokens.
pub(crate) struct Made {
    pub(crate) store: Store,
    pub(crate) connections: Vec<Connection>,
}

/// Makes the workspace of that name; `None` when there is none. `now` keeps its history in the past.
pub(crate) fn make(name: &str, seed: u64, now: i64) -> Option<Made> {
    let (kind, count) = match name.split_once(':') {
        Some((kind, count)) => (
            kind,
            Some(count.parse::<u32>().ok().filter(|count| *count > 0)?),
        ),
        None => (name, None),
    };
    let mut builder = Builder::new(seed, title(kind), now);
    match (kind, count) {
        ("sample", None) => sample::build(&mut builder),
        ("hostile", None) => hostile::build(&mut builder),
        ("flat", None) => flat::build(&mut builder),
        ("nested", None) => nested::build(&mut builder),
        ("deep", None) => deep::build(&mut builder),
        ("drawn", most) => drawn::build(&mut builder, most),
        ("big", Some(count)) => big::build(&mut builder, count),
        ("rows", Some(count)) => rows::build(&mut builder, count),
        _ => return None,
    }
    let (store, private) = builder.finish();
    Some(connect(kind, store, &private))
}

fn title(kind: &str) -> &'static str {
    match kind {
        "sample" => "Fernhill Studio",
        "hostile" => "Hostile <b>Workspace</b>",
        _ => "Simulated Workspace",
    }
}

/// The tokens every workspace has: main, another bot that sees everything, read-only, expired, revoked, and one with
/// nothing shared.
fn connect(kind: &str, mut store: Store, private: &BTreeSet<crate::identifier::Id>) -> Made {
    let shared: BTreeSet<_> = store
        .roots
        .iter()
        .copied()
        .filter(|root| !private.contains(root))
        .collect();
    let mut connections = Vec::new();
    let kinds: [(&str, Scope, &[Capability], TokenState); 6] = [
        (
            "Keepsake",
            Scope::Shared(shared.clone()),
            &Capability::ALL,
            TokenState::Valid,
        ),
        (
            "Another Bot",
            Scope::Everything,
            &Capability::ALL,
            TokenState::Valid,
        ),
        (
            "Read Only",
            Scope::Shared(shared.clone()),
            &Capability::READING,
            TokenState::Valid,
        ),
        (
            "Expired",
            Scope::Shared(shared.clone()),
            &Capability::ALL,
            TokenState::Expired,
        ),
        (
            "Revoked",
            Scope::Shared(shared),
            &Capability::ALL,
            TokenState::Revoked,
        ),
        (
            "Nothing Shared",
            Scope::Shared(BTreeSet::new()),
            &Capability::ALL,
            TokenState::Valid,
        ),
    ];
    for (number, (name, scope, capabilities, state)) in kinds.into_iter().enumerate() {
        let bot = store.identifiers.next_random();
        store.users.push(crate::store::model::User {
            id: bot,
            name: name.to_owned(),
            email: None,
            guest: false,
        });
        connections.push(Connection {
            token: format!("ntn_simulator_{kind}_{:04}", number + 1),
            name: name.to_owned(),
            bot,
            owner: None,
            capabilities: capabilities.iter().copied().collect(),
            scope,
            state,
        });
    }
    Made { store, connections }
}

/// A word that occurs nowhere else: `q` and twelve letters or digits.
pub(crate) fn token(seed: u64, number: u64) -> String {
    const DIGITS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bits = mix(mix(seed) ^ number);
    let mut word = String::from("q");
    for _ in 0..12 {
        word.push(char::from(DIGITS[usize::try_from(bits & 31).unwrap_or(0)]));
        bits >>= 5;
    }
    word
}
