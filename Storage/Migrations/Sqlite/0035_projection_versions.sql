-- Which version of a projection made its rows: a newer release derives them anew, an older one leaves them alone.
ALTER TABLE projections ADD COLUMN version bigint NOT NULL DEFAULT 1;
