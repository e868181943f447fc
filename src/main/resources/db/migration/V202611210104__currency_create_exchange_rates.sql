create table exchange_rates (
    currency  varchar(3)      not null,
    rate_date date            not null,
    rate      decimal(21, 10) not null,
    version   bigint          not null,
    primary key (currency, rate_date)
);
