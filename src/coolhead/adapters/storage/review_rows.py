"""Reviews to rows and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Row

from coolhead.adapters.storage.times import seconds_of
from coolhead.services.live.summary import CallSummary
from coolhead.services.reviews.counting import Tally
from coolhead.services.reviews.review import Finished, Judged, Review, Taken
from coolhead.services.reviews.sampling import Kind

_PLAIN: Final = (
    "workspace",
    "call",
    "team",
    "agent",
    "playbook",
    "why",
    "reviewer",
    "name",
    "taken_at",
    "finished_at",
    "machine_seen",
    "note",
)


def taken_review(summary: CallSummary, why: Kind, taken: Taken) -> Review:
    """The review of a call that somebody takes."""
    return Review(
        workspace=summary.workspace,
        call=summary.call,
        team=summary.team,
        agent=summary.agent,
        playbook=summary.playbook.name if summary.playbook is not None else "",
        why=why,
        reviewer=taken.reviewer,
        name=taken.name,
        taken_at=taken.at,
    )


def review_row(review: Review) -> dict[str, Any]:
    """A review without its lines, as the table has it."""
    at = review.finished_at
    return {
        **{name: getattr(review, name) for name in _PLAIN},
        "taken_s": seconds_of(review.taken_at, "taken_at"),
        "finished_s": None if at is None else seconds_of(at, "finished_at"),
    }


def item_rows(review: Review, finished: Finished) -> list[dict[str, Any]]:
    """The lines of a review that is finished so."""
    return [
        {
            "workspace": review.workspace,
            "call": review.call,
            "item": each.item,
            "place": place,
            "playbook": review.playbook,
            "month": finished.at[:7],
            "verdict": each.verdict,
            "machine": each.machine,
            "blind": not finished.machine_seen,
            "comment": each.comment,
            "utterance": each.utterance,
        }
        for place, each in enumerate(finished.items)
    ]


def review_from(row: Row[Any], items: Iterable[Judged] = ()) -> Review:
    """The review of a row."""
    return Review(**{name: row._mapping[name] for name in _PLAIN}, items=tuple(items))


def judged_from(row: Row[Any]) -> Judged:
    """The line of a row."""
    return Judged(
        item=row.item,
        verdict=row.verdict,
        comment=row.comment,
        utterance=row.utterance,
        machine=row.machine,
    )


def tally_from(row: Any) -> Tally:
    """The tally of a row of counts."""
    return Tally(
        playbook=row.playbook,
        item=row.item,
        month=row.month,
        verdict=row.verdict,
        machine=row.machine,
        blind=bool(row.blind),
        count=row.times,
    )
