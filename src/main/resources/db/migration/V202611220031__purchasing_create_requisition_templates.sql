create table requisition_templates (
    id varchar(36) not null primary key,
    version bigint not null,
    owner varchar(64) not null,
    name varchar(100) not null,
    shared boolean not null,
    content longtext not null,
    changed_at datetime(6) not null,
    constraint uq_requisition_templates_name unique (owner, name)
);
create index ix_requisition_templates_shared on requisition_templates (shared, name);
