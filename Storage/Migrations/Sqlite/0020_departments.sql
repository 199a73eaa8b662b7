CREATE TABLE departments (
    id text PRIMARY KEY,
    name_tr text NOT NULL,
    name_en text NOT NULL,
    color text NOT NULL,
    position bigint NOT NULL
);

-- Members of staff as routing needs them; the id is the account's, credentials are kept there.
CREATE TABLE agents (
    id text PRIMARY KEY,
    name text NOT NULL,
    capacity bigint NOT NULL,
    languages text NOT NULL, -- language tags, separated by commas
    active smallint NOT NULL
);

CREATE TABLE agent_departments (
    agent_id text NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    department_id text NOT NULL REFERENCES departments (id),
    PRIMARY KEY (agent_id, department_id)
);

CREATE INDEX agent_departments_department ON agent_departments (department_id);

-- No reference to departments: the row '*' applies to every department without hours of its own.
CREATE TABLE opening_hours (
    department_id text PRIMARY KEY,
    json text NOT NULL
);
