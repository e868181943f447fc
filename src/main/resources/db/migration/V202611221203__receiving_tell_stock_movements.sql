-- When a receipt came to count on its order, and when its lines were inspected: stock moved then.
ALTER TABLE goods_receipts ADD COLUMN counted_at DATETIME(6);
UPDATE goods_receipts SET counted_at = booked_at WHERE counted = TRUE OR reversed_at IS NOT NULL;
ALTER TABLE goods_receipt_lines ADD COLUMN inspected_at DATETIME(6);

CREATE INDEX ix_goods_receipts_counted ON goods_receipts (counted_at);
CREATE INDEX ix_goods_receipts_reversed ON goods_receipts (reversed_at);
CREATE INDEX ix_goods_receipt_lines_inspected ON goods_receipt_lines (inspected_at);
CREATE INDEX ix_goods_returns_booked ON goods_returns (booked_at);
