-- What messengers told the hub, until it is done: in the order in which it came, of each place.
CREATE TABLE messenger_inbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel text NOT NULL,
    place text NOT NULL,
    source text NOT NULL,
    payload text NOT NULL,
    at bigint NOT NULL,
    left_out_at bigint,
    UNIQUE (channel, place, source)
);

-- The messenger's own id of what a citizen wrote last: what can be marked as read.
ALTER TABLE messenger_places ADD COLUMN heard_message text;
