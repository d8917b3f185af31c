"""The one door to PostgreSQL: server, schema, loading."""
