-- The earliest day, asked for or promised, on which something that is still open was to come. Derived from the lines, and
-- kept with the order so that "what is late?" is one walk along an index.
alter table purchase_orders add column due_by date;

update purchase_orders
set due_by = (
    select min(least(coalesce(l.requested_date, l.promised_date), coalesce(l.promised_date, l.requested_date)))
    from purchase_order_lines l
    where l.purchase_order = purchase_orders.number
      and l.closed_reason is null
      and l.ordered > l.received - l.rejected - l.returned
)
where status in ('CREATED', 'DISPATCHED', 'ACKNOWLEDGED', 'PARTIALLY_RECEIVED');

create index ix_purchase_orders_due on purchase_orders (due_by, number);
create index ix_purchase_orders_title on purchase_orders (title, number);
create index ix_purchase_orders_total on purchase_orders (total, number);
create index ix_purchase_orders_invoicing on purchase_orders (invoicing_status, number);
create index ix_purchase_orders_payment on purchase_orders (payment_status, number);
