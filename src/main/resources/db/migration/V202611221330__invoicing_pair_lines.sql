-- Lines of orders that a line of an invoice may mean, as the match saw them; and what a person then said.
alter table invoice_match_lines add column candidates varchar(4000);

create table invoice_pairings (
    invoice varchar(64) not null,
    line_position int not null,
    purchase_order varchar(64) not null,
    order_line int not null,
    paired_by varchar(64) not null,
    paired_at datetime(6) not null,
    primary key (invoice, line_position),
    constraint fk_invoice_pairings_invoice foreign key (invoice) references invoices (id)
);

alter table invoices add column paired_lines int default 0 not null;
