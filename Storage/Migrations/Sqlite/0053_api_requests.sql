-- Answers to requests of other systems, so that one that comes again gets the first one's; kept for two days.
CREATE TABLE api_requests (
    key_id text NOT NULL,
    request text NOT NULL,       -- hash of what the caller calls it by
    fingerprint text NOT NULL,   -- hash of method, address and body
    started_at bigint NOT NULL,
    status integer,              -- null while it is under way
    content_type text,
    location text,
    body text,
    PRIMARY KEY (key_id, request)
);
CREATE INDEX api_requests_started ON api_requests (started_at);
