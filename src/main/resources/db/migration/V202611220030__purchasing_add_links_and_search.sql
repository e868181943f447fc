-- A link to what is wanted, kept on the line.
alter table requisition_lines add column link varchar(1000);

-- The net total, for lists that read no lines; the aggregate keeps it.
alter table requisitions add column total decimal(23, 4) default 0 not null;
update requisitions set total = coalesce((
    select sum(round(l.quantity * l.unit_price, 2)) from requisition_lines l
    where l.requisition = requisitions.number), 0);
update requisitions set total = coalesce((
    select sum(round(l.quantity * l.unit_price, 0)) from requisition_lines l
    where l.requisition = requisitions.number), 0)
where currency in ('JPY', 'KRW', 'CLP', 'ISK', 'VND', 'XAF', 'XOF');
update requisitions set total = coalesce((
    select sum(round(l.quantity * l.unit_price, 3)) from requisition_lines l
    where l.requisition = requisitions.number), 0)
where currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND');

-- The form that it was written with: a second click finds what the first one wrote.
alter table requisitions add column form_token varchar(64);
create unique index uq_requisitions_form_token on requisitions (form_token);

create index ix_requisitions_created on requisitions (created_at, number);
create index ix_requisitions_title on requisitions (title, number);
create index ix_requisitions_total on requisitions (total, number);

-- The words by which a requisition is found, in lower case; a search compares their beginnings.
create table requisition_words (
    requisition varchar(64) not null,
    word varchar(64) not null,
    primary key (requisition, word),
    constraint fk_requisition_words_requisition foreign key (requisition) references requisitions (number)
);
create index ix_requisition_words_word on requisition_words (word, requisition);
insert into requisition_words (requisition, word) select number, lower(number) from requisitions;

-- The last price of an item.
create index ix_purchase_order_lines_item on purchase_order_lines (item, purchase_order);
