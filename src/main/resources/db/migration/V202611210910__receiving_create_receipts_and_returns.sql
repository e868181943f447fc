create table goods_receipts (
    number varchar(64) not null primary key,
    version bigint not null,
    purchase_order varchar(64) not null,
    delivery_note varchar(100),
    received_at datetime(6) not null,
    booked_at datetime(6) not null,
    booked_by varchar(64) not null,
    state varchar(32) not null
);

create index ix_goods_receipts_order on goods_receipts (purchase_order, number);

create table goods_receipt_lines (
    receipt varchar(64) not null,
    line_index int not null,
    order_line int not null,
    quantity decimal(19, 6) not null,
    rejected decimal(19, 6) not null,
    reason varchar(500),
    primary key (receipt, line_index),
    constraint fk_goods_receipt_lines_receipt foreign key (receipt) references goods_receipts (number)
);

create table goods_returns (
    number varchar(64) not null primary key,
    version bigint not null,
    purchase_order varchar(64) not null,
    reason varchar(500) not null,
    booked_at datetime(6) not null,
    booked_by varchar(64) not null
);

create index ix_goods_returns_order on goods_returns (purchase_order, number);

create table goods_return_lines (
    goods_return varchar(64) not null,
    line_index int not null,
    order_line int not null,
    quantity decimal(19, 6) not null,
    primary key (goods_return, line_index),
    constraint fk_goods_return_lines_return foreign key (goods_return) references goods_returns (number)
);
