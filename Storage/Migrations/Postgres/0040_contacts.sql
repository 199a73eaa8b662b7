-- Which conversation a mail or a call went to, by a hash of its own id: what tells of it again, or answers it, goes there too.
CREATE TABLE intake_routes (
    channel text NOT NULL,
    source text NOT NULL,
    conversation text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (channel, source)
);

-- Bytes that events refer to, under the SHA-256 of them.
CREATE TABLE files (
    id text PRIMARY KEY,
    size bigint NOT NULL,
    at bigint NOT NULL,
    bytes bytea NOT NULL
);

-- Citizens that staff found to be one. Identities stay where they are, so that it can be undone.
ALTER TABLE citizens ADD COLUMN merged_into text;
CREATE INDEX citizens_merged ON citizens (merged_into) WHERE merged_into IS NOT NULL;

-- Suggestions that staff said no to; the smaller id comes first.
CREATE TABLE dismissed_suggestions (
    citizen_id text NOT NULL,
    other_id text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (citizen_id, other_id)
);
