"""How the server is."""

from __future__ import annotations

from typing import Literal

import msgspec


class Health(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``note`` is what an operator should know of, though calls go on."""

    status: Literal["ok", "ready"]
    note: str = ""
