//! Which page a lost creation has made.
//!
//! Pure. Leaves out how the pages that have appeared are read. The rule it protects: one wish makes one page. A page is
//! taken for ours when our connection made it, no other wish of ours has claimed it, and it holds what was sent; where
//! somebody has edited it since, it must be the only one that can be meant.

use std::collections::HashSet;

use keepsake_text::NotionId;
use serde_json::{Map, Value};

/// A page that has appeared where something was sent to.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its id.
    pub id: NotionId,
    /// Who made it.
    pub made_by: Option<NotionId>,
    /// Its properties by id, in canonical form.
    pub properties: Map<String, Value>,
    /// Whether it lies at the place the creation was sent to.
    pub is_there: bool,
}

impl Candidate {
    /// Whether it is as it was sent.
    fn holds(&self, sent: &Map<String, Value>) -> bool {
        sent.iter()
            .all(|(id, value)| self.properties.get(id) == Some(value))
    }
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The creation did not happen.
    Nothing,
    /// It made this page.
    Page(NotionId),
    /// Several pages can be meant, or several creations can have made the page, and none holds what was sent.
    Several,
}

/// The pages that hold exactly what another lost creation has sent, and not what this one has: they are that one's.
pub fn of_another(
    sent: &Map<String, Value>,
    other: &Map<String, Value>,
    candidates: &[Candidate],
) -> impl Iterator<Item = NotionId> {
    let of_other = |page: &&Candidate| page.holds(other) && !page.holds(sent);
    candidates.iter().filter(of_other).map(|page| page.id)
}

/// Whether a page that holds what nobody has sent may as well be what one of these lost creations has made: no page there is
/// as that one was sent.
pub fn has_rival<'a>(
    mut others: impl Iterator<Item = &'a Map<String, Value>>,
    bot: NotionId,
    candidates: &[Candidate],
) -> bool {
    let ours = |page: &&Candidate| page.made_by == Some(bot);
    others.any(|other| !candidates.iter().filter(ours).any(|page| page.holds(other)))
}

/// Finds the page that a creation with the properties `sent` has made.
#[must_use]
pub fn find<S: std::hash::BuildHasher>(
    sent: &Map<String, Value>,
    bot: NotionId,
    candidates: &[Candidate],
    claimed: &HashSet<NotionId, S>,
    has_rival: bool,
) -> Found {
    let ours: Vec<&Candidate> = candidates
        .iter()
        .filter(|page| page.made_by == Some(bot) && !claimed.contains(&page.id))
        // Elsewhere lie other pages of ours, so there the place says nothing.
        .filter(|page| page.is_there || page.holds(sent))
        .collect();
    let same = ours.iter().find(|page| page.holds(sent));
    match (same, ours.as_slice()) {
        (Some(page), _) => Found::Page(page.id),
        (None, []) => Found::Nothing,
        (None, [only]) if !has_rival => Found::Page(only.id),
        (None, _) => Found::Several,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn id(number: u8) -> NotionId {
        NotionId::from_bytes([number; 16])
    }

    fn page(number: u8, made_by: u8, title: &str) -> Candidate {
        Candidate {
            id: id(number),
            made_by: Some(id(made_by)),
            properties: properties(title),
            is_there: true,
        }
    }

    fn elsewhere(number: u8, made_by: u8, title: &str) -> Candidate {
        Candidate {
            is_there: false,
            ..page(number, made_by, title)
        }
    }

    fn properties(title: &str) -> Map<String, Value> {
        Map::from_iter([("title".to_owned(), json!({"title": [title]}))])
    }

    #[test]
    fn a_lost_creation_is_found_by_its_maker_and_its_contents() {
        const BOT: u8 = 200;
        const PERSON: u8 = 100;
        let table = [
            ("nothing has appeared", vec![], Found::Nothing),
            (
                "somebody else made a page of that name",
                vec![page(1, PERSON, "sent")],
                Found::Nothing,
            ),
            (
                "it is there",
                vec![page(1, PERSON, "sent"), page(2, BOT, "sent")],
                Found::Page(id(2)),
            ),
            (
                "it was renamed since",
                vec![page(2, BOT, "renamed")],
                Found::Page(id(2)),
            ),
            (
                "another wish of ours has claimed it",
                vec![page(9, BOT, "sent")],
                Found::Nothing,
            ),
            (
                "two pages of ours, one of them as it was sent",
                vec![page(2, BOT, "renamed"), page(3, BOT, "sent")],
                Found::Page(id(3)),
            ),
            (
                "two pages of ours, both renamed",
                vec![page(2, BOT, "renamed"), page(3, BOT, "renamed too")],
                Found::Several,
            ),
            (
                "it was moved since",
                vec![elsewhere(2, BOT, "sent")],
                Found::Page(id(2)),
            ),
            (
                "another page of ours, elsewhere",
                vec![elsewhere(2, BOT, "something else")],
                Found::Nothing,
            ),
        ];
        let claimed = HashSet::from([id(9)]);
        for (case, candidates, expected) in table {
            let found = find(&properties("sent"), id(BOT), &candidates, &claimed, false);
            assert_eq!(found, expected, "{case}");
        }
    }

    #[test]
    fn what_another_lost_creation_has_made_is_not_taken_for_a_renamed_page_of_this_one() {
        const BOT: u8 = 200;
        let candidates = [page(1, BOT, "the other")];
        let (sent, other) = (properties("sent"), properties("the other"));
        let claimed: HashSet<NotionId> = of_another(&sent, &other, &candidates).collect();
        assert_eq!(
            find(&sent, id(BOT), &candidates, &claimed, false),
            Found::Nothing
        );
        let same: Vec<NotionId> = of_another(&sent, &sent, &[page(1, BOT, "sent")]).collect();
        assert_eq!(same, [], "two wishes for the same page may take either");
    }
    #[test]
    fn a_renamed_page_that_two_lost_creations_can_have_made_is_asked_about() {
        const BOT: u8 = 200;
        let (sent, other) = (properties("sent"), properties("the other"));
        let rival = |candidates: &[Candidate]| has_rival([&other].into_iter(), id(BOT), candidates);
        let none = HashSet::<NotionId>::new();
        let renamed = [page(1, BOT, "renamed")];
        assert!(rival(&renamed));
        assert_eq!(find(&sent, id(BOT), &renamed, &none, true), Found::Several);
        let both = [page(1, BOT, "renamed"), page(2, BOT, "the other")];
        assert!(!rival(&both), "the other one has made another page");
        assert!(!has_rival([].into_iter(), id(BOT), &renamed));
    }
}
