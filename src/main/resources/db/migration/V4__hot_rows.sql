-- Messages, log entries and applied commands are most of what is written. Checking their references
-- took more of PostgreSQL's time than writing them (decision 19), so they have none any more. They
-- are inserted while the conversation is locked and its members are known, and rows of member keep
-- conversations and accounts from being deleted.
-- H2 gives constraints without a name a different one each time, so the tables are made anew.

ALTER TABLE message RENAME CONSTRAINT message_key TO message_key_before;
ALTER TABLE message RENAME TO message_before;
-- seq is gapless within its conversation. The key makes a repeated send the same message.
CREATE TABLE message (
  conversation_id bigint NOT NULL,
  seq bigint NOT NULL,
  sender_id bigint NOT NULL,
  key uuid NOT NULL,
  body varchar NOT NULL,
  sent_at timestamp(3) with time zone NOT NULL,
  PRIMARY KEY (conversation_id, seq)
);
INSERT INTO message (conversation_id, seq, sender_id, key, body, sent_at)
SELECT conversation_id, seq, sender_id, key, body, sent_at FROM message_before;
DROP TABLE message_before;
ALTER TABLE message ADD CONSTRAINT message_key UNIQUE (key, sender_id);

ALTER TABLE account_log RENAME TO account_log_before;
-- An account's log: n is gapless within it. An entry refers to what happened and copies nothing.
CREATE TABLE account_log (
  account_id bigint NOT NULL,
  n bigint NOT NULL,
  kind smallint NOT NULL,
  conversation_id bigint NOT NULL,
  seq bigint NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  PRIMARY KEY (account_id, n)
);
INSERT INTO account_log (account_id, n, kind, conversation_id, seq, at)
SELECT account_id, n, kind, conversation_id, seq, at FROM account_log_before;
DROP TABLE account_log_before;

ALTER TABLE applied RENAME CONSTRAINT applied_key TO applied_key_before;
ALTER TABLE applied RENAME TO applied_before;
-- Commands that were applied, with what they were answered: a repeat gets the same answer.
CREATE TABLE applied (
  account_id bigint NOT NULL,
  key uuid NOT NULL,
  digest varchar(64) NOT NULL,
  reply varchar NOT NULL,
  at timestamp(3) with time zone NOT NULL
);
INSERT INTO applied (account_id, key, digest, reply, at)
SELECT account_id, key, digest, reply, at FROM applied_before;
DROP TABLE applied_before;
ALTER TABLE applied ADD CONSTRAINT applied_key PRIMARY KEY (key, account_id);
-- For deleting what is older than a repeat may be.
CREATE INDEX applied_at ON applied (at);
