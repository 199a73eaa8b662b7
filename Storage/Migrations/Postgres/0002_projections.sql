-- How far each projection of the event log has come; written in the transaction of its effect.
CREATE TABLE projections (
    name text PRIMARY KEY,
    position bigint NOT NULL
);

-- Times in 100 ns ticks since 0001-01-01 UTC; unix seconds = ticks / 10000000 - 62135596800.
CREATE TABLE conversation_stats (
    conversation text PRIMARY KEY,
    opened_at bigint NOT NULL,
    first_agent_reply_at bigint,
    resolved_at bigint,
    last_event_at bigint NOT NULL
);

CREATE TABLE conversation_event_counts (
    conversation text NOT NULL,
    kind text NOT NULL,
    channel text NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (conversation, kind, channel)
);
