-- Durable reminders of grains.
CREATE TABLE reminders (
    grain text NOT NULL,
    name text NOT NULL,
    due_at bigint NOT NULL, -- 100 ns ticks since 0001-01-01 UTC
    period_ms bigint NOT NULL,
    PRIMARY KEY (grain, name)
);
