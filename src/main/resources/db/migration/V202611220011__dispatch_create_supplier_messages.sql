create table supplier_messages (
    id varchar(36) not null primary key,
    purchase_order varchar(64) not null,
    message_text varchar(2000) not null,
    written_at datetime(6) not null
);

create index ix_supplier_messages_order on supplier_messages (purchase_order, written_at);
