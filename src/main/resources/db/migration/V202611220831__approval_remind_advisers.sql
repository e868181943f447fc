-- When somebody whose advice is awaited was reminded last, and how often.
alter table approval_remarks add column reminded_at datetime(6);
alter table approval_remarks add column reminders int default 0 not null;
