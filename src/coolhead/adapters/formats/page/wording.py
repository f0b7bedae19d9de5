"""How things are said on the page: times, lengths, heat, signals, parties."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from coolhead.adapters.formats.page.markup import Html, element
from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import level_of

# Names of our own: those of the C library depend on the machine's language.
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ATTRIBUTES: Final = ("kind", "remedy", "due_text")
_ABOUT: Final = frozenset({"complaint", "profanity"})


def words(name: str) -> str:
    """A word of the vocabulary as it is read: ``may_end`` is "may end"."""
    return name.replace("_", " ")


def clock(at: float) -> str:
    """``83.5`` as ``01:23``, an hour and more as ``1:02:05``."""
    minutes, seconds = divmod(int(max(0.0, at)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"


def length(seconds: float) -> str:
    """How long: ``3 min 15 s``."""
    minutes, rest = divmod(round(max(0.0, seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def moment(stamp: str) -> Html:
    """An RFC 3339 time as a person reads it; what is none stands as it is."""
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return Html(stamp)
    day = f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"
    zone = when.strftime("%z")
    offset = f"{zone[:3]}:{zone[3:5]}" if zone.strip("+0") else ""
    return element("time", f"{day}, {when:%H:%M}{zone and f' UTC{offset}'}", datetime=stamp)


def heat_number(value: float) -> str:
    """Heat without decimals, unless rounding would carry it into another level."""
    whole = f"{value:.0f}"
    return whole if level_of(float(whole)) == level_of(value) else f"{value:.1f}"


def heat_words(value: float) -> str:
    """Heat and its level: ``84 boiling``."""
    return f"{heat_number(value)} {level_of(value)}"


def due(stamp: str | None, said: str | None) -> Html:
    """When something is due, with the words that were said for it."""
    quoted = f" (\u201c{said}\u201d)" if said else None
    return Html("due ", moment(stamp), quoted) if stamp else Html("no fixed time", quoted)


def signal_words(signal: Signal) -> str:
    """A signal in a few words: ``insult: severity 2``, ``complaint: about the product``."""
    details = [words(text) for name in _ATTRIBUTES if (text := getattr(signal, name))]
    if signal.target and signal.target != "none":
        details.append(f"{'about' if signal.name in _ABOUT else 'at'} {words(signal.target)}")
    if signal.severity is not None:
        details.append(f"severity {signal.severity}")
    if signal.options:
        details.append(f"{signal.options} option{'s' if signal.options > 1 else ''}")
    if signal.qualified:
        details.append("weakened by a \u2018but\u2019")
    if signal.confirmed is not None:
        details.append("confirmed" if signal.confirmed else "denied")
    if signal.seconds is not None:
        details.append(f"{signal.seconds:.1f} s")
    if signal.db_over_baseline is not None:
        details.append(f"{signal.db_over_baseline:.0f} dB over own usual")
    if signal.words_per_minute is not None:
        details.append(f"{signal.words_per_minute:.0f} words a minute")
    name = words(signal.name)
    return f"{name}: {', '.join(details)}" if details else name
