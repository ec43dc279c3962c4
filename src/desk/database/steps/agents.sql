-- What an act in the history needs to be understood beside its name: a colleague, or a new slot.
ALTER TABLE event ADD COLUMN detail TEXT NOT NULL DEFAULT '';
