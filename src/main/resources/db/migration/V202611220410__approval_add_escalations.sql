-- What time does to an unanswered step: reminders, escalation, expiry.
ALTER TABLE approval_steps ADD COLUMN counted_from DATETIME(6);
ALTER TABLE approval_steps ADD COLUMN reminded_at DATETIME(6);
ALTER TABLE approval_steps ADD COLUMN escalations INT DEFAULT 0 NOT NULL;
ALTER TABLE approval_steps ADD COLUMN escalated_at DATETIME(6);
ALTER TABLE approval_steps ADD COLUMN escalation_due_at DATETIME(6);
ALTER TABLE approval_steps ADD COLUMN expires_at DATETIME(6);
ALTER TABLE approval_steps DROP COLUMN reminder_index;

-- Steps asked already are escalated when their answer is due.
UPDATE approval_steps SET escalation_due_at = decide_by WHERE opened_at IS NOT NULL AND outcome IS NULL;

-- Whom the escalations of a step asked; they are among its candidates too.
CREATE TABLE approval_escalations (
    step_id VARCHAR(96) NOT NULL,
    user_id VARCHAR(64) NOT NULL,
    CONSTRAINT pk_approval_escalations PRIMARY KEY (step_id, user_id),
    CONSTRAINT fk_approval_escalations_step FOREIGN KEY (step_id) REFERENCES approval_steps (id)
);
