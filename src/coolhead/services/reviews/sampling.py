"""Which calls are drawn for review: by a number that each call has, which nobody can choose.

The number comes from the workspace, the week and the call's id alone, so that the same calls are
drawn again whoever asks and whenever, and a share that is raised draws more calls beside the same.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from coolhead.services.live.summary import CallSummary

Kind = Literal["disputed", "hot", "random"]
KINDS: Final[tuple[Kind, ...]] = ("disputed", "hot", "random")
"""Why a call is reviewed, the most urgent first: of several the first holds."""

Share = Annotated[float, Meta(ge=0, le=1)]


class ReviewSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How large a share (0-1) of the calls of each kind is reviewed.

    ``random``: of all calls; ``hot``: of those whose heat reached ``hot_from`` (70 is where
    `boiling` begins); ``disputed``: of those with a dispute that waits for its answer. ``days``:
    calls older than that are not drawn any more. One call in twenty is what a reviewer with a team
    of ten can hear; hot calls are few and teach most.
    """

    random: Share = 0.05
    hot: Share = 0.25
    hot_from: Annotated[float, Meta(ge=0, le=100)] = 70.0
    disputed: Share = 1.0
    days: Annotated[int, Meta(ge=1, le=365)] = 28


def draw_of(workspace: str, call: str, began: float) -> float:
    """The call's number, 0 up to 1 and there evenly spread; ``began`` is seconds since 1970."""
    try:
        year, week, _ = datetime.fromtimestamp(began, tz=UTC).isocalendar()
    except (ValueError, OverflowError, OSError):  # a clock that no calendar has
        year, week = 0, 0
    parts = msgspec.json.encode((workspace, f"{year:04}-W{week:02}", call))
    return int.from_bytes(hashlib.sha256(parts).digest()[:6], "big") / 2**48


def drawn(summary: CallSummary, began: float) -> float | None:
    """The number of a call that can be reviewed; None where there is nothing to hear in it."""
    if not summary.ended or summary.utterances == 0 or summary.consent == "refused":
        return None
    return draw_of(summary.workspace, summary.call, began)


def kind_of(summary: CallSummary, number: float | None, settings: ReviewSettings) -> Kind | None:
    """Why this call is reviewed, None where it is not."""
    if number is None:
        return None
    if summary.disputed and number < settings.disputed:
        return "disputed"
    if summary.heat_peak >= settings.hot_from and number < settings.hot:
        return "hot"
    return "random" if number < settings.random else None
