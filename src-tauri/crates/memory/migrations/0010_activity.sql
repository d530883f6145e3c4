-- Until when the person holds syncing back, across restarts; `until` is NULL when only the person ends it.
CREATE TABLE pause (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    until INTEGER
) STRICT;

-- How many reads were waiting, every few seconds while requests are sent: beside `sends` for as long.
CREATE TABLE queue_lengths (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    seen_time INTEGER NOT NULL,
    waiting INTEGER NOT NULL
) STRICT;
CREATE INDEX queue_lengths_by_time ON queue_lengths (connection_id, seen_time);
