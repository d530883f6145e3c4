//! From a row of a query to a value: tuples by place, structs by the names of their fields.
//!
//! Leaves out how single values look in columns (`columns`).

use rusqlite::Row;
use rusqlite::types::FromSql;

/// Made of a row.
pub(crate) trait FromRow: Sized {
    /// Reads the columns.
    ///
    /// # Errors
    ///
    /// When a column is missing or holds what cannot be read back.
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self>;
}

macro_rules! tuple {
    ($($kind:ident $place:tt),+) => {
        impl<$($kind: FromSql),+> FromRow for ($($kind,)+) {
            fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
                Ok(($(row.get::<_, $kind>($place)?,)+))
            }
        }
    };
}

tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);

/// Declares a struct that is read from the columns its fields are named after; `..name: Kind` is a struct of the same row.
macro_rules! row_struct {
    (
        $(#[$outer:meta])*
        $visibility:vis struct $name:ident {
            $( $(#[$inner:meta])* $seen:vis $field:ident: $kind:ty, )*
            $( ..$nested:ident: $nested_kind:ty, )?
        }
    ) => {
        $(#[$outer])*
        $visibility struct $name {
            $( $(#[$inner])* $seen $field: $kind, )*
            $( $nested: $nested_kind, )?
        }

        impl $crate::rows::FromRow for $name {
            fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
                Ok(Self {
                    $( $field: row.get(stringify!($field))?, )*
                    $( $nested: <$nested_kind as $crate::rows::FromRow>::from_row(row)?, )?
                })
            }
        }
    };
}
pub(crate) use row_struct;
