-- Things stuck that somebody has put right together: who, why, and what came of each.
create table stuck_batches (
    id varchar(36) not null primary key,
    remedy varchar(32) not null,
    reason varchar(1000) not null,
    due_at datetime(6),
    asked varchar(64),
    created_by varchar(64) not null,
    created_at datetime(6) not null,
    finished_at datetime(6)
);
create index ix_stuck_batches_finished on stuck_batches (finished_at, created_at);
create table stuck_batch_items (
    batch varchar(36) not null,
    item_position int not null,
    stuck varchar(255) not null,
    state varchar(16) not null,
    note varchar(1000),
    begun_at datetime(6),
    primary key (batch, item_position),
    constraint fk_stuck_batch_items_batch foreign key (batch) references stuck_batches (id)
);
create index ix_stuck_batch_items_state on stuck_batch_items (batch, state, item_position);
-- The mail of the day to operations: once a day, whichever server writes it.
create table stuck_digests (
    digest_day date not null primary key,
    written_at datetime(6) not null,
    stuck_count bigint not null
);
