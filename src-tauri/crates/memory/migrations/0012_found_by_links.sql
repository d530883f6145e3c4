-- Search did not list it: a page that points at it led to it.
ALTER TABLE objects ADD COLUMN found_by_link INTEGER NOT NULL DEFAULT 0;
