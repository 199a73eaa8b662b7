-- The phone of a member of staff at the telephone exchange. One phone is one person's.
CREATE TABLE agent_phones (
    extension text PRIMARY KEY,
    agent_id text NOT NULL UNIQUE REFERENCES agents (id) ON DELETE CASCADE
);

-- What is known of each call while it lasts, and for some days after: providers tell of recordings late.
CREATE TABLE calls (
    id text PRIMARY KEY,
    source text NOT NULL,
    ended smallint NOT NULL,
    changed_at bigint NOT NULL,
    state text NOT NULL
);
CREATE INDEX calls_open ON calls (source, ended);
CREATE INDEX calls_changed ON calls (changed_at);
