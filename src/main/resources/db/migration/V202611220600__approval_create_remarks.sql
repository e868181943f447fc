-- What people say to each other about what is asked, beside their answers: delegations, advice, questions, notes, reminders.
create table approval_remarks (
    id varchar(36) not null,
    cycle_id varchar(80) not null,
    step_id varchar(96),
    number int not null,
    kind varchar(16) not null,
    written_by varchar(64) not null,
    addressed_to varchar(64),
    text varchar(2000),
    written_at datetime(6) not null,
    answer varchar(2000),
    answered_by varchar(64),
    answered_at datetime(6),
    ended_at datetime(6),
    version bigint not null,
    primary key (id),
    constraint fk_approval_remarks_cycle foreign key (cycle_id) references approval_cycles (id)
);

create index ix_approval_remarks_cycle on approval_remarks (cycle_id, number);
create index ix_approval_remarks_addressed on approval_remarks (addressed_to, kind);

-- How many there are, so that nobody looks for them where there are none.
alter table approval_cycles add column remarks int default 0 not null;

-- Who decides for whoever was asked, and since when.
alter table approval_steps add column delegated_to varchar(64);
alter table approval_steps add column delegated_by varchar(64);
alter table approval_steps add column delegated_at datetime(6);

-- Time in which a step waits for the answer to a question does not count.
alter table approval_steps add column paused_at datetime(6);
alter table approval_steps add column paused_seconds bigint default 0 not null;
