-- When what is done once a night was last done: what a night without a server left undone is made up for after the start.
create table nightly_work (
    work      varchar(100) not null,
    begun_at  datetime(6)  not null,
    done_at   datetime(6)  not null,
    primary key (work)
);
