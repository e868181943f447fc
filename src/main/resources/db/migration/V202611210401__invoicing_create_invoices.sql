create table invoices (
    id varchar(64) not null primary key,
    version bigint not null,
    status varchar(32) not null,
    supplier varchar(64),
    seller_names varchar(2000),
    seller_tax_ids varchar(2000),
    seller_addresses varchar(2000),
    number varchar(100) not null,
    type varchar(16) not null,
    issue_date date,
    due_date date,
    currency varchar(3) not null,
    purchase_order varchar(64),
    preceding_invoice varchar(100),
    iban varchar(64),
    allowances decimal(23, 4),
    charges decimal(23, 4),
    net_total decimal(23, 4),
    tax_total decimal(23, 4),
    gross_total decimal(23, 4),
    prepaid decimal(23, 4),
    rounding decimal(23, 4),
    payable decimal(23, 4) not null,
    findings varchar(2000),
    media_type varchar(100) not null,
    captured_by varchar(64) not null,
    captured_at datetime(6) not null,
    match_mode varchar(16),
    match_result varchar(32),
    matched_at datetime(6),
    extras_order varchar(64),
    extras decimal(23, 4) not null,
    over_accepted decimal(23, 4) not null,
    paid decimal(23, 4) not null,
    end_reason varchar(2000)
);

create index ix_invoices_status on invoices (status, id);
create index ix_invoices_supplier on invoices (supplier, id);
create index ix_invoices_number on invoices (number, id);
create index ix_invoices_extras_order on invoices (extras_order);

create table invoice_lines (
    invoice varchar(64) not null,
    line_index int not null,
    line_label varchar(64),
    purchase_order varchar(64),
    order_line varchar(64),
    item varchar(200),
    seller_item varchar(200),
    description varchar(2000),
    quantity decimal(19, 6),
    unit varchar(16),
    unit_price decimal(21, 8),
    price_base_quantity decimal(19, 6),
    line_allowance decimal(23, 4),
    net_amount decimal(23, 4),
    tax_rate decimal(7, 4),
    primary key (invoice, line_index),
    constraint fk_invoice_lines_invoice foreign key (invoice) references invoices (id)
);

create table invoice_adjustments (
    invoice varchar(64) not null,
    adjustment_index int not null,
    is_charge boolean not null,
    amount decimal(23, 4) not null,
    tax_rate decimal(7, 4),
    reason varchar(200),
    primary key (invoice, adjustment_index),
    constraint fk_invoice_adjustments_invoice foreign key (invoice) references invoices (id)
);

create table invoice_orders (
    invoice varchar(64) not null,
    purchase_order varchar(64) not null,
    primary key (invoice, purchase_order),
    constraint fk_invoice_orders_invoice foreign key (invoice) references invoices (id)
);

create index ix_invoice_orders_order on invoice_orders (purchase_order);

create table invoice_match_lines (
    invoice varchar(64) not null,
    line_index int not null,
    line_position int not null,
    purchase_order varchar(64),
    order_line int,
    outcome varchar(32) not null,
    match_mode varchar(16) not null,
    ordered decimal(19, 6),
    accepted decimal(19, 6),
    invoiced_before decimal(19, 6),
    invoiced decimal(19, 6) not null,
    net_amount decimal(23, 4) not null,
    price_variance decimal(23, 4),
    quantity_variance decimal(19, 6),
    primary key (invoice, line_index),
    constraint fk_invoice_match_lines_invoice foreign key (invoice) references invoices (id)
);

create index ix_invoice_match_lines_order on invoice_match_lines (purchase_order, order_line);

create table invoice_exceptions (
    id varchar(80) not null primary key,
    version bigint not null,
    invoice varchar(64) not null,
    seq int not null,
    type varchar(32) not null,
    line_position int,
    amount decimal(23, 4) not null,
    explanation varchar(2000) not null,
    state varchar(16) not null,
    handler varchar(80),
    sent_back boolean not null,
    task_id varchar(64),
    answered_by varchar(64),
    answered_at datetime(6),
    comment_text varchar(2000),
    constraint fk_invoice_exceptions_invoice foreign key (invoice) references invoices (id)
);

create index ix_invoice_exceptions_invoice on invoice_exceptions (invoice, seq);
create index ix_invoice_exceptions_task on invoice_exceptions (task_id);

create table invoice_originals (
    invoice varchar(64) not null primary key,
    version bigint not null,
    media_type varchar(100) not null,
    content longblob not null,
    constraint fk_invoice_originals_invoice foreign key (invoice) references invoices (id)
);

create table invoice_numbers (
    supplier_key varchar(200) not null,
    number_key varchar(200) not null,
    version bigint not null,
    invoice varchar(64) not null,
    primary key (supplier_key, number_key)
);
