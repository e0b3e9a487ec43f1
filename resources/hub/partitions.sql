-- Splits the two large tables of a hub into 16 partitions by area, on one PostgreSQL. Stop the hub first.
--   psql "$DATABASE" -v ON_ERROR_STOP=1 -f resources/hub/partitions.sql
BEGIN;

ALTER TABLE op RENAME TO op_whole;
ALTER INDEX op_pkey RENAME TO op_whole_pkey;
ALTER INDEX op_row RENAME TO op_whole_row;
ALTER INDEX op_of_holder RENAME TO op_whole_of_holder;
CREATE TABLE op (LIKE op_whole INCLUDING DEFAULTS, PRIMARY KEY (area, device, n)) PARTITION BY HASH (area);
CREATE INDEX op_row ON op ("row", area);
CREATE INDEX op_of_holder ON op (("substring"(line, '(?:"holder|"shg)":"([^"]+)"'::text)))
  WHERE "substring"(line, '(?:"holder|"shg)":"([^"]+)"'::text) IS NOT NULL;

ALTER TABLE pack RENAME TO pack_whole;
ALTER INDEX pack_pkey RENAME TO pack_whole_pkey;
ALTER INDEX pack_stream RENAME TO pack_whole_stream;
CREATE TABLE pack (LIKE pack_whole INCLUDING DEFAULTS, PRIMARY KEY (area, seq)) PARTITION BY HASH (area);
CREATE INDEX pack_stream ON pack (area, device, last);

DO $$
BEGIN
  FOR i IN 0..15 LOOP
    EXECUTE format('CREATE TABLE op_%s PARTITION OF op FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
    EXECUTE format('CREATE TABLE pack_%s PARTITION OF pack FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
  END LOOP;
END $$;

INSERT INTO op SELECT * FROM op_whole;
INSERT INTO pack SELECT * FROM pack_whole;
DROP TABLE op_whole;
DROP TABLE pack_whole;

COMMIT;
