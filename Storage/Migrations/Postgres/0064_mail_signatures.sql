CREATE TABLE mail_signatures (
    kind text NOT NULL,  -- agent, department or mailbox
    owner_id text NOT NULL,
    title text NOT NULL, -- an agent's, which {title} stands for
    text text NOT NULL,  -- may hold {name}, {title} and {department}; empty when only the title is given
    PRIMARY KEY (kind, owner_id)
);
