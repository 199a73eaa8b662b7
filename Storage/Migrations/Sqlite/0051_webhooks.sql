-- Addresses that are told of events. Secrets are protected by the hub's own keys; times are UTC ticks.
CREATE TABLE webhooks (
    id text PRIMARY KEY,
    url text NOT NULL,
    description text NOT NULL,
    kinds text NOT NULL, -- separated by commas; empty for all
    enabled smallint NOT NULL,
    secret text NOT NULL,
    previous_secret text,
    previous_until bigint,
    created_at bigint NOT NULL,
    failing_since bigint,
    off_reason text, -- why the hub switched it off: gone, failing
    off_at bigint
);
