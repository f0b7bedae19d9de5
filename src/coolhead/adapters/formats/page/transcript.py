"""What was said, with the evidence of each signal marked in it and named beside it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from coolhead.adapters.formats.page.drawing import SIGNS
from coolhead.adapters.formats.page.evidence import evidence, told_signals
from coolhead.adapters.formats.page.markup import Html, element
from coolhead.adapters.formats.page.places import Places
from coolhead.adapters.formats.page.wording import clock, signal_words
from coolhead.call.state import Heard
from coolhead.call.utterance import Signal

# Where an utterance has no text: consent was refused, or the call was on hold.
NO_WORDS: Final = "(not kept)"
# What makes a call harder, on either side: set off from the rest, in words and in look.
_GRAVE: Final = frozenset(
    {
        *("complaint", "frustration", "anger", "profanity", "insult", "aggression", "threat"),
        *("not_heard", "supervisor_request", "do_not_call", "rejection", "vulnerability"),
        *("defensiveness", "dismissal", "excuse", "pass_off", "jargon"),
    }
)
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}", re.ASCII)


def transcript(places: Places, language: str) -> Html:
    """The utterances in the order in which they were said."""
    if not places.in_order:
        return element("p", "Nothing was heard.")
    spoken_in = language if _TAG.fullmatch(language) else None
    turns = [_turn(heard, places) for heard in places.in_order]
    return element("ol", *turns, class_="turns", lang=spoken_in)


def _turn(heard: Heard, places: Places) -> Html:
    said = heard.utterance
    anchor = places.anchor(said.id)
    shown = told_signals(heard)
    return element(
        "li",
        element(
            "p",
            element("a", clock(said.start), href=f"#{anchor}", class_="at"),
            " ",
            element("b", said.party.capitalize()),
            class_="who",
        ),
        element(
            "p", _marked(said.text, shown) if said.text else NO_WORDS, class_="said", dir="auto"
        ),
        _chips(shown, len(said.text)),
        id=anchor,
        class_=said.party,
    )


def _chips(shown: list[Signal], length: int) -> Html | None:
    if not shown:
        return None
    spans = _spans(shown, length)
    items = []
    for signal in shown:
        sign = None
        if signal.name in ("interruption", "overlap"):
            sign = element(
                "svg",
                element("path", d=SIGNS[signal.name], class_=f"sign {signal.name}"),
                viewBox="-7 -7 14 14",
                width="12",
                height="12",
                aria_hidden="true",
            )
        span = evidence(signal, length)
        number = f"{spans.index(span) + 1} " if span and len(spans) > 1 else None
        look = "grave" if signal.name in _GRAVE else None
        items.append(element("li", sign, number, signal_words(signal), class_=look))
    return element("ul", *items, class_="signs", lang="en")


def _spans(shown: list[Signal], length: int) -> list[tuple[int, int]]:
    """The pieces of evidence, each once, in order: their places are their numbers."""
    return sorted({span for signal in shown if (span := evidence(signal, length))})


def _marked(text: str, shown: list[Signal]) -> Html:
    """The text with all evidence marked, each piece with its number where there are several."""
    spans = _spans(shown, len(text))
    if not spans:
        return Html(text)
    grave = {evidence(signal, len(text)) for signal in shown if signal.name in _GRAVE}
    bounds = sorted({0, len(text), *(bound for span in spans for bound in span)})
    parts: list[Html] = []
    for start, end in pairwise(bounds):
        over = [span for span in spans if span[0] <= start and end <= span[1]]
        piece = Html(text[start:end])
        if over:
            look = "grave" if any(span in grave for span in over) else None
            piece = element("mark", text[start:end], class_=look)
        parts.append(piece)
        parts += [
            element("sup", str(number))
            for number, span in enumerate(spans, start=1)
            if len(spans) > 1 and span[1] == end
        ]
    return Html(*parts)
