-- Whether an e-invoice is still to be measured by the rules that it claims to keep. Those that are here were, at their capture.
alter table invoices add column rules_due boolean default false not null;
