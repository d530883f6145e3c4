//! The planner for the text of a page: from its three copies to the text both sides shall have.
//!
//! Pure. Leaves out how the text gets into Notion ([`super::text_strategy`]) and what a segment is ([`keepsake_text`]). The
//! rules it protects: edits of different segments are joined; where both sides edited the same one, a policy or the person
//! decides, and the other version is kept whole; Notion's spelling of the same words is no conflict.

use keepsake_planted::{Bug, is as planted};
use keepsake_text::{
    dialect,
    merge::{Choice, Chunk, Merged, merge},
};

use super::decide::{Copies, Edited, Kept, Rule, Verdict, decide};

/// What is to be done about a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextPlan {
    /// Both sides have the same.
    InStep,
    /// Notion's text is taken.
    Take {
        /// There was an edit here, which is kept as a loser.
        loses: bool,
    },
    /// This text shall be in Notion.
    Write {
        /// The text.
        wanted: String,
        /// Edits of both sides were joined in it.
        joined: bool,
        /// A policy decided a conflict: whose version stands in the text.
        decided: Option<Kept>,
    },
    /// The person has to say.
    Ask,
}

/// Plans a text.
#[must_use]
pub fn plan(base: &str, local: &str, remote: &str, rule: Rule, edited: Edited) -> TextPlan {
    let base = if planted(Bug::MergeWithoutBase) {
        remote
    } else {
        base
    };
    let copies = Copies {
        base: Some(base),
        local: Some(local),
        remote: Some(remote),
    };
    let kept = match decide(copies, rule, edited) {
        Verdict::InStep => return TextPlan::InStep,
        Verdict::Take { loses } => return TextPlan::Take { loses },
        Verdict::Push => {
            return TextPlan::Write {
                wanted: local.to_owned(),
                joined: false,
                decided: None,
            };
        }
        Verdict::Decided(kept) => Some(kept),
        Verdict::Ask => None,
    };
    let merged = merge(base, local, remote);
    let open = open_conflicts(&merged);
    match (open.iter().any(|open| *open), kept) {
        (true, None) => TextPlan::Ask,
        (is_open, kept) => {
            let choice = match kept {
                Some(Kept::Local) => Choice::Mine,
                Some(Kept::Notion) | None => Choice::Theirs,
            };
            let wanted = merged.resolve_each(|index| {
                if open.get(index) == Some(&true) {
                    choice
                } else {
                    Choice::Theirs
                }
            });
            let decided = kept.filter(|_| is_open);
            if wanted == remote && decided.is_none() {
                TextPlan::InStep
            } else {
                TextPlan::Write {
                    wanted,
                    joined: true,
                    decided,
                }
            }
        }
    }
}

/// For each conflict of a merge whether there is something to decide: the same words in another spelling are not, because
/// Notion spells what it is sent in its own way.
fn open_conflicts(merged: &Merged) -> Vec<bool> {
    let words = |text: &str| {
        dialect::plain_text(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    merged
        .chunks()
        .iter()
        .filter_map(|chunk| match chunk {
            Chunk::Conflict { base, mine, theirs } => {
                let (base, mine, theirs) = (words(base), words(mine), words(theirs));
                Some(mine != theirs || mine == base)
            }
            Chunk::Same { .. }
            | Chunk::FromMine { .. }
            | Chunk::FromTheirs { .. }
            | Chunk::Both { .. } => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use keepsake_records::profile::{Direction, Policy};
    use time::macros::datetime;

    fn planned(texts: [&str; 3], policy: Policy) -> TextPlan {
        let [base, local, remote] = texts;
        let rule = Rule {
            direction: Direction::Both,
            policy,
        };
        let edited = Edited {
            here: datetime!(2026-11-20 10:00 UTC),
            notion: Some(datetime!(2026-11-20 09:00 UTC)),
        };
        plan(base, local, remote, rule, edited)
    }

    fn write(wanted: &str, joined: bool, decided: Option<Kept>) -> TextPlan {
        TextPlan::Write {
            wanted: wanted.to_owned(),
            joined,
            decided,
        }
    }

    #[test]
    fn edits_of_different_segments_are_joined_and_edits_of_the_same_one_are_decided() {
        let base = "one\ntwo\nthree\n";
        let table = [
            ("nobody", [base, base, base], TextPlan::InStep),
            (
                "here",
                [base, "ONE\ntwo\nthree\n", base],
                write("ONE\ntwo\nthree\n", false, None),
            ),
            (
                "Notion",
                [base, base, "one\nTWO\nthree\n"],
                TextPlan::Take { loses: false },
            ),
            (
                "both, different segments",
                [base, "ONE\ntwo\nthree\n", "one\ntwo\nTHREE\n"],
                write("ONE\ntwo\nTHREE\n", true, None),
            ),
            (
                "both, the same segment",
                [base, "ONE\ntwo\nthree\n", "uno\ntwo\nthree\n"],
                TextPlan::Ask,
            ),
            (
                "both wrote the same",
                [base, "ONE\ntwo\nthree\n", "ONE\ntwo\nTHREE\n"],
                TextPlan::InStep,
            ),
        ];
        for (case, texts, expected) in table {
            assert_eq!(planned(texts, Policy::Ask), expected, "{case}");
        }
    }

    #[test]
    fn a_policy_decides_the_segment_in_conflict_and_nothing_else() {
        let texts = ["one\ntwo\n", "ONE\nTWO\n", "uno\ntwo\n"];
        assert_eq!(
            planned(texts, Policy::Local),
            write("ONE\nTWO\n", true, Some(Kept::Local))
        );
        assert_eq!(
            planned(texts, Policy::Notion),
            write("uno\nTWO\n", true, Some(Kept::Notion))
        );
    }

    #[test]
    fn notions_spelling_of_what_was_written_is_no_conflict() {
        let texts = ["- one\n- two\n", "- uno\\-x\n- two\n", "- uno-x\n- two\n"];
        assert_eq!(planned(texts, Policy::Ask), TextPlan::InStep);
    }
}
