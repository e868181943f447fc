-- Changes of a time, in their order.
create index ix_change_orders_proposed on change_orders (proposed_at, id);
