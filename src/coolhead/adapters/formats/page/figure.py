"""One picture of the whole call: heat, the ladder, and who spoke when."""

from __future__ import annotations

from math import ceil
from typing import Final

from coolhead.adapters.formats.page import curve, lanes
from coolhead.adapters.formats.page.drawing import (
    Anchor,
    bars,
    box,
    columns,
    label,
    line,
    line_through,
    sign,
    stretched,
)
from coolhead.adapters.formats.page.figure_words import described
from coolhead.adapters.formats.page.flags import drawn_flags, height_of_flags, placed_flags
from coolhead.adapters.formats.page.markup import Html, element
from coolhead.adapters.formats.page.wording import clock, heat_number, heat_words
from coolhead.call.state import Heard
from coolhead.call.vocabulary import Level
from coolhead.services.finished import FinishedCall

# Pixels down. The plot is tall enough for a word between the numbers of its narrowest band (20 of
# 100); a lane has room above its band for signs.
_PLOT: Final = 180.0
_ABOVE_PLOT: Final = 22.0
_LANE: Final = 32.0
_BAND: Final = 14.0
_AXIS: Final = 26.0
# From where to where each level reaches (VOCABULARY, "Heat").
_LEVELS: Final[tuple[tuple[Level, float, float], ...]] = (
    ("boiling", 70.0, 100.0),
    ("heated", 45.0, 70.0),
    ("tense", 20.0, 45.0),
    ("calm", 0.0, 20.0),
)
# Seconds between the times on the axis: round numbers on a clock.
_STEPS: Final = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600)
_HOUR_S: Final = 3600.0
# More times than these run into each other on a phone; those with hours are wider.
_TICKS: Final = 5
_TICKS_WITH_HOURS: Final = 4
# Up to where there is room for a time beside the last one, which is the end of the call.
_TIMES_TO: Final = 0.74
_TIMES_WITH_HOURS_TO: Final = 0.66
# Signs closer together than this share of the width would hide each other.
_APART: Final = 0.008


def picture(call: FinishedCall, heard: list[Heard]) -> Html | None:
    """The picture as inline SVG; None for a call that took no time, which has no such picture."""
    duration_s = max([call.duration_s, *(each.utterance.end for each in heard)])
    if duration_s <= 0:
        return None
    flags = placed_flags(call.record.ladder, duration_s)
    top = height_of_flags(flags) + _ABOVE_PLOT
    bottom = top + _PLOT
    spoke, height = _speech(call, heard, duration_s, bottom + 8)
    parts = [
        *_bands(top),
        *_axis(duration_s, top, height),
        *spoke,
        *drawn_flags(flags, bottom),
        *_heat(call, duration_s, top),
    ]
    return element(
        "svg",
        element("title", "Heat, ladder and speech over the call", id="plot-title"),
        element("desc", described(call, heard, duration_s), id="plot-text"),
        *parts,
        class_="plot",
        role="img",
        aria_labelledby="plot-title",
        aria_describedby="plot-text",
        width="100%",
        height=f"{height + _AXIS:g}",
        overflow="visible",
    )


def _bands(top: float) -> list[Html]:
    """The levels of heat, named in the margin, and the numbers between them."""
    parts = [_in_margin("100", top + 4, "number")]
    for level, low, high in _LEVELS:
        y, height = _height_of(high, top), (high - low) / 100 * _PLOT
        parts.append(box(0, 1, y, height, f"band {level}"))
        parts.append(_in_margin(level, y + height / 2 + 4, "level"))
        parts.append(_in_margin(f"{low:g}", y + height + 4, "number"))
    return parts


def _in_margin(text: str, y: float, look: str) -> Html:
    """Words to the left of the picture, where the style sheet leaves room for them."""
    return label(text, 0, y, anchor="end", shift=-7, look=look)


def _heat(call: FinishedCall, duration_s: float, top: float) -> list[Html]:
    points = curve.heat_points(call.decisions)
    if not points or not any(each.utterance.party == "customer" for each in call.heard):
        return []
    shown = curve.thinned(points, duration_s)
    places = [(point.at / duration_s, (1 - point.value / 100) * _PLOT) for point in shown]
    places.append((1.0, places[-1][1]))
    parts = [stretched(top, _PLOT, line_through(places), "heat")]
    for peak in curve.peaks(points, duration_s):
        share, y = peak.at / duration_s, _height_of(peak.value, top)
        parts.append(sign("peak", share, y, f"{clock(peak.at)}: {heat_words(peak.value)}"))
        anchor: Anchor = "start" if share < 0.14 else "end" if share > 0.86 else "middle"
        text = f"peak {heat_number(peak.value)}"
        parts.append(label(text, share, y - 10, anchor=anchor, shift=0, look="peak-text"))
    return parts


def _height_of(value: float, top: float) -> float:
    return top + (1 - value / 100) * _PLOT


def _speech(
    call: FinishedCall, heard: list[Heard], duration_s: float, y: float
) -> tuple[list[Html], float]:
    """A lane for each party, one for silence, and how far down they reach."""
    parts: list[Html] = []
    over = lanes.spread_out(lanes.moments(heard), _APART * duration_s)
    for party, stretches in lanes.speech(heard, duration_s).items():
        parts.append(_in_margin(party.capitalize(), y + 28, "lane"))
        drawn = _spoken(stretches, duration_s)
        parts.append(box(0, 1, y + 17, _BAND, "lane-ground"))
        parts.append(stretched(y + 17, _BAND, drawn, f"spoke {party}"))
        parts += [
            sign(moment.kind, moment.at / duration_s, y + 9, f"{clock(moment.at)}: {moment.kind}")
            for moment in over
            if moment.party == party
        ]
        y += _LANE
    silent = lanes.silences(heard, call.decisions, duration_s)
    if silent:
        parts.append(_in_margin("Dead air", y + 28, "lane"))
        parts.append(box(0, 1, y + 17, _BAND, "lane-ground"))
        parts += [
            box(s.start / duration_s, s.end / duration_s, y + 17, _BAND, "silent")
            for s in lanes.merged(silent, lanes.FINEST * duration_s)
        ]
        y += _LANE
    return parts, y + 8


def _spoken(stretches: list[lanes.Stretch], duration_s: float) -> str:
    """The path of a party's lane: bands, or in a long call how much of the time was spoken."""
    if duration_s > lanes.LONG_S:
        return columns(lanes.spoken_shares(stretches, duration_s), _BAND)
    return bars(((s.start / duration_s, s.end / duration_s) for s in stretches), _BAND)


def _axis(duration_s: float, top: float, y: float) -> list[Html]:
    """The one axis of time: round times, and at its end when the call was over."""
    hours = duration_s >= _HOUR_S
    ticks = _TICKS_WITH_HOURS if hours else _TICKS
    times_to = _TIMES_WITH_HOURS_TO if hours else _TIMES_TO
    longest = _STEPS[-1] * ceil(duration_s / ticks / _STEPS[-1])
    step = next((s for s in _STEPS if duration_s / s <= ticks), longest)
    parts = [element("line", x1="0", x2="100%", y1=f"{y:g}", y2=f"{y:g}", class_="axis")]
    for number in range(int(duration_s // step) + 1):
        share = number * step / duration_s
        parts.append(line(share, top, y + 4, "tick"))
        if share <= times_to:
            text = clock(number * step)
            parts.append(label(text, share, y + 18, anchor="middle", shift=0, look="time"))
    parts.append(line(1, y, y + 4, "axis"))
    parts.append(label(clock(round(duration_s)), 1, y + 18, anchor="end", shift=0, look="time"))
    return parts
