CREATE TABLE counted (
  site  TEXT NOT NULL,
  day   INTEGER NOT NULL,
  kind  TEXT NOT NULL,
  id    TEXT NOT NULL,
  times INTEGER NOT NULL CHECK (times > 0),
  PRIMARY KEY (site, day, kind, id)
) STRICT, WITHOUT ROWID;
