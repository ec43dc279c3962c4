-- What the desk of the second schema wrote: a request that waits, and one that was phoned twice.
PRAGMA application_id = 1431196500;
PRAGMA user_version = 2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE agent (
  id            INTEGER PRIMARY KEY,
  site          TEXT NOT NULL,
  name          TEXT NOT NULL COLLATE NOCASE,
  password_hash TEXT NOT NULL,
  added         INTEGER NOT NULL,
  UNIQUE (site, name)
) STRICT;
INSERT INTO agent VALUES(1,'tern','Ana','no password',1795334400);
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
INSERT INTO callback VALUES(1,'tern','UN-BR34DA7T','waiting',X'de6dc85f17f12b9a5f17edcd795e9be43461b044443a6991c09a8f98a0eb2278',1795334400,1795338000,1795341600,'{"phone":"+12125550143","phone_as_written":"(212) 555-0143","name":"Rosa Lindqvist","slot":{"from":1795338000,"to":1795341600},"time_zone":"America/New_York","consent":true,"message":"My bill shows roaming I did not use.","hand_off":{"reference":"","site":"tern","language":"en","page":"https://shop.example/account/bills","topic":"billing","asked":["why is my bill so high","roaming charge"],"tried":[{"entry":"read-your-bill","title":"Read your bill","step":null,"path":[],"helped":false},{"entry":"dispute-a-charge","title":"Dispute a charge","step":"evidence","path":["Which charge is it?: Roaming","Were you abroad?: No"],"helped":null}]}}','waiting',NULL,NULL,NULL);
INSERT INTO callback VALUES(2,'tern','UN-RBBYHFXP','done',X'de6dc85f17f12b9a5f17edcd795e9be43461b044443a6991c09a8f98a0eb2278',1795334400,1795338000,1795341600,'{"phone":"+12125550143","phone_as_written":"(212) 555-0143","name":"Rosa Lindqvist","slot":{"from":1795338000,"to":1795341600},"time_zone":"America/New_York","consent":true,"message":"My bill shows roaming I did not use.","hand_off":{"reference":"","site":"tern","language":"en","page":"https://shop.example/account/bills","topic":"billing","asked":["why is my bill so high","roaming charge"],"tried":[{"entry":"read-your-bill","title":"Read your bill","step":null,"path":[],"helped":false},{"entry":"dispute-a-charge","title":"Dispute a charge","step":"evidence","path":["Which charge is it?: Roaming","Were you abroad?: No"],"helped":null}]}}','done',1,1795336400,'reached');
CREATE TABLE event (
  id       INTEGER PRIMARY KEY,
  site     TEXT NOT NULL,
  callback INTEGER NOT NULL REFERENCES callback (id) ON DELETE CASCADE,
  agent    INTEGER NOT NULL REFERENCES agent (id),
  at       INTEGER NOT NULL,
  act      TEXT NOT NULL,
  note     TEXT NOT NULL
) STRICT;
INSERT INTO event VALUES(1,'tern',2,1,1795335000,'claim','');
INSERT INTO event VALUES(2,'tern',2,1,1795335300,'no_answer','');
INSERT INTO event VALUES(3,'tern',2,1,1795335400,'reopen','');
INSERT INTO event VALUES(4,'tern',2,1,1795335400,'claim','');
INSERT INTO event VALUES(5,'tern',2,1,1795336400,'reached','');
CREATE TABLE counted (
  site  TEXT NOT NULL,
  day   INTEGER NOT NULL,
  kind  TEXT NOT NULL,
  id    TEXT NOT NULL,
  times INTEGER NOT NULL CHECK (times > 0),
  PRIMARY KEY (site, day, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX callback_by_deadline ON callback (site, state, slot_from, id);
CREATE INDEX event_of_callback ON event (callback, id);
COMMIT;
