-- What counts as received because an invoice that needs no receipt matched, so that it alone goes when the invoice does.
ALTER TABLE purchase_order_lines ADD COLUMN received_by_invoice DECIMAL(19, 6) DEFAULT 0 NOT NULL;

UPDATE purchase_order_lines
SET received_by_invoice = received - (
    SELECT COALESCE(SUM(l.quantity), 0)
    FROM goods_receipt_lines l
    JOIN goods_receipts r ON r.number = l.receipt
    WHERE r.state = 'BOOKED' AND r.purchase_order = purchase_order_lines.purchase_order
      AND l.order_line = purchase_order_lines.line_number)
WHERE received > 0
  AND EXISTS (
    SELECT 1
    FROM invoice_match_lines m
    WHERE m.purchase_order = purchase_order_lines.purchase_order
      AND m.order_line = purchase_order_lines.line_number
      AND m.match_mode = 'TWO_WAY');

UPDATE purchase_order_lines SET received_by_invoice = 0 WHERE received_by_invoice < 0;

-- An invoice that was stopped although a part is paid stays with its order.
ALTER TABLE purchase_order_invoices ADD COLUMN recalled BOOLEAN DEFAULT FALSE NOT NULL;
