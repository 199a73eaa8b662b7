-- What the day's figures ask for. Times as in 0002: 100 ns ticks since 0001-01-01 UTC.
ALTER TABLE conversation_stats ADD COLUMN department text; -- the last one
ALTER TABLE conversation_stats ADD COLUMN handed_over_at bigint; -- first handed from the bot to a queue
ALTER TABLE conversation_stats ADD COLUMN left_bot_at bigint; -- first in a queue, left as a request, or with a person
ALTER TABLE conversation_stats ADD COLUMN rated_at bigint; -- last rated
ALTER TABLE conversation_stats ADD COLUMN rating bigint; -- 1 to 5

CREATE INDEX conversation_stats_opened ON conversation_stats (opened_at);
CREATE INDEX conversation_stats_replied ON conversation_stats (first_agent_reply_at) WHERE first_agent_reply_at IS NOT NULL;
CREATE INDEX conversation_stats_resolved ON conversation_stats (resolved_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX conversation_stats_rated ON conversation_stats (rated_at) WHERE rated_at IS NOT NULL;

-- Rows of before lack the new columns: without its checkpoint the projection is derived anew at the start.
DELETE FROM conversation_stats;
DELETE FROM conversation_event_counts;
DELETE FROM projections WHERE name = 'conversation_stats';
