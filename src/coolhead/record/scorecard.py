"""The scorecard: the playbook's rubric against what was observed, each line with its quote.

Only what can be heard counts, and how often somebody apologised does not: an item is passed once,
by the best evidence there is. A reflection that the customer denied earns nothing, nor does an
apology hung on a condition.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

import msgspec
from msgspec import UNSET, UnsetType

from coolhead.call.decisions import Decision, HeatMeasured
from coolhead.call.events import DisputeAnswered
from coolhead.call.state import CallState
from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import LEVELS, ScoreResult
from coolhead.playbook.schema import Playbook, RubricItem
from coolhead.record.standing import Shown, is_wish, named, standing
from coolhead.record.wording import quote_of

Result = ScoreResult


class ScoredItem(msgspec.Struct, frozen=True):
    """One line: the result, the words it rests on, and in ``rule`` why, in words.

    ``was`` is there where a dispute was upheld: what the rules had found.
    """

    id: str
    item: str
    result: Result
    weight: float
    rule: str
    quote: str = ""
    utterance: str | None = None
    rows: tuple[str, ...] = ()
    was: Result | UnsetType = UNSET


class Scorecard(msgspec.Struct, frozen=True):
    """All lines, and ``score``: 0-100 over the weights that applied, None where none did.

    ``leaves_out`` are lines that do not count, where there are any: see `leaving_out`.
    """

    items: tuple[ScoredItem, ...] = ()
    score: float | None = None
    leaves_out: tuple[str, ...] | UnsetType = UNSET


def score_call(state: CallState, decisions: Sequence[Decision], playbook: Playbook) -> Scorecard:
    """Score the call by the playbook's rubric.

    A person reviews it before it has any effect on anybody; every line can be disputed. Where a
    dispute was upheld its answer holds in place of what the rules found.
    """
    shown = list(standing(state))
    upheld = _upheld(state)
    items = tuple(
        _as_answered(_score(item, shown, decisions), upheld.get(item.id))
        for item in playbook.scorecard
    )
    return Scorecard(items, _mean(items))


def found_by_rules(line: ScoredItem) -> Result:
    """What the rules found of a line, whatever was answered since."""
    return line.result if line.was is UNSET else line.was


def leaving_out(card: Scorecard, items: Container[str]) -> Scorecard:
    """The scorecard with the score over all lines but these, which are shown and do not count."""
    out = tuple(line.id for line in card.items if line.id in items)
    if not out:
        return card
    return Scorecard(card.items, _mean(line for line in card.items if line.id not in out), out)


def _mean(items: Iterable[ScoredItem]) -> float | None:
    applied = [item for item in items if item.result != "not_applicable"]
    total = sum(item.weight for item in applied)
    earned = sum(item.weight for item in applied if item.result == "pass")
    return round(100 * earned / total, 1) if total else None


def _upheld(state: CallState) -> dict[str, DisputeAnswered]:
    """The answers that hold: of each line the latest, where it was for the agent."""
    answers = {each.item: each for each in state.disputes if isinstance(each, DisputeAnswered)}
    return {item: answer for item, answer in answers.items() if answer.upheld}


def _as_answered(line: ScoredItem, answer: DisputeAnswered | None) -> ScoredItem:
    if answer is None:
        return line
    # An answer of before results were named says only that the line was wrong.
    result: Result = answer.result or ("miss" if line.result == "pass" else "pass")
    if result == line.result:
        return line
    found = line.result.replace("_", " ")
    return msgspec.structs.replace(
        line,
        result=result,
        was=line.result,
        rule=f"a dispute of this line was upheld; the rules had found {found} ({line.rule})",
    )


def _score(item: RubricItem, shown: list[Shown], decisions: Sequence[Decision]) -> ScoredItem:
    since, why_not = _applies_since(item, shown, decisions)
    if since is None:
        return _line(item, "not_applicable", why_not)
    # `dead_air` belongs to nobody: it counts whoever it was noted for.
    faults = [
        s
        for s in shown
        if s.signal.name in item.fails and (s.party == "agent" or s.signal.name == "dead_air")
    ]
    if len(faults) > item.allowed:
        allowed = f"{item.allowed} allowed" if item.allowed else "none allowed"
        rule = f"{_words(item.fails)}: heard {len(faults)}, {allowed}"
        return _line(item, "miss", rule, faults[item.allowed])
    if not item.passes:
        heard = f"not more than {item.allowed} heard" if item.allowed else "none heard"
        return _line(item, "pass", f"{_words(item.fails)}: {heard}")
    hits = [s for s in named(shown, "agent", *item.passes) if s.at >= since]
    credited = [s for s in hits if _worth(s.signal) > 0]
    if credited:
        best = max(credited, key=lambda s: _worth(s.signal))
        return _line(item, "pass", f"heard: {_said_how(best.signal)}", best)
    if hits:
        return _line(item, "miss", f"{_said_how(hits[0].signal)}: no credit", hits[0])
    return _line(item, "miss", f"{_words(item.passes)}: not heard where it was called for")


def _line(item: RubricItem, result: Result, rule: str, shown: Shown | None = None) -> ScoredItem:
    heard = shown.heard if shown else None
    return ScoredItem(
        id=item.id,
        item=item.item,
        result=result,
        weight=item.weight,
        rule=rule,
        quote=quote_of(heard, shown.signal.span) if shown and heard else "",
        utterance=heard.utterance.id if heard else None,
        rows=item.rows,
    )


def _applies_since(
    item: RubricItem, shown: list[Shown], decisions: Sequence[Decision]
) -> tuple[float | None, str]:
    """From when on the item applies (None: it does not), and why not."""
    since = 0.0
    if item.applies.customer:
        found = [
            s
            for s in named(shown, "customer", *item.applies.customer)
            if s.signal.name != "request" or is_wish(s.signal)
        ]
        if not found:
            return None, f"no {_words(item.applies.customer)} was heard from the customer"
        since = found[0].at
    if item.applies.agent and not named(shown, "agent", *item.applies.agent):
        return None, f"no {_words(item.applies.agent)} was heard from the agent"
    if item.applies.heat is not None:
        wanted = LEVELS.index(item.applies.heat)
        measured = [d for d in decisions if isinstance(d, HeatMeasured)]
        if not any(LEVELS.index(d.level) >= wanted for d in measured):
            return None, f"the customer's heat did not reach {item.applies.heat}"
    return since, ""


def _worth(signal: Signal) -> int:
    """How good a piece of evidence is: a confirmed reflection above all, an empty form nothing."""
    if signal.name == "reflection":
        return {True: 4, None: 2, False: 0}[signal.confirmed]
    if signal.name == "apology":
        return 0 if signal.kind == "conditional" else 2
    if signal.name == "empathy":
        return 1 if signal.qualified else 3
    return 2


def _said_how(signal: Signal) -> str:
    name = signal.name.replace("_", " ")
    if signal.name == "reflection":
        return {
            True: "a reflection that the customer confirmed",
            False: "a reflection that the customer denied",
            None: "a reflection",
        }[signal.confirmed]
    if signal.name == "apology" and signal.kind:
        return f"a {signal.kind} apology"
    if signal.name == "empathy" and signal.qualified:
        return "empathy, weakened by a 'but'"
    return name


def _words(names: Sequence[str]) -> str:
    return " or ".join(name.replace("_", " ") for name in names)
