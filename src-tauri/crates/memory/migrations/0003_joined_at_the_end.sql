-- Each commit adds a part to an index. While an import writes they are joined seldom (the default is by fours); when a run
-- has ended, by twos (see `search::joining`).
INSERT INTO passage_words (passage_words, rank) VALUES ('automerge', 8);
INSERT INTO passage_words (passage_words, rank) VALUES ('usermerge', 2);
INSERT INTO title_words (title_words, rank) VALUES ('automerge', 8);
INSERT INTO title_words (title_words, rank) VALUES ('usermerge', 2);
