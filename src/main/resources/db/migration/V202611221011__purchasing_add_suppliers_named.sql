-- When a purchasing agent named suppliers of approved lines: what is counted together is counted up to then (R10).
alter table requisitions add column suppliers_named_at datetime(6);
