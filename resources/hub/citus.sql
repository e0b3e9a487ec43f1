-- Spreads a hub over the machines of a Citus cluster (11 or newer), by area. Run once on the coordinator, on a
-- migrated database, with the hub stopped:  psql "$DATABASE" -v ON_ERROR_STOP=1 -f resources/hub/citus.sql
CREATE EXTENSION IF NOT EXISTS citus;

-- What any request may ask: a copy on each machine. Read everywhere without a word over the network; written only when
-- a laptop joins, is renewed or shut out, a certificate is issued, somebody is moved, merged or erased. Such work waits
-- while a machine is down; all other work of the areas on living machines goes on.
SELECT create_reference_table(name) FROM unnest(ARRAY['device', 'code', 'epoch', 'epoch_mark', 'knock', 'office_session',
  'setting', 'scope', 'erased', 'known_area', 'wandered', 'certificate', 'holding', 'merged']) AS name;

-- What belongs to an area lies together, so that a pack's transaction stays on one machine.
SELECT create_distributed_table('op', 'area');
SELECT create_distributed_table(name, 'area', colocate_with => 'op')
FROM unnest(ARRAY['pack', 'stream', 'counter', 'aside', 'guest', 'heard', 'blob', 'snapshot', 'folded', 'record', 'summary',
  'likely_double']) AS name;

-- Else the rows from before stay on the coordinator's disk.
SELECT truncate_local_data_after_distributing_table(name::regclass)
FROM unnest(ARRAY['op', 'pack', 'stream', 'counter', 'aside', 'guest', 'heard', 'blob', 'snapshot', 'folded', 'record',
  'summary', 'likely_double', 'device', 'code', 'epoch_mark', 'knock', 'office_session', 'setting', 'scope', 'erased',
  'known_area', 'wandered', 'certificate', 'holding', 'merged']) AS name;

-- A machine that is down is noticed within seconds, so that its areas' laptops are told to wait and others are not kept.
ALTER SYSTEM SET citus.node_connection_timeout = '3s';
SELECT pg_reload_conf();
