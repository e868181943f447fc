-- What a match tolerated and compared with, so that a difference can be explained after the policy has changed.
alter table invoice_match_lines add column order_unit varchar(16);
alter table invoice_match_lines add column order_price decimal(21, 8);
alter table invoice_match_lines add column price_percent decimal(19, 6);
alter table invoice_match_lines add column price_absolute decimal(23, 4);
alter table invoice_match_lines add column quantity_percent decimal(19, 6);
alter table invoices add column tolerated_tax decimal(23, 4);
alter table invoices add column tolerated_total decimal(23, 4);

-- Until when it is to be paid: as the document states, else by the terms that were agreed.
alter table invoices add column pay_by date;
update invoices set pay_by = due_date;
