"""An upheld dispute as a regression case: whether the line now comes out as the answer says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final, Literal

import msgspec

from coolhead.call.events import (
    DisputeAnswered,
    Envelope,
    HoldEnded,
    HoldStarted,
    ScoreDisputed,
)
from coolhead.call.state import CallState
from coolhead.call.vocabulary import Direction, Party, ScoreResult
from coolhead.record.scorecard import Scorecard, found_by_rules
from coolhead.services.reviews.nameless import has_capitals, nameless

# Three minutes without a pause. Looking for addresses takes time by the square of the length.
_LONGEST_SAID: Final = 3_000

Ending = Literal["right", "still_wrong", "no_such_line"]


class CaseLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was said, without names; times are seconds from the call's start."""

    party: Party
    start: float
    end: float
    text: str


class CaseHold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A hold: no silence of anybody's."""

    start: float
    end: float


class RegressionCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A call, and what one line of its scorecard should be.

    ``id`` is a hash and leads back to no call. ``found`` is what the rules had found, ``expected``
    what the upheld answer says. ``playbook`` is a name.
    """

    id: str
    playbook: str
    item: str
    expected: ScoreResult
    found: ScoreResult
    direction: Direction = "inbound"
    language: str = "en"
    holds: tuple[CaseHold, ...] = ()
    said: tuple[CaseLine, ...] = ()


class CaseOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a case came to; ``now`` is what the rules find today, None without such a line."""

    case: str
    playbook: str
    item: str
    expected: ScoreResult
    found: ScoreResult
    now: ScoreResult | None
    ending: Ending


def cases_of(
    state: CallState, scorecard: Scorecard | None, envelopes: Iterable[Envelope]
) -> list[RegressionCase]:
    """The cases of a finished call: lines whose dispute was upheld and that may be tested with.

    None where names cannot be told in what was said, or somebody says more than anybody does.
    """
    agreed = may_be_tested(state)
    header = state.header
    # In the order in which they ended, as a call comes in.
    heard = sorted(state.heard, key=lambda each: (each.utterance.end, each.seq))
    texts = [each.utterance.text for each in heard]
    if not agreed or scorecard is None or header is None or header.playbook is None:
        return []
    if not has_capitals(texts) or any(len(text) > _LONGEST_SAID for text in texts):
        return []
    said = tuple(
        CaseLine(
            party=each.utterance.party,
            start=round(each.utterance.start, 2),
            end=round(each.utterance.end, 2),
            text=text,
        )
        for each, text in zip(heard, nameless(texts), strict=True)
        if text
    )
    return [
        RegressionCase(
            id=_id(header.workspace, header.call, line.id, texts),
            playbook=header.playbook.name,
            item=line.id,
            expected=line.result,
            found=found_by_rules(line),
            direction=header.direction,
            language=header.language,
            holds=_holds(envelopes),
            said=said,
        )
        for line in scorecard.items
        if line.id in agreed
    ]


def may_be_tested(state: CallState) -> frozenset[str]:
    """The lines whose latest answer upholds a dispute in which the agent agreed to tests."""
    agreed: dict[str, bool] = {}
    upheld: dict[str, bool] = {}
    for each in state.disputes:
        if isinstance(each, ScoreDisputed):
            agreed[each.item] = each.may_test
        elif isinstance(each, DisputeAnswered):
            upheld[each.item] = each.upheld
    return frozenset(item for item, holds in upheld.items() if holds and agreed.get(item))


def outcome(case: RegressionCase, scorecard: Scorecard | None) -> CaseOutcome:
    """How a case came out; ``scorecard`` is what the rules find in the call now."""
    lines = {line.id: line.result for line in (scorecard.items if scorecard else ())}
    now = lines.get(case.item)
    ending: Ending = "right" if now == case.expected else "still_wrong"
    return CaseOutcome(
        case=case.id,
        playbook=case.playbook,
        item=case.item,
        expected=case.expected,
        found=case.found,
        now=now,
        ending="no_such_line" if now is None else ending,
    )


def _id(workspace: str, call: str, item: str, texts: Sequence[str]) -> str:
    """Of the words too, so that nobody finds the call by hashing the ids of all there are."""
    parts = msgspec.json.encode((workspace, call, item, texts))
    return hashlib.sha256(parts).hexdigest()[:16]


def _holds(envelopes: Iterable[Envelope]) -> tuple[CaseHold, ...]:
    holds: list[CaseHold] = []
    since: float | None = None
    for envelope in envelopes:
        event = envelope.event
        if isinstance(event, HoldStarted) and since is None:
            since = event.at
        elif isinstance(event, HoldEnded) and since is not None:
            holds.append(CaseHold(start=round(since, 2), end=round(event.at, 2)))
            since = None
    return tuple(holds)
