-- Whether what is not answered at the end of an absence stays with the substitute; of those from before it comes back.
alter table substitutions add column tasks_stay boolean not null default false;
