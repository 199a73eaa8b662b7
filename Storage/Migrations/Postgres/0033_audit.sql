-- Who changed what, and who looked at whose data. Holds no message texts.
CREATE TABLE audit_trail (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at bigint NOT NULL, -- 100 ns ticks since 0001-01-01 UTC
    actor_id text NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    target text,
    detail text
);
