"""The picture in words: for whoever cannot see it, and what its signs mean for whoever can."""

from __future__ import annotations

from collections import Counter
from typing import Final

from coolhead.adapters.formats.page import lanes
from coolhead.adapters.formats.page.drawing import SIGNS
from coolhead.adapters.formats.page.markup import Child, Html, element
from coolhead.adapters.formats.page.places import Places
from coolhead.adapters.formats.page.wording import clock, heat_words, length, words
from coolhead.call.decisions import AlertRaised
from coolhead.call.state import Heard
from coolhead.services.finished import FinishedCall

# A list longer than this is no longer read beside a picture; the transcript marks them all.
_LISTED: Final = 30
_MEANINGS: Final = (
    ("flag", "a step of the ladder"),
    ("peak", "a peak of the heat"),
    ("interruption", "interrupts: speaks over the other and takes the floor"),
    ("overlap", "speaks over the other"),
)


def described(call: FinishedCall, heard: list[Heard], duration_s: float) -> str:
    """The picture's text alternative, in a few plain sentences."""
    said = [f"The call took {length(duration_s)}."]
    heat = call.record.heat
    if any(each.utterance.party == "customer" for each in heard):
        said.append(
            f"The customer's heat, 0 to 100, began at {heat_words(heat.start)}, was highest at "
            f"{heat_words(heat.peak)} and ended at {heat_words(heat.end)}."
        )
    else:
        said.append("The customer was not heard.")
    steps = [f"{words(step.rung)} at {clock(step.at)}" for step in call.record.ladder]
    if steps:
        said.append(f"Steps of the ladder: {', '.join(steps[:_LISTED])}.")
    counts = Counter((moment.party, moment.kind) for moment in lanes.moments(heard))
    for (party, kind), count in counts.items():
        said.append(f"{kind.capitalize()}s by the {party}: {count}.")
    silent = lanes.silences(heard, call.decisions, duration_s)
    if silent:
        total = sum(s.end - s.start for s in silent)
        said.append(f"Dead air: {len(silent)} times, {length(total)} together.")
    return " ".join(said)


def legend(call: FinishedCall, heard: list[Heard]) -> Html | None:
    """What the signs mean, of those that the picture has."""
    kinds = {moment.kind for moment in lanes.moments(heard)}
    present = {
        "flag": bool(call.record.ladder),
        "peak": call.record.heat.peak >= 20,
        "interruption": "interruption" in kinds,
        "overlap": "overlap" in kinds,
    }
    items = [
        element("li", _small(name), " ", element("span", meaning))
        for name, meaning in _MEANINGS
        if present[name]
    ]
    if lanes.silences(heard, call.decisions, call.duration_s):
        items.append(
            element(
                "li",
                element("i", class_="silent-box"),
                " ",
                element("span", "dead air: nobody speaks"),
            )
        )
    return element("ul", *items, class_="legend") if items else None


def moment_list(call: FinishedCall, places: Places) -> Html | None:
    """What the picture marks, as a list that leads into the transcript."""
    lines: list[tuple[float, Html]] = [
        (step.at, _line(places, step.at, step.utterance, "ladder: ", words(step.rung)))
        for step in call.record.ladder
    ]
    for moment in lanes.moments(places.in_order):
        doing = "interrupts" if moment.kind == "interruption" else "speaks over the other"
        text = f"{moment.party} {doing} ({moment.seconds:.1f} s of both at once)"
        lines.append((moment.at, _line(places, moment.at, moment.utterance, text)))
    for start, end in lanes.silences(places.in_order, call.decisions, call.duration_s):
        lines.append((start, _line(places, start, None, f"dead air for {end - start:.1f} s")))
    for alert in call.decisions:
        if isinstance(alert, AlertRaised):
            text = f"alert to the supervisor: {words(alert.kind)}"
            because = f" ({alert.because})" if alert.because else None
            lines.append((alert.at, _line(places, alert.at, alert.utterance, text, because)))
    if not lines:
        return None
    lines.sort(key=lambda line: line[0])
    more = len(lines) - _LISTED
    shown = [each for _, each in lines[:_LISTED]]
    if more > 0:
        shown.append(element("li", f"and {more} more, marked in the transcript"))
    return element("ul", *shown, class_="moments")


def _line(places: Places, at: float, utterance: str | None, *text: Child) -> Html:
    when = element("span", places.link(utterance, at), class_="at")
    return element("li", when, " ", element("span", *text))


def _small(name: str) -> Html:
    return element(
        "svg",
        element("path", d=SIGNS[name], class_=f"sign {name}"),
        viewBox="-12 -8 24 16",
        width="24",
        height="16",
        aria_hidden="true",
    )
