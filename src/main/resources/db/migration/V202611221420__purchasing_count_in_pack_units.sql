-- In which other units an item is bought, taken in and invoiced, with how many of its own one of each holds; frozen on lines
-- as the sizes of all their units in the smallest, in which their sums are then kept. Null where there is but one unit.
ALTER TABLE items ADD COLUMN pack_units VARCHAR(400);
ALTER TABLE requisition_lines ADD COLUMN pack_units VARCHAR(400);
ALTER TABLE purchase_order_lines ADD COLUMN pack_units VARCHAR(400);
ALTER TABLE change_order_lines ADD COLUMN pack_units VARCHAR(400);

-- The unit that a receipt or a return was counted in; null for the unit of its order line.
ALTER TABLE goods_receipt_lines ADD COLUMN unit VARCHAR(3);
ALTER TABLE goods_return_lines ADD COLUMN unit VARCHAR(3);
