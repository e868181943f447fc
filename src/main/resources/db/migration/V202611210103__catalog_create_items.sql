create table items (
    number        varchar(64)  not null,
    name          varchar(200) not null,
    category      varchar(64),
    unit          varchar(3)   not null,
    price         decimal(21, 8),
    currency      varchar(3)   not null,
    supplier      varchar(64),
    supplier_item varchar(64),
    gtin          varchar(14),
    version       bigint       not null,
    primary key (number)
);
create index items_by_name on items (name);
create index items_by_category on items (category);
create index items_by_supplier on items (supplier);
