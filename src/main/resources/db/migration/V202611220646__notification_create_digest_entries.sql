-- Reminders that wait for the one mail of the day.
create table digest_entries (
    person varchar(64) not null,
    step varchar(96) not null,
    noted_at datetime(6) not null,
    primary key (person, step)
);
