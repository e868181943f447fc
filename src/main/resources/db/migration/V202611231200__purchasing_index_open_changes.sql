-- Changes of orders that are under way are a small part of all that there ever were.
create index ix_change_orders_open on change_orders (status, proposed_at);
