create table requisition_attachments (
    id varchar(36) not null primary key,
    requisition varchar(64) not null,
    position int not null,
    name varchar(200) not null,
    type varchar(16) not null,
    size int not null,
    sha256 varchar(64) not null,
    added_at datetime(6) not null,
    added_by varchar(64) not null,
    -- What somebody was asked about stays, taken away or not.
    removed_at datetime(6),
    constraint fk_requisition_attachments_file foreign key (id) references files (id),
    constraint fk_requisition_attachments_requisition foreign key (requisition) references requisitions (number)
);

create index ix_requisition_attachments_requisition on requisition_attachments (requisition, position);
