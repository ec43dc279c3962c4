-- What the team answers in public, without the link, which is put in when it is copied. Nothing in it
-- tells of a customer.
CREATE TABLE reply (
  id       INTEGER PRIMARY KEY,
  site     TEXT NOT NULL,
  language TEXT NOT NULL,
  title    TEXT NOT NULL,
  text     TEXT NOT NULL,
  entry    TEXT NOT NULL,
  step     TEXT,
  version  INTEGER NOT NULL DEFAULT 1,
  agent    INTEGER NOT NULL REFERENCES agent (id),
  changed  INTEGER NOT NULL
) STRICT;

CREATE INDEX reply_by_site ON reply (site, changed);
