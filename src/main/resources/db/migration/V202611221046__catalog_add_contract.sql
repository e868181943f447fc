-- By which contract the supplier sells the item at its price; null where there is none.
ALTER TABLE items ADD COLUMN contract VARCHAR(64);
