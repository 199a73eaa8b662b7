-- Keys of other systems. Of the secret there is only a hash; a revoked key stays, since timelines and the audit trail name it.
CREATE TABLE api_keys (
    id text PRIMARY KEY,
    name text NOT NULL,
    secret_hash text NOT NULL,   -- SHA-256, in hexadecimal
    scopes text NOT NULL,        -- parted by spaces
    departments text NOT NULL,   -- ids parted by spaces; empty when it is not restricted
    per_minute integer NOT NULL,
    created_at bigint NOT NULL,
    created_by text NOT NULL,
    expires_at bigint,
    revoked_at bigint,
    last_used_at bigint
);
