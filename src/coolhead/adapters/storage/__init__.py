"""Calls and accounts kept in SQLite or PostgreSQL."""
