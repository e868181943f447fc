-- Plans to move running processes from one version of a model to another: what was said, how far each is.
create table model_migrations (
    id varchar(36) not null primary key,
    model_key varchar(255) not null,
    from_version int not null,
    to_version int not null,
    note varchar(1000),
    instructions text not null,
    state varchar(16) not null,
    drafted_by varchar(64) not null,
    drafted_at datetime(6) not null,
    tried_at datetime(6),
    started_by varchar(64),
    started_at datetime(6),
    reason varchar(1000),
    batch varchar(64),
    instance_count int not null,
    underway varchar(300),
    finished_at datetime(6),
    version int not null,
    constraint uq_model_migrations_underway unique (underway)
);
create index ix_model_migrations_key on model_migrations (model_key, drafted_at, id);
create index ix_model_migrations_batch on model_migrations (batch);
-- What became of each process that a plan was to move.
create table model_migration_instances (
    migration varchar(36) not null,
    instance varchar(64) not null,
    document varchar(255),
    outcome varchar(16) not null,
    reason varchar(2000),
    reason_parts varchar(4000),
    done_at datetime(6) not null,
    primary key (migration, instance),
    constraint fk_model_migration_instances foreign key (migration) references model_migrations (id)
);
create index ix_model_migration_outcomes on model_migration_instances (migration, outcome, done_at, instance);
