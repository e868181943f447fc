-- why a foresight stopped, so that each reader has it in their own language
alter table policy_foresights add column note_facts varchar(4000);
