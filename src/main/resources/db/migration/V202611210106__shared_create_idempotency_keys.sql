create table idempotency_keys (
    user_id         varchar(64)  not null,
    request_key     varchar(200) not null,
    fingerprint     varchar(64)  not null,
    started_at      datetime(6)  not null,
    status          int,
    location        varchar(1000),
    etag            varchar(200),
    content_type    varchar(200),
    body            longblob,
    primary key (user_id, request_key)
);
create index idempotency_keys_by_start on idempotency_keys (started_at);
