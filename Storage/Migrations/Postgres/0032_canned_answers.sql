CREATE TABLE canned_answers (
    id text PRIMARY KEY,
    owner_id text,      -- the agent whose own it is; null for a department's and for all
    department_id text, -- null for an agent's own, * for all
    shortcut text NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    language text
);

CREATE INDEX canned_answers_owner ON canned_answers (owner_id) WHERE owner_id IS NOT NULL;
