"""How long a test waits for what must happen: a slow machine is no failure, only never is."""

from __future__ import annotations

from typing import Final

PATIENCE_S: Final = 60.0
