//! Versions that are newer than a change, so that taking it back would write over them.
//!
//! Leaves out taking back. The rule it protects: what somebody wrote in Notion, or what waits here to be sent, is not
//! written over without a word.

use keepsake_memory::Part;
use keepsake_text::dialect;
use keepsake_text::merge::{self, Choice, Chunk};
use serde_json::Value;

use super::taking_back::Step;
use super::{field_of, part_kind, words_of};
use crate::dto::Overtaken;
use crate::error::AppError;
use crate::keepsake::Keepsake;

/// What taking a change back comes to.
pub(super) struct Outcome {
    /// What stands then.
    pub(super) value: Option<String>,
    /// What would be written over; nothing where the change still stands.
    pub(super) overtaken: Option<Overtaken>,
}

impl Keepsake {
    /// What taking a change back comes to. Of a text only what was changed is taken back: what was edited elsewhere in it
    /// since stays.
    pub(super) async fn outcome(&self, step: &Step) -> Result<Outcome, AppError> {
        let object = &step.object;
        let unsettled = self
            .store()
            .unsettled_of(step.connection, object.id)
            .await?;
        let waiting = unsettled
            .into_iter()
            .flat_map(|page| page.parts)
            .find(|part| part.part == step.part);
        let (now, is_cut) = self
            .remote_part(step.connection, object, &step.part)
            .await?;
        let stands = match &waiting {
            Some(waiting) => waiting.local.clone(),
            None => now.clone(),
        };
        let words = |content: &Option<String>| words_of(&step.part, content.as_deref());
        let (value, clash) = match step.part {
            Part::Body => text_back(
                step.before.as_deref().unwrap_or_default(),
                step.after.as_deref().unwrap_or_default(),
                stands.as_deref().unwrap_or_default(),
            ),
            Part::Property(_) | Part::Place | Part::Trash => {
                let there = words(&stands);
                let is_known = there == words(&step.after) || there == words(&step.before);
                // Of a value that Notion cuts nobody can say whether it is another one.
                let is_unknown = is_cut && waiting.is_none();
                let clash = (!is_known && !is_unknown).then(|| Clash {
                    stands: there,
                    would_write: words(&step.before),
                });
                (step.before.clone(), clash)
            }
        };
        let Some(clash) = clash else {
            return Ok(Outcome {
                value,
                overtaken: None,
            });
        };
        let page = self.store().raw(step.connection, object.id).await?;
        let (in_notion, here) = match waiting {
            Some(_) => (words(&now), Some(clash.stands)),
            None => (clash.stands, None),
        };
        let overtaken = Overtaken {
            part: part_kind(&step.part),
            field: field_of(&page.unwrap_or(Value::Null), &step.part),
            in_notion,
            here,
            would_write: clash.would_write,
        };
        Ok(Outcome {
            value,
            overtaken: Some(overtaken),
        })
    }
}

/// What is newer than a change in the same place, and what taking the change back would put there.
#[derive(Debug, PartialEq, Eq)]
struct Clash {
    stands: String,
    would_write: String,
}

/// A text without a change of it, and what was changed otherwise in the same places since.
fn text_back(before: &str, after: &str, stands: &str) -> (Option<String>, Option<Clash>) {
    let same = |one: &str, other: &str| {
        dialect::stable(one).trim_end() == dialect::stable(other).trim_end()
    };
    if same(stands, after) || same(stands, before) {
        return (Some(before.to_owned()), None);
    }
    let merged = merge::merge(after, before, stands);
    let places = merged.chunks().iter().filter_map(|chunk| match chunk {
        Chunk::Conflict { mine, theirs, .. } => Some((mine.as_str(), theirs.as_str())),
        Chunk::Same { .. }
        | Chunk::FromMine { .. }
        | Chunk::FromTheirs { .. }
        | Chunk::Both { .. } => None,
    });
    let (would_write, there): (Vec<&str>, Vec<&str>) = places.unzip();
    let clash = (!merged.is_clean()).then(|| Clash {
        stands: there.concat(),
        would_write: would_write.concat(),
    });
    (Some(merged.resolve(Choice::Mine)), clash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_text_only_what_was_changed_is_taken_back() {
        let (before, after) = ("One\nTwo\nThree", "One\nMine\nThree");
        for (stands, expected) in [
            (after, before),
            (before, before),
            ("One\nMine\nTheirs", "One\nTwo\nTheirs"),
        ] {
            let back = text_back(before, after, stands);
            assert_eq!(back, (Some(expected.to_owned()), None), "{stands:?}");
        }
    }

    #[test]
    fn what_is_newer_in_the_same_place_is_named() {
        let (before, after) = ("One\nTwo\nThree", "One\nMine\nThree");
        let (value, clash) = text_back(before, after, "Other\nTheirs\nThree");
        assert_eq!(value.as_deref(), Some("Other\nTwo\nThree"));
        let clash = clash.map(|clash| {
            let Clash {
                stands,
                would_write,
            } = clash;
            (
                stands.trim_end().to_owned(),
                would_write.trim_end().to_owned(),
            )
        });
        assert_eq!(clash, Some(("Theirs".to_owned(), "Two".to_owned())));
    }
}
