"""Detectors of what the agent says, one module a signal."""
