-- what the bank said, each entry of each message once
create table bank_entries (
    id varchar(64) not null primary key,
    version bigint not null,
    kind varchar(20) not null,
    message varchar(100) not null,
    entry varchar(200) not null,
    end_to_end_id varchar(100),
    outcome varchar(20) not null,
    amount decimal(23, 5),
    currency varchar(3),
    booked_on date,
    reason varchar(2000),
    run varchar(64),
    transfer integer,
    result varchar(20) not null,
    needs_person boolean not null,
    read_by varchar(64) not null,
    read_at datetime(6) not null,
    settled_by varchar(64),
    settled_at datetime(6),
    note varchar(2000)
);

create index ix_bank_entries_open on bank_entries (needs_person, read_at, id);
create index ix_bank_entries_run on bank_entries (run, read_at);
