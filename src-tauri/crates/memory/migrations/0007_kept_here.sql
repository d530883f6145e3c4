-- What left the choice and was to stay on this computer: it is found and read here, and neither read nor written again.
ALTER TABLE objects ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
CREATE INDEX objects_kept ON objects (connection_id) WHERE kept = 1;
-- What is remembered: chosen and not in the trash, or kept.
CREATE INDEX objects_remembered ON objects (connection_id) WHERE kept = 1 OR in_scope = 1 AND in_trash = 0;
