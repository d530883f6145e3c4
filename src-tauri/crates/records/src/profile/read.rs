//! Reads a profile file.
//!
//! The format is documented in `docs/profiles.md`. Everything that is wrong is reported, not only
//! the first: each part is read as far as it can be, and the profile is refused at the end when
//! anything was found.

use toml::de::DeTable;

use super::collector::Collector;
use super::section::{At, Section};
use super::{
    Contradiction, Direction, Policy, ProblemKind, Profile, ProfileRefused, TextRule, check,
    fields, parts, states,
};

/// Reads a profile. The file name is used in sentences only.
///
/// # Errors
/// Every problem of the file, when there is one.
pub fn read(file: &str, text: &str) -> Result<Profile, ProfileRefused> {
    let collector = Collector::new(file, text);
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        collector.report(
            error.span().map_or(0, |span| span.start),
            "",
            ProblemKind::NotToml {
                detail: error.message().to_owned(),
            },
        );
    }
    if !errors.is_empty() {
        // What was recovered may be half of what is meant, and would be complained about wrongly.
        return Err(ProfileRefused {
            problems: collector.into_problems(),
        });
    }
    let root = Section::new(&collector, document.get_ref(), String::new(), 0);
    let profile = read_root(&root);
    let problems = collector.into_problems();
    match profile {
        Some(profile) if problems.is_empty() => Ok(profile),
        _ => Err(ProfileRefused { problems }),
    }
}

fn read_root(root: &Section<'_, '_>) -> Option<Profile> {
    let name = root.needed_text("name", "name = \"video-production\"");
    if let Some(name) = &name {
        root.plain_name(name, '-');
    }
    let title = root.needed_text("title", "title = \"Video production\"");
    let row = root.text("row", "row = \"video\"");
    let comment_on_invalid = root.flag("comment_on_invalid");

    let fields = fields::read(root);
    let states = states::read(root);
    check::titles(root, &fields);
    let status = states.map(|states| check::status(root, &fields, states));
    let context = parts::Context::new(&fields, status.as_ref());
    let queue = parts::queue(root, &context);
    let views = parts::views(root, &context);
    let board = parts::board(root, &context);
    let text = text_rule(root);
    root.finish();

    Some(Profile {
        name: name?.value,
        title: title?.value,
        row: row.map_or_else(|| "row".to_owned(), |row| row.value),
        fields: fields.into_iter().map(|read| read.field).collect(),
        status: status?,
        queue,
        views,
        board: board?,
        text,
        comment_on_invalid: comment_on_invalid.is_some_and(|flag| flag.value),
    })
}

/// How the text of pages is kept in step: both ways and asking, unless the profile says otherwise.
fn text_rule(root: &Section<'_, '_>) -> TextRule {
    let mut rule = TextRule {
        direction: Direction::Both,
        policy: Policy::Ask,
    };
    if let Some(section) = root.section("text", "[text]") {
        if let Some(direction) = section.word("direction", Direction::ALL, Direction::as_str) {
            rule.direction = direction.value;
        }
        if let Some(policy) = section.word("policy", Policy::ALL, Policy::as_str) {
            rule.policy = policy.value;
        }
        section.finish();
    }
    rule
}

/// Reports a contradiction at the place of a value.
pub(super) fn contradict<T>(
    section: &Section<'_, '_>,
    place: &At<T>,
    contradiction: Contradiction,
) {
    section.collector.report(
        place.at,
        place.key.clone(),
        ProblemKind::Contradiction(contradiction),
    );
}
