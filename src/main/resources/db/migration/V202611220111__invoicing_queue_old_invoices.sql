-- Invoices that were captured before there were words are not found by the digits of their number. The product adds these
-- words, a few invoices at a time after it started; what is done leaves this table.
create table invoices_to_index (
    invoice varchar(64) not null primary key
);

insert into invoices_to_index (invoice)
select id from invoices where number regexp '[0-9][0-9]';
