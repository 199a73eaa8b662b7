-- How the link to the other side of each channel stands, as the node that keeps it last said.
CREATE TABLE channel_links (
    channel text COLLATE "C" NOT NULL,
    place text COLLATE "C" NOT NULL,
    since bigint NOT NULL,
    heard_at bigint,
    fault text,
    detail text,
    PRIMARY KEY (channel, place)
);
