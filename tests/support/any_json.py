"""JSON of any shape, documents with damage, and what must come of reading either."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from hypothesis import strategies as st

from coolhead.adapters.formats.timeline import timeline
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.errors import InputError
from coolhead.services.checks import check_event

SOURCE = "any.json"


def nodes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value within a document, the document's own (empty) first."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from nodes(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from nodes(inner, (*path, index))


def keys_of(*samples: Any) -> list[str]:
    """The keys of all objects in the samples."""
    paths = (path for sample in samples for path in nodes(sample))
    return sorted({path[-1] for path in paths if path and isinstance(path[-1], str)})


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([10**400, -1, 0, 1e308, 86_401, float("nan")])
    | st.sampled_from(["AGENT", "SYSTEM", "agent", "", "\ud800", "\u202e", "x\ny"])
)  # fmt: skip


def values_with(keys: list[str]) -> st.SearchStrategy[Any]:
    """JSON (and what is almost JSON) of any shape, often with these keys."""
    return st.recursive(
        LEAVES,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(keys) | st.text(max_size=4), inner, max_size=4)
        ),
        max_leaves=8,
    )


@st.composite
def mutated(
    draw: st.DrawFn, sample: Any, keys: list[str], values: st.SearchStrategy[Any] | None = None
) -> Any:
    """The sample with a few of its values left out, replaced (by ``values``), or given twice."""
    values = values_with(keys) if values is None else values
    document = [copy.deepcopy(sample)]
    for _ in range(draw(st.integers(1, 4))):
        *path, last = draw(st.sampled_from([(0, *path) for path in nodes(document[0])]))
        holder: Any = document
        for key in path:
            holder = holder[key]
        match draw(st.sampled_from(["leave out", "replace", "twice"])):
            case "leave out" if path:
                del holder[last]
            case "twice" if isinstance(holder, list) and path:
                holder.insert(last, copy.deepcopy(holder[last]))
            case "twice" if isinstance(holder, dict):
                holder[draw(st.sampled_from(keys))] = copy.deepcopy(holder[last])
            case _:
                holder[last] = draw(values)
    return document[0]


def sound(read: Callable[[], TranscriptCall], *, ids_once: bool = True) -> None:
    """Reading gives a call that keeps its promises, or an error that names the file.

    ``ids_once`` is false for our own transcripts, in which an id may come twice: the fold takes
    the first.
    """
    try:
        call = read()
    except InputError as error:
        assert error.file == SOURCE  # noqa: PT017 - either outcome is fine, this one has a place
        return
    assert call.utterances
    assert all(u.id and u.text.strip() and 0 <= u.start <= u.end for u in call.utterances)
    assert not ids_once or len({u.id for u in call.utterances}) == len(call.utterances)
    for event in timeline(call):
        check_event(event)
        msgspec.json.encode(event)
