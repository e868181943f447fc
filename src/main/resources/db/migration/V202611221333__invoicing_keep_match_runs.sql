-- What earlier matches of an invoice found, as it was: written only where a later one found something else.
create table invoice_match_runs (
    id varchar(80) not null primary key,
    version bigint not null,
    invoice varchar(64) not null,
    run int not null,
    matched_at datetime(6) not null,
    match_result varchar(32) not null,
    differences int not null,
    content longblob not null,
    constraint fk_invoice_match_runs_invoice foreign key (invoice) references invoices (id)
);

create index ix_invoice_match_runs_invoice on invoice_match_runs (invoice, run);

alter table invoices add column match_run int default 0 not null;
update invoices set match_run = 1 where matched_at is not null;
