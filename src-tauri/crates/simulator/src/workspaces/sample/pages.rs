//! From the written pages to the workspace: first all pages, so that they can mention each other, then what is on them.

use std::collections::BTreeMap;

use serde_json::json;

use super::super::builder::Builder;
use super::script::{Part, Script, read};
use super::tables::{self, Tables};
use crate::accept::blocks::NewBlock;
use crate::identifier::Id;
use crate::markdown::{parse, parse_inline};
use crate::store::model::{Content, Media, Parent};
use crate::store::text::plain;
use crate::wire::link;

const FILES: [&str; 3] = [
    include_str!("studio.md"),
    include_str!("films.md"),
    include_str!("office.md"),
];

/// What the pages refer to while they are filled.
#[derive(Default)]
struct Known<'a> {
    pages: BTreeMap<&'a str, Id>,
    named: BTreeMap<&'a str, Id>,
    last_block: Option<Id>,
    last_discussion: Option<Id>,
    tables: Tables,
}

pub(super) fn build(builder: &mut Builder) {
    let scripts: Vec<Script<'_>> = FILES.iter().flat_map(|file| read(file)).collect();
    let mut known = Known::default();
    let mut above: Vec<Id> = Vec::new();
    for script in &scripts {
        above.truncate(script.depth);
        let parent = above
            .last()
            .map_or(Parent::Workspace, |page| Parent::Page(*page));
        let page = builder.page(parent, plain(script.title));
        builder.icon(page, script.icon);
        known.pages.insert(script.title, page);
        above.push(page);
    }
    for script in &scripts {
        if let Some(page) = known.pages.get(script.title).copied() {
            fill(builder, &mut known, page, script);
        }
    }
    tables::relate(builder, &known.tables);
}

fn fill<'a>(builder: &mut Builder, known: &mut Known<'a>, page: Id, script: &Script<'a>) {
    let children = builder
        .store
        .pages
        .get_mut(&page)
        .map(|page| std::mem::take(&mut page.children))
        .unwrap_or_default();
    for part in &script.parts {
        match part {
            Part::Markdown(text) => {
                let text = refer(builder, known, text);
                for block in parse::parse(&builder.store, &text) {
                    known.last_block = Some(insert(builder, page, block));
                }
            }
            Part::Directive(word, rest) => direct(builder, known, page, word, rest),
        }
    }
    if let Some(page) = builder.store.pages.get_mut(&page) {
        page.children.extend(children);
    }
}

/// Turns `[[Title]]` and `@{Name}` into mentions.
fn refer(builder: &Builder, known: &Known<'_>, text: &str) -> String {
    let mut text = text.to_owned();
    for (title, id) in &known.pages {
        let mention = format!(
            "<mention-page url=\"{}\">{title}</mention-page>",
            link(title, *id)
        );
        text = text.replace(&format!("[[{title}]]"), &mention);
    }
    for user in &builder.store.users {
        let mention = format!(
            "<mention-user url=\"user://{}\">{}</mention-user>",
            user.id, user.name
        );
        text = text.replace(&format!("@{{{}}}", user.name), &mention);
    }
    text
}

fn insert(builder: &mut Builder, to: Id, new: NewBlock) -> Id {
    let media = new.media.map(|media| match media {
        Media::External(url) => match url.strip_prefix("picture:") {
            Some(name) => builder.picture(name),
            None => Media::External(url),
        },
        hosted @ Media::Hosted(_) => hosted,
    });
    let children = new.children;
    let id = builder.block_of(to, new.kind, |block| {
        block.text = new.text;
        block.caption = new.caption;
        block.cells = new.cells;
        block.media = media;
        block.icon = new.icon;
        block.fields = new.fields;
    });
    for child in children {
        insert(builder, id, child);
    }
    id
}

fn direct<'a>(builder: &mut Builder, known: &mut Known<'a>, page: Id, word: &str, rest: &'a str) {
    match word {
        "cover" => {
            let cover = builder.picture(rest);
            if let Some(page) = builder.store.pages.get_mut(&page) {
                page.cover = Some(cover);
            }
        }
        "comment" | "pagecomment" | "reply" => comment(builder, known, page, word, rest),
        "bookmark" | "embed" => {
            let (url, caption) = rest.split_once(" | ").unwrap_or((rest, ""));
            let kind = if word == "embed" { "embed" } else { "bookmark" };
            let block = builder.block_with(page, kind, None, |block| {
                block.fields.insert("url".to_owned(), json!(url));
                block.caption = Some(plain(caption));
            });
            known.last_block = Some(block);
        }
        "file" => {
            let (name, caption) = rest.split_once(" | ").unwrap_or((rest, ""));
            let bytes =
                format!("{caption}\n\nKept at Fernhill Studio, third drawer.\n").into_bytes();
            let media = builder.file(name, "text/plain", Content::Bytes(bytes));
            let block = builder.media(page, "file", media, plain(caption));
            if let Some(block) = builder.store.block_mut(block) {
                block.fields.insert("name".to_owned(), json!(name));
            }
            known.last_block = Some(block);
        }
        "database" => {
            let made = tables::build(builder, page, rest);
            known.tables.extend(made);
        }
        "name" => {
            let original = builder.block(page, "synced_block", None);
            let line = "The bell rings at a quarter to one; wash the paint off your elbows.";
            builder.block(original, "paragraph", Some(plain(line)));
            known.named.insert(rest, original);
        }
        "synced" => {
            let original = known.named.get(rest).copied();
            builder.block_with(page, "synced_block", None, |block| block.copy_of = original);
        }
        _ => {}
    }
}

fn comment(builder: &mut Builder, known: &mut Known<'_>, page: Id, word: &str, rest: &str) {
    let Some((author, text)) = rest.split_once(": ") else {
        return;
    };
    let author = builder
        .store
        .users
        .iter()
        .find(|user| user.name == author)
        .map_or(page, |user| user.id);
    let text = parse_inline::parse(&builder.store, &refer(builder, known, text));
    match (word, known.last_discussion, known.last_block) {
        ("reply", Some(discussion), _) => builder.reply(discussion, author, text),
        ("comment", _, Some(block)) => {
            known.last_discussion = Some(builder.comment(block, author, text))
        }
        _ => known.last_discussion = Some(builder.comment(page, author, text)),
    }
}
