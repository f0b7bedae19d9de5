"""Transcript events: the lines of the transcript file, as they are spoken."""
