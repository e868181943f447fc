-- Invoices that wait are compared again after what they are compared by has changed: who had it done, and which invoices.
create table invoice_rematches (
    id          varchar(36)  not null,
    version     bigint       not null,
    reason      varchar(20)  not null,
    subject     varchar(64),
    asked_by    varchar(64)  not null,
    asked_at    datetime(6)  not null,
    finished_at datetime(6),
    open_key    varchar(20),
    constraint pk_invoice_rematches primary key (id),
    constraint uq_invoice_rematches_open unique (open_key)
);
create index ix_invoice_rematches_asked on invoice_rematches (asked_at);
create index ix_invoice_rematches_finished on invoice_rematches (finished_at, asked_at);

create table invoice_rematch_invoices (
    rematch varchar(36) not null,
    invoice varchar(64) not null,
    told    boolean     not null,
    failed  boolean     not null,
    constraint pk_invoice_rematch_invoices primary key (rematch, invoice)
);
create index ix_invoice_rematch_invoices_told on invoice_rematch_invoices (rematch, told, invoice);
