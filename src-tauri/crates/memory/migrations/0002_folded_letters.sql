-- Letters that are no marked forms of others (ß, ø, ł, æ ...) are found as people type them. What is in the indexes was
-- folded otherwise: both are emptied here and filled anew before this migration is committed (see `search::refill`).
INSERT INTO passage_words (passage_words) VALUES ('delete-all');
INSERT INTO title_words (title_words) VALUES ('delete-all');
