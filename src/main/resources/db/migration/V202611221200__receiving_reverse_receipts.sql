-- Whether a receipt counts on its order, and why one that was booked by mistake was taken back. Goods that came late and were
-- kept counted nothing until now.
ALTER TABLE goods_receipts ADD COLUMN counted BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE goods_receipts SET counted = TRUE WHERE state = 'BOOKED';
ALTER TABLE goods_receipts ADD COLUMN reversal_reason VARCHAR(500);
ALTER TABLE goods_receipts ADD COLUMN reversed_at DATETIME(6);
ALTER TABLE goods_receipts ADD COLUMN reversed_by VARCHAR(64);

-- When an order came to its end: its process is over then, and its lines are not reopened.
ALTER TABLE purchase_orders ADD COLUMN settled_at DATETIME(6);
