-- A service that was accepted by percent or amount: what was said (without a percent it was the amount), what that is worth,
-- and the quantity and net amount of the line that it was said of. Null where pieces were counted.
ALTER TABLE goods_receipt_lines ADD COLUMN accepted_percent DECIMAL(19, 6);
ALTER TABLE goods_receipt_lines ADD COLUMN accepted_amount DECIMAL(19, 4);
ALTER TABLE goods_receipt_lines ADD COLUMN accepted_of_quantity DECIMAL(19, 6);
ALTER TABLE goods_receipt_lines ADD COLUMN accepted_of_amount DECIMAL(19, 4);
