"""What is kept of people for two days only goes by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from coolhead.services.wellbeing.breaks import KEPT_FOR, BreakBook
from coolhead.services.wellbeing.care import CHECK_INS_KEPT_FOR, CareBook


async def forget_short_lived(
    workspace: str, breaks: BreakBook, care: CareBook, *, now: Callable[[], datetime]
) -> int:
    """Let go of breaks and check-ins whose time is over; says how many. Raises ``StorageError``."""
    at = now()
    gone = await breaks.forget(workspace, before=(at - KEPT_FOR).isoformat())
    return gone + await care.forget(workspace, before=(at - CHECK_INS_KEPT_FOR).isoformat())
