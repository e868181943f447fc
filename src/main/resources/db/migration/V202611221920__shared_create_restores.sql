-- What was restored from a backup, and who let it go on. A row without release holds every server of this database.
create table restores (
    id varchar(64) not null,
    -- When the backup was taken; unknown where nobody told.
    taken_at datetime(6),
    restored_at datetime(6) not null,
    -- When the first server began on it: what was open then may have happened since.
    seen_at datetime(6),
    mails bigint not null default 0,
    released_at datetime(6),
    released_by varchar(64),
    reason varchar(1000),
    primary key (id)
);
