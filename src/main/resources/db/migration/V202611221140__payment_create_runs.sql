create table payment_runs (
    number varchar(64) not null primary key,
    version bigint not null,
    status varchar(20) not null,
    execution_date date not null,
    created_by varchar(64) not null,
    created_at datetime(6) not null,
    released_by varchar(64),
    released_at datetime(6),
    message_id varchar(35),
    ended_at datetime(6),
    end_reason varchar(2000),
    downloads integer default 0 not null,
    downloaded_by varchar(64),
    downloaded_at datetime(6)
);

create index ix_payment_runs_status on payment_runs (status, number);

create table payment_run_items (
    id varchar(80) not null primary key,
    version bigint not null,
    run varchar(64) not null,
    position integer not null,
    transfer integer not null,
    invoice varchar(64) not null,
    number varchar(100) not null,
    credit boolean not null,
    supplier varchar(64) not null,
    creditor varchar(200) not null,
    iban varchar(64) not null,
    bic varchar(11),
    country varchar(2),
    currency varchar(3) not null,
    amount decimal(23, 4) not null,
    discount decimal(23, 4) not null,
    discount_rate decimal(12, 2),
    due date,
    state varchar(20) not null,
    remark varchar(2000),
    constraint fk_payment_run_items_run foreign key (run) references payment_runs (number)
);

create index ix_payment_run_items_run on payment_run_items (run, position);
create index ix_payment_run_items_invoice on payment_run_items (invoice);

-- the bytes that went to the bank: made once, never again
create table payment_run_files (
    run varchar(64) not null primary key,
    version bigint not null,
    content longblob not null,
    digest varchar(64) not null,
    constraint fk_payment_run_files_run foreign key (run) references payment_runs (number)
);

create table payment_holds (
    invoice varchar(64) not null primary key,
    version bigint not null,
    reason varchar(2000) not null,
    held_by varchar(64) not null,
    held_at datetime(6) not null,
    constraint fk_payment_holds_invoice foreign key (invoice) references invoices (id)
);

-- an invoice is in one open run at most
alter table invoices add column payment_run varchar(64);
create index ix_invoices_to_pay on invoices (status, pay_by, id);

alter table suppliers add column bic varchar(11);
alter table suppliers add column account_holder varchar(140);
