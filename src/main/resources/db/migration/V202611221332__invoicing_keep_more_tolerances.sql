-- What a line could differ by when it was compared: the limits below the price, absolute quantities, and whether one of two
-- limits was enough.
alter table invoice_match_lines add column price_either boolean default false not null;
alter table invoice_match_lines add column price_under_percent decimal(19, 6);
alter table invoice_match_lines add column price_under_absolute decimal(23, 4);
alter table invoice_match_lines add column quantity_absolute decimal(19, 6);
alter table invoice_match_lines add column quantity_either boolean default false not null;
