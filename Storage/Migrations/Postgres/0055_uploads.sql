-- Files that somebody uploaded for a message: whose they are, until they are posted or a day has passed.
CREATE TABLE uploads (
    id text PRIMARY KEY,
    owner text NOT NULL,
    file text NOT NULL,
    name text NOT NULL,
    content_type text NOT NULL,
    size bigint NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX uploads_owner ON uploads (owner, at);
CREATE INDEX uploads_at ON uploads (at);

-- Until when a file is kept that no event refers to yet; null: for good.
ALTER TABLE files ADD COLUMN expires bigint;
CREATE INDEX files_expires ON files (expires) WHERE expires IS NOT NULL;

-- Pictures and documents hardly get smaller, and a part of what is not compressed can be read without the rest.
ALTER TABLE files ALTER COLUMN bytes SET STORAGE EXTERNAL;
