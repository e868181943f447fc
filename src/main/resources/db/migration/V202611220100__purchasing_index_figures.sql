-- The figures of a period: sums and counts are read from these alone.
create index ix_purchase_orders_created on purchase_orders (created_at, status, currency, total, supplier);
create index ix_approval_cycles_ended on approval_cycles (ended_at, submitted_at, outcome);
create index ix_goods_receipts_received on goods_receipts (received_at, purchase_order, number);
