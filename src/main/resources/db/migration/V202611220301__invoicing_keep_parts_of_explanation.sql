-- What the words of an explanation are made of, so that each reader has them in their own language.
alter table invoice_exceptions add column explanation_facts varchar(4000);
