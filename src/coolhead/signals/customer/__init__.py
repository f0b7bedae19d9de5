"""Detectors of what the customer says, one module a signal."""
