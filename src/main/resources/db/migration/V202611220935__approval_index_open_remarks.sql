-- Open questions are looked for every night and whenever somebody leaves, among all that was ever said.
create index ix_approval_remarks_open on approval_remarks (kind, answered_at, ended_at);
