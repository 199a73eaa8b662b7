-- Where citizens of messengers are written to. The key is what events name the place by.
CREATE TABLE messenger_places (
    id text PRIMARY KEY,
    channel text NOT NULL,
    account text NOT NULL,
    address text NOT NULL,
    language text NOT NULL,
    conversation text,
    heard_at bigint,
    notice text,
    noticed_at bigint
);
