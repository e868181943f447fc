create index items_by_supplier_item on items (supplier_item);
create index items_by_gtin on items (gtin);
