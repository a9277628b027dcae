-- Whose votes were forgotten, so that what a vote under way has left since is forgotten too. Who is
-- enabled again votes anew, and this is false again.
ALTER TABLE account ADD COLUMN voter_erased boolean DEFAULT false NOT NULL;
