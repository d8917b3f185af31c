"""Dagster: what the folders below declare, as assets, checks, jobs, a sensor and a schedule."""
