-- A payment that was booked by mistake, or came back, no longer counts; that it was booked stays on record.
alter table payments add column run_item varchar(80);
alter table payments add column allocation varchar(80);
alter table payments add column reversed_at datetime(6);
alter table payments add column reversed_by varchar(64);
alter table payments add column reversal_reason varchar(2000);
update payments set run_item = (
    select min(i.id) from payment_run_items i
    where i.invoice = payments.invoice and i.state = 'PAID'
        and (payments.reference = concat(i.run, '-', i.transfer)
            or payments.reference like concat(i.run, '-', i.transfer, ' %')));
create index ix_payments_run_item on payments (run_item);
create index ix_payments_allocation on payments (allocation);

-- what was set off by hand: a credit note, or what was prepaid, with an invoice
create table payment_allocations (
    id varchar(80) not null primary key,
    version bigint not null,
    invoice varchar(64) not null,
    number integer not null,
    source varchar(64) not null,
    amount decimal(23, 4) not null,
    covered decimal(23, 4) not null,
    currency varchar(3) not null,
    allocated_by varchar(64) not null,
    allocated_at datetime(6) not null,
    undone_by varchar(64),
    undone_at datetime(6),
    undone_reason varchar(2000),
    constraint fk_payment_allocations_invoice foreign key (invoice) references invoices (id),
    constraint fk_payment_allocations_source foreign key (source) references invoices (id)
);
create index ix_payment_allocations_invoice on payment_allocations (invoice, number);
create index ix_payment_allocations_source on payment_allocations (source, allocated_at);

-- how much of what was prepaid is set off, and how much of what an invoice counts as prepaid was found
alter table invoices add column allocated decimal(23, 4) default 0 not null;
alter table invoices add column prepaid_covered decimal(23, 4) default 0 not null;
