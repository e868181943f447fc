-- Whose public holidays are a person's: country and region; those without follow the organisation's.
alter table people add column country varchar(2);
alter table people add column region varchar(16);
