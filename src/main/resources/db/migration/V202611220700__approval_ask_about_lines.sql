-- Which lines a step asks about, and which were rejected: 1-3,7. Steps asked before ask about the whole document.
ALTER TABLE approval_steps ADD COLUMN covered_lines VARCHAR(3000);
ALTER TABLE approval_steps ADD COLUMN lines_alone BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE approval_steps ADD COLUMN rejected_lines VARCHAR(3000);

-- How many lines the document has that somebody may be asked about; 0 for one that is asked about as a whole alone.
ALTER TABLE approval_cycles ADD COLUMN document_lines INT DEFAULT 0 NOT NULL;
