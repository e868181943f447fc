-- Which mails a person does not want, joined by commas, and whether reminders come together once a day.
alter table people add column mails_off varchar(200);
alter table people add column mail_digest boolean default false not null;
