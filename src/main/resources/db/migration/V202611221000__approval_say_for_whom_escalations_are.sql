-- Whom an escalation meant, where somebody stands in for them: empty where it asked the person themselves.
ALTER TABLE approval_escalations ADD COLUMN on_behalf_of VARCHAR(64) DEFAULT '' NOT NULL;
CREATE INDEX ix_approval_escalations_user ON approval_escalations (user_id);
CREATE INDEX ix_approval_escalations_on_behalf_of ON approval_escalations (on_behalf_of);
