-- The words by which an invoice is found: our reference, the supplier's number and the orders, in lower case and without
-- signs; a search compares their beginnings.
create table invoice_words (
    invoice varchar(64) not null,
    word varchar(100) not null,
    primary key (invoice, word),
    constraint fk_invoice_words_invoice foreign key (invoice) references invoices (id)
);

create index ix_invoice_words_word on invoice_words (word, invoice);

insert into invoice_words (invoice, word)
select id, regexp_replace(lower(id), '[^a-z0-9]', '') from invoices
union
select id, regexp_replace(lower(number), '[^a-z0-9]', '') from invoices
union
select invoice, regexp_replace(lower(purchase_order), '[^a-z0-9]', '') from invoice_orders;
