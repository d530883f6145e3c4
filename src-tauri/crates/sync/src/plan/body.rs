//! What follows from the Markdown of a page.
//!
//! Pure. Leaves out the request and the store. The rules it protects: a child page is a reference, never content to
//! descend into (it would multiply the requests); what Markdown cannot express is read as blocks, by the cheapest of
//! the two ways there are; what cannot be had is named.

use std::collections::{BTreeSet, HashMap, HashSet};

use keepsake_memory::{Change, Known, Link, LinkKind};
use keepsake_notion::PageMarkdown;
use keepsake_planted::{Bug, is as planted};
use keepsake_text::{
    NotionId, canonical,
    dialect::{self, Links, UnknownTag},
};
use time::OffsetDateTime;

use super::{Context, file, object};
use crate::read::{BlockList, Read, Walked};

/// A page's Markdown with what it points at, worked out once.
#[derive(Debug)]
pub struct BodyAnswer {
    /// The Markdown without signatures, as it is compared with the next answer.
    pub source: String,
    /// The same with a tag at the end for each part that was left out without one, so that it finds its place.
    pub markdown: String,
    /// Everything it points at, with signed addresses.
    pub links: Links,
    /// Notion left parts out.
    pub truncated: bool,
    /// The blocks it left out.
    pub missing: Vec<NotionId>,
    /// Notion's clock at the answer.
    pub server_time: Option<OffsetDateTime>,
}

impl BodyAnswer {
    /// Reads what an answer says.
    #[must_use]
    pub fn new(answer: &PageMarkdown, server_time: Option<OffsetDateTime>) -> Self {
        let source = if planted(Bug::HashOverSignedUrl) {
            answer.markdown.clone()
        } else {
            dialect::stable(&answer.markdown)
        };
        let links = dialect::links(&answer.markdown);
        let tagged: HashSet<NotionId> = links.unknown.iter().filter_map(|tag| tag.block).collect();
        let mut markdown = source.clone();
        for block in answer
            .unknown_block_ids
            .iter()
            .filter(|block| !tagged.contains(block))
        {
            if !markdown.is_empty() {
                markdown.push('\n');
            }
            markdown.push_str(&dialect::unknown_tag(answer.id, *block, "cut"));
        }
        Self {
            source,
            markdown,
            links,
            truncated: answer.truncated,
            missing: answer.unknown_block_ids.clone(),
            server_time,
        }
    }

    /// The objects this text refers to as its children: whether they are known decides what has to be read.
    #[must_use]
    pub fn children(&self) -> Vec<NotionId> {
        let pages = self.links.child_pages.iter().map(|link| link.id);
        let databases = self
            .links
            .child_databases
            .iter()
            .flat_map(|link| [Some(link.id), link.data_source])
            .flatten();
        pages.chain(databases).collect()
    }

    /// Whether this is less than the page holds.
    #[must_use]
    pub fn is_lossy(&self) -> bool {
        self.truncated || !self.missing.is_empty() || !self.links.unknown.is_empty()
    }
}

/// The changes that store a page's text and the reads that complete it.
///
/// `before` holds the page's `last_edited_time` as it was listed, before the text was read: an edit in between shows in
/// the next listing.
#[must_use]
pub fn changes(
    context: &Context,
    page: NotionId,
    before: &Known,
    answer: &BodyAnswer,
    known: &HashMap<NotionId, Known>,
) -> Vec<Change> {
    let edited = before.edited_time.unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let source_hash = canonical::hash_text(&answer.source);
    let order = answer.server_time.unwrap_or(edited).unix_timestamp();
    let mut changes = vec![
        Change::PutBody {
            object: page,
            markdown: answer.markdown.clone(),
            source_hash,
            edited_time: edited,
            settled: super::listing::is_settled(edited, context.newest, answer.server_time),
            lossy: answer.is_lossy(),
            truncated: answer.truncated,
        },
        Change::PutLinks {
            object: page,
            links: links(&answer.links),
        },
    ];
    if before.source_hash != Some(source_hash) {
        changes.push(object::stored(page));
    }
    changes.extend(follow_links(context, page, &answer.links, known));
    if context.wants_page_comments {
        changes.push(Change::AddFetch(
            Read::Comments { page, on: page }.owed(None, 0),
        ));
    }
    if context.wants_block_comments {
        let read = Read::Blocks {
            page,
            parent: page,
            list: BlockList::default(),
        };
        changes.push(Change::AddFetch(read.owed(None, 0)));
    }
    changes.extend(
        missing_parts(page, answer)
            .into_iter()
            .map(|read| Change::AddFetch(read.owed(None, order))),
    );
    changes
}

/// The reads and writes that a text's references ask for: files, unknown children, and the place of known ones.
#[must_use]
pub fn follow_links(
    context: &Context,
    page: NotionId,
    links: &Links,
    known: &HashMap<NotionId, Known>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for link in &links.files {
        changes.extend(file::changes(context, page, "body", link));
    }
    for child in &links.child_pages {
        match known.get(&child.id) {
            Some(_) => changes.push(Change::PutContainer {
                object: child.id,
                container: page,
            }),
            None => {
                let read = Read::Object {
                    id: child.id,
                    expected: Walked::Page,
                    title: child.title.clone(),
                };
                changes.push(Change::AddFetch(read.owed(Some(page), 0)));
            }
        }
    }
    for child in &links.child_databases {
        let listed = child.data_source.is_some_and(|id| known.contains_key(&id));
        if known.contains_key(&child.id) {
            changes.push(Change::PutContainer {
                object: child.id,
                container: page,
            });
        } else {
            let read = Read::Container { database: child.id };
            changes.push(Change::AddFetch(read.owed(Some(page), i64::from(listed))));
        }
    }
    changes
}

/// The reads that complete a piece which Notion cut again; of the same `order`, so that circles end.
#[must_use]
pub fn piece_reads(page: NotionId, answer: &BodyAnswer, order: i64) -> Vec<Change> {
    let missing: HashSet<NotionId> = answer.missing.iter().copied().collect();
    let pieces = answer.missing.iter().copied();
    let pieces = pieces.map(|block| Read::Piece { page, block });
    let tags = answer
        .links
        .unknown
        .iter()
        .filter_map(|tag| tag.block)
        .filter(|block| !missing.contains(block));
    let unknown: BTreeSet<NotionId> = tags.collect();
    let blocks = unknown
        .into_iter()
        .map(|block| Read::UnknownBlock { page, block });
    pieces
        .chain(blocks)
        .map(|read| Change::AddFetch(read.owed(None, order)))
        .collect()
}

/// The cheapest reads that bring what the Markdown left out.
///
/// Every part that Notion names can be read by its id. Unknown tags cost one request each, unless they stand at the
/// top level of the page, where one list of a hundred blocks brings all of them.
fn missing_parts(page: NotionId, answer: &BodyAnswer) -> Vec<Read> {
    let pieces: HashSet<NotionId> = answer.missing.iter().copied().collect();
    let mut reads: Vec<Read> = answer
        .missing
        .iter()
        .map(|block| Read::Piece {
            page,
            block: *block,
        })
        .collect();
    let tags: Vec<&UnknownTag> = answer
        .links
        .unknown
        .iter()
        .filter(|tag| tag.block.is_none_or(|block| !pieces.contains(&block)))
        .collect();
    let top_level: Vec<&&UnknownTag> = tags.iter().filter(|tag| tag.top_level).collect();
    let nameless = tags.iter().any(|tag| tag.block.is_none());
    let as_list =
        nameless || top_level.len() > dialect::top_level_blocks(&answer.markdown).div_ceil(100);
    if as_list {
        reads.push(Read::UnknownBlocks { page });
    }
    let mut asked = HashSet::new();
    for tag in tags {
        let Some(block) = tag.block else { continue };
        if !(as_list && tag.top_level) && asked.insert(block) {
            reads.push(Read::UnknownBlock { page, block });
        }
    }
    reads
}

fn links(links: &Links) -> Vec<Link> {
    let link = |target: NotionId, kind: LinkKind| Link { target, kind };
    let children = links
        .child_pages
        .iter()
        .map(|child| link(child.id, LinkKind::Child));
    let databases = links
        .child_databases
        .iter()
        .map(|child| link(child.id, LinkKind::Child));
    let mentions = links
        .mentions
        .iter()
        .map(|mention| link(mention.id, LinkKind::Mention));
    let mut seen = HashSet::new();
    children
        .chain(databases)
        .chain(mentions)
        .filter(|link| seen.insert((link.target, link.kind)))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
    use super::*;
    use keepsake_memory::FetchKind;
    use time::macros::datetime;

    const EDITED: OffsetDateTime = datetime!(2026-11-20 10:30 UTC);

    fn id(number: u32) -> NotionId {
        format!("00000000-0000-4000-8000-{number:012}")
            .parse()
            .unwrap()
    }

    fn context() -> Context {
        Context {
            bot: NotionId::from_bytes([9; 16]),
            api_origin: "https://api.notion.com".to_owned(),
            max_file_bytes: 1_000,
            wants_files: true,
            wants_page_comments: false,
            wants_block_comments: false,
            newest: None,
            listed_at: None,
            comments_refused: None,
        }
    }

    fn answer(markdown: &str, truncated: bool, missing: &[NotionId]) -> BodyAnswer {
        let answer = PageMarkdown {
            id: id(1),
            markdown: markdown.to_owned(),
            truncated,
            unknown_block_ids: missing.to_vec(),
        };
        BodyAnswer::new(&answer, None)
    }

    fn listed() -> Known {
        Known {
            body_echo_time: None,
            trash_seen: false,
            kind: keepsake_memory::ObjectKind::Page,
            edited_time: Some(EDITED),
            metadata_hash: None,
            body_edited_time: None,
            body_settled: false,
            source_hash: None,
            reach: keepsake_memory::Reach::Ok,
            in_trash: false,
            in_scope: true,
            container: None,
        }
    }

    fn reads(changes: &[Change]) -> Vec<(FetchKind, NotionId)> {
        let added = changes.iter().filter_map(|change| match change {
            Change::AddFetch(fetch) => Some((fetch.kind, fetch.target)),
            _ => None,
        });
        added.collect()
    }

    fn unknown(block: NotionId) -> String {
        dialect::unknown_tag(id(1), block, "bookmark")
    }

    #[test]
    fn a_plain_page_leads_to_no_further_read() {
        let changes = changes(
            &context(),
            id(1),
            &listed(),
            &answer("Hello", false, &[]),
            &HashMap::new(),
        );
        assert!(reads(&changes).is_empty());
    }

    #[test]
    fn an_unknown_child_page_is_read_by_its_id_and_never_as_content() {
        let text = format!(
            "<page url=\"https://app.notion.com/p/Child-{}\">Child</page>",
            id(2).to_hex()
        );
        let changes = changes(
            &context(),
            id(1),
            &listed(),
            &answer(&text, false, &[]),
            &HashMap::new(),
        );
        assert_eq!(reads(&changes), [(FetchKind::Object, id(2))]);
    }

    #[test]
    fn one_unknown_block_costs_one_read() {
        let changes = changes(
            &context(),
            id(1),
            &listed(),
            &answer(&unknown(id(3)), false, &[]),
            &HashMap::new(),
        );
        assert_eq!(reads(&changes), [(FetchKind::Part, id(3))]);
    }

    #[test]
    fn many_unknown_blocks_at_the_top_level_cost_one_list() {
        let text = [unknown(id(3)), unknown(id(4)), unknown(id(5))].join("\n");
        let changes = changes(
            &context(),
            id(1),
            &listed(),
            &answer(&text, false, &[]),
            &HashMap::new(),
        );
        assert_eq!(
            reads(&changes),
            [(FetchKind::Part, id(1))],
            "the list of the page's own blocks"
        );
    }

    #[test]
    fn a_nested_unknown_block_is_read_by_itself_beside_the_list() {
        let text = format!(
            "{}\n{}\n- item\n\t{}",
            unknown(id(3)),
            unknown(id(4)),
            unknown(id(5))
        );
        let changes = changes(
            &context(),
            id(1),
            &listed(),
            &answer(&text, false, &[]),
            &HashMap::new(),
        );
        assert_eq!(
            reads(&changes),
            [(FetchKind::Part, id(1)), (FetchKind::Part, id(5))]
        );
    }

    #[test]
    fn every_part_that_was_cut_off_gets_its_place_and_its_read() {
        let answer = answer("Start", true, &[id(3), id(4)]);
        let places: Vec<_> = dialect::links(&answer.markdown)
            .unknown
            .iter()
            .filter_map(|tag| tag.block)
            .collect();
        assert_eq!(
            places,
            [id(3), id(4)],
            "in the order in which Notion named them"
        );
        let changes = changes(&context(), id(1), &listed(), &answer, &HashMap::new());
        assert_eq!(
            reads(&changes),
            [(FetchKind::Part, id(3)), (FetchKind::Part, id(4))]
        );
    }

    #[test]
    fn a_file_elsewhere_on_the_web_is_counted_and_not_fetched() {
        let changes = changes(
            &context(),
            id(1),
            &listed(),
            &answer("![x](https://example.org/a.png)", false, &[]),
            &HashMap::new(),
        );
        assert!(reads(&changes).is_empty());
        assert!(changes.iter().any(
            |change| matches!(change, Change::Ledger(item) if item.reason == "external_link")
        ));
    }
}
