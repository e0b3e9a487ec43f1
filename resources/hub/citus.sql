-- Spreads a hub over the machines of a Citus cluster (11 or newer), by area. Run once on the coordinator, on a
-- migrated database, with the hub stopped:  psql "$DATABASE" -v ON_ERROR_STOP=1 -f resources/hub/citus.sql
CREATE EXTENSION IF NOT EXISTS citus;

-- Small, and asked by every request: a copy on each machine.
SELECT create_reference_table(name) FROM unnest(ARRAY['device', 'code', 'epoch', 'epoch_mark', 'knock']) AS name;

-- What belongs to an area lies together, so that a pack's transaction stays on one machine.
SELECT create_distributed_table('op', 'area');
SELECT create_distributed_table(name, 'area', colocate_with => 'op')
FROM unnest(ARRAY['pack', 'stream', 'counter', 'aside', 'erased', 'certificate', 'blob', 'snapshot', 'scope']) AS name;
