-- Splits the large tables of a hub into 16 partitions by area, on one PostgreSQL. Stop the hub first.
--   psql "$DATABASE" -v ON_ERROR_STOP=1 -f resources/hub/partitions.sql
-- Every index keeps its name, so that a later program's migrations find what they expect. Run it once.
BEGIN;

CREATE FUNCTION pg_temp.split(whole text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  made record;
  definitions text[] := '{}';
BEGIN
  IF (SELECT relkind = 'p' FROM pg_class WHERE oid = whole::regclass) THEN RETURN; END IF;
  FOR made IN
    SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition, i.indisprimary AS is_key
    FROM pg_index i WHERE i.indrelid = whole::regclass
  LOOP
    IF NOT made.is_key THEN definitions := definitions || made.definition; END IF;
    EXECUTE format('ALTER INDEX %s RENAME TO %I', made.name, made.name || '_whole');
  END LOOP;
  EXECUTE format('ALTER TABLE %I RENAME TO %I', whole, whole || '_whole');
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS, PRIMARY KEY (%s)) PARTITION BY HASH (area)', whole,
    whole || '_whole', (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.n) FROM pg_index i,
      unnest(i.indkey) WITH ORDINALITY AS k(number, n), pg_attribute a
      WHERE i.indrelid = (whole || '_whole')::regclass AND i.indisprimary AND a.attrelid = i.indrelid AND a.attnum = k.number));
  FOR i IN 0..15 LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 16, REMAINDER %s)', whole || '_' || i, whole, i);
  END LOOP;
  FOR i IN 1..coalesce(array_length(definitions, 1), 0) LOOP EXECUTE definitions[i]; END LOOP;
  EXECUTE format('INSERT INTO %I SELECT * FROM %I', whole, whole || '_whole');
  EXECUTE format('DROP TABLE %I', whole || '_whole');
END $$;

SELECT pg_temp.split(name) FROM unnest(ARRAY['op', 'pack', 'stream', 'record', 'summary', 'likely_double', 'aside']) AS name;

COMMIT;
