-- What a change of a decision table would have done to the cases of a time. It goes on from last_position after a restart.
create table policy_foresights (
    id varchar(36) not null primary key,
    change_id varchar(36) not null,
    table_key varchar(255) not null,
    table_version integer not null,
    candidate longtext not null,
    candidate_digest varchar(64) not null,
    begins_at datetime(6) not null,
    ends_at datetime(6) not null,
    with_open boolean not null,
    state varchar(16) not null,
    looks_at_open boolean not null,
    last_position varchar(255),
    expected bigint not null,
    looked bigint not null,
    items bigint not null,
    sums longtext not null,
    runner varchar(36),
    touched_at datetime(6),
    created_by varchar(64) not null,
    created_at datetime(6) not null,
    finished_at datetime(6),
    note varchar(1000),
    constraint fk_policy_foresights_change foreign key (change_id) references policy_changes (id)
);
create index ix_policy_foresights_change on policy_foresights (change_id, created_at);
create index ix_policy_foresights_state on policy_foresights (state, created_at);

-- The documents that would be answered otherwise, and only those.
create table policy_foresight_documents (
    foresight varchar(36) not null,
    item bigint not null,
    document varchar(255) not null,
    kind varchar(64) not null,
    title varchar(255) not null,
    total decimal(19, 4),
    currency varchar(3),
    began_at datetime(6) not null,
    is_open boolean not null,
    rebuilt boolean not null,
    outcome varchar(24) not null,
    shift varchar(36) not null,
    answer_before longtext not null,
    answer_after longtext not null,
    primary key (foresight, item),
    constraint fk_policy_foresight_documents foreign key (foresight) references policy_foresights (id)
);
create index ix_policy_foresight_documents_outcome on policy_foresight_documents (foresight, outcome, item);
create index ix_policy_foresight_documents_shift on policy_foresight_documents (foresight, shift, item);

-- Submissions of a time, in their order.
create index ix_approval_cycles_submitted on approval_cycles (submitted_at, id);
