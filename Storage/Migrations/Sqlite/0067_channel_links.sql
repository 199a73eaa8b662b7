-- How the link to the other side of each channel stands, as the node that keeps it last said.
CREATE TABLE channel_links (
    channel TEXT NOT NULL,
    place TEXT NOT NULL,
    since INTEGER NOT NULL,
    heard_at INTEGER,
    fault TEXT,
    detail TEXT,
    PRIMARY KEY (channel, place)
);
