alter table acknowledgements add column revision int default 1 not null;
