-- The units of the order's line when an invoice was compared with it; its quantities are kept in the smallest of them.
ALTER TABLE invoice_match_lines ADD COLUMN pack_units VARCHAR(400);
