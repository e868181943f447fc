-- The revision with which an order goes to its supplier first: above 1 where it was changed before it was sent (R11).
alter table purchase_orders add column first_revision int default 1 not null;
