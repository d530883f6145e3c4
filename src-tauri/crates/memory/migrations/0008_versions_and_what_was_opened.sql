-- Who made the edit that a version shows, where Notion said so of that very edit.
ALTER TABLE revisions ADD COLUMN editor BLOB;

-- What a person opened here last, to be found again. Never leaves this computer.
CREATE TABLE opened (
    object_id INTEGER PRIMARY KEY REFERENCES objects (id) ON DELETE CASCADE,
    opened_time INTEGER NOT NULL
) STRICT;
CREATE INDEX opened_by_time ON opened (opened_time);

-- What may be found, by its last edit: lists and filters by time walk it instead of all objects.
CREATE INDEX objects_by_edit ON objects (edited_time) WHERE in_scope = 1 AND in_trash = 0;
