//! The whole client against a scripted Notion.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

mod calls;
mod lists;
mod oauth;
mod renewing;
mod retries;
mod secrets;
mod troubles;

use keepsake_text::NotionId;
use serde_json::{Value, json};

use crate::scripted::{Line, ok};

/// An id that many answers are about.
const ID: &str = "393abc1e-edcd-81f5-ae94-ec2d55fe98ed";

fn id() -> NotionId {
    ID.parse().unwrap()
}

fn bot() -> Value {
    json!({"object": "user", "id": ID, "type": "bot", "bot": {}})
}

fn block() -> Value {
    json!({"object": "block", "id": ID, "type": "divider", "divider": {}})
}

/// A good answer about the bot.
fn me() -> Line {
    ok(&bot())
}
