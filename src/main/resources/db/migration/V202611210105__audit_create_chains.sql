-- Every entry, chained per document: each MAC covers the one before.
create table audit_entries (
    document      varchar(64)  not null,
    seq           bigint       not null,
    recorded_at   datetime(6)  not null,
    event         varchar(100) not null,
    acted_by      varchar(64)  not null,
    on_behalf_of  varchar(64),
    rule_id       varchar(500),
    before_values longtext     not null,
    after_values  longtext     not null,
    mac           varchar(64)  not null,
    primary key (document, seq)
);
create index audit_entries_by_time on audit_entries (recorded_at);

-- The head of each document's chain: how many entries there are, and the MAC of the last.
create table audit_documents (
    document varchar(64) not null,
    entries  bigint      not null,
    last_mac varchar(64) not null,
    mac      varchar(64) not null,
    primary key (document)
);

-- The global chain over all documents, in the order of their commits.
create table audit_seals (
    place     bigint      not null,
    document  varchar(64) not null,
    seq       bigint      not null,
    entry_mac varchar(64) not null,
    sealed_at datetime(6) not null,
    mac       varchar(64) not null,
    primary key (place)
);
create index audit_seals_by_entry on audit_seals (document, seq);

-- What is committed and not yet in the global chain.
create table audit_unsealed (
    id       bigint      not null auto_increment,
    document varchar(64) not null,
    seq      bigint      not null,
    primary key (id)
);
create index audit_unsealed_by_entry on audit_unsealed (document, seq);

-- One row: the head of the global chain. Who appends to it holds this row.
create table audit_head (
    id       int         not null,
    place    bigint      not null,
    last_mac varchar(64) not null,
    mac      varchar(64) not null,
    primary key (id)
);
insert into audit_head (id, place, last_mac, mac) values (1, 0, '', '');
