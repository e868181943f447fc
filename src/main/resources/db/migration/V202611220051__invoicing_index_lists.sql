create index ix_invoices_captured on invoices (captured_at, id);
create index ix_invoices_status_captured on invoices (status, captured_at, id);
create index ix_invoices_supplier_captured on invoices (supplier, captured_at, id);
create index ix_invoices_type on invoices (type, captured_at, id);
create index ix_invoices_pay_by on invoices (pay_by, id);
create index ix_invoices_status_pay_by on invoices (status, pay_by, id);
create index ix_invoices_issued on invoices (issue_date, id);
create index ix_invoices_payable on invoices (payable, id);
create index ix_invoice_exceptions_handler on invoice_exceptions (state, handler, invoice);
