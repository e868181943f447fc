-- At which rate a round of approvals compared a total in another currency with the amounts of the policy; none for totals in
-- base currency, and for rounds that began before the rate was kept.
ALTER TABLE approval_cycles ADD COLUMN exchange_rate DECIMAL(21, 10);
ALTER TABLE approval_cycles ADD COLUMN rate_date DATE;
ALTER TABLE approval_cycles ADD COLUMN base_currency VARCHAR(3);
