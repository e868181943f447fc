-- Whether an approval needs a comment too, as the policy said when the steps were frozen. Steps asked before go on without.
ALTER TABLE approval_steps ADD COLUMN comment_always BOOLEAN DEFAULT FALSE NOT NULL;
