create table people (
    user_id        varchar(64)  not null,
    first_name     varchar(100) not null,
    last_name      varchar(100) not null,
    email          varchar(254),
    manager        varchar(64),
    department     varchar(64),
    cost_center    varchar(64),
    approval_limit decimal(19, 4),
    language       varchar(8)   not null,
    time_zone      varchar(64)  not null,
    active         boolean      not null,
    version        bigint       not null,
    primary key (user_id)
);
create index people_by_manager on people (manager);
create index people_by_department on people (department);
create index people_by_name on people (last_name, first_name);

create table departments (
    code    varchar(64)  not null,
    name    varchar(200) not null,
    head    varchar(64),
    version bigint       not null,
    primary key (code)
);
create index departments_by_name on departments (name);

create table cost_centers (
    code       varchar(64)  not null,
    name       varchar(200) not null,
    department varchar(64),
    owner      varchar(64),
    version    bigint       not null,
    primary key (code)
);
create index cost_centers_by_name on cost_centers (name);
create index cost_centers_by_department on cost_centers (department);
create index cost_centers_by_owner on cost_centers (owner);
