"""What an embedding application gives as Python objects, made sound before it enters a call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar, get_args

import msgspec

from coolhead.adapters.formats.transcript import clean
from coolhead.call.actions import Action
from coolhead.call.codec import split_path
from coolhead.call.events import AgentMarked, CallStarted, Mark
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import PARTIES, Party
from coolhead.errors import InputError
from coolhead.services.call_runner import LONGEST_TEXT
from coolhead.services.checks import check_utterance

# More than the longest of calls has: an utterance every four seconds for over an hour.
FURTHEST_BACK: Final = 1000

_ACTIONS: Final = {kind.__name__: kind for kind in get_args(Action)}

Shape = TypeVar("Shape", bound=msgspec.Struct)


def started_from(call: CallStarted | Mapping[str, Any] | None) -> CallStarted:
    """The start of a call from the keys of a transcript's header; raises ``InputError``."""
    if isinstance(call, CallStarted):
        return sound(call)
    given = _mapping(call, "call") if call is not None else {}
    header = {"at": 0.0, "call": "call", "speech_timing": False, **given}
    if "id" in header:
        header["call"] = header.pop("id")
    return _keepable(_converted({**header, "type": "CallStarted"}, CallStarted))


def utterance_from(given: Utterance | Mapping[str, Any]) -> Utterance:
    """The utterance, its text and id without control characters; raises ``InputError``."""
    plain = _plain(given) if isinstance(given, Utterance) else _mapping(given, "utterance")
    said = _converted(plain, Utterance)
    check_utterance(said)
    words = tuple(msgspec.structs.replace(word, w=clean(word.w)) for word in said.words)
    return _keepable(
        msgspec.structs.replace(said, text=clean(said.text), id=clean(said.id), words=words)
    )


def action_from(given: Action | Mapping[str, Any] | str, now: float) -> Action:
    """What the agent does, from an event, a mapping with its ``type``, or a mark's bare word.

    ``at`` is ``now`` where a mapping gives none. Raises ``InputError``.
    """
    if isinstance(given, Action):
        return sound(given)
    plain = {"type": given} if isinstance(given, str) else _mapping(given, "action")
    kind = plain.get("type")
    if isinstance(kind, str) and kind in get_args(Mark):
        plain = {**plain, "type": AgentMarked.__name__, "mark": kind}
    elif not isinstance(kind, str) or kind not in _ACTIONS:
        raise InputError(
            f"{str(kind)[:60]!r} is not something that an agent does",
            field="type",
            hint=f"Use one of {', '.join((*get_args(Mark), *sorted(_ACTIONS)))}.",
        )
    action: Action = _keepable(_converted({"at": now, **plain}, _ACTIONS[plain["type"]]))
    return action


def sound(struct: Shape) -> Shape:
    """The struct with its types checked, since making one checks nothing."""
    return _keepable(_converted(_plain(struct), type(struct)))


def line_from(party: object, text: object, within: str = "") -> tuple[Party, str]:
    """A party and as much of what it said as is read of an utterance; raises ``InputError``."""
    known = next((each for each in PARTIES if each == party), None)
    if known is None:
        raise InputError(
            f"{str(party)[:60]!r} is no party",
            field=f"{within}party",
            hint=f"Use one of {', '.join(PARTIES)}.",
        )
    if not isinstance(text, str):
        raise InputError(f"{_kind(text)} is no text", field=f"{within}text")
    return known, text[:LONGEST_TEXT]


def context_from(context: object) -> list[tuple[Party, str]]:
    """The last ``FURTHEST_BACK`` of the ``(party, text)`` pairs; raises ``InputError``."""
    if not isinstance(context, Iterable) or isinstance(context, str | bytes):
        raise InputError("not a sequence of pairs of party and text", field="context")
    pairs = []
    for index, pair in enumerate(context):
        match pair:
            case (party, text):
                pairs.append(line_from(party, text, f"context[{index}]."))
            case _:
                raise InputError("not a pair of party and text", field=f"context[{index}]")
    return pairs[-FURTHEST_BACK:]


def _plain(struct: msgspec.Struct) -> Any:
    try:
        return msgspec.to_builtins(struct)
    except (TypeError, RecursionError) as error:
        raise InputError(f"this cannot be kept in a call: {error}") from error


def _converted(plain: Any, shape: type[Shape]) -> Shape:
    try:
        return msgspec.convert(plain, shape)
    except msgspec.ValidationError as error:
        message, field = split_path(error)
        raise InputError(message, field=field) from error


def _keepable(made: Shape) -> Shape:
    """The same; raises for what no file can hold, such as half of a surrogate pair."""
    try:
        msgspec.json.encode(made)
    except (TypeError, UnicodeError, OverflowError, RecursionError) as error:
        raise InputError(f"this cannot be kept in a call: {error}") from error
    return made


def _mapping(given: object, what: str) -> dict[str, Any]:
    if isinstance(given, Mapping):
        return dict(given)
    raise InputError(f"{_kind(given)} is no {what}", field=what, hint="Give a mapping of its keys.")


def _kind(value: object) -> str:
    return f"a {type(value).__name__}" if value is not None else "None"
