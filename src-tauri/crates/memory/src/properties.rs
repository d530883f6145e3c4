//! Property values kept apart from their object: those completed beyond the 25 references that a page object carries.

use keepsake_planted::{Bug, is as planted};
use keepsake_text::NotionId;
use keepsake_text::canonical::hash_json;
use serde_json::Value;

use crate::apply::Batch;
use crate::columns::{StoredHash, clean};
use crate::error::StoreError;
use crate::packing::{pack, unpack};
use crate::property_index::{self, Facts};
use crate::statement::sql;

/// Stores a complete value, and lets search and links know it.
pub(crate) fn put(
    batch: &mut Batch<'_>,
    object: NotionId,
    property_id: &str,
    name: &str,
    value: &Value,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    let changed = batch.session.execute(
        sql(
            "INSERT INTO properties (object_id, property_id, name, value, hash, observed_time)
                 VALUES (?, ?, ?, ?, ?, ?)
                 ON CONFLICT (object_id, property_id) DO UPDATE SET
                     name = excluded.name, value = excluded.value, hash = excluded.hash,
                     observed_time = excluded.observed_time
                 WHERE hash <> excluded.hash OR name <> excluded.name",
        )
        .bind(row)
        .bind(property_id)
        .bind(clean(name))
        .bind(pack(&value.to_string()))
        .bind(StoredHash(hash_json(value)))
        .bind(batch.now),
    )?;
    if changed == 0 {
        return Ok(());
    }
    index(batch, row)
}

/// Drops a complete value: the object is shown with what it carries itself, which says that it is cut.
pub(crate) fn forget(
    batch: &mut Batch<'_>,
    object: NotionId,
    property_id: &str,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    let dropped = batch.session.execute(
        sql("DELETE FROM properties WHERE object_id = ? AND property_id = ?")
            .bind(row)
            .bind(property_id),
    )?;
    if dropped == 0 {
        return Ok(());
    }
    index(batch, row)
}

/// Lets search and links know the properties as they are now.
fn index(batch: &mut Batch<'_>, row: i64) -> Result<(), StoreError> {
    batch.touched.push(row);
    let raw: Option<(Vec<u8>,)> = batch
        .session
        .optional(sql("SELECT raw FROM object_raw WHERE object_id = ?").bind(row))?;
    let Some((packed,)) = raw else {
        return Ok(());
    };
    // JSON that does not parse has no properties to complete; the value above is kept all the same.
    if let Ok(object) = serde_json::from_str::<Value>(&unpack(&packed)?) {
        property_index::put(batch, vec![(row, false, Facts::of_page(&object))])?;
    }
    Ok(())
}

/// Puts the complete values of an object into its JSON, in place of the cut ones.
pub(crate) fn complete(object: &mut Value, values: &[(String, Value)]) {
    let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    for property in properties.values_mut() {
        let id = property.get("id").and_then(Value::as_str);
        let complete = values
            .iter()
            .find(|(property_id, _)| Some(property_id.as_str()) == id);
        if let Some((_, value)) = complete
            && keepsake_text::property::needs_more(property)
        {
            if planted(Bug::CutRelationWrittenBack)
                && let Some(more) = property.get_mut("has_more")
            {
                *more = Value::Bool(false);
                continue;
            }
            *property = value.clone();
        }
    }
}
