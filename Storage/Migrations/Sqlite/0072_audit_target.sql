-- Finds the entry that an event of a conversation has already.
CREATE INDEX audit_trail_target ON audit_trail (target, action);
