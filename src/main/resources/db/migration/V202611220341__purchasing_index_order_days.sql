-- The list by day, and among orders of one moment by number.
create index ix_purchase_orders_created_number on purchase_orders (created_at, number);
