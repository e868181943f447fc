create table payments (
    id varchar(80) not null primary key,
    version bigint not null,
    invoice varchar(64) not null,
    amount decimal(23, 4) not null,
    paid_at datetime(6) not null,
    reference varchar(200),
    booked_by varchar(64) not null,
    booked_at datetime(6) not null,
    constraint fk_payments_invoice foreign key (invoice) references invoices (id)
);

create index ix_payments_invoice on payments (invoice, paid_at);
