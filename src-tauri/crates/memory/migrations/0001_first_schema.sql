-- Times are unix milliseconds in UTC. Notion ids are 16-byte blobs, UNIQUE per connection. `raw`, `value` and `packed`
-- columns hold one tag byte (0 plain, 1 zstd) and UTF-8 text.

CREATE TABLE connections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bot_id TEXT NOT NULL,
    base_url TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    workspace_id TEXT,
    workspace_name TEXT NOT NULL,
    workspace_icon TEXT,
    bot_name TEXT,
    include_by_default INTEGER NOT NULL DEFAULT 1,
    -- The choice or the tree changed since it was last decided what is in scope.
    scope_stale INTEGER NOT NULL DEFAULT 0,
    hold_until INTEGER,
    created_time INTEGER NOT NULL,
    UNIQUE (bot_id, base_url)
) STRICT;

-- What Notion showed: pages, databases and data sources.
CREATE TABLE objects (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    notion_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    icon TEXT,
    url TEXT,
    parent_kind TEXT NOT NULL,
    parent_id BLOB,
    -- The page, database or data source that holds it. NULL: the workspace, or a parent block not resolved yet.
    container BLOB,
    created_time INTEGER,
    edited_time INTEGER,
    in_trash INTEGER NOT NULL DEFAULT 0,
    partial INTEGER NOT NULL DEFAULT 0,
    reach TEXT NOT NULL DEFAULT 'ok',
    reach_reason TEXT,
    reach_request_id TEXT,
    in_scope INTEGER NOT NULL DEFAULT 0,
    metadata_hash BLOB,
    -- Counts local edits: a push clears only the edits up to the counter it sent.
    local_edits INTEGER NOT NULL DEFAULT 0,
    first_seen_time INTEGER NOT NULL,
    seen_time INTEGER NOT NULL,
    UNIQUE (connection_id, notion_id)
) STRICT;
CREATE INDEX objects_by_container ON objects (connection_id, container, kind);
CREATE INDEX objects_in_scope ON objects (connection_id) WHERE in_scope = 1 AND in_trash = 0;
CREATE INDEX objects_out_of_scope ON objects (connection_id) WHERE NOT (in_scope = 1 AND in_trash = 0);
CREATE INDEX objects_unreachable ON objects (connection_id) WHERE reach <> 'ok';

-- Beside `objects`, so that walking the tree never reads the JSON.
CREATE TABLE object_raw (
    object_id INTEGER PRIMARY KEY REFERENCES objects (id) ON DELETE CASCADE,
    raw BLOB NOT NULL
) STRICT;

-- The person's choice: the nearest mark above an object decides, `connections.include_by_default` where there is none.
CREATE TABLE selection (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    notion_id BLOB NOT NULL,
    included INTEGER NOT NULL,
    PRIMARY KEY (connection_id, notion_id)
) STRICT, WITHOUT ROWID;

-- Content-addressed texts: one copy however many revisions and objects share it.
CREATE TABLE contents (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE bodies (
    object_id INTEGER PRIMARY KEY REFERENCES objects (id) ON DELETE CASCADE,
    content_id INTEGER NOT NULL REFERENCES contents (id),
    edited_time INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    lossy INTEGER NOT NULL,
    truncated INTEGER NOT NULL,
    -- Of the text as Notion answered, before parts that came separately were put into it.
    source_hash BLOB NOT NULL,
    observed_time INTEGER NOT NULL
) STRICT;
CREATE INDEX bodies_by_content ON bodies (content_id);

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    object_id INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
    content_id INTEGER NOT NULL REFERENCES contents (id),
    edited_time INTEGER NOT NULL,
    observed_time INTEGER NOT NULL,
    run_id INTEGER REFERENCES runs (id) ON DELETE SET NULL,
    correlation_id TEXT
) STRICT;
CREATE INDEX revisions_by_object ON revisions (object_id, id);
CREATE INDEX revisions_by_content ON revisions (content_id);
CREATE INDEX revisions_by_run ON revisions (run_id) WHERE run_id IS NOT NULL;

-- Property values kept apart by property id: those completed beyond the 25 references a page object carries.
CREATE TABLE properties (
    object_id INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
    property_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value BLOB NOT NULL,
    hash BLOB NOT NULL,
    observed_time INTEGER NOT NULL,
    PRIMARY KEY (object_id, property_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE blocks (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    notion_id BLOB NOT NULL,
    object_id INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
    parent BLOB NOT NULL,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    has_children INTEGER NOT NULL,
    raw BLOB NOT NULL,
    observed_time INTEGER NOT NULL,
    UNIQUE (connection_id, notion_id)
) STRICT;
CREATE INDEX blocks_by_parent ON blocks (object_id, parent, ordinal);

CREATE TABLE comments (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    notion_id BLOB NOT NULL,
    object_id INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
    -- The page or block it hangs on.
    place BLOB NOT NULL,
    discussion BLOB,
    author BLOB,
    created_time INTEGER,
    text TEXT NOT NULL,
    raw BLOB NOT NULL,
    -- Notion lists open discussions only: 0 is a comment that was listed once and is no longer.
    listed INTEGER NOT NULL DEFAULT 1,
    changed_run INTEGER,
    observed_time INTEGER NOT NULL,
    UNIQUE (connection_id, notion_id)
) STRICT;
CREATE INDEX comments_by_object ON comments (object_id, place);
CREATE INDEX comments_by_run ON comments (connection_id, listed, changed_run);

CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    notion_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    raw BLOB NOT NULL,
    observed_time INTEGER NOT NULL,
    UNIQUE (connection_id, notion_id)
) STRICT;

-- Every place that shows a file. The bytes live in the files folder under their content hash.
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    object_id INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    identity TEXT NOT NULL,
    url TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    hash BLOB,
    size INTEGER,
    mime TEXT,
    reason TEXT,
    request_id TEXT,
    changed_run INTEGER,
    observed_time INTEGER NOT NULL,
    UNIQUE (object_id, place, identity)
) STRICT;
CREATE INDEX files_by_identity ON files (connection_id, identity);
CREATE INDEX files_by_hash ON files (hash) WHERE hash IS NOT NULL;
CREATE INDEX files_by_status ON files (connection_id, status, changed_run);

CREATE TABLE links (
    object_id INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
    target BLOB NOT NULL,
    kind TEXT NOT NULL,
    -- 'body' or 'property': each is replaced when its origin is read again.
    origin TEXT NOT NULL,
    PRIMARY KEY (object_id, origin, target, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_target ON links (target, object_id);

-- Pieces of a page as search and citations use them: id = object id * 65536 + ordinal.
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    heading TEXT NOT NULL,
    packed BLOB NOT NULL
) STRICT;

-- The words, not the texts: what is put in is what `search::words` makes of a passage or title, and must be taken out
-- with the same words. Row ids are those of `passages` and `objects`.
CREATE VIRTUAL TABLE passage_words USING fts5 (
    text, content = '', prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE title_words USING fts5 (
    text, content = '', prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2"
);

-- Reads still owed. One that was done stays until its run ends, so that nothing is read twice in one run: synced blocks
-- may refer to each other in a circle.
CREATE TABLE fetches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    target BLOB NOT NULL,
    -- Tells reads of one kind and target apart: a cursor, a property id, the address of a file without its signature.
    key TEXT NOT NULL,
    object BLOB,
    detail TEXT NOT NULL,
    priority INTEGER NOT NULL,
    position INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER,
    done INTEGER NOT NULL DEFAULT 0,
    -- Its object is not chosen: it waits for another choice.
    parked INTEGER NOT NULL DEFAULT 0,
    -- The run that asked for it, then the one that did it.
    run_id INTEGER,
    UNIQUE (connection_id, kind, target, key)
) STRICT;
CREATE INDEX fetches_ready ON fetches (connection_id, priority, position DESC, id)
    WHERE not_before IS NULL AND done = 0 AND parked = 0;
CREATE INDEX fetches_delayed ON fetches (connection_id, not_before)
    WHERE not_before IS NOT NULL AND done = 0 AND parked = 0;
CREATE INDEX fetches_waiting ON fetches (connection_id, kind) WHERE done = 0 AND parked = 0;
CREATE INDEX fetches_by_object ON fetches (connection_id, object);

CREATE TABLE checkpoints (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (connection_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    trigger_name TEXT NOT NULL,
    state TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    options TEXT NOT NULL,
    requests INTEGER NOT NULL DEFAULT 0,
    started_time INTEGER NOT NULL,
    finished_time INTEGER
) STRICT;
CREATE INDEX runs_by_connection ON runs (connection_id, id);

-- Outcomes: 0 stored, 1 skipped, 2 refused, 3 failed; the worse one stays.
CREATE TABLE run_items (
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    what TEXT NOT NULL,
    item TEXT NOT NULL,
    object_id INTEGER REFERENCES objects (id) ON DELETE SET NULL,
    outcome INTEGER NOT NULL,
    reason TEXT NOT NULL,
    message TEXT,
    request_id TEXT,
    PRIMARY KEY (run_id, what, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_items_by_outcome ON run_items (run_id, outcome, what);
CREATE INDEX run_items_by_object ON run_items (object_id) WHERE object_id IS NOT NULL;

CREATE TABLE run_counts (
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    what TEXT NOT NULL,
    found INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    PRIMARY KEY (run_id, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    priority INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    max_attempts INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    lease_until INTEGER,
    -- Grows with every claim: whoever holds an older token has lost the job.
    fence INTEGER NOT NULL DEFAULT 0,
    cancel_requested INTEGER NOT NULL DEFAULT 0,
    progress TEXT,
    result TEXT,
    error TEXT,
    correlation_id TEXT NOT NULL,
    created_time INTEGER NOT NULL,
    changed_time INTEGER NOT NULL
) STRICT;
CREATE INDEX jobs_waiting ON jobs (priority DESC, id) WHERE state = 'waiting';
CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'running';

-- When requests were sent: the budget outlives the process.
CREATE TABLE sends (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    sent_time INTEGER NOT NULL
) STRICT;
CREATE INDEX sends_by_time ON sends (connection_id, sent_time);

-- The three copies of two-way sync: side is 'remote', 'local' or 'base'; part is 'body' or 'property:<id>'.
CREATE TABLE copies (
    object_id INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
    side TEXT NOT NULL,
    part TEXT NOT NULL,
    content_id INTEGER REFERENCES contents (id),
    hash BLOB NOT NULL,
    lossy INTEGER NOT NULL,
    observed_time INTEGER NOT NULL,
    PRIMARY KEY (object_id, side, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_content ON copies (content_id) WHERE content_id IS NOT NULL;

-- Intents of mutating requests, committed before the request is sent.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    object_id INTEGER REFERENCES objects (id) ON DELETE CASCADE,
    part TEXT NOT NULL,
    intent TEXT NOT NULL,
    state TEXT NOT NULL,
    local_edits INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER,
    reason TEXT,
    request_id TEXT,
    correlation_id TEXT NOT NULL,
    created_time INTEGER NOT NULL,
    changed_time INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_by_state ON outbox (connection_id, state, id);
CREATE INDEX outbox_by_object ON outbox (object_id);

-- Up to where changes of a list have been seen.
CREATE TABLE watermarks (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    list TEXT NOT NULL,
    through_time INTEGER NOT NULL,
    observed_time INTEGER NOT NULL,
    PRIMARY KEY (connection_id, list)
) STRICT, WITHOUT ROWID;
