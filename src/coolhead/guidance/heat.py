"""The customer's heat: 0-100, with every point traced to what was said.

Heat is a sum of *movers*, each an utterance's signal with the points it still has. Points are
added with saturation, and all movers fade together, so that at any moment the movers *are* the
answer to "why that heat?" and taking one back (``not_abuse``) takes back just its points.

There is no heat of the agent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from coolhead.call.decisions import Because, HeatMeasured
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import LEVELS, Level, level_of
from coolhead.playbook.schema import Heat, HeatWeights

_FLOOR: Final[dict[Level, float]] = {"calm": 0.0, "tense": 20.0, "heated": 45.0, "boiling": 70.0}
# A mover below this no longer explains anything to a reader.
_NEGLIGIBLE: Final = 0.25
# How many movers an explanation shows: what can be read at a glance.
_SHOWN: Final = 5
# A swear word at a thing, and the complaint about that thing which it comes with.
_AT_THINGS: Final = frozenset({"product", "situation", "none"})
# What is only hinted at raises heat no further than this: it never makes a customer tense.
_HINTS_CEILING: Final = 14.0
# Loudness beyond this much over the own baseline says no more than this much does (clipping).
_LOUDEST_DB: Final = 15.0


class Mover(msgspec.Struct, frozen=True, gc=False):
    """The points that one signal of one utterance still contributes."""

    utterance: str
    signal: str
    points: float
    quote: str
    rule: str


class HeatState(msgspec.Struct, frozen=True, gc=False):
    """Heat now; ``level`` follows ``value`` with hysteresis. ``talk_s`` is conversation so far."""

    movers: tuple[Mover, ...] = ()
    level: Level = "calm"
    start: float | None = None
    peak: float = 0.0
    talk_s: float = 0.0
    jump: float = 0.0
    hot_since_talk_s: float | None = None

    @property
    def value(self) -> float:
        """The heat, 0-100."""
        return min(100.0, sum(mover.points for mover in self.movers))


def evidence(signals: Sequence[Signal], settings: Heat) -> list[tuple[Signal, float]]:
    """The signals of a customer's utterance that carry heat, with their points unsaturated."""
    found = [(signal, _points(signal, settings)) for signal in signals]
    return [(signal, points * signal.confidence) for signal, points in found if points > 0]


def after_utterance(
    state: HeatState,
    utterance: Utterance,
    signals: Sequence[Signal],
    settings: Heat,
    *,
    hints: Sequence[Signal] = (),
) -> HeatState:
    """Heat after an utterance of either party: talk cools, calm talk of the customer more so.

    Pure conversation time counts: silence and hold cool nothing, since nobody has been heard.
    ``hints`` are too weak for signals; what is likely in them counts, so that a customer who is
    never quite rude and never quite content is not taken for calm.
    """
    duration = max(0.0, utterance.end - utterance.start)
    factor = 0.5 ** (duration / settings.half_life_s)
    before = state.value
    hot = evidence((*signals, *hints), settings) if utterance.party == "customer" else []
    only_hints = not evidence(signals, settings)
    if utterance.party == "customer":
        calm = max(0.0, 1.0 - sum(points for _, points in hot) / settings.calm_below)
        spoken = duration + settings.calm_turn_s
        factor *= 0.5 ** (calm * spoken / settings.calm_speech_half_life_s)
        factor *= _relief(before, signals, settings, calm)
    movers = _faded(state.movers, factor)
    if hot:
        ceiling = _HINTS_CEILING if only_hints else _ceiling(signals, settings)
        movers = _raised(movers, utterance, hot, ceiling)
    changed = msgspec.structs.replace(
        state, movers=movers, talk_s=state.talk_s + duration, jump=0.0
    )
    return _settled(changed, settings, rose_from=before if hot else None)


def without(state: HeatState, utterance: str, settings: Heat) -> HeatState:
    """Heat after the agent has taken an utterance's abuse back."""
    kept = tuple(
        mover
        for mover in state.movers
        if mover.utterance != utterance or mover.signal not in ("insult", "aggression", "threat")
    )
    return _settled(msgspec.structs.replace(state, movers=kept), settings)


def measured(state: HeatState, at: float, decision: str) -> HeatMeasured:
    """The heat as a decision, with the movers that explain it, the strongest first."""
    strongest = sorted(state.movers, key=lambda mover: -mover.points)[:_SHOWN]
    because = tuple(
        Because(
            utterance=mover.utterance,
            quote=mover.quote,
            signal=mover.signal,
            points=round(mover.points, 1),
            rule=mover.rule,
        )
        for mover in strongest
    )
    return HeatMeasured(
        at=at,
        decision=decision,
        value=round(state.value, 1),
        level=state.level,
        because=because,
    )


def at_least(level: Level, floor: Level) -> bool:
    """Whether a level is as hot as another or hotter."""
    return LEVELS.index(level) >= LEVELS.index(floor)


def _points(signal: Signal, settings: Heat) -> float:
    weights: HeatWeights = settings.weights
    match signal.name:
        case "insult":
            return _by_severity(weights, signal.severity)
        case "threat":
            # A hint of a threat does not say of which kind: it counts as the mildest.
            kind = signal.kind or "leave"
            return next((p for known, p in weights.threat.items() if known == kind), 0.0)
        case "profanity":
            at_thing = (signal.target or "none") in _AT_THINGS
            return weights.product_profanity if at_thing else weights.profanity
        case "raised_voice":
            loud = min(signal.db_over_baseline or 0.0, _LOUDEST_DB)
            return weights.raised_voice_per_db * loud if settings.voice else 0.0
        case (
            "complaint"
            | "frustration"
            | "anger"
            | "aggression"
            | "not_heard"
            | "rejection"
            | "supervisor_request"
            | "do_not_call"
        ):
            return float(getattr(weights, signal.name))
        case _:
            return 0.0


def _by_severity(weights: HeatWeights, severity: int | None) -> float:
    wanted = severity if severity in (1, 2, 3) else 1
    return next((points for key, points in weights.insult.items() if key == wanted), 0.0)


def _relief(value: float, signals: Sequence[Signal], settings: Heat, calm: float) -> float:
    """The factor by which relief (thanks, acceptance), if it is calm, shrinks what is left."""
    points = calm * sum(
        getattr(settings.relief, signal.name)
        for signal in signals
        if signal.name in ("thanks", "acceptance")
    )
    return max(0.0, 1.0 - points / value) if value > 0 else 1.0


def _faded(movers: tuple[Mover, ...], factor: float) -> tuple[Mover, ...]:
    return tuple(
        msgspec.structs.replace(mover, points=mover.points * factor)
        for mover in movers
        if mover.points * factor >= _NEGLIGIBLE
    )


def _raised(
    movers: tuple[Mover, ...],
    utterance: Utterance,
    hot: list[tuple[Signal, float]],
    ceiling: float,
) -> tuple[Mover, ...]:
    value = sum(mover.points for mover in movers)
    added = []
    for signal, points in hot:
        # The hotter it is, the less one more word adds: 100 is approached, never jumped to.
        gain = min(points * (1.0 - (value / 100.0) ** 2), ceiling - value)
        if gain <= 0:
            continue
        value += gain
        added.append(
            Mover(
                utterance=utterance.id,
                signal=signal.name,
                points=gain,
                quote=quote_of(utterance, signal),
                rule=signal.rule,
            )
        )
    return (*movers, *added)


def _ceiling(signals: Sequence[Signal], settings: Heat) -> float:
    hot = [signal for signal in signals if _points(signal, settings) > 0]
    return settings.product_profanity_cap if _only_at_things(hot) else 100.0


def _only_at_things(signals: list[Signal]) -> bool:
    swears = [signal for signal in signals if signal.name == "profanity"]
    return bool(swears) and all(
        (signal.name == "profanity" and (signal.target or "none") in _AT_THINGS)
        or (signal.name == "complaint" and signal.target == "product")
        for signal in signals
    )


def _settled(state: HeatState, settings: Heat, *, rose_from: float | None = None) -> HeatState:
    value = state.value
    level = level_of(value)
    if LEVELS.index(level) < LEVELS.index(state.level):
        while state.level != level and value < _FLOOR[state.level] - settings.hysteresis:
            state = msgspec.structs.replace(state, level=LEVELS[LEVELS.index(state.level) - 1])
        level = state.level
    return msgspec.structs.replace(
        state,
        level=level,
        start=value if state.start is None else state.start,
        peak=max(state.peak, value),
        jump=max(0.0, value - rose_from) if rose_from is not None else 0.0,
    )


def quote_of(utterance: Utterance, signal: Signal | None = None, *, longest: int = 120) -> str:
    """The evidence in the customer's words, cut at a word where it is long."""
    text = utterance.text
    if signal is not None and signal.span is not None:
        start, end = signal.span
        start = max(0, text.rfind(" ", 0, max(0, start - 20)) + 1) if start > 40 else 0
        text = text[start : max(end, start + longest)]
    if len(text) <= longest:
        return text.strip()
    return text[:longest].rsplit(" ", 1)[0].strip() + " …"
