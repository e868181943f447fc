-- Requisitions that were written before there were words have one word only, their number. The product finds the others, and
-- counts their totals anew, a few at a time after it started; what is done leaves this table.
create table requisitions_to_index (
    requisition varchar(64) not null primary key
);

insert into requisitions_to_index (requisition)
select requisition from requisition_words group by requisition having count(*) = 1;
