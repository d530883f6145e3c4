//! What a connection has to be allowed for a call, and what the call is for in a person's words.
//!
//! Leaves out the words themselves. The rule it protects: a refused call names the one switch in Notion that it needs.

/// A switch in the settings of a connection (Notion docs: Connection capabilities).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capability {
    /// "Read content".
    ReadContent,
    /// "Update content".
    UpdateContent,
    /// "Insert content".
    InsertContent,
    /// "Read comments".
    ReadComments,
    /// "Insert comments".
    InsertComments,
    /// "Read user information".
    ReadUsers,
}

impl Capability {
    /// Its stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadContent => "read_content",
            Self::UpdateContent => "update_content",
            Self::InsertContent => "insert_content",
            Self::ReadComments => "read_comments",
            Self::InsertComments => "insert_comments",
            Self::ReadUsers => "read_users",
        }
    }
}

/// What a call is for, as a stable word, and what it needs; nothing for calls that need no switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// A word such as `create_page`.
    pub deed: &'static str,
    /// The switch.
    pub capability: Capability,
}

impl Need {
    /// Everything that can be needed.
    pub fn all() -> impl Iterator<Item = Self> {
        NEEDS.into_iter().map(|(_, need)| need)
    }

    /// What an endpoint needs: a method, a space and a path template.
    pub(crate) fn of(endpoint: &str) -> Option<Self> {
        let known = NEEDS.into_iter().find(|(known, _)| *known == endpoint);
        known.map(|(_, need)| need)
    }

    const fn new(deed: &'static str, capability: Capability) -> Self {
        Self { deed, capability }
    }
}

/// What each endpoint needs.
const NEEDS: [(&str, Need); 30] = [
    (
        "GET /v1/blocks/{id}",
        Need::new("read_page", Capability::ReadContent),
    ),
    (
        "GET /v1/blocks/{id}/children",
        Need::new("read_page", Capability::ReadContent),
    ),
    (
        "GET /v1/pages/{id}",
        Need::new("read_page", Capability::ReadContent),
    ),
    (
        "GET /v1/pages/{id}/properties/{property}",
        Need::new("read_page", Capability::ReadContent),
    ),
    (
        "GET /v1/pages/{id}/markdown",
        Need::new("read_page", Capability::ReadContent),
    ),
    (
        "GET /v1/databases/{id}",
        Need::new("read_database", Capability::ReadContent),
    ),
    (
        "GET /v1/data_sources/{id}",
        Need::new("read_database", Capability::ReadContent),
    ),
    (
        "POST /v1/data_sources/{id}/query",
        Need::new("read_database", Capability::ReadContent),
    ),
    (
        "POST /v1/search",
        Need::new("search", Capability::ReadContent),
    ),
    (
        "PATCH /v1/pages/{id}",
        Need::new("change_page", Capability::UpdateContent),
    ),
    (
        "POST /v1/pages/{id}/move",
        Need::new("move_page", Capability::UpdateContent),
    ),
    (
        "PATCH /v1/pages/{id}/markdown",
        Need::new("change_text", Capability::UpdateContent),
    ),
    (
        "PATCH /v1/blocks/{id}",
        Need::new("change_text", Capability::UpdateContent),
    ),
    (
        "DELETE /v1/blocks/{id}",
        Need::new("delete_text", Capability::UpdateContent),
    ),
    (
        "PATCH /v1/databases/{id}",
        Need::new("change_database", Capability::UpdateContent),
    ),
    (
        "PATCH /v1/data_sources/{id}",
        Need::new("change_database", Capability::UpdateContent),
    ),
    (
        "POST /v1/pages",
        Need::new("create_page", Capability::InsertContent),
    ),
    (
        "PATCH /v1/blocks/{id}/children",
        Need::new("add_text", Capability::InsertContent),
    ),
    (
        "POST /v1/databases",
        Need::new("create_database", Capability::InsertContent),
    ),
    (
        "POST /v1/data_sources",
        Need::new("create_database", Capability::InsertContent),
    ),
    (
        "POST /v1/file_uploads",
        Need::new("upload", Capability::InsertContent),
    ),
    (
        "POST /v1/file_uploads/{id}/send",
        Need::new("upload", Capability::InsertContent),
    ),
    (
        "POST /v1/file_uploads/{id}/complete",
        Need::new("upload", Capability::InsertContent),
    ),
    (
        "GET /v1/file_uploads/{id}",
        Need::new("upload", Capability::InsertContent),
    ),
    (
        "GET /v1/comments",
        Need::new("read_comments", Capability::ReadComments),
    ),
    (
        "POST /v1/comments",
        Need::new("comment", Capability::InsertComments),
    ),
    (
        "PATCH /v1/comments/{id}",
        Need::new("change_comment", Capability::InsertComments),
    ),
    (
        "DELETE /v1/comments/{id}",
        Need::new("delete_comment", Capability::InsertComments),
    ),
    (
        "GET /v1/users",
        Need::new("read_users", Capability::ReadUsers),
    ),
    (
        "GET /v1/users/{id}",
        Need::new("read_users", Capability::ReadUsers),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The calls that work with any connection, or with none.
    const FREE: [&str; 1] = ["GET /v1/users/me"];

    #[test]
    fn every_call_of_the_client_has_its_switch() {
        let sources = [
            include_str!("endpoint/block.rs"),
            include_str!("endpoint/comment.rs"),
            include_str!("endpoint/data_source.rs"),
            include_str!("endpoint/database.rs"),
            include_str!("endpoint/file_upload.rs"),
            include_str!("endpoint/page.rs"),
            include_str!("endpoint/query.rs"),
            include_str!("endpoint/search.rs"),
            include_str!("endpoint/user.rs"),
        ];
        let mut seen = 0;
        for text in sources {
            let quoted = text.split('"').skip(1).step_by(2);
            let is_call = |text: &&str| text.contains(" /v1/");
            for endpoint in quoted.filter(is_call) {
                seen += 1;
                let is_known = Need::of(endpoint).is_some() || FREE.contains(&endpoint);
                assert!(is_known, "{endpoint}");
            }
        }
        assert!(seen > 25, "the calls were found: {seen}");
    }
}
