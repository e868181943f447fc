-- When others came to answer a question, because whoever was asked had left.
alter table approval_remarks add column passed_on_at datetime(6);
