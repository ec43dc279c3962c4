-- What was erased, without a word of it: a backup that is older must not bring it back, and a device
-- that sends it again must not store it anew.
CREATE TABLE erased (
  site      TEXT NOT NULL,
  key_hash  BLOB NOT NULL,
  reference TEXT NOT NULL,
  at        INTEGER NOT NULL,
  PRIMARY KEY (site, key_hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX erased_by_reference ON erased (site, reference);

-- What one of the desk's instances does at a time, and until when it has the right to.
CREATE TABLE lease (
  name   TEXT PRIMARY KEY,
  holder BLOB NOT NULL,
  ends   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
