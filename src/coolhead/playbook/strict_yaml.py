"""YAML as team leads mean it, read strictly.

A file becomes a tree of nodes that each know their line and column, so that every later problem
can point at its place. What makes YAML surprising or dangerous is refused or left a string:

- no anchors, aliases or tags (a "billion laughs" file stops at its first anchor);
- no key twice, no second document, nesting and size bounded;
- only ``true``, ``false``, ``null``, plain integers and decimals have a type. ``no``, ``on``,
  ``10:30``, ``012``, ``.inf`` and dates stay the strings that were typed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

import yaml
from yaml import events

from coolhead.errors import PlaybookError
from coolhead.playbook.problems import Mark, Problem, playbook_error

# The largest shipped playbook is under 60 kB; a file of a megabyte is no playbook.
MAX_BYTES: Final = 1_000_000
# The largest shipped playbook has under 1,500 values; a hostile file is refused early.
MAX_VALUES: Final = 6_000
# A key longer than this is no name of anything.
MAX_KEY: Final = 80
# The schema is five levels deep; beyond this is a mistake or an attack.
MAX_DEPTH: Final = 16

# libyaml where PyYAML was built with it (ten times faster), else the same grammar in Python.
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# At most 15 digits: exact as a float too, whatever field it lands in.
_INTEGER: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})", re.ASCII)
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?(?:[eE][+-]?\d{1,3})?", re.ASCII)
_WORDS: Final[dict[str, bool | None]] = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
}

# The parser's terms, in the words of somebody who edits a playbook.
_PLAINER: Final[dict[str, str]] = {
    "mapping values are not allowed in this context": "a ':' where none can be: put the text in "
    "quotes, or check the indentation",
    "could not find expected ':'": "a ':' is missing after the key",
    "did not find expected key": "this line does not fit the indentation or the quotes before it",
    "did not find expected '-' indicator": "this line does not fit the list before it",
    "found unexpected end of stream": "a quote was opened and not closed",
    "while scanning a simple key": "a ':' is missing after the key",
    "did not find expected ',' or ']'": "a list in brackets lacks a ',' or its ']'",
    "did not find expected ',' or '}'": "a mapping in braces lacks a ',' or its '}'",
    "block sequence entries are not allowed in this context": "a '-' where no list can begin",
}

Key = str | int
Plain = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """One value."""

    mark: Mark
    value: Plain


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list."""

    mark: Mark
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping; ``key_marks`` says where each key stands."""

    mark: Mark
    entries: dict[Key, Node]
    key_marks: dict[Key, Mark]


Node = ScalarNode | ListNode | MapNode


def read_yaml(text: str | bytes, *, source: str) -> tuple[MapNode, list[Problem]]:
    """Read a file's mapping; the problems that do not stop the reading come with it.

    ``source`` names the file in messages. Raises ``PlaybookError`` where nothing can be read:
    too large, not UTF-8, not YAML, anchors or tags, nested too deep, not a mapping.
    """
    decoded = _decoded(text, source)
    builder = _Builder(source)
    try:
        for event in yaml.parse(decoded, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, decoded, source) from error
    except yaml.YAMLError as error:
        mark = _mark_at(decoded, int(getattr(error, "position", 0) or 0), source)
        raise playbook_error([Problem(mark, "", "a character that YAML does not allow")]) from error
    root = builder.root
    if root is None or (isinstance(root, ScalarNode) and root.value is None):
        raise playbook_error([Problem(Mark(source, 1, 1), "", "the file is empty")])
    if not isinstance(root, MapNode):
        raise playbook_error(
            [Problem(root.mark, "", "a playbook is a mapping of settings ('name: my-team', …)")]
        )
    return root, builder.problems


def to_plain(node: Node) -> Any:
    """The tree as dictionaries, tuples (as the schema has them) and values."""
    match node:
        case ScalarNode():
            return node.value
        case ListNode():
            return tuple(to_plain(item) for item in node.items)
        case MapNode():
            return {key: to_plain(value) for key, value in node.entries.items()}


def at_path(node: Node, path: tuple[Key, ...]) -> tuple[Node, Mark]:
    """The node at ``path``, or the last one on the way there; with the mark to point at."""
    mark = node.mark
    for step in path:
        below: Node | None = None
        if isinstance(node, MapNode):
            below = node.entries.get(step)
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            below = node.items[step]
        if below is None:
            break
        # A mapping or a list begins on the line after its key; the key is what to look at.
        keyed = isinstance(node, MapNode) and not isinstance(below, ScalarNode)
        mark = node.key_marks[step] if keyed and isinstance(node, MapNode) else below.mark
        node = below
    return node, mark


def scalars(node: Node, path: tuple[Key, ...] = ()) -> Iterator[tuple[tuple[Key, ...], ScalarNode]]:
    """Every value below a node with its path."""
    match node:
        case ScalarNode():
            yield path, node
        case ListNode():
            for index, item in enumerate(node.items):
                yield from scalars(item, (*path, index))
        case MapNode():
            for key, value in node.entries.items():
                yield from scalars(value, (*path, key))


def _decoded(text: str | bytes, source: str) -> str:
    start = Mark(source, 1, 1)
    too_large = Problem(
        start, "", f"the file is larger than {MAX_BYTES:,} bytes, which no playbook is"
    )
    if len(text) > MAX_BYTES:
        raise playbook_error([too_large])
    try:
        raw = text.encode() if isinstance(text, str) else text
        decoded = raw.decode("utf-8-sig")
    except UnicodeError as error:
        at = error.start if isinstance(error, UnicodeDecodeError | UnicodeEncodeError) else 0
        before = text[:at]
        # Lines are counted in the undecoded text: what comes before the fault may be bytes.
        newline = b"\n" if isinstance(before, bytes) else "\n"
        line = before.count(newline) + 1  # type: ignore[arg-type]
        problem = Problem(Mark(source, line, 1), "", "the file is not UTF-8; save it as UTF-8")
        raise playbook_error([problem]) from error
    if len(raw) > MAX_BYTES:
        raise playbook_error([too_large])
    return decoded


def _mark_at(text: str, position: int, source: str) -> Mark:
    before = text[:position]
    return Mark(source, before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)


def _syntax_error(error: yaml.MarkedYAMLError, text: str, source: str) -> PlaybookError:
    mark = error.problem_mark or error.context_mark
    where = Mark(source, mark.line + 1, mark.column + 1) if mark else Mark(source, 1, 1)
    lines = text.split("\n")
    line = lines[where.line - 1] if where.line <= len(lines) else ""
    raw = (error.problem or "").strip()
    if "\t" in line[: where.column]:
        message = "a tab; YAML is indented with spaces only"
    else:
        message = _PLAINER.get(raw, f"not YAML: {raw or 'cannot be read'}")
    return playbook_error([Problem(where, "", message)])


class _Builder:
    """Builds the tree from the parser's events, with a stack of its own instead of recursion."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._start = Mark(source, 1, 1)
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._documents = 0
        self._values = 0
        # Each open collection: its mark, what it holds so far, and for a mapping its keys.
        self._open: list[tuple[Mark, list[Node], bool]] = []

    def take(self, event: events.Event) -> None:
        """Take the parser's next event; raises ``PlaybookError`` for what is refused."""
        begin = event.start_mark
        mark = Mark(self.source, begin.line + 1, begin.column + 1) if begin else self._start
        match event:
            case events.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise playbook_error([Problem(mark, "", "a second document; one file, one")])
            case events.AliasEvent():
                raise playbook_error([Problem(mark, "", "aliases (*name) are not allowed")])
            case events.NodeEvent() if event.anchor is not None:
                raise playbook_error([Problem(mark, "", "anchors (&name) are not allowed")])
            case events.ScalarEvent():
                self._refuse_tag(event.tag, mark)
                self._add(ScalarNode(mark, _value(event)))
            case events.MappingStartEvent() | events.SequenceStartEvent():
                self._refuse_tag(event.tag, mark)
                if len(self._open) >= MAX_DEPTH:
                    raise playbook_error([Problem(mark, "", "nested too deep")])
                self._open.append((mark, [], isinstance(event, events.MappingStartEvent)))
            case events.MappingEndEvent() | events.SequenceEndEvent():
                begun, items, is_map = self._open.pop()
                self._add(self._mapping(begun, items) if is_map else ListNode(begun, tuple(items)))
            case _:
                pass

    def _refuse_tag(self, tag: str | None, mark: Mark) -> None:
        if tag is not None:
            raise playbook_error([Problem(mark, "", f"tags ({tag}) are not allowed")])

    def _add(self, node: Node) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            message = f"more than {MAX_VALUES:,} values, which no playbook has"
            raise playbook_error([Problem(node.mark, "", message)])
        if self._open:
            self._open[-1][1].append(node)
        else:
            self.root = node

    def _mapping(self, mark: Mark, items: list[Node]) -> MapNode:
        entries: dict[Key, Node] = {}
        marks: dict[Key, Mark] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            name = key.value if isinstance(key, ScalarNode) else None
            if not _is_key(name):
                self.problems.append(Problem(key.mark, "", "a key is a plain word"))
            elif name in entries:
                message = f"the key is there twice; first on line {marks[name].line}"
                self.problems.append(Problem(key.mark, str(name), message))
            else:
                entries[name] = value
                marks[name] = key.mark
        return MapNode(mark, entries, marks)


def _is_key(name: object) -> TypeGuard[Key]:
    if isinstance(name, str):
        return 0 < len(name) <= MAX_KEY and name.isprintable()
    return isinstance(name, int) and not isinstance(name, bool)


def _value(event: events.ScalarEvent) -> Plain:
    text = str(event.value)
    if event.style:  # quoted or a block: typed as text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text
