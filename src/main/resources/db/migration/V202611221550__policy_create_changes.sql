create table policy_changes (
    id varchar(36) not null primary key,
    version bigint not null,
    table_key varchar(255) not null,
    table_name varchar(255) not null,
    base_version integer not null,
    candidate longtext not null,
    reason varchar(2000),
    author varchar(64) not null,
    state varchar(16) not null,
    origin varchar(16) not null,
    taken_from integer,
    shipped_digest varchar(64),
    created_at datetime(6) not null,
    saved_at datetime(6) not null,
    proposed_at datetime(6),
    decided_by varchar(64),
    decided_at datetime(6),
    comment_text varchar(2000),
    released_alone boolean not null,
    effective_at datetime(6),
    released_at datetime(6),
    released_version integer
);

create index ix_policy_changes_table on policy_changes (table_key, released_version);
create index ix_policy_changes_state on policy_changes (state, saved_at);

-- what a release of the product ships for a table is proposed once
alter table policy_changes add constraint uq_policy_changes_shipped unique (table_key, shipped_digest);
