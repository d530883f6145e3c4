-- The values of rows of data sources in a form that can be compared, made when a table is first looked at: JSONB, for each
-- property id `n` a number, `t` folded text, `m` the names it holds. A row that something changed about has none until it
-- is looked at again.
CREATE TABLE row_cells (
    object_id INTEGER PRIMARY KEY REFERENCES objects (id) ON DELETE CASCADE,
    -- 0: taken out of its data source here, which Notion does not know yet.
    shown INTEGER NOT NULL,
    cells BLOB NOT NULL
) STRICT;

-- Views of data sources that a person keeps.
CREATE TABLE table_views (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    data_source BLOB NOT NULL,
    name TEXT NOT NULL,
    -- Which of them comes first; the first is the one a database opens with.
    position INTEGER NOT NULL,
    -- What it shows (JSON).
    look TEXT NOT NULL,
    changed_time INTEGER NOT NULL,
    UNIQUE (connection_id, data_source, name)
) STRICT;
