-- Old mails to colleagues are found without those to suppliers, which are kept.
create index ix_mails_kind on mails (kind, status, created_at);
