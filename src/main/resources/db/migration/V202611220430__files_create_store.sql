-- Where the bytes of a file are, and what they must be.
create table files (
    id varchar(36) not null primary key,
    store varchar(16) not null,
    size int not null,
    sha256 varchar(64) not null,
    kept_at datetime(6) not null
);

create table file_contents (
    file varchar(36) not null primary key,
    content longblob not null,
    constraint fk_file_contents_file foreign key (file) references files (id)
);

-- Photos of receipts are files like others.
insert into files (id, store, size, sha256, kept_at)
select id, 'DATABASE', size, sha256, added_at from goods_receipt_photos;

insert into file_contents (file, content)
select photo, content from goods_receipt_photo_contents;

drop table goods_receipt_photo_contents;

alter table goods_receipt_photos add constraint fk_goods_receipt_photos_file foreign key (id) references files (id);
