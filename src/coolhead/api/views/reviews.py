"""Reviews as the API takes and shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
from pydantic import Field

from coolhead.api.views.people import Given
from coolhead.call.vocabulary import ScoreResult
from coolhead.playbook.schema import RubricItem
from coolhead.services.reviews.counting import ENOUGH, LEAST_KAPPA, ItemAgreement
from coolhead.services.reviews.review import Judged, Review, Verdict
from coolhead.services.reviews.sampling import Kind

_NO_NUL = r"^[^\x00]*$"


class JudgedGiven(Given):
    """What was found of one line."""

    item: str = Field(pattern=r"^[a-z][a-z_]{1,40}$", description="The line's id.")
    verdict: Verdict
    comment: str = Field(default="", max_length=1000, pattern=_NO_NUL)
    utterance: Annotated[str | None, Field(min_length=1, max_length=300, pattern=_NO_NUL)] = Field(
        default=None, description="The id of what was said that shows it."
    )


class ReviewGiven(Given):
    """A review: every line of the scorecard, judged. A playbook may have none."""

    items: list[JudgedGiven] = Field(max_length=100)
    note: str = Field(default="", max_length=2000, pattern=_NO_NUL)

    def judged(self) -> tuple[Judged, ...]:
        """The lines."""
        return tuple(Judged(**each.model_dump()) for each in self.items)


class ReviewRow(msgspec.Struct, frozen=True, kw_only=True):
    """A review in a list."""

    call: str
    team: str
    agent: str | None
    why: Kind
    name: str
    taken_at: str
    finished_at: str | None


class ReviewQueue(msgspec.Struct, frozen=True, kw_only=True):
    """Calls that wait for a review by why, what one has taken, and what was finished lately.

    ``waiting`` is null for those who review nothing.
    """

    waiting: dict[Kind, int] | None
    mine: tuple[ReviewRow, ...]
    finished: tuple[ReviewRow, ...]


class ReviewTaken(msgspec.Struct, frozen=True, kw_only=True):
    """The call to review now, null where none waits."""

    call: str | None
    why: Kind | None = None


class ReviewLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the scorecard, with what was found where the review is finished.

    ``machine`` is what the rules had found; null before, and for whoever may not see scorecards.
    """

    id: str
    item: str
    verdict: Verdict | None = None
    comment: str = ""
    utterance: str | None = None
    machine: ScoreResult | None = None


class ReviewShown(msgspec.Struct, frozen=True, kw_only=True):
    """The review of a call. ``none``: nobody has it, or it is not for whoever asks to know.

    ``is_mine``: whoever asks is the reviewer. ``machine_seen``: they had seen what the rules found
    before they decided.
    """

    state: Literal["none", "taken", "finished"]
    is_mine: bool = False
    why: Kind | None = None
    name: str = ""
    taken_at: str | None = None
    finished_at: str | None = None
    machine_seen: bool = False
    note: str = ""
    items: tuple[ReviewLine, ...] = ()


class ReviewDone(msgspec.Struct, frozen=True, kw_only=True):
    """How a review stands after it was finished or given back: no words of it."""

    call: str
    state: Literal["none", "finished"]


class AgreementList(msgspec.Struct, frozen=True, kw_only=True):
    """How far people and the rules agree, line by line.

    Of fewer than ``enough`` pairs there is no kappa; below ``least_kappa`` a line does not count.
    """

    items: tuple[ItemAgreement, ...]
    enough: int = ENOUGH
    least_kappa: float = LEAST_KAPPA


def review_row(review: Review) -> ReviewRow:
    """A review in a list."""
    return ReviewRow(
        call=review.call,
        team=review.team,
        agent=review.agent,
        why=review.why,
        name=review.name,
        taken_at=review.taken_at,
        finished_at=review.finished_at,
    )


def review_shown(
    review: Review, rubric: Sequence[RubricItem], *, is_mine: bool, machine: bool
) -> ReviewShown:
    """A review; of one that is not finished the lines are only for the reviewer.

    ``machine``: whoever asks may see what the rules found, once it is finished.
    """
    is_finished = review.finished_at is not None
    words = {each.id: each.item for each in rubric}
    lines: tuple[ReviewLine, ...] = ()
    if is_finished:
        lines = tuple(
            ReviewLine(
                id=each.item,
                item=words.get(each.item, each.item),
                verdict=each.verdict,
                comment=each.comment,
                utterance=each.utterance,
                machine=each.machine if machine else None,
            )
            for each in review.items
        )
    elif is_mine:
        lines = tuple(ReviewLine(id=each.id, item=each.item) for each in rubric)
    return ReviewShown(
        state="finished" if is_finished else "taken",
        is_mine=is_mine,
        why=review.why,
        name=review.name,
        taken_at=review.taken_at,
        finished_at=review.finished_at,
        machine_seen=review.machine_seen,
        note=review.note,
        items=lines,
    )
