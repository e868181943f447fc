-- Until when the policy wants an answer; steps that were opened before have none.
alter table approval_steps add column decide_by datetime(6);
