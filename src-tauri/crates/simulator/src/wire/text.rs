//! Rich text as JSON.

use serde_json::{Value, json};

use super::{View, link};
use crate::identifier::Id;
use crate::store::text::{Run, RunKind};

impl View<'_> {
    pub(crate) fn rich_text(&self, text: &[Run]) -> Value {
        Value::Array(text.iter().map(|run| self.run(run)).collect())
    }

    /// What a person reads: the join of `plain_text`.
    pub(crate) fn plain(&self, text: &[Run]) -> String {
        text.iter().map(|run| self.words(run)).collect()
    }

    /// The title of an object as a reader sees it: "Untitled" stands for what cannot be seen.
    pub(crate) fn title_of(&self, id: Id) -> String {
        if !self.sees(id) {
            return "Untitled".to_owned();
        }
        let title = if let Some(page) = self.store.pages.get(&id) {
            self.plain(&page.title)
        } else if let Some(database) = self.store.databases.get(&id) {
            self.plain(&database.title)
        } else if let Some(source) = self.store.sources.get(&id) {
            self.plain(&source.title)
        } else {
            String::new()
        };
        if title.is_empty() {
            "Untitled".to_owned()
        } else {
            title
        }
    }

    /// The words of a title that mentions nothing, without looking at who reads.
    pub(crate) fn raw_title(&self, id: Id) -> String {
        let title = if let Some(page) = self.store.pages.get(&id) {
            &page.title
        } else if let Some(database) = self.store.databases.get(&id) {
            &database.title
        } else {
            return String::new();
        };
        self.plain(title)
    }

    /// The link of a page or database.
    pub(crate) fn link_of(&self, id: Id) -> String {
        if self.store.databases.contains_key(&id) {
            link("", id)
        } else if self.sees(id) {
            link(
                &self
                    .store
                    .pages
                    .get(&id)
                    .map(|page| crate::store::text::own_words(&page.title))
                    .unwrap_or_default(),
                id,
            )
        } else {
            link("", id)
        }
    }

    pub(crate) fn user_name(&self, id: Id) -> String {
        self.store
            .user(id)
            .map_or_else(|| "Anonymous".to_owned(), |user| user.name.clone())
    }

    /// The words of one run.
    pub(crate) fn words(&self, run: &Run) -> String {
        match &run.kind {
            RunKind::Text { content, .. } => content.clone(),
            RunKind::Equation(expression) => expression.clone(),
            RunKind::User(id) => format!("@{}", self.user_name(*id)),
            RunKind::Page(id) | RunKind::Database(id) => self.mentioned_title(*id),
            RunKind::Date(date) => {
                let start = date["start"].as_str().unwrap_or_default();
                date["end"]
                    .as_str()
                    .map_or_else(|| start.to_owned(), |end| format!("{start} → {end}"))
            }
            RunKind::Emoji(id) => format!(
                ":{}:",
                self.store
                    .emoji(*id)
                    .map_or("emoji", |emoji| emoji.name.as_str())
            ),
            RunKind::Other { words, .. } => words.clone(),
        }
    }

    /// Titles of mentioned pages are cut off where they mention others themselves, so that no circle can form.
    fn mentioned_title(&self, id: Id) -> String {
        let title = self
            .store
            .pages
            .get(&id)
            .map(|page| &page.title)
            .or_else(|| {
                self.store
                    .databases
                    .get(&id)
                    .map(|database| &database.title)
            });
        match title {
            Some(title) if self.sees(id) && !title.is_empty() => {
                crate::store::text::own_words(title)
            }
            _ => "Untitled".to_owned(),
        }
    }

    fn run(&self, run: &Run) -> Value {
        let words = self.words(run);
        let (kind, body, href) = match &run.kind {
            RunKind::Text { content, link } => {
                let target = link.as_ref().map(|url| json!({"url": url}));
                (
                    "text",
                    json!({"content": content, "link": target}),
                    json!(link),
                )
            }
            RunKind::Equation(expression) => {
                ("equation", json!({"expression": expression}), Value::Null)
            }
            RunKind::User(id) => {
                let user = self
                    .store
                    .user(*id)
                    .map_or_else(|| self.user_reference(*id), |user| self.user(user));
                (
                    "mention",
                    json!({"type": "user", "user": user}),
                    Value::Null,
                )
            }
            RunKind::Page(id) => (
                "mention",
                json!({"type": "page", "page": {"id": id}}),
                json!(self.link_of(*id)),
            ),
            RunKind::Database(id) => (
                "mention",
                json!({"type": "database", "database": {"id": id}}),
                json!(self.link_of(*id)),
            ),
            RunKind::Date(date) => (
                "mention",
                json!({"type": "date", "date": date}),
                Value::Null,
            ),
            RunKind::Emoji(id) => (
                "mention",
                json!({"type": "custom_emoji", "custom_emoji": self.custom_emoji(*id)}),
                Value::Null,
            ),
            RunKind::Other { mention, link, .. } => ("mention", mention.clone(), json!(link)),
        };
        let style = &run.style;
        let mut value = json!({"type": kind});
        value[kind] = body;
        value["annotations"] = json!({
            "bold": style.bold,
            "italic": style.italic,
            "strikethrough": style.strikethrough,
            "underline": style.underline,
            "code": style.code,
            "color": style.color.as_deref().unwrap_or("default"),
        });
        value["plain_text"] = json!(words);
        value["href"] = href;
        value
    }
}
