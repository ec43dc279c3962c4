-- What was finished last is found without looking at everything that ever was.
CREATE INDEX callback_by_end ON callback (site, changed, id) WHERE state = 'done';

-- What dashboards are made of is read without the requests themselves. What is no id of a topic may be too
-- long for an index, and nothing is counted by it.
UPDATE callback SET topic = NULL WHERE length(topic) > 80;
DROP INDEX callback_by_receipt;
CREATE INDEX callback_by_receipt ON callback (site, received, topic, slot_from, slot_to, first_from,
  first_to, contacted, state, outcome);

-- What an agent holds is found without looking at everybody's.
CREATE INDEX callback_by_owner ON callback (agent) WHERE state = 'claimed';
