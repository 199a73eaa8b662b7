-- The calls that an agent has talked and not yet written down, for the hub's next process to know.
CREATE TABLE wrap_ups (
    agent_id text COLLATE "C" PRIMARY KEY,
    until bigint NOT NULL,
    calls text NOT NULL
);
