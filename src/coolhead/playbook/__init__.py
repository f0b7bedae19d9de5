"""Playbooks as data: schema, strict loader, the six shipped files."""
