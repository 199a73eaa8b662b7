-- The keys that the hub signs its calls to bots with. used_from: UTC ticks.
CREATE TABLE bot_keys (
    id text PRIMARY KEY,
    used_from bigint NOT NULL,
    pkcs8 text NOT NULL
);
