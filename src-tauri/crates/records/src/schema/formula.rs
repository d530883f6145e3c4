//! Formulas: the names in them, and whether two say the same.
//!
//! Notion answers with an expression in which properties may stand as
//! `{{notion:block_property:<id>:...}}` instead of `prop("Name")`, and with spaces of its own.

use super::columns::Column;
use crate::mapping::same_id;

/// An expression with the names its properties have in this data source.
pub(super) fn with_names(expression: &str, renamed: &[(String, String)]) -> String {
    let mut result = expression.to_owned();
    for (from, to) in renamed {
        result = result.replace(&property(from), &property(to));
    }
    result
}

/// The names of the properties an expression speaks of.
pub(super) fn names(expression: &str) -> Vec<&str> {
    expression
        .split("prop(\"")
        .skip(1)
        .filter_map(|rest| rest.split_once("\")").map(|(name, _)| name))
        .collect()
}

/// Whether two expressions say the same in this data source.
pub(super) fn is_same(one: &str, other: &str, columns: &[Column<'_>]) -> bool {
    squeezed(&named(one, columns)) == squeezed(&named(other, columns))
}

fn property(name: &str) -> String {
    format!("prop(\"{name}\")")
}

/// Notion's references by id as references by name.
fn named(expression: &str, columns: &[Column<'_>]) -> String {
    const OPENING: &str = "{{notion:block_property:";
    let mut result = String::new();
    let mut rest = expression;
    while let Some((before, after)) = rest.split_once(OPENING) {
        result.push_str(before);
        let Some((reference, behind)) = after.split_once("}}") else {
            rest = after;
            break;
        };
        let id = reference.split(':').next().unwrap_or(reference);
        let name = columns
            .iter()
            .find(|column| same_id(column.id, id))
            .map_or(id, |column| column.name);
        result.push_str(&property(name));
        rest = behind;
    }
    result + rest
}

/// An expression without the spaces outside its texts.
fn squeezed(expression: &str) -> String {
    let mut result = String::new();
    let mut inside = false;
    let mut escaped = false;
    for character in expression.chars() {
        if inside || !character.is_whitespace() {
            result.push(character);
        }
        if character == '"' && !escaped {
            inside = !inside;
        }
        escaped = inside && character == '\\' && !escaped;
    }
    result
}
