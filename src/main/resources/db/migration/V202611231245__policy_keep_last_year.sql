-- what the documents of the last year said when a change was handed in, and when it was released
alter table policy_changes add column past_looked bigint;
alter table policy_changes add column past_whole boolean;
alter table policy_changes add column past_unanswered bigint;
alter table policy_changes add column past_documents varchar(500);
