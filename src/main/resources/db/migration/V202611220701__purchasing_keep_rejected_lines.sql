-- Lines that were rejected while the rest went on: they form no order.
ALTER TABLE requisition_lines ADD COLUMN rejected_by VARCHAR(64);
ALTER TABLE requisition_lines ADD COLUMN rejection VARCHAR(2000);
