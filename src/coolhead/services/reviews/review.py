"""A review: what a person found of each line of a call's scorecard, beside what the rules found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, get_args

import msgspec

from coolhead.call.vocabulary import ScoreResult
from coolhead.errors import InputError
from coolhead.record.scorecard import Scorecard, found_by_rules
from coolhead.services.live.summary import CallKey
from coolhead.services.reviews.sampling import Kind

Verdict = Literal["pass", "miss", "not_applicable", "cannot_tell"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What a person found of one line; ``utterance`` is where it can be heard.

    ``machine`` is what the rules had found by then, None where they had no such line.
    """

    item: str
    verdict: Verdict
    comment: str = ""
    utterance: str | None = None
    machine: ScoreResult | None = None


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes a call to review it, and when (RFC 3339)."""

    reviewer: str
    name: str
    at: str


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """The review of a call; it is in none of the call's events.

    ``reviewer`` is a user's id. ``finished_at`` is None while it is being worked on.
    ``machine_seen``: the reviewer had been shown the rules' results of this call before deciding,
    so that it says nothing of how far they agree.
    """

    workspace: str
    call: str
    team: str
    agent: str | None
    playbook: str
    why: Kind
    reviewer: str
    name: str
    taken_at: str
    finished_at: str | None = None
    machine_seen: bool = False
    note: str = ""
    items: tuple[Judged, ...] = ()

    @property
    def key(self) -> CallKey:
        """The call's key."""
        return CallKey(self.workspace, self.call)


class Finished(msgspec.Struct, frozen=True, kw_only=True):
    """What makes a review a finished one."""

    at: str
    items: tuple[Judged, ...]
    note: str = ""
    machine_seen: bool = False


def beside_machine(
    items: Iterable[Judged],
    *,
    rubric: frozenset[str],
    said: frozenset[str],
    scorecard: Scorecard | None,
) -> tuple[Judged, ...]:
    """The lines with what the rules found of each; raises ``InputError`` unless all fit the call.

    ``rubric`` are the lines that the call's playbook has, ``said`` the ids of what was said.
    """
    given = tuple(items)
    names = [each.item for each in given]
    if missing := sorted(rubric - set(names)):
        raise InputError(
            f"not judged yet: {', '.join(missing)}",
            field="items",
            hint="Every line gets an answer; `cannot_tell` is one.",
        )
    for place, each in enumerate(given):
        if each.item not in rubric or each.item in names[:place]:
            raise InputError("there is no such line, or it is here twice", field=f"items.{place}")
        if each.utterance is not None and each.utterance not in said:
            raise InputError(
                "nothing of this id was said in the call", field=f"items.{place}.utterance"
            )
    found: Mapping[str, ScoreResult] = {
        line.id: found_by_rules(line) for line in (scorecard.items if scorecard else ())
    }
    return tuple(msgspec.structs.replace(each, machine=found.get(each.item)) for each in given)
