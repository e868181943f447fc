-- What waits for its inspection before it is paid, by whom it is inspected, and what was found.
ALTER TABLE purchase_order_lines ADD COLUMN uninspected DECIMAL(19, 6) DEFAULT 0 NOT NULL;
ALTER TABLE goods_receipts ADD COLUMN inspectors VARCHAR(500);
ALTER TABLE goods_receipt_lines ADD COLUMN uninspected DECIMAL(19, 6) DEFAULT 0 NOT NULL;
ALTER TABLE goods_receipt_lines ADD COLUMN failed DECIMAL(19, 6) DEFAULT 0 NOT NULL;
ALTER TABLE goods_receipt_lines ADD COLUMN finding VARCHAR(500);
