-- What a requester ordered from a supplier before, and what was refused them, is read for each who is asked to approve.
create index ix_purchase_orders_requester_supplier on purchase_orders (requester, supplier);
create index ix_requisitions_requester_status on requisitions (requester, status);
