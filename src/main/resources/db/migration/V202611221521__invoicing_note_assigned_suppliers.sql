-- Whether a person said which supplier an invoice is from: names that differ are settled by that.
alter table invoices add column supplier_assigned boolean default false not null;
