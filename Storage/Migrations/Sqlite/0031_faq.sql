-- Curated answers as JSON; only the bot interprets them. The version grows with every change, so that each process knows when to read again.
CREATE TABLE faq_entries (
    id text PRIMARY KEY,
    json text NOT NULL
);

CREATE TABLE faq_version (
    one smallint PRIMARY KEY,
    version bigint NOT NULL
);

INSERT INTO faq_version (one, version) VALUES (1, 0);
