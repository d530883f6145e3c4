-- What a run sent to Notion and what became of records (JSON of the engine); nothing where nothing did.
ALTER TABLE runs ADD COLUMN sent TEXT;
