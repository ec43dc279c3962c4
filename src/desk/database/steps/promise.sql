-- The slot that counted when a customer was first phoned: a later one that was agreed on in that call
-- says nothing of whether the first was kept.
ALTER TABLE callback ADD COLUMN first_from INTEGER;
ALTER TABLE callback ADD COLUMN first_to INTEGER;

UPDATE callback SET first_from = slot_from, first_to = slot_to WHERE contacted IS NOT NULL;
