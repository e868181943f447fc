-- How much less than ordered completes the line, in percent, as the policy said at its last receipt.
ALTER TABLE purchase_order_lines ADD COLUMN percent_under DECIMAL(19, 6) DEFAULT 0 NOT NULL;
