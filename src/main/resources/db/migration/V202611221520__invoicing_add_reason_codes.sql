-- Why something is put on an invoice or taken off it, by its code: UNTDID 5189 and 7161.
alter table invoice_adjustments add column reason_code varchar(16);
