"""Detectors against labels: a figure for each signal, and what was missed and made up."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from coolhead.call.decisions import HeatMeasured
from coolhead.call.events import Envelope, Event, UtteranceHeard
from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import AGENT_SIGNALS, CUSTOMER_SIGNALS, Party
from coolhead.services.call_runner import CallRunner
from coolhead.services.labels import CallAbout, LabelledCall, LabelledUtterance
from coolhead.services.measures import (
    Bin,
    Judged,
    area_under_curve,
    calibration_error,
    counted,
    rank_correlation,
    reliability,
    resampled,
    wilson,
)
from coolhead.signals.detector import THRESHOLD, Detector, run_detectors
from coolhead.signals.turn import Conversation, Turn

# The attribute in which each signal keeps what a label calls its detail.
_DETAIL_OF: Final[Mapping[str, str]] = {
    "complaint": "target",
    "profanity": "target",
    "insult": "severity",
    "threat": "kind",
    "request": "remedy",
    "vulnerability": "kind",
    "apology": "kind",
    "offer": "options",
}
_SIGNALS: Final[tuple[tuple[Party, tuple[str, ...]], ...]] = (
    ("customer", CUSTOMER_SIGNALS),
    ("agent", AGENT_SIGNALS),
)
Interval = tuple[float, float]


class HeardUtterance(msgspec.Struct, frozen=True):
    """A labelled utterance, with the signals found in it and the heat measured after it.

    ``weaker`` are the confidences of what was thought of and does not count.
    """

    said: LabelledUtterance
    signals: tuple[Signal, ...]
    heat: float | None = None
    weaker: Mapping[str, float] = {}


class HeardCall(msgspec.Struct, frozen=True):
    """A labelled call as the detectors heard it."""

    about: CallAbout
    utterances: tuple[HeardUtterance, ...]


class SignalFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How well one signal is found; ``None`` where a figure has nothing to rest on.

    ``of`` is how many utterances of the party there are. ``near`` counts the near-misses in the
    labels, ``near_false`` those that were taken for the signal. ``detail_right`` is the share of
    those found whose detail (target, severity, kind) is among the labelled ones. Intervals are of
    95 %.
    """

    name: str
    party: Party
    of: int
    labelled: int
    found: int
    precision: float | None
    precision_interval: Interval | None
    recall: float | None
    recall_interval: Interval | None
    f1: float | None
    f1_interval: Interval | None
    auc: float | None
    calibration_error: float | None
    reliability: tuple[Bin, ...]
    near: int
    near_false: int
    detail_right: float | None


class Case(msgspec.Struct, frozen=True):
    """An utterance on which detector and label differ; ``before`` is what was said before it."""

    call: str
    line: int
    signal: str
    how: str  # "missed" or "false"
    text: str
    before: str
    confidence: float


class HeatFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How heat follows the labelled heat: Spearman's rho, mean difference, false heat in calm."""

    points: int
    rank_correlation: float | None
    mean_difference: float | None
    calm_utterances: int
    calm_below_20: float | None


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of a run."""

    calls: int
    utterances: int
    signals: tuple[SignalFigures, ...]
    heat: HeatFigures
    false_alarms: dict[str, dict[str, float]]
    cases: tuple[Case, ...]


def evaluate(calls: Sequence[HeardCall]) -> Evaluation:
    """Compare what was heard with the labels."""
    return Evaluation(
        calls=len(calls),
        utterances=sum(len(call.utterances) for call in calls),
        signals=figures(calls),
        heat=_of_heat(calls),
        false_alarms=_false_alarms(calls),
        cases=tuple(_cases(calls)),
    )


def figures(
    calls: Sequence[HeardCall], only: Container[str] | None = None
) -> tuple[SignalFigures, ...]:
    """How well each signal is found; ``only`` those named."""
    return tuple(
        _of_signal(calls, name, party)
        for party, names in _SIGNALS
        for name in names
        if only is None or name in only
    )


def heard(
    call: LabelledCall,
    runner: CallRunner,
    moments: Iterable[Event | Envelope],
    weaker: Sequence[Mapping[str, float]],
) -> HeardCall:
    """Run the call; utterance ``uN`` of ``moments`` is the Nth that is labelled, from 0.

    ``weaker`` holds for each what does not count, as of `weak_in`.
    """
    heats: dict[str, float] = {}
    for moment in moments:
        made = runner.feed(moment)
        if isinstance(moment, UtteranceHeard):
            measured = [each.value for each in made if isinstance(each, HeatMeasured)]
            heats[moment.utterance.id] = measured[-1] if measured else 0.0
    runner.finish()
    state = runner.state.call
    return HeardCall(
        call.about,
        tuple(
            HeardUtterance(
                said, known.signals if known else (), heats.get(f"u{number}"), weaker[number]
            )
            for number, said in enumerate(call.utterances)
            for known in (state.find(f"u{number}"),)
        ),
    )


def weak_in(call: LabelledCall, detectors: Sequence[Detector]) -> list[dict[str, float]]:
    """For each utterance the confidences of the candidates that do not count."""
    conversation, weak = Conversation(), []
    for said in call.utterances:
        turn = Turn(said.party, said.text)
        found = run_detectors(detectors, turn, conversation)
        weak.append({name: signal.confidence for name, signal in found.weaker.items()})
        conversation.add(turn)
    return weak


def _confidence(heard: HeardUtterance, name: str) -> float:
    found = [signal.confidence for signal in heard.signals if signal.name == name]
    # A weak candidate of an utterance that was heard with others in between stays weak.
    return max(found) if found else min(heard.weaker.get(name, 0.0), THRESHOLD - 0.01)


def _of_signal(calls: Sequence[HeardCall], name: str, party: Party) -> SignalFigures:
    groups = [
        [
            Judged(each.said.shows(name), _confidence(each, name))
            for each in call.utterances
            if each.said.party == party
        ]
        for call in calls
    ]
    every = [each for group in groups for each in group]
    counts = counted(every, THRESHOLD)
    found, labelled = counts.right + counts.false, counts.right + counts.missed
    near = [
        each
        for call in calls
        for each in call.utterances
        if each.said.party == party and name in each.said.near
    ]
    return SignalFigures(
        name=name,
        party=party,
        of=len(every),
        labelled=labelled,
        found=found,
        precision=counts.precision,
        precision_interval=wilson(counts.right, found),
        recall=counts.recall,
        recall_interval=wilson(counts.right, labelled),
        f1=counts.f1,
        f1_interval=resampled(groups, lambda drawn: counted(drawn, THRESHOLD).f1),
        auc=area_under_curve(every),
        calibration_error=calibration_error(every),
        reliability=reliability(every),
        near=len(near),
        near_false=sum(_confidence(each, name) >= THRESHOLD for each in near),
        detail_right=_detail_right(calls, name),
    )


def _detail_right(calls: Sequence[HeardCall], name: str) -> float | None:
    attribute = _DETAIL_OF.get(name)
    if attribute is None:
        return None
    right = whole = 0
    for call in calls:
        for each in call.utterances:
            details = each.said.details(name)
            given = {
                str(value)
                for signal in each.signals
                if signal.name == name and (value := getattr(signal, attribute)) is not None
            }
            if details and given:
                whole += 1
                right += bool(details & given)
    return right / whole if whole else None


def _of_heat(calls: Sequence[HeardCall]) -> HeatFigures:
    pairs = [
        (each.said.heat, each.heat)
        for call in calls
        for each in call.utterances
        if each.said.heat is not None and each.heat is not None
    ]
    calm = [
        each.heat
        for call in calls
        if _is_calm(call)
        for each in call.utterances
        if each.heat is not None
    ]
    return HeatFigures(
        points=len(pairs),
        rank_correlation=rank_correlation(pairs),
        mean_difference=sum(abs(a - b) for a, b in pairs) / len(pairs) if pairs else None,
        calm_utterances=len(calm),
        calm_below_20=sum(heat < 20 for heat in calm) / len(calm) if calm else None,
    )


def _is_calm(call: HeardCall) -> bool:
    heats = [each.said.heat for each in call.utterances if each.said.heat is not None]
    return bool(heats) and max(heats) < 20


def _false_alarms(calls: Sequence[HeardCall]) -> dict[str, dict[str, float]]:
    """For each signal of heat: the share of customer utterances without it that raise it.

    By the customer's English and register, and ``all`` together.
    """
    shares: dict[str, dict[str, float]] = {}
    for name in ("anger", "insult", "frustration"):
        tally: dict[str, list[int]] = {}
        for call in calls:
            groups = ("all", call.about.english, f"register {call.about.register}")
            for each in call.utterances:
                if each.said.party != "customer" or each.said.shows(name):
                    continue
                for group in groups:
                    counts = tally.setdefault(group, [0, 0])
                    counts[0] += _confidence(each, name) >= THRESHOLD
                    counts[1] += 1
        shares[name] = {group: false / whole for group, (false, whole) in sorted(tally.items())}
    return shares


def _cases(calls: Iterable[HeardCall]) -> Iterable[Case]:
    for call in calls:
        before = ""
        for each in call.utterances:
            known = CUSTOMER_SIGNALS if each.said.party == "customer" else AGENT_SIGNALS
            for name in known:
                confidence = _confidence(each, name)
                found, shown = confidence >= THRESHOLD, each.said.shows(name)
                if found != shown:
                    yield Case(
                        call=call.about.id,
                        line=each.said.line,
                        signal=name,
                        how="false" if found else "missed",
                        text=each.said.text,
                        before=before,
                        confidence=confidence,
                    )
            before = f"{each.said.party}: {each.said.text}"
