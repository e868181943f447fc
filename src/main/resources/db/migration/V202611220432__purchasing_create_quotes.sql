create table requisition_quotes (
    id varchar(36) not null primary key,
    requisition varchar(64) not null,
    position int not null,
    supplier varchar(200) not null,
    price decimal(19, 4) not null,
    currency varchar(3) not null,
    attachment varchar(36),
    chosen boolean not null,
    reason varchar(2000),
    constraint fk_requisition_quotes_requisition foreign key (requisition) references requisitions (number),
    constraint fk_requisition_quotes_attachment foreign key (attachment) references requisition_attachments (id)
);

create index ix_requisition_quotes_requisition on requisition_quotes (requisition, position);
create index ix_requisition_quotes_attachment on requisition_quotes (attachment);
