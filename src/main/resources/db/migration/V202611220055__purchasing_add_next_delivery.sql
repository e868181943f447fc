alter table purchase_orders add column next_delivery date;

update purchase_orders set next_delivery = (
    select min(coalesce(l.promised_date, l.requested_date))
    from purchase_order_lines l
    where l.purchase_order = purchase_orders.number
      and l.closed_reason is null
      and l.ordered > l.received - l.rejected - l.returned
) where status in ('DISPATCHED', 'ACKNOWLEDGED', 'PARTIALLY_RECEIVED');

create index ix_purchase_orders_next_delivery on purchase_orders (next_delivery, number);
create index ix_purchase_orders_status_delivery on purchase_orders (status, next_delivery, number);
