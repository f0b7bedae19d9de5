"""Measurements: what is fast, what is slow, and what it costs. Run with `make bench`."""
