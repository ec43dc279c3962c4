-- What customers tried who opened a chat, under the code that stands in their message. No word that
-- they typed is in it.
CREATE TABLE hand_off (
  id              INTEGER PRIMARY KEY,
  site            TEXT NOT NULL,
  reference       TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  fingerprint     BLOB NOT NULL,
  received        INTEGER NOT NULL,
  channel         TEXT NOT NULL,
  topic           TEXT,
  language        TEXT NOT NULL,
  request         TEXT NOT NULL,
  agent           INTEGER REFERENCES agent (id),
  contacted       INTEGER,
  settler         INTEGER REFERENCES agent (id),
  done            INTEGER,
  outcome         TEXT CHECK (outcome IN ('solved', 'not_solved')),
  purpose         TEXT,
  action          TEXT,
  note            TEXT NOT NULL DEFAULT '',
  UNIQUE (site, idempotency_key),
  UNIQUE (site, reference),
  CHECK ((agent IS NULL) = (contacted IS NULL)),
  CHECK ((done IS NULL) = (outcome IS NULL)),
  CHECK (done IS NULL OR contacted IS NOT NULL)
) STRICT;

CREATE INDEX hand_off_by_receipt ON hand_off (site, received);
