-- The account that a finance officer agreed to, or that was there first; what the master says later has to be confirmed.
ALTER TABLE suppliers ADD COLUMN confirmed_iban VARCHAR(34);
UPDATE suppliers SET confirmed_iban = iban;
