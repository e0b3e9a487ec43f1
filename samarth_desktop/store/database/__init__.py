"""The encrypted database: engine, schema, tables, rows."""
