-- Differences of one kind that one handler answers to are asked about together: which one leads them, and whether its handler was told.
alter table invoice_exceptions add column asked_with varchar(80);
alter table invoice_exceptions add column told_rounds int default 0 not null;
update invoice_exceptions set told_rounds = rounds where task_id is not null;
