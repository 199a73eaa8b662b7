-- What messengers call messages by, in both directions, so that an answer or a reaction to one finds it.
CREATE TABLE messenger_messages (
    place text NOT NULL,
    message text NOT NULL,
    conversation text NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (place, message)
);

CREATE INDEX messenger_messages_at ON messenger_messages (at);
