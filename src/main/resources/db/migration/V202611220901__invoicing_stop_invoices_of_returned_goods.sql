-- When an invoice that was approved was stopped because its goods went back; null once it is matched again.
ALTER TABLE invoices ADD COLUMN recalled_at DATETIME(6);
