"""Calls in files: one module a format, all of the same shape."""
