-- Two orders of one invoice may differ alike: what a difference is about says which order, too.
ALTER TABLE invoice_exceptions ADD COLUMN purchase_order VARCHAR(64);
CREATE INDEX ix_invoice_exceptions_order ON invoice_exceptions (purchase_order, type);

-- What was accepted beyond an order counted for the one that the invoice's charges belong to.
UPDATE invoice_exceptions
SET purchase_order = (SELECT i.extras_order FROM invoices i WHERE i.id = invoice_exceptions.invoice)
WHERE type = 'AMOUNT_OVER_ORDER'
  AND state = 'ACCEPTED'
  AND invoice IN (SELECT i.id FROM invoices i WHERE i.status IN ('MATCHED', 'APPROVED', 'SCHEDULED', 'PAID'));

-- Where an invoice has several orders, nobody can say which was meant: the next match asks for each.
UPDATE invoice_exceptions
SET purchase_order = (SELECT MIN(o.purchase_order) FROM invoice_orders o WHERE o.invoice = invoice_exceptions.invoice)
WHERE purchase_order IS NULL
  AND type IN ('AMOUNT_OVER_ORDER', 'ORDER_NOT_OPEN', 'CURRENCY_MISMATCH', 'SUPPLIER_MISMATCH')
  AND (SELECT COUNT(*) FROM invoice_orders o WHERE o.invoice = invoice_exceptions.invoice) = 1;

ALTER TABLE invoices DROP COLUMN over_accepted;
