-- What the door needs: attempts counted one after the other, and names found by their beginning.

-- An attempt is counted while the row of its address is locked, so that no two see the same count.
-- Many addresses share a row; the lock is held for no longer than the counting takes.
CREATE TABLE door_lock (
  slot smallint PRIMARY KEY
);
INSERT INTO door_lock (slot)
VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15);

-- The name again, as bytes: both databases compare these alike, while PostgreSQL compares texts by
-- the rules of its locale, which know nothing of "begins with".
ALTER TABLE account ADD COLUMN name_bytes bytea;
UPDATE account SET name_bytes = CAST(name AS bytea);
ALTER TABLE account ALTER COLUMN name_bytes SET NOT NULL;
CREATE INDEX account_name_bytes ON account (name_bytes);
