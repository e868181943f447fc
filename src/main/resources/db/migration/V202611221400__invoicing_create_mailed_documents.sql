-- What came to the mailbox of invoices: one row for each attachment, and one for each mail that has none.
create table invoice_mail_documents (
    id varchar(64) not null primary key,
    version bigint not null,
    mail varchar(64) not null,
    message_id varchar(998),
    sender varchar(320),
    sender_name varchar(200),
    subject varchar(500),
    sent_at datetime(6),
    received_at datetime(6) not null,
    file_name varchar(255),
    media_type varchar(100) not null,
    bytes bigint not null,
    body varchar(4000),
    state varchar(16) not null,
    reason varchar(2000),
    reason_facts varchar(4000),
    brought_by varchar(500),
    invoice varchar(64),
    handled_by varchar(64),
    handled_at datetime(6),
    comment_text varchar(2000)
);

create index ix_invoice_mail_documents_state on invoice_mail_documents (state, received_at);
create index ix_invoice_mail_documents_received on invoice_mail_documents (received_at);
create index ix_invoice_mail_documents_mail on invoice_mail_documents (mail);

-- The bytes of what could not be captured; those of the others are kept with their invoice.
create table invoice_mail_contents (
    document varchar(64) not null primary key,
    version bigint not null,
    content longblob not null,
    constraint fk_invoice_mail_contents_document foreign key (document) references invoice_mail_documents (id)
);

-- How far each mailbox was read, and whether it answers.
create table invoice_mailboxes (
    id varchar(64) not null primary key,
    version bigint not null,
    address varchar(500) not null,
    uid_validity bigint,
    last_uid bigint,
    reached_at datetime(6),
    failing_since datetime(6),
    last_error varchar(1000)
);

-- Who else took part in the capture of an invoice, and keeps out of its payment (R21).
alter table invoices add column prepared_by varchar(1000);
