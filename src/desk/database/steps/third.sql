ALTER TABLE callback ADD COLUMN topic TEXT;
ALTER TABLE callback ADD COLUMN contacted INTEGER;
ALTER TABLE callback ADD COLUMN consent_text TEXT NOT NULL DEFAULT '';
ALTER TABLE callback ADD COLUMN consent_version TEXT NOT NULL DEFAULT '';
ALTER TABLE callback ADD COLUMN consent_language TEXT NOT NULL DEFAULT '';
ALTER TABLE callback ADD COLUMN consent_at INTEGER NOT NULL DEFAULT 0;

-- What earlier rows know: consent came with the request, and its words were not sent.
UPDATE callback SET
  consent_at = received,
  contacted = (
    SELECT min(at) FROM event
    WHERE event.callback = callback.id AND act IN ('reached', 'no_answer', 'wrong_number')
  );
UPDATE callback SET
  topic = json_extract(request, '$.hand_off.topic'),
  consent_language = coalesce(json_extract(request, '$.hand_off.language'), '')
WHERE json_valid(request);

CREATE INDEX callback_by_receipt ON callback (site, received);

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
