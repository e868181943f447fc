-- The order that a person said a line is for, where the document names none of ours; what it names stays beside it.
alter table invoice_lines add column assigned_order varchar(64);

-- Which order a delivery note was booked on.
create index ix_goods_receipts_delivery_note on goods_receipts (delivery_note, purchase_order);

-- Whose account an invoice is to be paid to.
create index ix_suppliers_iban on suppliers (confirmed_iban);
