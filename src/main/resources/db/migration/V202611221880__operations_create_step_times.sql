-- How long steps took, out of the engine's history and past its cleaning: a row for each step, month, version, category and group
-- with the durations of those that ended then, as numbers in buckets.
create table step_times (
    id varchar(36) not null primary key,
    model varchar(255) not null,
    step_month int not null,
    model_version int not null,
    category varchar(64) not null,
    group_id varchar(64) not null,
    element varchar(255) not null,
    ended bigint not null,
    durations varchar(8000) not null
);
create index ix_step_times_model on step_times (model, step_month, model_version, category, group_id);
-- How far history is counted, by the clock of the servers as the engine keeps it: the one row that lets one server count at a time.
create table step_times_progress (
    id varchar(16) not null primary key,
    counted_until datetime(6),
    counted_at datetime(6)
);
insert into step_times_progress (id) values ('steps');
-- From which month on a model was counted again: months before it, whose history may be cleaned already, keep their figures.
create table step_times_recounts (
    model varchar(255) not null primary key,
    from_month int not null
);
