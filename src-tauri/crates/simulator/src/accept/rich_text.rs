//! Rich text from requests.

use serde_json::Value;

use super::{EQUATION, TEXT, array, closed, id, object, text};
use crate::error::ApiError;
use crate::store::text::{RichText, Run, RunKind, Style};

const COLORS: [&str; 10] = [
    "default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red",
];

/// Reads an array of rich text.
pub(crate) fn rich_text(value: &Value, path: &str) -> Result<RichText, ApiError> {
    array(value, path)?
        .iter()
        .enumerate()
        .map(|(index, run)| read_run(run, &format!("{path}[{index}]")))
        .collect()
}

fn read_run(value: &Value, path: &str) -> Result<Run, ApiError> {
    let run = object(value, path)?;
    closed(
        run,
        path,
        &[
            "type",
            "text",
            "mention",
            "equation",
            "annotations",
            "plain_text",
            "href",
        ],
    )?;
    let style = run
        .get("annotations")
        .map_or_else(|| Ok(Style::default()), |value| annotations(value, path))?;
    let kind = if let Some(body) = run.get("text") {
        let path = format!("{path}.text");
        let body = object(body, &path)?;
        closed(body, &path, &["content", "link"])?;
        let content = text(
            body.get("content").unwrap_or(&Value::Null),
            &format!("{path}.content"),
            TEXT,
        )?;
        let link = match body.get("link") {
            None | Some(Value::Null) => None,
            Some(link) => {
                let path = format!("{path}.link.url");
                let url = text(&link["url"], &path, TEXT)?;
                if url.is_empty() {
                    return Err(ApiError::body(format!("{path} should be a valid url.")));
                }
                Some(url.to_owned())
            }
        };
        RunKind::Text {
            content: content.to_owned(),
            link,
        }
    } else if let Some(body) = run.get("equation") {
        RunKind::Equation(
            text(
                &body["expression"],
                &format!("{path}.equation.expression"),
                EQUATION,
            )?
            .to_owned(),
        )
    } else if let Some(body) = run.get("mention") {
        mention(body, &format!("{path}.mention"))?
    } else {
        return Err(ApiError::body(format!(
            "{path}.text should be defined, instead was `undefined`."
        )));
    };
    Ok(Run { kind, style })
}

fn mention(body: &Value, path: &str) -> Result<RunKind, ApiError> {
    let fields = object(body, path)?;
    if let Some(user) = fields.get("user") {
        Ok(RunKind::User(id(&user["id"], &format!("{path}.user.id"))?))
    } else if let Some(page) = fields.get("page") {
        Ok(RunKind::Page(id(&page["id"], &format!("{path}.page.id"))?))
    } else if let Some(database) = fields.get("database") {
        Ok(RunKind::Database(id(
            &database["id"],
            &format!("{path}.database.id"),
        )?))
    } else if let Some(date) = fields.get("date") {
        Ok(RunKind::Date(super::properties::date(
            date,
            &format!("{path}.date"),
        )?))
    } else if let Some(emoji) = fields.get("custom_emoji") {
        Ok(RunKind::Emoji(id(
            &emoji["id"],
            &format!("{path}.custom_emoji.id"),
        )?))
    } else if let Some(template) = fields.get("template_mention") {
        let mention = serde_json::json!({"type": "template_mention", "template_mention": template});
        Ok(RunKind::Other {
            mention,
            words: "@Today".to_owned(),
            link: None,
        })
    } else {
        Err(ApiError::body(format!(
            "{path} should be a user, page, database, date or custom_emoji mention."
        )))
    }
}

fn annotations(value: &Value, path: &str) -> Result<Style, ApiError> {
    let path = format!("{path}.annotations");
    let given = object(value, &path)?;
    closed(
        given,
        &path,
        &[
            "bold",
            "italic",
            "strikethrough",
            "underline",
            "code",
            "color",
        ],
    )?;
    let switch = |name: &str| given.get(name).and_then(Value::as_bool).unwrap_or(false);
    let color = given
        .get("color")
        .and_then(Value::as_str)
        .filter(|name| *name != "default");
    if let Some(name) = color {
        is_color(name, &format!("{path}.color"))?;
    }
    Ok(Style {
        bold: switch("bold"),
        italic: switch("italic"),
        strikethrough: switch("strikethrough"),
        underline: switch("underline"),
        code: switch("code"),
        color: color.map(str::to_owned),
    })
}

/// Fails on anything that is not one of Notion's colours.
pub(crate) fn is_color(name: &str, path: &str) -> Result<(), ApiError> {
    let base = name.strip_suffix("_background").unwrap_or(name);
    if COLORS.contains(&base) {
        Ok(())
    } else {
        Err(ApiError::body(format!(
            "{path} should be a color, instead was `\"{name}\"`."
        )))
    }
}
