CREATE TABLE citizens (
    id text COLLATE "C" PRIMARY KEY,
    name text,
    name_verified smallint NOT NULL,
    first_seen_at bigint NOT NULL
);

CREATE TABLE citizen_identities (
    citizen_id text COLLATE "C" NOT NULL REFERENCES citizens (id) ON DELETE CASCADE,
    kind text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    verified smallint NOT NULL,
    added_at bigint NOT NULL,
    PRIMARY KEY (citizen_id, kind, value)
);

-- A proven identity belongs to one citizen; a claimed one is only a suggestion, and many may claim the same.
CREATE UNIQUE INDEX citizen_identities_verified ON citizen_identities (kind, value) WHERE verified = 1;
CREATE INDEX citizen_identities_value ON citizen_identities (kind, value);
