//! `drawn`: a small workspace whose shape comes from its seed: 1 to 60 pages, at most 6 deep, up to 250 blocks, up to 3
//! data sources with a few rows each. `drawn:N` has at most N pages beside the rows, and four blocks for each.
//!
//! Small ones are much more likely than large ones: a simulation of ten thousand schedules learns more from many shapes
//! than from much of one.

use super::builder::{Builder, value};
use super::columns::{choice, column, configured};
use crate::identifier::Id;
use crate::seed::Random;
use crate::store::model::{Media, Parent, PropertyValue};
use crate::store::text::plain;
use serde_json::json;

/// Levels of pages, the top one included.
const DEEPEST: usize = 6;
const MOST_PAGES: u64 = 60;
const MOST_BLOCKS: u64 = 250;
const STAGES: [(&str, &str); 4] = [
    ("Idea", "default"),
    ("Writing", "blue"),
    ("Ready", "green"),
    ("Published", "purple"),
];
const TAGS: [(&str, &str); 3] = [("Sea", "blue"), ("Hill", "green"), ("Town", "gray")];
const KINDS: [&str; 7] = [
    "paragraph",
    "paragraph",
    "heading_2",
    "bulleted_list_item",
    "to_do",
    "quote",
    "toggle",
];

/// What has been made so far.
struct Drawn {
    random: Random,
    pages: Vec<(Id, usize)>,
    pages_left: u64,
    blocks_left: u64,
}

pub(super) fn build(builder: &mut Builder, most: Option<u32>) {
    builder.person("Ada Berg", "ada@drawn.example");
    builder.person("Noor Amrani", "noor@drawn.example");
    let mut random = Random::new(builder.seed() ^ 0x0064_7261_776e);
    let most_pages = most.map_or(MOST_PAGES, |most| MOST_PAGES.min(u64::from(most)));
    let most_blocks = most.map_or(MOST_BLOCKS, |_| MOST_BLOCKS.min(4 * most_pages));
    let mut drawn = Drawn {
        pages_left: 1 + skewed(&mut random, most_pages),
        blocks_left: skewed(&mut random, most_blocks + 1),
        pages: Vec::new(),
        random,
    };
    let sources = drawn.random.below(4);
    while drawn.pages_left > 0 {
        drawn.page(builder);
    }
    for _ in 0..sources {
        drawn.source(builder);
    }
}

/// A number below a limit: the smallest of three.
fn skewed(random: &mut Random, limit: u64) -> u64 {
    let numbers = [
        random.below(limit),
        random.below(limit),
        random.below(limit),
    ];
    numbers.into_iter().min().unwrap_or(0)
}

impl Drawn {
    fn page(&mut self, builder: &mut Builder) {
        self.pages_left -= 1;
        let number = self.pages.len();
        let above = match number {
            0 => None,
            _ if self.random.below(8) == 0 => None,
            _ => Some(self.pages[index(&mut self.random, number)]),
        };
        let above = above.filter(|(_, depth)| *depth < DEEPEST);
        let parent = above.map_or(Parent::Workspace, |(id, _)| Parent::Page(id));
        let title = builder.marked(&format!("Page {number}"));
        let id = builder.page(parent, title);
        let depth = above.map_or(1, |(_, depth)| depth + 1);
        self.pages.push((id, depth));
        let blocks = self.random.below(9).min(self.blocks_left);
        self.body(builder, id, blocks);
        if self.random.below(6) == 0 {
            let picture = builder.picture("sketch.png");
            builder.media(id, "image", picture, Vec::new());
        }
    }

    fn body(&mut self, builder: &mut Builder, page: Id, blocks: u64) {
        self.blocks_left -= blocks;
        let mut inside = page;
        for number in 0..blocks {
            let kind = KINDS[index(&mut self.random, KINDS.len())];
            let text = builder.marked(&format!("Line {number}"));
            let to = if self.random.below(3) == 0 {
                inside
            } else {
                page
            };
            let block = builder.block(to, kind, Some(text));
            if kind == "toggle" || kind == "bulleted_list_item" {
                inside = block;
            }
        }
    }

    fn source(&mut self, builder: &mut Builder) {
        let (home, _) = self.pages[index(&mut self.random, self.pages.len())];
        let title = builder.marked("Table");
        let (_, source) = builder.database(home, title, columns(), self.random.below(2) == 0);
        let others: Vec<Id> = self.pages.iter().map(|(id, _)| *id).collect();
        let mut rows = Vec::new();
        for number in 0..self.random.below(9) {
            let title = builder.marked(&format!("Row {number}"));
            let note = builder.marked("Note");
            let (stage, colour) = STAGES[index(&mut self.random, STAGES.len())];
            let mut values = vec![
                ("note", PropertyValue::Text(note)),
                ("coun", value(json!(self.random.below(100)))),
                ("stag", value(super::columns::option(stage, colour))),
                ("done", value(json!(self.random.below(2) == 0))),
                (
                    "rela",
                    PropertyValue::Relation(self.related(&rows, &others)),
                ),
            ];
            if self.random.below(4) == 0 {
                let paper = builder.file(
                    "paper.txt",
                    "text/plain",
                    crate::store::model::Content::Bytes(b"A paper.".to_vec()),
                );
                values.push((
                    "file",
                    PropertyValue::Files(vec![("paper.txt".to_owned(), paper)]),
                ));
            } else {
                let elsewhere = Media::External("https://papers.example/one.pdf".to_owned());
                values.push((
                    "file",
                    PropertyValue::Files(vec![("one.pdf".to_owned(), elsewhere)]),
                ));
            }
            let row = builder.row(source, title, values);
            let blocks = self.random.below(4).min(self.blocks_left);
            self.body(builder, row, blocks);
            rows.push(row);
        }
        let owner = builder.people[0];
        if let Some(row) = rows
            .first()
            .and_then(|row| builder.store.pages.get_mut(row))
        {
            row.properties
                .insert("peop".to_owned(), PropertyValue::People(vec![owner]));
            row.properties.insert(
                "%3Alk".to_owned(),
                value(json!("https://rows.example/first")),
            );
            let remark = plain("A row that has everything");
            row.properties
                .insert("mark".to_owned(), PropertyValue::Text(remark));
        }
    }

    /// Mostly a few rows, now and then more pages than one answer shows.
    fn related(&mut self, rows: &[Id], others: &[Id]) -> Vec<Id> {
        if self.random.below(12) == 0 && others.len() > 1 {
            return others
                .iter()
                .copied()
                .cycle()
                .take(27 + others.len() % 5)
                .collect();
        }
        rows.iter()
            .copied()
            .take(index(&mut self.random, 3))
            .collect()
    }
}

fn columns() -> Vec<crate::store::model::Property> {
    let relation = json!({"type": "single_property", "single_property": {}});
    vec![
        column("title", "Name", "title"),
        column("note", "Notes", "rich_text"),
        column("mark", "Remark", "rich_text"),
        column("coun", "Count", "number"),
        choice("stag", "Stage", "select", &STAGES),
        choice("tags", "Tags", "multi_select", &TAGS),
        column("done", "Done", "checkbox"),
        column("%3Alk", "Link", "url"),
        column("peop", "Owner", "people"),
        column("file", "Papers", "files"),
        configured("rela", "Related", "relation", relation),
        column("edit", "Edited", "last_edited_time"),
    ]
}

fn index(random: &mut Random, length: usize) -> usize {
    usize::try_from(random.below(u64::try_from(length).unwrap_or(1))).unwrap_or(0)
}
