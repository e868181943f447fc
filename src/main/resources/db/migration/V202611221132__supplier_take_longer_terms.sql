alter table suppliers add column agreed_terms varchar(64);
update suppliers set agreed_terms = payment_terms;
alter table suppliers drop column payment_terms;
