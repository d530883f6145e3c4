//! The planner for one part: what the three copies of it ask for.
//!
//! Pure and total: one exhaustive match over which copies agree. Leaves out where the copies come from, how a part is
//! written, and merging of texts ([`super::text_plan`]). The rules it protects: a one-sided change is accepted from either
//! side; a policy decides only where both sides changed since the base; whoever loses is kept.

use keepsake_records::profile::{Direction, Policy};
use time::OffsetDateTime;

/// What holds for one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Which way changes go.
    pub direction: Direction,
    /// Who is right where both sides changed.
    pub policy: Policy,
}

impl Default for Rule {
    /// What no profile speaks of goes both ways, and the person decides.
    fn default() -> Self {
        Self {
            direction: Direction::Both,
            policy: Policy::Ask,
        }
    }
}

/// The three copies of one part, in their canonical form; `None` is "there is nothing".
#[derive(Clone, Copy, Debug)]
pub struct Copies<'a> {
    /// What both sides agreed on last.
    pub base: Option<&'a str>,
    /// What the person wants.
    pub local: Option<&'a str>,
    /// What Notion showed last.
    pub remote: Option<&'a str>,
}

/// When each side was edited last; Notion's time is rounded down to the minute.
#[derive(Clone, Copy, Debug)]
pub struct Edited {
    /// The edit here.
    pub here: OffsetDateTime,
    /// The edit in Notion, where Notion says.
    pub notion: Option<OffsetDateTime>,
}

/// Whose version stands after a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The version from here; it is written to Notion.
    Local,
    /// Notion's version.
    Notion,
}

/// What is to be done about one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Both sides have the same: the base becomes that.
    InStep,
    /// Only this side changed: write it.
    Push,
    /// Only Notion changed, or what was changed here may not be written: take Notion's.
    Take {
        /// There was a change here, which is kept as a loser.
        loses: bool,
    },
    /// Both changed, and a rule says who is right; the other version is kept.
    Decided(Kept),
    /// Both changed, and the person has to say.
    Ask,
}

/// Decides about one part.
#[must_use]
pub fn decide(copies: Copies<'_>, rule: Rule, edited: Edited) -> Verdict {
    let agree = copies.local == copies.remote;
    let notion_changed = copies.remote != copies.base;
    let changed_here = copies.local != copies.base;
    match (agree, changed_here, notion_changed, rule.direction) {
        (true, _, _, _) => Verdict::InStep,
        (false, true, false, Direction::Both | Direction::ToNotion) => Verdict::Push,
        (false, true, _, Direction::FromNotion) => Verdict::Take { loses: true },
        (false, false, _, Direction::ToNotion) => Verdict::Decided(Kept::Local),
        (false, false, _, Direction::Both | Direction::FromNotion) => {
            Verdict::Take { loses: false }
        }
        (false, true, true, Direction::ToNotion) => Verdict::Decided(Kept::Local),
        (false, true, true, Direction::Both) => match rule.policy {
            Policy::Local => Verdict::Decided(Kept::Local),
            Policy::Notion => Verdict::Decided(Kept::Notion),
            Policy::Newest => Verdict::Decided(newest(edited)),
            Policy::Ask => Verdict::Ask,
        },
    }
}

/// An edit here counts as the newer one only when it was made after the whole minute that Notion names.
fn newest(edited: Edited) -> Kept {
    let minute_over = |notion: OffsetDateTime| notion + time::Duration::minutes(1);
    match edited.notion {
        Some(notion) if edited.here < minute_over(notion) => Kept::Notion,
        _ => Kept::Local,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const BEFORE: OffsetDateTime = datetime!(2026-11-20 10:00 UTC);
    const AFTER: OffsetDateTime = datetime!(2026-11-20 11:00 UTC);

    fn verdict(texts: [Option<&str>; 3], direction: Direction, policy: Policy) -> Verdict {
        let [base, local, remote] = texts;
        decide(
            Copies {
                base,
                local,
                remote,
            },
            Rule { direction, policy },
            Edited {
                here: AFTER,
                notion: Some(BEFORE),
            },
        )
    }

    #[test]
    fn every_combination_of_copies_has_one_answer() {
        use Direction::{Both, FromNotion, ToNotion};
        use Verdict::{Ask, Decided, InStep, Push, Take};
        let (a, b, c) = (Some("a"), Some("b"), Some("c"));
        let table = [
            // base, local, remote, both ways, owned by Notion, owned here
            ([a, a, a], InStep, InStep, InStep),
            ([a, b, b], InStep, InStep, InStep),
            ([None, b, b], InStep, InStep, InStep),
            ([a, None, None], InStep, InStep, InStep),
            ([a, b, a], Push, Take { loses: true }, Push),
            ([a, None, a], Push, Take { loses: true }, Push),
            ([None, b, None], Push, Take { loses: true }, Push),
            (
                [a, a, b],
                Take { loses: false },
                Take { loses: false },
                Decided(Kept::Local),
            ),
            (
                [a, a, None],
                Take { loses: false },
                Take { loses: false },
                Decided(Kept::Local),
            ),
            ([a, b, c], Ask, Take { loses: true }, Decided(Kept::Local)),
            (
                [a, None, c],
                Ask,
                Take { loses: true },
                Decided(Kept::Local),
            ),
            (
                [a, b, None],
                Ask,
                Take { loses: true },
                Decided(Kept::Local),
            ),
            (
                [None, b, c],
                Ask,
                Take { loses: true },
                Decided(Kept::Local),
            ),
        ];
        for (copies, both, from_notion, to_notion) in table {
            let told = [Both, FromNotion, ToNotion].map(|way| verdict(copies, way, Policy::Ask));
            assert_eq!(told, [both, from_notion, to_notion], "{copies:?}");
        }
    }

    #[test]
    fn a_policy_decides_only_where_both_sides_changed() {
        let policies = [
            (Policy::Local, Verdict::Decided(Kept::Local)),
            (Policy::Notion, Verdict::Decided(Kept::Notion)),
            (Policy::Newest, Verdict::Decided(Kept::Local)),
            (Policy::Ask, Verdict::Ask),
        ];
        for (policy, expected) in policies {
            let both = [Some("a"), Some("b"), Some("c")];
            assert_eq!(verdict(both, Direction::Both, policy), expected);
            let here = [Some("a"), Some("b"), Some("a")];
            assert_eq!(verdict(here, Direction::Both, policy), Verdict::Push);
            let notion = [Some("a"), Some("a"), Some("c")];
            assert_eq!(
                verdict(notion, Direction::Both, policy),
                Verdict::Take { loses: false }
            );
        }
    }

    #[test]
    fn the_newest_edit_wins_only_after_the_whole_minute_that_notion_names() {
        let cases = [
            ("before", datetime!(2026-11-20 09:59 UTC), Kept::Notion),
            (
                "in that minute",
                datetime!(2026-11-20 10:00:59 UTC),
                Kept::Notion,
            ),
            ("after it", datetime!(2026-11-20 10:01 UTC), Kept::Local),
        ];
        for (case, here, expected) in cases {
            let edited = Edited {
                here,
                notion: Some(BEFORE),
            };
            assert_eq!(newest(edited), expected, "{case}");
        }
    }
}
