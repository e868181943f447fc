-- A delivery of which one part was booked and the other waits for a decision: the waiting one names the booked one.
ALTER TABLE goods_receipts ADD COLUMN rest_of VARCHAR(64);
CREATE INDEX ix_goods_receipts_rest ON goods_receipts (rest_of);
