-- Whether rows of databases that are left out are remembered where something chosen points at them.
ALTER TABLE connections ADD COLUMN linked_rows INTEGER NOT NULL DEFAULT 0;
