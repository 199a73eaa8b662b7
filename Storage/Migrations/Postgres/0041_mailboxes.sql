-- How far each mailbox was read, and which process reads it.
CREATE TABLE mailboxes (
    id text PRIMARY KEY,
    uid_validity bigint NOT NULL,
    last_uid bigint NOT NULL,
    holder text NOT NULL,
    held_until bigint NOT NULL
);
