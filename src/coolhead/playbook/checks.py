"""What the schema's shape cannot say: the parts of a playbook must fit each other.

These checks walk the file's nodes and pass over whatever has the wrong shape, since that has
been told already; so one run finds every problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import BaseModel

from coolhead.call.vocabulary import (
    AFTER_CALL_CUES,
    AGENT_CONDUCT_SIGNALS,
    AGENT_SIGNALS,
    CUSTOMER_SIGNALS,
    PHASES,
    TIMING_SIGNALS,
    CueName,
)
from coolhead.playbook.patch import ENTRY_KEYS
from coolhead.playbook.problems import Problem, did_you_mean, dotted
from coolhead.playbook.schema import Playbook
from coolhead.playbook.slots import MESSAGE_SLOTS, SLOTS, slots_in
from coolhead.playbook.strict_yaml import (
    Key,
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    at_path,
    scalars,
)

# The cases a cue tells apart. Conduct to rephrase: the harm just done, and the agent's own
# swearing or threats (16 CFR 310.4). Apologies: with fault owned, or without.
CASES: Final[dict[str, tuple[str, ...]]] = {
    "care_for_vulnerable": (
        "bereavement",
        "illness",
        "distress",
        "self_harm",
        "hardship",
        "confusion",
    ),
    "rephrase": (
        "dismissal",
        "defensiveness",
        "excuse",
        "pass_off",
        "conditional_apology",
        "jargon",
        "profanity",
        "insult",
        "threat",
    ),
    "apologise": ("at_fault", "general"),
}
# A right and a duty of care are no matter of taste (US TSR 16 CFR 310.4; GDPR Art. 12-21).
ALWAYS_ON: Final = (
    "honour_do_not_call",
    "care_for_vulnerable",
    "answer_data_question",
    "honour_recording_objection",
)
# As the schema's `Text`; a longer one has been told already.
MAX_TEXT: Final = 400
MAX_MESSAGE: Final = 4_000
# Comparing with some 400 paths takes milliseconds each; nobody reads more of them than this.
_MOST_SUGGESTIONS: Final = 50
# Nothing is to be said at these.
SILENT: Final = ("breathe", "let_them_finish", *AFTER_CALL_CUES)
# VOCABULARY, "Heat": a swear word at the product never raises heat beyond `tense` (20-44).
_TENSE_ENDS: Final = 45
_AGENT: Final = (*AGENT_SIGNALS, *AGENT_CONDUCT_SIGNALS, *TIMING_SIGNALS)


def file_problems(root: MapNode) -> Iterator[Problem]:
    """What can be told from one file alone, be it whole or a patch."""
    yield from _phrases(root)
    yield from _messages(root)
    yield from _cue_settings(root)
    yield from _phases(root)
    yield from _entries_twice(root)
    yield from _signals(root)
    yield from _places(root)
    jumps = _map(root, "ladder", "jumps")
    for key in jumps:
        value = _value(root, "ladder", "jumps", key)
        if value == "ended":
            message = "only the agent ends a call; a jump opens the way as far as 'may_end'"
            yield _problem(root, ("ladder", "jumps", key), message, "write may_end")
    cap = _value(root, "heat", "product_profanity_cap")
    if _is_number(cap) and float(cap) >= _TENSE_ENDS:  # type: ignore[arg-type]
        message = "a swear word at the product never makes a customer 'heated': stay below 45"
        yield _problem(root, ("heat", "product_profanity_cap"), message)


def whole_problems(root: MapNode) -> Iterator[Problem]:
    """What can be told only of the flattened playbook."""
    cues, phases = _map(root, "cues"), _map(root, "phases")
    for cue in get_args(CueName) if cues else ():
        if cue not in cues:
            yield _problem(root, ("cues",), f"the cue '{cue}' is missing", "extends: standard")
    for phase in PHASES if phases else ():
        if phase not in phases:
            yield _problem(root, ("phases",), f"the phase '{phase}' is missing")
    known = setting_paths(root) if _map(root, "reasons") else {}
    unknown = [path for path in _map(root, "reasons") if path not in known]
    for number, path in enumerate(unknown):
        suggestion = did_you_mean(path, known) if number < _MOST_SUGGESTIONS else ""
        message = "there is no such setting to give a reason for"
        yield _problem(root, ("reasons", path), message, suggestion)
    shortest, longest = _value(root, "timing", "min_dwell_s"), _value(root, "timing", "max_dwell_s")
    if _is_number(shortest) and _is_number(longest) and float(shortest) > float(longest):  # type: ignore[arg-type]
        message = f"must not be more than max_dwell_s ({longest})"
        yield _problem(root, ("timing", "min_dwell_s"), message)


def setting_paths(root: MapNode) -> dict[str, None]:
    """The dotted path of every setting and group of settings, given or left at its default."""
    paths = dict.fromkeys(_schema_paths(Playbook, ""))
    paths.update(dict.fromkeys(_node_paths(root, "")))
    return {path: None for path in paths if path.split(".")[0] != "reasons"}


def _schema_paths(model: type[BaseModel], path: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield f"{path}{name}"
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _schema_paths(field.annotation, f"{path}{name}.")


def _node_paths(node: Node, path: str) -> Iterator[str]:
    """Paths in the file; entries of lists go by their name or id."""
    if isinstance(node, MapNode):
        for key, value in node.entries.items():
            yield f"{path}{key}"
            yield from _node_paths(value, f"{path}{key}.")
    elif isinstance(node, ListNode) and path[:-1] in ENTRY_KEYS:
        for item in node.items:
            name = _value(item, ENTRY_KEYS[path[:-1]])
            if isinstance(name, str):
                yield f"{path}{name}"
                yield from _node_paths(item, f"{path}{name}.")


def _phrases(root: MapNode) -> Iterator[Problem]:
    for cue in _map(root, "cues"):
        cases = [("say_for", case) for case in _map(root, "cues", cue, "say_for")]
        for path in (("cues", cue, "say"), *(("cues", cue, *case) for case in cases)):
            node = _get(root, *path)
            phrases = list(scalars(node, path)) if node is not None else []
            for where, scalar in phrases:
                yield from _slots(root, where, scalar.value)
            if phrases and cue in SILENT:
                yield _problem(root, path, "nothing is to be said at this cue")
            if phrases and all("{" in str(scalar.value) for _, scalar in phrases):
                message = "one phrase or more must have no {slot}, for when none can be filled"
                yield _problem(root, path, message)
    for name in ("remedies", "explanations"):
        entries = root.entries.get(name)
        for index, item in enumerate(entries.items if isinstance(entries, ListNode) else ()):
            say = item.entries.get("say") if isinstance(item, MapNode) else None
            text = say.value if isinstance(say, ScalarNode) else None
            if isinstance(text, str) and ("{" in text or "}" in text):
                yield _problem(root, (name, index, "say"), "no slots here: it fills one itself")


def _messages(root: MapNode) -> Iterator[Problem]:
    for name in _map(root, "messages"):
        path = ("messages", name, "text")
        text = _value(root, *path)
        yield from _slots(root, path, text, MESSAGE_SLOTS, MAX_MESSAGE)
        parts = text.split("\n\n") if isinstance(text, str) else []
        if parts and all("{" in part for part in parts if part.strip()):
            message = "one paragraph or more must have no {slot}, for when none can be filled"
            yield _problem(root, path, message)


def _slots(
    root: MapNode,
    path: tuple[Key, ...],
    phrase: object,
    slots: dict[str, str] = SLOTS,
    longest: int = MAX_TEXT,
) -> Iterator[Problem]:
    if not isinstance(phrase, str) or len(phrase) > longest:
        return
    if len(slots_in(phrase)) * 2 != phrase.count("{") + phrase.count("}"):
        yield _problem(root, path, "a '{' or '}' without its partner")
        return
    for slot in slots_in(phrase):
        if slot not in slots:
            message = f"there is no slot {{{slot}}}; there are {', '.join(slots)}"
            yield _problem(root, path, message, did_you_mean(slot, slots))


def _cue_settings(root: MapNode) -> Iterator[Problem]:
    for cue in _map(root, "cues"):
        cases = CASES.get(str(cue), ())
        for case in _map(root, "cues", cue, "say_for"):
            if case not in cases:
                known = f"; there are {', '.join(cases)}" if cases else ""
                yield _problem(
                    root,
                    ("cues", cue, "say_for", case),
                    f"this cue knows no such case{known}",
                    did_you_mean(case, cases),
                )
        if cue in ALWAYS_ON and _value(root, "cues", cue, "enabled") is False:
            message = "this cue cannot be turned off: it honours a right or a duty of care"
            yield _problem(root, ("cues", cue, "enabled"), message)


def _phases(root: MapNode) -> Iterator[Problem]:
    for phase in _map(root, "phases"):
        seen: set[object] = set()
        node = _get(root, "phases", phase)
        for path, scalar in scalars(node, (phase,)) if node is not None else ():
            if scalar.value in seen:
                yield _problem(root, ("phases", *path), f"'{scalar.value}' is there twice")
            if scalar.value in AFTER_CALL_CUES:
                message = f"'{scalar.value}' comes after the call, in no phase"
                yield _problem(root, ("phases", *path), message)
            seen.add(scalar.value)


def _entries_twice(root: MapNode) -> Iterator[Problem]:
    for name, key in ENTRY_KEYS.items():
        entries = root.entries.get(name)
        seen: set[object] = set()
        for index, item in enumerate(entries.items if isinstance(entries, ListNode) else ()):
            node = item.entries.get(key) if isinstance(item, MapNode) else None
            if isinstance(node, ScalarNode):
                if node.value in seen:
                    yield _problem(root, (name, index, key), f"'{node.value}' is there twice")
                seen.add(node.value)


def _signals(root: MapNode) -> Iterator[Problem]:
    items = root.entries.get("scorecard")
    for index, item in enumerate(items.items if isinstance(items, ListNode) else ()):
        if not isinstance(item, MapNode):
            continue
        for path, scalar in scalars(item, ("scorecard", index)):
            known = _known_signals(path[2:])
            if known and scalar.value not in known:
                message = f"'{str(scalar.value)[:40]}' is no signal that can stand here"
                yield _problem(root, path, message, did_you_mean(scalar.value, known))


def _known_signals(path: tuple[Key, ...]) -> tuple[str, ...]:
    match path:
        case ("passes" | "fails", int()) | ("applies", "agent", int()):
            return _AGENT
        case ("applies", "customer", int()):
            return CUSTOMER_SIGNALS
        case _:
            return ()


def _places(root: MapNode) -> Iterator[Problem]:
    zone = _value(root, "time_zone")
    if isinstance(zone, str) and not _is_zone(zone):
        message = f"'{zone[:40]}' is no time zone; they are named as in 'Europe/London'"
        yield _problem(root, ("time_zone",), message, did_you_mean(zone, available_timezones()))
    calendar = _value(root, "holidays")
    if isinstance(calendar, str):
        yield from _holidays(root, calendar)
    for day in _map(root, "business_hours"):
        hours = _value(root, "business_hours", day)
        if not isinstance(hours, str) or hours.count("-") != 1:
            continue
        opens, closes = hours.split("-")
        if not ("00:00" <= opens < closes <= "24:00") or any(
            time[3:] > "59" for time in (opens, closes)
        ):
            message = f"'{hours}' is no stretch of a day"
            yield _problem(root, ("business_hours", day), message)


def _is_zone(name: str) -> bool:
    # `available_timezones` walks the whole database; it is kept for the suggestion.
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _holidays(root: MapNode, calendar: str) -> Iterator[Problem]:
    import holidays  # noqa: PLC0415 (a tenth of a second, and few playbooks name a calendar)

    known = holidays.list_supported_countries()
    country, _, region = calendar.partition("-")
    if country not in known:
        message = f"'{calendar[:40]}' has no calendar of holidays; a country is named as in 'GB'"
        yield _problem(root, ("holidays",), message, did_you_mean(country, known))
    elif region and region not in known[country]:
        message = f"'{country}' has no region '{region[:40]}' with holidays of its own"
        yield _problem(root, ("holidays",), message, did_you_mean(region, known[country]))


def _problem(root: MapNode, path: tuple[Key, ...], message: str, suggestion: str = "") -> Problem:
    _, mark = at_path(root, path)
    return Problem(mark, dotted(path), message, suggestion)


def _get(root: Node, *path: Key) -> Node | None:
    node: Node | None = root
    for step in path:
        node = node.entries.get(step) if isinstance(node, MapNode) else None
    return node


def _map(root: Node, *path: Key) -> tuple[Key, ...]:
    node = _get(root, *path)
    return tuple(node.entries) if isinstance(node, MapNode) else ()


def _value(root: Node, *path: Key) -> object:
    node = _get(root, *path)
    return node.value if isinstance(node, ScalarNode) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
