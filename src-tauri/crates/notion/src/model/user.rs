//! Users: people and bots.

use keepsake_text::NotionId;
use serde_json::{Map, Value};

use crate::decode::fields::Fields;
use crate::decode::{Model, Unreadable};

/// A user, possibly known by id only (Notion API reference: User).
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// The user's id. For the connection's own bot it is the key of the connection.
    pub id: NotionId,
    /// `person` or `bot`; nothing for a user of whom only the id is known.
    pub kind: Option<String>,
    /// The name shown.
    pub name: Option<String>,
    /// The address of a picture.
    pub avatar_url: Option<String>,
    /// A person's e-mail address, when the connection may see it.
    pub email: Option<String>,
    /// What is known about a bot.
    pub bot: Option<Bot>,
    /// Everything else.
    pub extra: Map<String, Value>,
}

/// What a bot user says about its connection. All of it may be missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Bot {
    /// The workspace it works in.
    pub workspace_id: Option<NotionId>,
    /// That workspace's name.
    pub workspace_name: Option<String>,
    /// Whose connection it is: `{"type":"workspace",...}` or a user, as it came.
    pub owner: Option<Value>,
    /// The largest file that can be uploaded, in bytes.
    pub max_upload_bytes: Option<u64>,
}

impl Model for User {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Unreadable> {
        fields.expect("user")?;
        Ok(Self {
            id: fields.own_id()?,
            kind: fields.text("type"),
            name: fields.text("name"),
            avatar_url: fields.text("avatar_url"),
            email: fields
                .value("person")
                .and_then(|person| Some(person.get("email")?.as_str()?.to_owned())),
            bot: fields.value("bot").map(|bot| Bot::read(&bot)),
            extra: fields.extra(),
        })
    }
}

impl Bot {
    fn read(bot: &Value) -> Self {
        let text = |key: &str| bot.get(key).and_then(Value::as_str);
        Self {
            workspace_id: text("workspace_id").and_then(NotionId::parse),
            workspace_name: text("workspace_name").map(str::to_owned),
            owner: bot.get("owner").filter(|owner| !owner.is_null()).cloned(),
            max_upload_bytes: bot
                .pointer("/workspace_limits/max_file_upload_size_in_bytes")
                .and_then(Value::as_u64),
        }
    }
}
