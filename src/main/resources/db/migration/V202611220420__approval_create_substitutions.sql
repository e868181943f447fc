-- Who decides for an absent person, from a day to a day of that person's calendar; no kinds means all of them.
create table substitutions (
    id varchar(36) not null,
    person varchar(64) not null,
    substitute varchar(64) not null,
    from_day date not null,
    to_day date not null,
    kinds varchar(500) not null,
    up_to decimal(19, 4),
    set_by varchar(64) not null,
    set_at datetime(6) not null,
    version bigint not null,
    primary key (id)
);

create index ix_substitutions_person on substitutions (person, from_day);
create index ix_substitutions_to_day on substitutions (to_day);

-- Which open steps somebody is asked.
create index ix_approval_steps_assignee on approval_steps (assignee, cycle_id);
create index ix_approval_steps_on_behalf_of on approval_steps (on_behalf_of, cycle_id);
