-- What a document says beside its figures: what it refers to, which rules it claims, how its lines are taxed.
alter table invoices add column customization varchar(200);
alter table invoices add column type_code varchar(16);
alter table invoices add column buyer_reference varchar(200);
alter table invoices add column project varchar(200);
alter table invoices add column contract varchar(200);
alter table invoices add column sales_order varchar(200);
alter table invoices add column despatch varchar(200);
alter table invoices add column accounting varchar(200);
alter table invoices add column payment_terms varchar(1000);
alter table invoices add column delivery_date date;
alter table invoices add column payment_reference varchar(200);
alter table invoices add column exemption_reason varchar(200);
alter table invoices add column other_ibans varchar(700);

alter table invoice_lines add column standard_item varchar(64);
alter table invoice_lines add column tax_category varchar(8);
alter table invoice_lines add column accounting varchar(200);

-- What is wrong with a document though it can be read: one row each, and not one text cut to what fits.
create table invoice_findings (
    invoice varchar(64) not null,
    finding_index int not null,
    rule_id varchar(64) not null,
    rule_text varchar(2000) not null,
    place varchar(500),
    primary key (invoice, finding_index),
    constraint fk_invoice_findings_invoice foreign key (invoice) references invoices (id)
);

alter table invoices add column finding_count int default 0 not null;
insert into invoice_findings (invoice, finding_index, rule_id, rule_text) select id, 0, 'SCHEMA', findings from invoices where findings is not null;
update invoices set finding_count = 1 where findings is not null;
alter table invoices drop column findings;
