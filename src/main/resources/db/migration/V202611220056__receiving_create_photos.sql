-- A receipt that was sent twice is booked once: the form that it came from.
alter table goods_receipts add column form varchar(64);
create unique index uq_goods_receipts_form on goods_receipts (form);

-- Photos wait with their form until the receipt is booked; those of forms that were given up are deleted.
create table goods_receipt_photos (
    id varchar(36) not null primary key,
    purchase_order varchar(64) not null,
    receipt varchar(64),
    form varchar(64) not null,
    position int not null,
    name varchar(200) not null,
    format varchar(8) not null,
    size int not null,
    sha256 varchar(64) not null,
    added_at datetime(6) not null,
    added_by varchar(64) not null,
    constraint fk_goods_receipt_photos_receipt foreign key (receipt) references goods_receipts (number)
);

create table goods_receipt_photo_contents (
    photo varchar(36) not null primary key,
    content longblob not null,
    constraint fk_goods_receipt_photo_contents_photo foreign key (photo) references goods_receipt_photos (id)
);

create index ix_goods_receipt_photos_order on goods_receipt_photos (purchase_order, added_at, position);
create index ix_goods_receipt_photos_receipt on goods_receipt_photos (receipt, added_at, position);
create index ix_goods_receipt_photos_form on goods_receipt_photos (form, position);
