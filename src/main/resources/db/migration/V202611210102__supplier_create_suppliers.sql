create table suppliers (
    number        varchar(64)  not null,
    name          varchar(200) not null,
    email         varchar(254),
    currency      varchar(3)   not null,
    language      varchar(8)   not null,
    payment_terms varchar(40),
    tax_id        varchar(40),
    tax_id_key    varchar(40),
    iban          varchar(34),
    status        varchar(20)  not null,
    street        varchar(200),
    postal_code   varchar(20),
    city          varchar(100),
    country       varchar(2),
    version       bigint       not null,
    primary key (number)
);
create index suppliers_by_name on suppliers (name);
create index suppliers_by_tax_id on suppliers (tax_id_key);
create index suppliers_by_status on suppliers (status);

-- One row: the last number that was drawn for a supplier that came without one.
create table supplier_numbers (
    id         int    not null,
    last_drawn bigint not null,
    primary key (id)
);
insert into supplier_numbers (id, last_drawn) values (1, 0);
