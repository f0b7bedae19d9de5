"""What is wrong with a playbook, said so that its author can put it right.

Every problem names its place and, where one is near, what was probably meant. Pydantic finds
the faults of shape; here they are put into plain English.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from coolhead.errors import PlaybookError


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file; ``line`` and ``column`` count from 1."""

    source: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where, at which setting, what, and what was perhaps meant."""

    mark: Mark
    path: str
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        place = f"{self.mark.source}:{self.mark.line}:{self.mark.column}: "
        path = f"{self.path}: " if self.path else ""
        suggestion = f" ({self.suggestion})" if self.suggestion else ""
        return f"{place}{path}{self.message}{suggestion}"


def playbook_error(problems: Iterable[Problem]) -> PlaybookError:
    """The error that carries these problems, each once, in the order of the files."""
    lines = tuple(str(problem) for problem in sorted(set(problems)))
    more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
    return PlaybookError(
        f"{lines[0]}{more}",
        problems=lines,
        hint="'coolhead playbook check FILE' lists every problem with its line and column.",
    )


def did_you_mean(word: object, known: Iterable[object]) -> str:
    """'did you mean …?' with the nearest of ``known``, or nothing where none is near."""
    names = {str(name).lower(): str(name) for name in known}
    # 0.6 is difflib's own default: 'apolgy' finds 'apology', 'colour' does not find 'closing'.
    near = difflib.get_close_matches(str(word)[:80].lower(), names, n=1, cutoff=0.6)
    return f"did you mean '{names[near[0]]}'?" if near else ""


def dotted(path: Sequence[str | int]) -> str:
    """A path as it is written: ``cues.apologise.say[2]``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


_QUOTED: Final = re.compile(r"'([^']*)'|(\d+)")
# A longer list hides the suggestion at its end.
_TOO_MANY_TO_LIST: Final = 10
# How people write true and false elsewhere.
_MEANT: Final[dict[str, str]] = {
    "true": "true",
    "yes": "true",
    "on": "true",
    "false": "false",
    "no": "false",
    "off": "false",
}
# What a pattern of the schema asks for, in words.
PATTERNS: Final[dict[str, str]] = {
    r"^[a-z][a-z0-9-]{0,62}$": "lower-case letters, digits and hyphens, as in 'north-team'",
    r"^[a-z][a-z_]{1,40}$": "lower-case letters and underscores, as in 'full_refund'",
    r"^S[0-4]\.[1-9]$": "a row of the sources, as in 'S1.4'",
    r"^S[0-4]$": "a source, S0 to S4",
    r"^[a-z]{2}$": "two letters, as in 'en'",
    r"^[A-Z]{3}$": "three capital letters, as in 'GBP'",
    r"^[^\x00-\x1f\x7f{}]+$": "one line of text without '{' and '}'",
    r"^\d\d:\d\d-\d\d:\d\d$": "two times of day, as in '09:00-17:30'",
}
_NEEDS: Final[dict[str, str]] = {
    "string_type": "text is needed",
    "int_type": "a whole number is needed",
    "int_from_float": "a whole number is needed",
    "float_type": "a number is needed",
    "finite_number": "a finite number is needed",
    "bool_type": "true or false is needed",
    "greater_than_equal": "must be {ge:g} or more",
    "greater_than": "must be more than {gt:g}",
    "less_than_equal": "must be {le:g} or less",
    "less_than": "must be less than {lt:g}",
    "tuple_type": "a list is needed (lines that begin with '- ')",
    "dict_type": "a mapping is needed (lines of 'key: value')",
    "model_type": "a mapping is needed (lines of 'key: value')",
    "model_attributes_type": "a mapping is needed (lines of 'key: value')",
}
_LENGTHS: Final[dict[str, str]] = {
    "string_too_short": "too short: at least {min_length} characters",
    "string_too_long": "too long: at most {max_length} characters",
}


def in_plain_words(error: dict[str, Any]) -> tuple[str, str]:
    """Message and suggestion for one of pydantic's errors (unknown keys are not told here)."""
    kind, context, given = str(error["type"]), error.get("ctx", {}), error.get("input")
    if kind == "missing":
        return "this setting is missing", ""
    if kind == "literal_error":
        choices = [a or b for a, b in _QUOTED.findall(str(context.get("expected", "")))]
        suggestion = did_you_mean(given, choices)
        if suggestion and len(choices) > _TOO_MANY_TO_LIST:
            return f"{_shown(given)} is not known here", suggestion
        return f"{_shown(given)} is not one of {', '.join(choices)}", suggestion
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern"))
        return f"{_shown(given)} is not {PATTERNS.get(pattern, pattern)}", ""
    if kind in _LENGTHS:
        return _LENGTHS[kind].format(**context), ""
    suggestion = ""
    if kind == "bool_type":
        meant = _MEANT.get(str(given).lower(), "")
        suggestion = f"write {meant}" if meant else ""
    message = _NEEDS.get(kind, str(error.get("msg", "not understood"))).format(**context)
    return f"{message}, {_instead(given)}", suggestion


def _instead(given: object) -> str:
    if given is None:
        return "but nothing is given"
    if isinstance(given, dict | tuple):
        return "not a mapping" if isinstance(given, dict) else "not a list"
    return f"not {_shown(given)}"


def _shown(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return repr(text if len(text) <= 40 else text[:39] + "…")
