-- Two-way sync. Remote, what Notion last showed, is what imports store: `objects`, `object_raw`, `properties`, `bodies`.
-- `copies` and `outbox` of the first schema were never written.
DROP TABLE copies;
DROP TABLE outbox;

-- Deletions that Notion showed in a run and that have not been decided about as one plan.
ALTER TABLE objects ADD trash_seen INTEGER NOT NULL DEFAULT 0;
CREATE INDEX objects_trash_seen ON objects (connection_id) WHERE trash_seen = 1;

-- Parts that were changed here and are not settled: 'property:<id>', 'body', 'place' or 'trash'. A part without a row is
-- in step. A content that is NULL: nothing is there.
CREATE TABLE copies (
    object_id INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
    part TEXT NOT NULL,
    -- What both sides agreed on when the first edit was made.
    base_id INTEGER REFERENCES contents (id),
    -- What the person wants.
    local_id INTEGER REFERENCES contents (id),
    -- The base lacks something that Notion has.
    lossy_base INTEGER NOT NULL,
    -- `objects.local_edits` after the last edit of this part.
    edits INTEGER NOT NULL,
    edited_time INTEGER NOT NULL,
    PRIMARY KEY (object_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_base ON copies (base_id) WHERE base_id IS NOT NULL;
CREATE INDEX copies_by_local ON copies (local_id) WHERE local_id IS NOT NULL;

-- Intents of mutating requests, committed before the request is sent and gone with the commit of its outcome.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    object_id INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
    part TEXT NOT NULL,
    -- NULL: parked without ever having been sent.
    intent TEXT,
    intent_hash BLOB NOT NULL,
    state TEXT NOT NULL,
    -- Through which edit of the object the intent goes.
    edits INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    retry TEXT,
    not_before INTEGER,
    reason TEXT,
    message TEXT,
    request_id TEXT,
    correlation_id TEXT NOT NULL,
    created_time INTEGER NOT NULL,
    changed_time INTEGER NOT NULL,
    UNIQUE (object_id, part)
) STRICT;
CREATE INDEX outbox_by_connection ON outbox (connection_id, id);

CREATE TABLE profiles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    data_source BLOB NOT NULL,
    source TEXT NOT NULL,
    channels TEXT NOT NULL,
    mapping TEXT NOT NULL,
    active INTEGER NOT NULL,
    created_time INTEGER NOT NULL,
    changed_time INTEGER NOT NULL,
    UNIQUE (connection_id, data_source)
) STRICT;

-- Pages that were made here. A row is its own outbox row until Notion has made the page, and tells afterwards what the
-- provisional id became.
CREATE TABLE creations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    provisional BLOB NOT NULL UNIQUE,
    parent_kind TEXT NOT NULL,
    parent_id BLOB NOT NULL,
    properties_id INTEGER NOT NULL REFERENCES contents (id),
    markdown_id INTEGER REFERENCES contents (id),
    -- What the last request carried.
    sent_properties_id INTEGER REFERENCES contents (id),
    sent_markdown_id INTEGER REFERENCES contents (id),
    profile_id INTEGER REFERENCES profiles (id) ON DELETE SET NULL,
    state TEXT NOT NULL,
    edits INTEGER NOT NULL,
    sent_edits INTEGER NOT NULL,
    sent_time INTEGER,
    attempts INTEGER NOT NULL,
    made BLOB,
    retry TEXT,
    not_before INTEGER,
    reason TEXT,
    message TEXT,
    request_id TEXT,
    correlation_id TEXT NOT NULL,
    created_time INTEGER NOT NULL,
    changed_time INTEGER NOT NULL
) STRICT;
CREATE INDEX creations_by_state ON creations (connection_id, state, id);
CREATE INDEX creations_to_carry ON creations (connection_id, id) WHERE state = 'made' AND edits > sent_edits;
CREATE INDEX creations_by_properties ON creations (properties_id);
CREATE INDEX creations_by_markdown ON creations (markdown_id) WHERE markdown_id IS NOT NULL;
CREATE INDEX creations_by_sent_properties ON creations (sent_properties_id) WHERE sent_properties_id IS NOT NULL;
CREATE INDEX creations_by_sent_markdown ON creations (sent_markdown_id) WHERE sent_markdown_id IS NOT NULL;
CREATE INDEX creations_by_profile ON creations (profile_id) WHERE profile_id IS NOT NULL;

-- Both sides changed a part: all three versions, whatever became of it.
CREATE TABLE conflicts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    object_id INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
    part TEXT NOT NULL,
    base_id INTEGER REFERENCES contents (id),
    local_id INTEGER REFERENCES contents (id),
    remote_id INTEGER REFERENCES contents (id),
    policy TEXT NOT NULL,
    kept TEXT,
    state TEXT NOT NULL,
    detail TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    created_time INTEGER NOT NULL,
    resolved_time INTEGER
) STRICT;
CREATE UNIQUE INDEX conflicts_open ON conflicts (object_id, part) WHERE state = 'open';
CREATE INDEX conflicts_open_by_connection ON conflicts (connection_id, id) WHERE state = 'open';
CREATE INDEX conflicts_by_connection ON conflicts (connection_id, id);
CREATE INDEX conflicts_by_object ON conflicts (object_id);
CREATE INDEX conflicts_by_base ON conflicts (base_id) WHERE base_id IS NOT NULL;
CREATE INDEX conflicts_by_local ON conflicts (local_id) WHERE local_id IS NOT NULL;
CREATE INDEX conflicts_by_remote ON conflicts (remote_id) WHERE remote_id IS NOT NULL;

-- Every change of what is shown of a part, and by whom.
CREATE TABLE part_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    object_id INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
    part TEXT NOT NULL,
    origin TEXT NOT NULL,
    before_id INTEGER REFERENCES contents (id),
    after_id INTEGER REFERENCES contents (id),
    correlation_id TEXT NOT NULL,
    time INTEGER NOT NULL,
    -- The entry that took this one back.
    undone_by INTEGER REFERENCES part_history (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX part_history_by_object ON part_history (object_id, id);
CREATE INDEX part_history_by_before ON part_history (before_id) WHERE before_id IS NOT NULL;
CREATE INDEX part_history_by_after ON part_history (after_id) WHERE after_id IS NOT NULL;
CREATE INDEX part_history_undone ON part_history (undone_by) WHERE undone_by IS NOT NULL;

-- Rows of the data sources that a profile is applied to, as they were last validated.
CREATE TABLE records (
    object_id INTEGER PRIMARY KEY REFERENCES objects (id) ON DELETE CASCADE,
    profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    channel TEXT,
    topic TEXT,
    story_direction TEXT,
    priority TEXT,
    state TEXT NOT NULL,
    notion_status TEXT,
    valid INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    notes TEXT NOT NULL,
    -- Title, channel and topic as search folds them.
    folded TEXT NOT NULL,
    state_since INTEGER NOT NULL,
    created_time INTEGER,
    updated_time INTEGER
) STRICT;
CREATE INDEX records_by_state ON records (profile_id, state, object_id);
CREATE INDEX records_by_validity ON records (profile_id, valid, object_id);

-- Records that something was changed about since they were last validated, and how often.
CREATE TABLE records_due (
    object_id INTEGER PRIMARY KEY REFERENCES objects (id) ON DELETE CASCADE,
    profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    marks INTEGER NOT NULL
) STRICT;
CREATE INDEX records_due_by_profile ON records_due (profile_id, object_id);

CREATE TABLE record_jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    object_id INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    created_time INTEGER NOT NULL,
    changed_time INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX record_jobs_open ON record_jobs (object_id) WHERE state IN ('waiting', 'taken');
CREATE INDEX record_jobs_by_object ON record_jobs (object_id, id);
CREATE INDEX record_jobs_by_state ON record_jobs (state, id);

CREATE TABLE transitions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    object_id INTEGER NOT NULL REFERENCES objects (id) ON DELETE CASCADE,
    from_state TEXT,
    to_state TEXT NOT NULL,
    from_name TEXT,
    to_name TEXT,
    legal INTEGER NOT NULL,
    origin TEXT NOT NULL,
    time INTEGER NOT NULL
) STRICT;
CREATE INDEX transitions_by_object ON transitions (object_id, id);

-- A plan that would delete too much, until the person has answered.
CREATE TABLE brakes (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    direction TEXT NOT NULL,
    planned INTEGER NOT NULL,
    total INTEGER NOT NULL,
    detail TEXT NOT NULL,
    asked_time INTEGER NOT NULL,
    answer TEXT,
    PRIMARY KEY (connection_id, direction)
) STRICT, WITHOUT ROWID;

-- Objects to be read again, because timestamps do not show every edit.
CREATE TABLE audits (
    object_id INTEGER PRIMARY KEY REFERENCES objects (id) ON DELETE CASCADE,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    priority INTEGER NOT NULL,
    due_time INTEGER NOT NULL
) STRICT;
CREATE INDEX audits_by_priority ON audits (connection_id, priority, due_time);

-- Notion's own ids of events make one that is delivered twice the same one.
CREATE TABLE webhook_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    entity BLOB,
    entity_kind TEXT,
    workspace TEXT,
    raw BLOB NOT NULL,
    state TEXT NOT NULL,
    received_time INTEGER NOT NULL,
    done_time INTEGER
) STRICT;
CREATE INDEX webhook_events_new ON webhook_events (id) WHERE state = 'new';

CREATE TABLE alerts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection_id INTEGER REFERENCES connections (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    severity TEXT NOT NULL,
    -- Alerts about the same thing are one that counts.
    group_key TEXT NOT NULL,
    message TEXT NOT NULL,
    detail TEXT NOT NULL,
    count INTEGER NOT NULL,
    first_time INTEGER NOT NULL,
    last_time INTEGER NOT NULL,
    state TEXT NOT NULL,
    delivered_time INTEGER
) STRICT;
CREATE UNIQUE INDEX alerts_current ON alerts (group_key) WHERE state <> 'cleared';
CREATE INDEX alerts_by_connection ON alerts (connection_id) WHERE connection_id IS NOT NULL;

-- The minute of our own write of a property, when the text was known up to it: it need not be read again for that.
ALTER TABLE bodies ADD COLUMN echo_time INTEGER;
