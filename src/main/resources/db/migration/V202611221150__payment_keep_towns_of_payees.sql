-- banks take an address with its town or none at all
alter table payment_run_items add column town varchar(100);
