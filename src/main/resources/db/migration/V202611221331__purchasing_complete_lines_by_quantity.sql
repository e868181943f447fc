-- How much less than ordered completes the line, beside the percentage, and whether one of the two is enough.
alter table purchase_order_lines add column quantity_under decimal(19, 6);
alter table purchase_order_lines add column either_under boolean default false not null;
