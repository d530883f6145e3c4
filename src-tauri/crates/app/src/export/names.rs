//! Names of exported files: safe, unique in their folder, and the same each time.
//!
//! Leaves out where the folders are. The rule it protects: whatever a page is called, its file stays in its folder and
//! never takes the place of another one, also where upper and lower case are one.

use std::collections::HashSet;

use keepsake_text::{NotionId, file_name};

use super::folder::ExportFolder;

/// The names that are taken in one folder.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// A name for the object with this title, without extension. The first one keeps its title, others add their id.
    pub(super) fn take(&mut self, title: &str, id: NotionId) -> String {
        let hex = id.to_hex();
        let short: String = hex.chars().take(8).collect();
        let plain = file_name::safe(title.trim(), "Untitled");
        let candidates = [plain.clone(), format!("{plain} {short}"), hex];
        // An id occurs once, so the last candidate is always free.
        let free = candidates
            .into_iter()
            .find(|name| !self.taken.contains(&folded(name)));
        let name = free.unwrap_or(short);
        self.taken.insert(folded(&name));
        name
    }

    /// The path of a new file for the object: in `inside` (empty or ending in `/`), where nothing foreign lies.
    pub(super) fn take_free(
        &mut self,
        title: &str,
        id: NotionId,
        extension: &str,
        inside: &str,
        folder: &ExportFolder,
    ) -> String {
        let path = format!("{inside}{}.{extension}", self.take(title, id));
        if folder.is_free(&path) {
            return path;
        }
        self.reserve(&id.to_hex());
        format!("{inside}{}.{extension}", id.to_hex())
    }

    /// Keeps a name from being given.
    pub(super) fn reserve(&mut self, name: &str) {
        self.taken.insert(folded(name));
    }
}

fn folded(name: &str) -> String {
    name.to_lowercase()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    fn id(digit: u8) -> NotionId {
        NotionId::from_bytes([digit; 16])
    }

    #[test]
    fn equal_titles_get_different_names_whatever_their_case() {
        let mut names = Names::default();
        assert_eq!(names.take("Plan", id(1)), "Plan");
        assert_eq!(names.take("plan", id(2)), "plan 02020202");
        assert_eq!(names.take("Plan", id(0x33)), "Plan 33333333");
    }

    #[test]
    fn a_title_never_leaves_its_folder() {
        let mut names = Names::default();
        for title in [
            "../../etc/passwd",
            "/etc/passwd",
            "..",
            "",
            "a\\b",
            "C:\\x",
            "con",
        ] {
            let name = names.take(title, id(7));
            assert!(
                !name.contains(['/', '\\']) && !name.starts_with('.') && !name.is_empty(),
                "{title:?} became {name:?}"
            );
        }
    }
}
