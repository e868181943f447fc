create table invoice_questions (
    id varchar(36) not null primary key,
    version bigint not null,
    invoice varchar(64) not null,
    asked_by varchar(255) not null,
    asked_at datetime(6) not null,
    question_text varchar(2000),
    recipient varchar(320) not null,
    answer varchar(20),
    answer_text varchar(2000),
    answered_at datetime(6)
);

create index ix_invoice_questions_invoice on invoice_questions (invoice, asked_at);

-- An exception may wait for the supplier's answer or for a credit note before its handler is asked again.
alter table invoice_exceptions add column question varchar(36);
alter table invoice_exceptions add column waits_for varchar(20);
alter table invoice_exceptions add column waiting_since datetime(6);
alter table invoice_exceptions add column expected_credit decimal(23, 4);
alter table invoice_exceptions add column wait_reminders int default 0 not null;
alter table invoice_exceptions add column wait_reminded_at datetime(6);

create index ix_invoice_exceptions_waiting on invoice_exceptions (waits_for, waiting_since);
