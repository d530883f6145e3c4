//! Where one page of a list begins.
//!
//! Pure. The rule it protects: a list whose cursor Notion no longer accepts is read again from its start (Notion API,
//! "Pagination": cursors can become invalid), once, so that a cursor that is always refused ends.

use serde::{Deserialize, Serialize};

/// A place in a list. The start is the default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The cursor; absent at the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How often the list was begun again.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub restarts: u32,
}

impl Place {
    /// What tells it from other places of the list. A cursor may come back when a list is read again, and is then another
    /// place: what follows it is still to be read.
    #[must_use]
    pub fn key(&self) -> String {
        let cursor = self.cursor.as_deref().unwrap_or_default();
        match self.restarts {
            0 => cursor.to_owned(),
            times => format!("{cursor}#{times}"),
        }
    }

    /// The place a cursor leads to from here.
    #[must_use]
    pub fn followed_by(&self, cursor: String) -> Self {
        Self {
            cursor: Some(cursor),
            restarts: self.restarts,
        }
    }

    /// The start of the list, when this place is refused; nothing where that was tried before.
    #[must_use]
    pub fn again(&self) -> Option<Self> {
        let is_first = self.cursor.is_some() && self.restarts == 0;
        is_first.then_some(Self {
            cursor: None,
            restarts: 1,
        })
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
const fn is_nought(times: &u32) -> bool {
    *times == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_begun_again_once_and_its_places_are_other_places_then() {
        let start = Place::default();
        assert_eq!((start.key(), start.again()), (String::new(), None));
        let second = start.followed_by("b".to_owned());
        assert_eq!(second.key(), "b");
        let again = second.again().unwrap_or_default();
        assert_eq!(
            (again.cursor.as_deref(), again.key()),
            (None, "#1".to_owned())
        );
        let second_again = again.followed_by("b".to_owned());
        assert_eq!(second_again.key(), "b#1");
        assert_eq!(second_again.again(), None);
    }

    #[test]
    fn places_kept_by_earlier_versions_are_understood() {
        let kept = serde_json::from_str::<Place>(r#"{"cursor":"b"}"#).ok();
        assert_eq!(kept, Some(Place::default().followed_by("b".to_owned())));
    }
}
