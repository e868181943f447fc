-- Since when an invoice waits for goods that have not arrived, and who was reminded.
alter table invoices add column receipt_awaited_since datetime(6);
alter table invoices add column receipt_reminders int default 0 not null;
alter table invoices add column receipt_reminded_at datetime(6);

update invoices set receipt_awaited_since = matched_at where status = 'AWAITING_RECEIPT';
