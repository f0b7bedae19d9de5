"""The boundary ladder: none → asked → warned → may_end → ended.

A rung is climbed only by what really happened (VOCABULARY, "The boundary ladder"; S1.3, S1.4,
S4.7). The ladder keeps its inputs and is folded from them anew when the agent takes one back, so
a retraction undoes exactly what the utterance did.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import RUNGS, Rung
from coolhead.guidance.tally import is_sure
from coolhead.playbook.schema import Ladder

Step = Literal["ask", "warn"]
InputKind = Literal["abuse", "harm", "ask", "warn", "end", "calm", "mark_asked", "mark_warned"]

# After so much calm speech (about two sentences) the moment to ask or to warn has passed.
FRESH_FOR_S: Final = 6.0
# Severity of an abuse that the agent marked and no detector had found.
_MARKED_SEVERITY: Final = 2


class LadderInput(msgspec.Struct, frozen=True, gc=False):
    """One thing that the ladder counts; ``severity`` for abuse, ``seconds`` for calm speech."""

    kind: InputKind
    utterance: str | None
    severity: int = 0
    seconds: float = 0.0


class LadderState(msgspec.Struct, frozen=True, gc=False):
    """Where the ladder stands.

    ``open_step`` is the step to which abuse has opened the way; ``abuse`` the utterances counted
    since the last step; ``latest_abuse`` the newest one; ``calm_s`` the calm speech since.
    ``reached`` is the highest rung so far, which calm speech does not step back from.
    ``unconfirmed`` are those recognised too faintly to count until the agent says so.
    """

    rung: Rung = "none"
    open_step: Step | None = None
    abuse: tuple[str, ...] = ()
    latest_abuse: str | None = None
    asked: bool = False
    calm_s: float = 0.0
    inputs: tuple[LadderInput, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    reached: Rung = "none"

    @property
    def fresh(self) -> bool:
        """Whether the abuse is recent enough to be answered now."""
        return self.latest_abuse is not None and self.calm_s < FRESH_FOR_S


def after_customer(
    state: LadderState,
    utterance: Utterance,
    signals: Sequence[Signal],
    *,
    calm: bool,
    settings: Ladder,
) -> LadderState:
    """The ladder after the customer has spoken; ``calm``: the utterance carried no heat."""
    severity = _severity(signals, settings)
    harm = settings.jumps.threat_of_harm != "none" and any(
        s.name == "threat" and s.kind == "harm" and is_sure(s) for s in signals
    )
    if severity or harm:
        faint = utterance.confidence is not None and (
            utterance.confidence < settings.min_confidence
        )
        if faint:
            return msgspec.structs.replace(state, unconfirmed=(*state.unconfirmed, utterance.id))
        kind: InputKind = "harm" if harm else "abuse"
        return _add(state, LadderInput(kind, utterance.id, severity=severity), settings)
    if calm and (state.latest_abuse is not None or state.rung != "none"):
        seconds = max(0.0, utterance.end - utterance.start)
        return _add(state, LadderInput("calm", utterance.id, seconds=seconds), settings)
    return state


def after_agent(
    state: LadderState, utterance: Utterance, signals: Sequence[Signal], settings: Ladder
) -> LadderState:
    """The ladder after the agent has spoken."""
    names = {signal.name for signal in signals}
    for name, kind in _HEARD.items():
        if name in names:
            state = _add(state, LadderInput(kind, utterance.id), settings)
    return state


_HEARD: Final[dict[str, InputKind]] = {
    "civility_request": "ask",
    "final_warning": "warn",
    "end_call_notice": "end",
}


def mark_abuse(state: LadderState, utterance: str, settings: Ladder) -> LadderState:
    """The agent says: that was abuse."""
    if any(i.utterance == utterance and i.kind in ("abuse", "harm") for i in state.inputs):
        return state
    cleared = tuple(known for known in state.unconfirmed if known != utterance)
    state = msgspec.structs.replace(state, unconfirmed=cleared)
    return _add(state, LadderInput("abuse", utterance, severity=_MARKED_SEVERITY), settings)


def take_back(state: LadderState, utterance: str, settings: Ladder) -> LadderState:
    """The agent says: that was no abuse. Its rung is taken back with it."""
    kept = tuple(
        i for i in state.inputs if i.utterance != utterance or i.kind not in ("abuse", "harm")
    )
    unconfirmed = tuple(known for known in state.unconfirmed if known != utterance)
    fresh = LadderState(unconfirmed=unconfirmed)
    for each in kept:
        fresh = _add(fresh, each, settings)
    return fresh


def mark(
    state: LadderState, kind: Literal["mark_asked", "mark_warned", "end"], settings: Ladder
) -> LadderState:
    """The agent says that they have asked, warned, or ended the call for abuse."""
    return _add(state, LadderInput(kind, None), settings)


def _severity(signals: Sequence[Signal], settings: Ladder) -> int:
    """The severity of the abuse in an utterance, 0 for none that counts."""
    worst = 0
    for signal in signals:
        if signal.name not in settings.opens_on:
            continue
        severity = signal.severity or 1
        if signal.name == "aggression" or severity >= settings.min_severity:
            worst = max(worst, severity)
    return worst


def _add(state: LadderState, given: LadderInput, settings: Ladder) -> LadderState:
    state = msgspec.structs.replace(state, inputs=(*state.inputs, given))
    if state.rung == "ended":
        return state
    match given.kind:
        case "abuse" | "harm":
            return _after_abuse(state, given, settings)
        case "calm":
            return _after_calm(state, given.seconds, settings)
        case "ask" if state.rung == "none" and state.open_step is not None:
            return _climbed(state, "asked")
        case "mark_asked" if state.rung == "none":
            return _climbed(state, "asked")
        case "warn" | "mark_warned":
            return _after_warning(state, marked=given.kind == "mark_warned")
        case "end" if given.utterance is None or state.latest_abuse is not None:
            return _climbed(state, "ended")
        case _:
            return state


def _after_abuse(state: LadderState, given: LadderInput, settings: Ladder) -> LadderState:
    counted = (*state.abuse, given.utterance or "")
    state = msgspec.structs.replace(state, abuse=counted, latest_abuse=given.utterance, calm_s=0.0)
    jump = _jump(given, settings)
    if jump in ("may_end", "ended") and state.rung != "may_end":
        return _climbed(state, "may_end")
    if jump == "warned" and state.rung in ("none", "asked"):
        if settings.skip_warning and state.rung == "asked":
            return _climbed(state, "may_end")
        return msgspec.structs.replace(state, open_step="ask" if settings.skip_warning else "warn")
    needed = {
        "none": settings.insults_before_ask,
        "asked": (
            settings.insults_before_end
            if settings.skip_warning
            else settings.insults_before_warning
        ),
        "warned": settings.insults_before_end,
    }.get(state.rung)
    if needed is None or len(counted) < needed:
        return state
    if state.rung == "none":
        step: Step = state.open_step or "ask"
        return msgspec.structs.replace(state, open_step=step)
    if state.rung == "asked" and not settings.skip_warning:
        return msgspec.structs.replace(state, open_step="warn")
    return _climbed(state, "may_end")


def _jump(given: LadderInput, settings: Ladder) -> Rung:
    jumps: list[Rung] = []
    if given.kind == "harm":
        jumps.append(settings.jumps.threat_of_harm)
    if given.severity >= 3:
        jumps.append(settings.jumps.severity_3)
    return max(jumps, key=RUNGS.index, default="none")


def _after_warning(state: LadderState, *, marked: bool) -> LadderState:
    if state.rung == "none":
        if state.open_step == "warn":
            return _climbed(state, "warned")
        # A warning without an ask counts as the ask.
        return _climbed(state, "asked") if marked or state.open_step else state
    if state.rung == "asked" and (marked or state.open_step == "warn"):
        return _climbed(state, "warned")
    return state


def _after_calm(state: LadderState, seconds: float, settings: Ladder) -> LadderState:
    calm_s = state.calm_s + seconds
    if calm_s < settings.step_back_after_s:
        return msgspec.structs.replace(state, calm_s=calm_s)
    index = RUNGS.index(state.rung)
    # Never below `asked` once an ask was heard; `none` stays `none`, with its way closed again.
    lower = RUNGS[max(index - 1, 1 if state.asked else 0)] if index else "none"
    if lower == "warned" and settings.skip_warning:
        lower = "asked" if state.asked else "none"
    return msgspec.structs.replace(
        state, rung=lower, open_step=None, abuse=(), latest_abuse=None, calm_s=0.0
    )


def _climbed(state: LadderState, rung: Rung) -> LadderState:
    return msgspec.structs.replace(
        state,
        rung=rung,
        reached=max(state.reached, rung, key=RUNGS.index),
        open_step=None,
        abuse=(),
        asked=state.asked or rung in ("asked", "warned"),
    )
