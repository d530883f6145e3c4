-- What is kept here although Notion no longer has it, or it is no longer chosen, is found by its last edit, too.
DROP INDEX objects_by_edit;
CREATE INDEX objects_by_edit ON objects (edited_time) WHERE kept = 1 OR in_scope = 1 AND in_trash = 0;
