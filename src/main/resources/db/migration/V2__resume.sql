-- What resuming needs: how far back each log goes, and how far each account has got.

-- When a client made the server replace the epoch, if ever: it does not do so twice in a short time.
ALTER TABLE incarnation ADD COLUMN renewed_at timestamp(3) with time zone;

-- Entries up to the floor have been deleted: the log begins behind it.
ALTER TABLE account_log_head ADD COLUMN floor bigint DEFAULT 0 NOT NULL;

-- How far an account has acknowledged its log; next_n is what the running transaction moves it to.
CREATE TABLE account_log_ack (
  account_id bigint PRIMARY KEY REFERENCES account (id),
  n bigint NOT NULL,
  next_n bigint NOT NULL
);

-- The highest seq of the conversation that one of the member's clients has acknowledged.
ALTER TABLE member ADD COLUMN delivered_seq bigint DEFAULT 0 NOT NULL;

-- For deleting what is older than a repeat may be.
CREATE INDEX applied_at ON applied (at);
