CREATE TABLE agent (
  id            INTEGER PRIMARY KEY,
  site          TEXT NOT NULL,
  name          TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  added         INTEGER NOT NULL,
  role          TEXT NOT NULL DEFAULT 'agent' CHECK (role IN ('agent', 'lead')),
  disabled      INTEGER
) STRICT;

CREATE UNIQUE INDEX agent_by_name ON agent (site, lower(name));

CREATE TABLE session (
  token_hash BLOB PRIMARY KEY,
  agent      INTEGER NOT NULL REFERENCES agent (id) ON DELETE CASCADE,
  begins     INTEGER NOT NULL,
  ends       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE callback (
  id               INTEGER PRIMARY KEY,
  site             TEXT NOT NULL,
  reference        TEXT NOT NULL,
  idempotency_key  TEXT NOT NULL,
  fingerprint      BLOB NOT NULL,
  received         INTEGER NOT NULL,
  slot_from        INTEGER NOT NULL,
  slot_to          INTEGER NOT NULL CHECK (slot_to > slot_from),
  request          TEXT NOT NULL,
  topic            TEXT,
  consent_text     TEXT NOT NULL,
  consent_version  TEXT NOT NULL,
  consent_language TEXT NOT NULL,
  consent_at       INTEGER NOT NULL,
  state            TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'claimed', 'done')),
  agent            INTEGER REFERENCES agent (id),
  changed          INTEGER,
  lease            INTEGER,
  tries            INTEGER NOT NULL DEFAULT 0,
  contacted        INTEGER,
  outcome          TEXT,
  purpose          TEXT,
  action           TEXT,
  UNIQUE (site, idempotency_key),
  UNIQUE (site, reference),
  CHECK (state <> 'waiting' OR agent IS NULL),
  CHECK (state <> 'claimed' OR agent IS NOT NULL),
  CHECK ((state = 'claimed') = (lease IS NOT NULL)),
  CHECK ((state = 'done') = (outcome IS NOT NULL))
) STRICT;

CREATE INDEX callback_by_deadline ON callback (site, state, slot_from, id);
CREATE INDEX callback_by_receipt ON callback (site, received);

CREATE TABLE event (
  id       INTEGER PRIMARY KEY,
  site     TEXT NOT NULL,
  callback INTEGER NOT NULL REFERENCES callback (id) ON DELETE CASCADE,
  agent    INTEGER REFERENCES agent (id),
  at       INTEGER NOT NULL,
  act      TEXT NOT NULL,
  note     TEXT NOT NULL
) STRICT;

CREATE INDEX event_of_callback ON event (callback, id);

CREATE TABLE question (
  id              INTEGER PRIMARY KEY,
  site            TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  fingerprint     BLOB NOT NULL,
  received        INTEGER NOT NULL,
  reference       TEXT NOT NULL,
  language        TEXT NOT NULL,
  text            TEXT NOT NULL,
  sameness        TEXT NOT NULL,
  page            TEXT NOT NULL,
  done            INTEGER,
  agent           INTEGER REFERENCES agent (id),
  UNIQUE (site, idempotency_key),
  CHECK ((done IS NULL) = (agent IS NULL))
) STRICT;

CREATE INDEX question_by_text ON question (site, language, sameness, id);
CREATE INDEX question_open ON question (site, id) WHERE done IS NULL;
CREATE INDEX question_done ON question (site, done, id) WHERE done IS NOT NULL;

CREATE TABLE counted (
  site  TEXT NOT NULL,
  day   INTEGER NOT NULL,
  kind  TEXT NOT NULL,
  id    TEXT NOT NULL,
  times INTEGER NOT NULL CHECK (times > 0),
  PRIMARY KEY (site, day, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE secret (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL,
  made  INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
  id    INTEGER PRIMARY KEY,
  site  TEXT NOT NULL,
  agent INTEGER NOT NULL REFERENCES agent (id),
  at    INTEGER NOT NULL,
  what  TEXT NOT NULL
) STRICT;
