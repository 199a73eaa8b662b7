-- One row per conversation: its number, where its events end, and its summary.
-- The free space in its pages lets an append update it in place, without touching the indexes (heap-only tuples).
CREATE TABLE conversations (
    number bigint PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    last_seq bigint NOT NULL,
    last_position bigint NOT NULL,
    status text NOT NULL,
    owner text NOT NULL,
    department text,
    agent text,
    citizen text,
    updated_at bigint NOT NULL, -- 100 ns ticks since 0001-01-01 UTC; unix seconds = updated_at / 10000000 - 62135596800
    body bytea NOT NULL
) WITH (fillfactor = 50);

CREATE INDEX conversations_owned ON conversations (owner, department) WHERE owner <> 'none';
CREATE INDEX conversations_agent ON conversations (agent) WHERE agent IS NOT NULL;
CREATE INDEX conversations_citizen ON conversations (citizen) WHERE citizen IS NOT NULL;

-- Append-only.
CREATE TABLE events (
    position bigint NOT NULL UNIQUE,
    conversation bigint NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL, -- as updated_at
    kind text NOT NULL,
    channel text NOT NULL,
    actor text NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (conversation, seq)
);

CREATE TABLE snapshots (
    conversation bigint PRIMARY KEY,
    seq bigint NOT NULL,
    version integer NOT NULL,
    state bytea NOT NULL
);
