alter table invoice_exceptions add column rounds int not null default 1;
