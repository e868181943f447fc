-- Substitutions named in a time, in their order.
create index ix_substitutions_set on substitutions (set_at, id);
