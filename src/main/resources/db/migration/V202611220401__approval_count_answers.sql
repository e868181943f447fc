-- How many people have to agree (0: everybody asked), whether somebody new has to, and in which turn of the level.
ALTER TABLE approval_steps ADD COLUMN turn INT DEFAULT 1 NOT NULL;
ALTER TABLE approval_steps ADD COLUMN needed_answers INT DEFAULT 1 NOT NULL;
ALTER TABLE approval_steps ADD COLUMN another_person BOOLEAN DEFAULT FALSE NOT NULL;

-- One person's part of a step in which several have to agree: the position of that step, and whether others were enough.
ALTER TABLE approval_steps ADD COLUMN part_of INT;
ALTER TABLE approval_steps ADD COLUMN not_needed BOOLEAN DEFAULT FALSE NOT NULL;
