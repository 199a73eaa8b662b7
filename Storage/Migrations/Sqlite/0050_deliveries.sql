-- Which process does what only one at a time should do, and until when (UTC ticks).
CREATE TABLE leases (
    name text PRIMARY KEY,
    holder text NOT NULL,
    held_until bigint NOT NULL
);

-- How far each outbound channel has looked through the event log.
CREATE TABLE outbound_channels (
    name text PRIMARY KEY,
    position bigint NOT NULL
);

-- What leaves the hub. state: 0 waits, 1 given up and its channel still to be told, 2 delivered, 3 given up. Times are UTC ticks.
CREATE TABLE deliveries (
    id text PRIMARY KEY,
    channel text NOT NULL,
    target text NOT NULL,
    order_key text NOT NULL,
    position bigint NOT NULL,
    ordinal bigint NOT NULL,
    conversation text NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    payload BLOB NOT NULL,
    created_at bigint NOT NULL,
    state smallint NOT NULL,
    attempts bigint NOT NULL,
    due_at bigint NOT NULL,
    claimed_by text,
    first_at bigint,
    last_at bigint,
    millis bigint,
    code text,
    detail text,
    finished_at bigint
);

CREATE INDEX deliveries_due ON deliveries (channel, due_at) WHERE state < 2;
CREATE INDEX deliveries_order ON deliveries (channel, order_key, position, ordinal) WHERE state = 0;
CREATE INDEX deliveries_log ON deliveries (channel, target, position);
CREATE INDEX deliveries_finished ON deliveries (channel, finished_at) WHERE state >= 2;
