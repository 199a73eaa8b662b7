-- One row per conversation: its number, where its events end, and its summary.
-- The compare-and-set on last_seq is what makes (conversation, seq) unique; see docs/adr/0002-event-log.md.
CREATE TABLE conversations (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    last_seq INTEGER NOT NULL,
    last_position INTEGER NOT NULL,
    status TEXT NOT NULL,
    owner TEXT NOT NULL,
    department TEXT,
    agent TEXT,
    citizen TEXT,
    updated_at INTEGER NOT NULL, -- 100 ns ticks since 0001-01-01 UTC; unix seconds = updated_at / 10000000 - 62135596800
    body BLOB NOT NULL
) STRICT;

CREATE INDEX conversations_owned ON conversations (owner, department) WHERE owner <> 'none';
CREATE INDEX conversations_agent ON conversations (agent) WHERE agent IS NOT NULL;
CREATE INDEX conversations_citizen ON conversations (citizen) WHERE citizen IS NOT NULL;

-- Append-only. No second index: a conversation is read backward along prev.
CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    prev INTEGER NOT NULL, -- position of the same conversation's event before this one; 0 for the first
    at INTEGER NOT NULL,   -- as updated_at
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    actor TEXT NOT NULL,
    payload BLOB NOT NULL
) STRICT;

-- Every 64th event of a conversation, so that a long one can be entered in the middle.
CREATE TABLE event_marks (
    conversation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (conversation, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshots (
    conversation INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    version INTEGER NOT NULL,
    state BLOB NOT NULL
) STRICT;
