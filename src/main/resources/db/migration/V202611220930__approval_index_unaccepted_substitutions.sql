-- Who is away while no substitute has accepted; the first page of administrators asks for it.
create index ix_substitutions_state on substitutions (state, to_day);
