-- When a workspace was forgotten: it waits to be removed for good, or to be brought back. Nothing while it is in use.
ALTER TABLE connections ADD COLUMN forgotten_time INTEGER;
