-- Whom the desk tells of what happens. Of a secret that is being replaced the one before holds until a
-- moment.
CREATE TABLE hook (
  id       INTEGER PRIMARY KEY,
  site     TEXT NOT NULL,
  address  TEXT NOT NULL,
  format   TEXT NOT NULL,
  kinds    TEXT NOT NULL,
  personal INTEGER NOT NULL,
  secret   TEXT NOT NULL,
  previous TEXT,
  until    INTEGER,
  added    INTEGER NOT NULL,
  disabled INTEGER,
  reason   TEXT
) STRICT;

-- What is to be told, from the commit of what it tells on. No personal data is in it: a message is
-- written from the request when it is sent, and an erased request is told to nobody.
CREATE TABLE outgoing (
  id        INTEGER PRIMARY KEY,
  site      TEXT NOT NULL,
  hook      INTEGER NOT NULL REFERENCES hook (id) ON DELETE CASCADE,
  kind      TEXT NOT NULL,
  reference TEXT NOT NULL,
  subject   INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  outcome   TEXT,
  slot_from INTEGER,
  slot_to   INTEGER,
  due       INTEGER,
  lease     INTEGER,
  tries     INTEGER NOT NULL DEFAULT 0,
  delivered INTEGER,
  status    TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX outgoing_due ON outgoing (due, id) WHERE due IS NOT NULL;
CREATE INDEX outgoing_by_site ON outgoing (site, id);
