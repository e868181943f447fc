-- Whether a substitute has to accept before the substitution counts, and what they said; those from before count as they did.
alter table substitutions add column state varchar(16) not null default 'NOT_ASKED';
alter table substitutions add column answered_at datetime(6);
alter table substitutions add column reason varchar(2000);
alter table substitutions add column reported_at datetime(6);

create index ix_substitutions_substitute on substitutions (substitute, to_day);
