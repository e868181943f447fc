-- Five hundred instructions with long ids are more than a text of MariaDB holds.
alter table model_migrations add column what_becomes longtext;
update model_migrations set what_becomes = instructions;
alter table model_migrations drop column instructions;
