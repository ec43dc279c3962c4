-- A claim ends by itself, a request can be ended by its customer, and outcomes say what it was about
-- and what was done. Checks of a table cannot be changed, so that two tables are written anew.
ALTER TABLE agent ADD COLUMN role TEXT NOT NULL DEFAULT 'agent' CHECK (role IN ('agent', 'lead'));
ALTER TABLE agent ADD COLUMN disabled INTEGER;

CREATE TABLE callback_next (
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

INSERT INTO callback_next (id, site, reference, idempotency_key, fingerprint, received, slot_from,
  slot_to, request, topic, consent_text, consent_version, consent_language, consent_at, state, agent,
  changed, lease, contacted, outcome)
SELECT id, site, reference, idempotency_key, fingerprint, received, slot_from, slot_to, request,
  topic, consent_text, consent_version, consent_language, consent_at, state, agent, changed,
  CASE state WHEN 'claimed' THEN changed + 1800 END, contacted, outcome
FROM callback;

CREATE TABLE event_next (
  id       INTEGER PRIMARY KEY,
  site     TEXT NOT NULL,
  callback INTEGER NOT NULL REFERENCES callback_next (id) ON DELETE CASCADE,
  agent    INTEGER REFERENCES agent (id),
  at       INTEGER NOT NULL,
  act      TEXT NOT NULL,
  note     TEXT NOT NULL
) STRICT;

INSERT INTO event_next (id, site, callback, agent, at, act, note)
SELECT id, site, callback, agent, at, act, note FROM event;

DROP TABLE event;
DROP TABLE callback;
ALTER TABLE callback_next RENAME TO callback;
ALTER TABLE event_next RENAME TO event;

CREATE INDEX callback_by_deadline ON callback (site, state, slot_from, id);
CREATE INDEX callback_by_receipt ON callback (site, received);
CREATE INDEX event_of_callback ON event (callback, id);

-- What the desk's instances share and nobody else knows, by name.
CREATE TABLE secret (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL,
  made  INTEGER NOT NULL
) STRICT;

-- What agents tried that is not theirs to do.
CREATE TABLE audit (
  id    INTEGER PRIMARY KEY,
  site  TEXT NOT NULL,
  agent INTEGER NOT NULL REFERENCES agent (id),
  at    INTEGER NOT NULL,
  what  TEXT NOT NULL
) STRICT;
