-- The approval cycle that a supplier carries: first=...;second=...;pending=...;approved=...;rejected=...
ALTER TABLE suppliers ADD COLUMN approval_cycle VARCHAR(3000);

-- Who is told of a document in approval, frozen with its steps.
ALTER TABLE approval_cycles ADD COLUMN told LONGTEXT;
