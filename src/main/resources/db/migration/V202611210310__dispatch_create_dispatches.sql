create table order_documents (
    id varchar(120) not null primary key,
    purchase_order varchar(64) not null,
    revision int not null,
    media_type varchar(64) not null,
    name varchar(200) not null,
    sha256 varchar(64) not null,
    content longblob not null,
    created_at datetime(6) not null,
    constraint uq_order_documents_order unique (purchase_order, media_type, revision)
);

create table dispatches (
    id varchar(120) not null primary key,
    version bigint not null,
    purchase_order varchar(64) not null,
    channel varchar(32) not null,
    recipient varchar(320),
    mail varchar(36),
    message_id varchar(250),
    status varchar(16) not null,
    note varchar(2000),
    by_user varchar(64) not null,
    prepared_at datetime(6) not null,
    sent_at datetime(6)
);

create index ix_dispatches_order on dispatches (purchase_order, prepared_at);

create table supplier_reminders (
    id varchar(120) not null primary key,
    purchase_order varchar(64) not null,
    reminder_number int not null,
    reminded_at datetime(6) not null,
    constraint uq_supplier_reminders_order unique (purchase_order, reminder_number)
);

create table acknowledgements (
    id varchar(36) not null primary key,
    version bigint not null,
    purchase_order varchar(64) not null,
    sequence_number int not null,
    response varchar(32) not null,
    reference varchar(100),
    note varchar(2000),
    by_user varchar(64) not null,
    recorded_at datetime(6) not null,
    proposal varchar(16) not null,
    decided_by varchar(64),
    decided_at datetime(6),
    decision_note varchar(2000),
    constraint uq_acknowledgements_order unique (purchase_order, sequence_number)
);

create table acknowledgement_lines (
    acknowledgement varchar(36) not null,
    line_number int not null,
    quantity decimal(19, 6),
    unit_price decimal(21, 8),
    promised_date date,
    primary key (acknowledgement, line_number),
    constraint fk_acknowledgement_lines_acknowledgement foreign key (acknowledgement) references acknowledgements (id)
);
