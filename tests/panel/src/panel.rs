//! The panel on the session's D-Bus.

use std::collections::HashMap;
use std::io::{self, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, anyhow, bail};
use serde_json::{Value as Json, json};
use zbus::blocking::{Connection, Proxy, connection};
use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Structure, Value};

/// The name of the program that showed its icon last.
type Shown = Arc<Mutex<Option<String>>>;

/// An entry of a menu: its number, what is known of it, and what is inside.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

struct Watcher(Shown);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, _service: &str, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = sender;
    }

    fn register_status_notifier_host(&self, _service: &str) {}

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.iter().cloned().collect()
    }
}

/// Shows icons until its input ends.
pub(crate) fn run() -> Result<()> {
    let shown = Shown::default();
    let bus = connection::Builder::session()?
        .serve_at("/StatusNotifierWatcher", Watcher(Arc::clone(&shown)))?
        .name("org.kde.StatusNotifierWatcher")?
        .build()?;
    answer(&json!({ "ready": true }))?;
    for line in io::stdin().lines() {
        let item = shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let answered = match item {
            Some(item) => grant(&bus, &item, &line?),
            None => Err(anyhow!("no icon is shown")),
        };
        answer(&answered.unwrap_or_else(|error| json!({ "refused": format!("{error:#}") })))?;
    }
    Ok(())
}

fn answer(answer: &Json) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{answer}")?;
    out.flush()
}

fn grant(bus: &Connection, item: &str, wish: &str) -> Result<Json> {
    let icon = Proxy::new(
        bus,
        item,
        "/StatusNotifierItem",
        "org.kde.StatusNotifierItem",
    )?;
    let path: OwnedObjectPath = icon.get_property("Menu")?;
    let menu = Proxy::new(bus, item, path.as_str(), "com.canonical.dbusmenu")?;
    match wish.split_once(' ') {
        None if wish == "look" => {
            let title: String = icon.get_property("Title")?;
            Ok(json!({ "title": title, "menu": entries(&menu)? }))
        }
        None if wish == "click" => {
            icon.call_method("Activate", &(0, 0))?;
            Ok(json!({}))
        }
        Some(("press", text)) => {
            let number = numbered(&entries(&menu)?, text)
                .with_context(|| format!("no entry says {text} and can be pressed"))?;
            menu.call_method("Event", &(number, "clicked", Value::from(0), 0_u32))?;
            Ok(json!({}))
        }
        _ => bail!("there is no wish {wish}"),
    }
}

fn entries(menu: &Proxy<'_>) -> Result<Json> {
    let (_, (_, _, inside)): (u32, Layout) =
        menu.call("GetLayout", &(0, -1, Vec::<String>::new()))?;
    inside.into_iter().map(entry).collect()
}

fn entry(value: OwnedValue) -> Result<Json> {
    let layout = Structure::try_from(value)?;
    let (number, known, inside): Layout = layout.try_into()?;
    let text = |name: &str| {
        known
            .get(name)
            .and_then(|value| <&str>::try_from(value).ok())
    };
    let is = |name: &str| {
        known
            .get(name)
            .and_then(|value| bool::try_from(value).ok())
            .unwrap_or(true)
    };
    Ok(json!({
        "number": number,
        "text": text("label"),
        "enabled": is("enabled"),
        "separator": text("type") == Some("separator"),
        "inside": inside.into_iter().map(entry).collect::<Result<Vec<_>>>()?,
    }))
}

/// The number of an entry that can be pressed, wherever it is.
fn numbered(entries: &Json, text: &str) -> Option<i32> {
    entries.as_array()?.iter().find_map(|entry| {
        if entry["text"] == text && entry["enabled"] == true {
            return entry["number"].as_i64()?.try_into().ok();
        }
        numbered(&entry["inside"], text)
    })
}
