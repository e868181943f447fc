-- What the words of a failure are made of, so that each reader has them in their own language.
alter table approval_cycles add column failure_facts varchar(4000);
