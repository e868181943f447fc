-- What a person was asked about.
create index ix_approval_candidates_user on approval_candidates (user_id, step_id);
create index ix_approval_steps_answered_by on approval_steps (answered_by, cycle_id);
