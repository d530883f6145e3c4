//! `keepsake pages`: the tree of what the connection can see.

use std::collections::HashMap;

use keepsake_app::AppError;
use keepsake_app::dto::{Reach, TreeKind, TreeNode};
use keepsake_app::words::Value;
use serde_json::json;

use crate::documents::Page;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::session::Session;
use crate::watching::View;

/// Prints the tree, after a look around when there was none or one is asked for.
pub(crate) async fn run(
    session: &Session,
    refresh: bool,
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    if refresh || !session.core.has_catalog(&connection.id).await? {
        let view = View::new(output);
        session
            .core
            .refresh_catalog_with(&connection.id, &|progress| view.show(&progress))
            .await?;
    }
    let tree = session.core.tree(&connection.id).await?;
    let pages: Vec<_> = tree.iter().map(Page::from).collect();
    output.answer(&json!({"pages": pages}), |_, output| {
        if tree.is_empty() {
            output.say("cli-nothing-shared", &[])
        } else {
            drawn(&tree, output)
        }
    });
    Ok(Exit::Ok)
}

/// The tree as indented lines: `*` is selected.
fn drawn(tree: &[TreeNode], output: &Output) -> String {
    let mut depths: HashMap<&str, usize> = HashMap::new();
    let mut text = String::new();
    for node in tree {
        let depth = node
            .parent
            .as_deref()
            .and_then(|parent| depths.get(parent))
            .map_or(0, |above| above + 1);
        depths.insert(&node.id, depth);
        text.push_str(&"  ".repeat(depth));
        text.push_str(if node.included { "* " } else { "- " });
        if node.title.is_empty() {
            text.push_str(&output.say("untitled", &[]));
        } else {
            text.push_str(&shown(&node.title).replace('\n', " "));
        }
        if let (TreeKind::DataSource, Some(rows)) = (node.kind, node.row_count) {
            let rows = output.say("cli-rows", &[("count", Value::Count(u64::from(rows)))]);
            text.push_str(&format!("  ({rows})"));
        }
        if node.kept {
            text.push_str(&format!("  ({})", output.say("cli-kept", &[])));
        }
        if node.found_by_link {
            text.push_str(&format!("  ({})", output.say("cli-found-by-link", &[])));
        }
        if node.reach == Reach::Unreachable {
            text.push_str(&format!("  ({})", output.say("cli-not-shared", &[])));
        }
        text.push_str(&format!("  {}\n", node.id));
    }
    text
}
