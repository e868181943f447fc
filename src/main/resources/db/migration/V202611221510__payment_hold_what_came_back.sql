-- What was paid and came back is not paid again before somebody has looked at the supplier's account.
alter table payment_holds add column came_back boolean default false not null;
-- A discount that was taken for paying all in time, until an earlier part was taken back.
alter table payments add column discount_lost decimal(23, 4);
