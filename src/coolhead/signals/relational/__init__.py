"""Detectors that look at the conversation rather than at one line."""
