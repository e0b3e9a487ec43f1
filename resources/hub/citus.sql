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

-- A machine that is down or silent is noticed within seconds, so that its areas' laptops are told to wait and others are
-- not kept. Lines to machines are opened anew for each transaction: one that is kept open would be waited on for ever
-- where the machine at its other end stands still. That costs some 20 ms a transaction: more workers of the hub make up
-- for it; where the machines are watched, and shot when they stand still, set it to 1. (`sslmode` as Citus has it; write your own where you check certificates.)
ALTER SYSTEM SET citus.node_connection_timeout = '3s';
ALTER SYSTEM SET citus.max_cached_conns_per_worker = 0;
ALTER SYSTEM SET citus.node_conninfo =
  'sslmode=require connect_timeout=3 tcp_user_timeout=10000 keepalives_idle=5 keepalives_interval=2 keepalives_count=3';
SELECT pg_reload_conf();
