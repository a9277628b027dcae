-- Whom a host application means: its own word for somebody, and the account that is his here; null
-- only within the transaction that makes it.
CREATE TABLE account_subject (
  issuer varchar(64) NOT NULL,
  subject varchar(255) NOT NULL,
  account_id bigint REFERENCES account (id),
  PRIMARY KEY (issuer, subject)
);

-- What a host application has bought for somebody and his browser has not brought yet. Only a hash
-- is kept, as of login tokens. An empty name is none.
CREATE TABLE ticket (
  ticket_hash varchar(64) PRIMARY KEY,
  issuer varchar(64) NOT NULL,
  subject varchar(255) NOT NULL,
  name varchar(64) NOT NULL,
  display_name varchar(240) NOT NULL,
  expires_at timestamp(3) with time zone NOT NULL
);
CREATE INDEX ticket_expires ON ticket (expires_at);

-- When a login session ends that came from a ticket; null for those that last while they are used.
ALTER TABLE login_session ADD COLUMN expires_at timestamp(3) with time zone;
