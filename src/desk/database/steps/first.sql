CREATE TABLE agent (
  id            INTEGER PRIMARY KEY,
  site          TEXT NOT NULL,
  name          TEXT NOT NULL COLLATE NOCASE,
  password_hash TEXT NOT NULL,
  added         INTEGER NOT NULL,
  UNIQUE (site, name)
) STRICT;

CREATE TABLE session (
  token_hash BLOB PRIMARY KEY,
  agent      INTEGER NOT NULL REFERENCES agent (id) ON DELETE CASCADE,
  begins     INTEGER NOT NULL,
  ends       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE callback (
  id              INTEGER PRIMARY KEY,
  site            TEXT NOT NULL,
  reference       TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  fingerprint     BLOB NOT NULL,
  received        INTEGER NOT NULL,
  slot_from       INTEGER NOT NULL,
  slot_to         INTEGER NOT NULL CHECK (slot_to > slot_from),
  request         TEXT NOT NULL,
  state           TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'claimed', 'done')),
  agent           INTEGER REFERENCES agent (id),
  changed         INTEGER,
  outcome         TEXT CHECK (outcome IN ('reached', 'no_answer', 'wrong_number')),
  UNIQUE (site, idempotency_key),
  UNIQUE (site, reference),
  CHECK ((state = 'waiting') = (agent IS NULL)),
  CHECK ((state = 'done') = (outcome IS NOT NULL))
) STRICT;

CREATE INDEX callback_by_deadline ON callback (site, state, slot_from, id);

CREATE TABLE event (
  id       INTEGER PRIMARY KEY,
  site     TEXT NOT NULL,
  callback INTEGER NOT NULL REFERENCES callback (id) ON DELETE CASCADE,
  agent    INTEGER NOT NULL REFERENCES agent (id),
  at       INTEGER NOT NULL,
  act      TEXT NOT NULL,
  note     TEXT NOT NULL
) STRICT;

CREATE INDEX event_of_callback ON event (callback, id);
