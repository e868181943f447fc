create table number_series (
    series varchar(64) not null,
    series_year int not null,
    version bigint not null,
    last_sequence bigint not null,
    primary key (series, series_year)
);

create table requisitions (
    number varchar(64) not null primary key,
    version bigint not null,
    requester varchar(64) not null,
    status varchar(32) not null,
    title varchar(200) not null,
    cost_center varchar(64) not null,
    department varchar(64),
    project varchar(64),
    job_code varchar(64),
    location varchar(200),
    currency varchar(3) not null,
    urgency varchar(16) not null,
    needed_by date,
    justification varchar(2000),
    created_at datetime(6) not null,
    submitted_at datetime(6),
    copied_from varchar(64),
    last_note varchar(2000)
);

create index ix_requisitions_requester on requisitions (requester, number);
create index ix_requisitions_status on requisitions (status, number);
create index ix_requisitions_cost_center on requisitions (cost_center, number);

create table requisition_lines (
    requisition varchar(64) not null,
    line_index int not null,
    item varchar(64),
    description varchar(500) not null,
    category varchar(64),
    quantity decimal(19, 6) not null,
    unit varchar(3) not null,
    unit_price decimal(21, 8) not null,
    tax_rate decimal(7, 4) not null,
    supplier varchar(64),
    cost_center varchar(64),
    delivery_date date,
    primary key (requisition, line_index),
    constraint fk_requisition_lines_requisition foreign key (requisition) references requisitions (number)
);

create table purchase_orders (
    number varchar(64) not null primary key,
    version bigint not null,
    requisition varchar(64) not null,
    requester varchar(64) not null,
    supplier varchar(64) not null,
    title varchar(200) not null,
    currency varchar(3) not null,
    payment_terms varchar(64),
    location varchar(200),
    total decimal(23, 4) not null,
    status varchar(32) not null,
    invoicing_status varchar(32) not null,
    payment_status varchar(32) not null,
    change_pending boolean not null,
    created_at datetime(6) not null,
    dispatched_at datetime(6),
    acknowledged_at datetime(6),
    declined_reason varchar(2000),
    end_reason varchar(2000),
    constraint fk_purchase_orders_requisition foreign key (requisition) references requisitions (number),
    constraint uq_purchase_orders_requisition_supplier unique (requisition, supplier)
);

create index ix_purchase_orders_status on purchase_orders (status, number);
create index ix_purchase_orders_supplier on purchase_orders (supplier, number);
create index ix_purchase_orders_requester on purchase_orders (requester, number);

create table purchase_order_lines (
    id varchar(80) not null primary key,
    purchase_order varchar(64) not null,
    version bigint not null,
    line_number int not null,
    item varchar(64),
    description varchar(500) not null,
    category varchar(64),
    unit varchar(3) not null,
    ordered decimal(19, 6) not null,
    unit_price decimal(21, 8) not null,
    tax_rate decimal(7, 4) not null,
    cost_center varchar(64),
    requested_date date,
    promised_date date,
    received decimal(19, 6) not null,
    rejected decimal(19, 6) not null,
    returned decimal(19, 6) not null,
    invoiced decimal(19, 6) not null,
    closed_reason varchar(2000),
    constraint fk_purchase_order_lines_order foreign key (purchase_order) references purchase_orders (number),
    constraint uq_purchase_order_lines_number unique (purchase_order, line_number)
);

create table purchase_order_invoices (
    purchase_order varchar(64) not null,
    invoice varchar(64) not null,
    payable decimal(23, 4) not null,
    paid decimal(23, 4) not null,
    primary key (purchase_order, invoice),
    constraint fk_purchase_order_invoices_order foreign key (purchase_order) references purchase_orders (number)
);
