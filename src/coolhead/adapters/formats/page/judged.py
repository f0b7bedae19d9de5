"""What was made of the call: why the heat moved, the ladder, the scorecard. Each with quotes."""

from __future__ import annotations

from typing import Final, NamedTuple

from coolhead.adapters.formats.page.evidence import standing_signals
from coolhead.adapters.formats.page.markup import Child, Html, element
from coolhead.adapters.formats.page.places import Places
from coolhead.adapters.formats.page.wording import words
from coolhead.call.decisions import Because, HeatMeasured, LadderMoved
from coolhead.call.state import Heard
from coolhead.call.vocabulary import Rung
from coolhead.record.record import LadderStep
from coolhead.record.scorecard import Scorecard
from coolhead.record.wording import quote_of
from coolhead.services.finished import FinishedCall

# Reasons beyond these moved it by a few points each.
_REASONS: Final = 10
_RESULTS: Final = {
    "pass": ("\u2713", "pass"),
    "miss": ("\u2717", "miss"),
    "not_applicable": ("\u2013", "not applicable"),
}
# For whoever has never seen one: a page may be read by the customer's side.
_LADDER: Final = (
    "How limits are set: a customer who insults is first asked for respect, then warned that the "
    "call may end; if it goes on, the agent may end it. Threats of harm can shorten this."
)
# What an utterance shows that moves the ladder to a rung.
_MOVES: Final[dict[Rung, tuple[str, ...]]] = {
    "asked": ("civility_request", "final_warning"),
    "warned": ("final_warning",),
    "may_end": ("threat", "insult", "aggression"),
    "ended": ("end_call_notice",),
}


class Reason(NamedTuple):
    """An utterance that raised the heat: by how much, by which signals, and its words."""

    utterance: str | None
    points: float
    signals: tuple[str, ...]
    quote: str


def heat_reasons(call: FinishedCall, places: Places) -> Html:
    """What raised the heat most: quotes with the points that they added when they were said."""
    reasons = strongest(call, places)
    if not reasons:
        return element("p", "Nothing raised the customer\u2019s heat.")
    rows = [
        element(
            "tr",
            element("td", f"+{reason.points:.0f}", class_="number"),
            element(
                "td",
                *(_quoted(reason.quote), " ", places.link(reason.utterance)),
                _why(", ".join(words(name) for name in reason.signals)),
            ),
        )
        for reason in reasons
    ]
    return _table(
        "What raised the heat most, in points of 100", ("Points", "Words, and what they show"), rows
    )


def strongest(call: FinishedCall, places: Places) -> list[Reason]:
    """The utterances by the most points that they ever had, which is when they were said.

    Points fade from there on. A signal that its utterance no longer shows is no reason.
    """
    most: dict[str | None, dict[str, Because]] = {}
    for decision in call.decisions:
        for because in decision.because if isinstance(decision, HeatMeasured) else ():
            known = most.setdefault(because.utterance, {})
            if _points(because) > _points(known.get(because.signal)) and _stands(because, places):
                known[because.signal] = because
    found = [
        _reason(utterance, sorted(by_signal.values(), key=_points, reverse=True), places)
        for utterance, by_signal in most.items()
        if by_signal
    ]
    return sorted(found, key=lambda reason: -reason.points)[:_REASONS]


def _points(because: Because | None) -> float:
    return 0.0 if because is None else because.points or 0.0


def _reason(utterance: str | None, because: list[Because], places: Places) -> Reason:
    heard, first = places.find(utterance), because[0]
    signal = heard.find(first.signal) if heard else None
    return Reason(
        utterance=utterance,
        points=sum(_points(each) for each in because),
        signals=tuple(each.signal for each in because),
        quote=quote_of(heard, signal.span) if heard and signal else first.quote,
    )


def _stands(because: Because, places: Places) -> bool:
    heard = places.find(because.utterance)
    return heard is None or any(s.name == because.signal for s in standing_signals(heard))


def ladder(call: FinishedCall, places: Places) -> Html:
    """Every move of the ladder: when, by which words, and why."""
    steps = call.record.ladder
    if not steps:
        return element("p", "No limit was set.")
    why = {
        (moved.at, moved.rung): moved.because
        for moved in call.decisions
        if isinstance(moved, LadderMoved)
    }
    rows = [
        element(
            "tr",
            element("td", element("b", words(step.rung)), places.link(step.utterance, step.at)),
            element("td", _step_words(step, places), _why(why.get((step.at, step.rung), ""))),
        )
        for step in steps
    ]
    return Html(
        element("p", _LADDER),
        _table(
            "Each step, when it was taken, and on what",
            ("Rung", "Words, and why"),
            rows,
            look="ladder",
        ),
    )


def _step_words(step: LadderStep, places: Places) -> Html | None:
    heard = places.find(step.utterance)
    if heard is None:
        return None
    return _quoted(quote_of(heard, _evidence(heard, step.rung)))


def _evidence(heard: Heard, rung: Rung) -> tuple[int, int] | None:
    for name in _MOVES.get(rung, ()):
        signal = heard.find(name)
        if signal is not None and signal.span is not None:
            return signal.span
    return None


def scorecard(card: Scorecard, places: Places) -> Html:
    """The rubric, line by line, with the rule and the quote behind each result."""
    score = "Nothing applied." if card.score is None else f"{card.score:.0f} of 100."
    rows = []
    for item in card.items:
        sign, result = _RESULTS[item.result]
        quote: list[Child] = []
        if item.quote:
            quote = [_quoted(item.quote), " ", places.link(item.utterance)]
        rows.append(
            element(
                "tr",
                element(
                    "td",
                    element("span", sign, class_="tick", aria_hidden="true"),
                    f" {result}",
                    _why(f"weight {item.weight:g}"),
                    class_=item.result.replace("_", "-"),
                ),
                element("td", element("b", item.item), _why(item.rule), *quote),
            )
        )
    return Html(
        element(
            "p",
            element("b", score),
            " A person reviews this before it has any effect; every line can be disputed.",
        ),
        _table(
            "The rubric, line by line", ("Result", "Item, why, and the words"), rows, look="card"
        ),
    )


def _quoted(quote: str) -> Html | None:
    return element("q", quote, dir="auto") if quote else None


def _why(text: str) -> Html | None:
    return element("span", text, class_="why") if text else None


def _table(
    caption: str, heads: tuple[str, ...], rows: list[Html], *, look: str | None = None
) -> Html:
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element("tbody", *rows),
        class_=look,
    )
