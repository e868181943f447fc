-- When a supplier last asked for a new link to a question: one a day at most.
alter table invoice_questions add column link_renewed_at datetime(6);
