create table mails (
    id varchar(36) not null primary key,
    version bigint not null,
    message_key varchar(190) not null,
    kind varchar(64) not null,
    document varchar(64) not null,
    recipients varchar(2000) not null,
    subject varchar(500) not null,
    body_text longtext not null,
    body_html longtext not null,
    message_id varchar(250) not null,
    status varchar(16) not null,
    attempts int not null,
    last_error varchar(1000),
    created_at datetime(6) not null,
    attempted_at datetime(6),
    sent_at datetime(6),
    constraint uq_mails_key unique (message_key)
);

create index ix_mails_document on mails (document, created_at);
create index ix_mails_status on mails (status, created_at);
create index ix_mails_created on mails (created_at);

create table mail_attachments (
    mail varchar(36) not null,
    position int not null,
    name varchar(200) not null,
    media_type varchar(100) not null,
    content longblob not null,
    primary key (mail, position),
    constraint fk_mail_attachments_mail foreign key (mail) references mails (id)
);
