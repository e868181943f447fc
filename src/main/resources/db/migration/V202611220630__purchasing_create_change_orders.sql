alter table purchase_orders add column revision int default 1 not null;
alter table purchase_orders add column open_change int;
alter table purchase_orders add column revised_at datetime(6);

create table change_orders (
    id varchar(80) not null primary key,
    version bigint not null,
    purchase_order varchar(64) not null,
    change_number int not null,
    status varchar(32) not null,
    reason varchar(2000) not null,
    proposed_by varchar(64) not null,
    proposed_at datetime(6) not null,
    from_revision int not null,
    revision int,
    currency varchar(3) not null,
    old_total decimal(23, 4) not null,
    new_total decimal(23, 4) not null,
    approved_total decimal(23, 4) not null,
    approval_needed boolean not null,
    policy_rules varchar(1000),
    policy_reason varchar(1000),
    policy_version int not null,
    misfit varchar(4000),
    misfit_parts varchar(4000),
    ended_by varchar(64),
    ended_at datetime(6),
    end_note varchar(2000),
    constraint fk_change_orders_order foreign key (purchase_order) references purchase_orders (number),
    constraint uq_change_orders_number unique (purchase_order, change_number)
);

create table change_order_lines (
    id varchar(100) not null primary key,
    change_order varchar(80) not null,
    line_number int not null,
    item varchar(64),
    category varchar(64),
    unit varchar(3) not null,
    tax_rate decimal(7, 4) not null,
    cost_center varchar(64),
    added boolean not null,
    old_description varchar(500),
    new_description varchar(500) not null,
    old_quantity decimal(19, 6),
    new_quantity decimal(19, 6) not null,
    old_price decimal(21, 8),
    new_price decimal(21, 8) not null,
    old_date date,
    new_date date,
    constraint fk_change_order_lines_change foreign key (change_order) references change_orders (id)
);

create index ix_change_order_lines_change on change_order_lines (change_order, line_number);
