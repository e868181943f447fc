-- as they were when it was captured; instalments follow from the terms
alter table invoices add column terms varchar(64);
alter table invoices add column discount decimal(23, 4);
alter table invoices add column discount_until date;
alter table invoices add column discount_taken decimal(23, 4) default 0 not null;
