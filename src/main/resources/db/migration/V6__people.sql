-- Finding people by what they are called, and what moderators decide on reports.

-- The beginnings by which an account is found, in one case and without accents: its name, and its
-- display name from each word on. As bytes, see V3.
CREATE TABLE account_word (
  account_id bigint NOT NULL REFERENCES account (id),
  word bytea NOT NULL,
  PRIMARY KEY (account_id, word)
);
CREATE INDEX account_word_word ON account_word (word, account_id);
-- The rules by which the account's words were made; 0: the application has yet to make them.
ALTER TABLE account ADD COLUMN words smallint DEFAULT 0 NOT NULL;

-- Who wrote the message that is reported, and what a moderator noted about it.
ALTER TABLE report ADD COLUMN reported_id bigint NOT NULL REFERENCES account (id);
ALTER TABLE report ADD COLUMN note varchar;
CREATE INDEX report_account ON report (account_id, at);
