-- What is open is a small part of all that was ever approved.
create index ix_approval_cycles_open on approval_cycles (outcome, superseded, submitted_at);
