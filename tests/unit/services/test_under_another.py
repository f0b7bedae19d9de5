"""What another playbook would have shown, and where it parts from what was shown."""

from __future__ import annotations

from pathlib import Path

from coolhead.adapters.formats.reading import read_call
