alter table payments add column discount decimal(23, 4) default 0 not null;
alter table payments add column rate decimal(21, 10);
alter table payments add column rate_date date;
alter table payments add column base_amount decimal(23, 4);
alter table payments add column invoice_rate decimal(21, 10);
alter table payments add column invoice_rate_date date;
alter table payments add column invoice_base_amount decimal(23, 4);
