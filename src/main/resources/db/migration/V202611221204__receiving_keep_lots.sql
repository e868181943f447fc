-- Which lot arrived, and the serial numbers of its pieces, one a line of text.
ALTER TABLE goods_receipt_lines ADD COLUMN lot VARCHAR(100);
ALTER TABLE goods_receipt_lines ADD COLUMN serials VARCHAR(4000);
