"""A flattened playbook as YAML that can be read, kept and loaded again."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, Final

from coolhead.playbook.patch import ENTRY_KEYS
from coolhead.playbook.schema import Playbook

# As wide as the project's own lines; a reason that does not fit goes above its setting.
_WIDTH: Final = 100
# Text that reads the same without quotes under the strict reader.
_BARE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
_TYPED: Final = ("true", "false", "null")


def as_yaml(playbook: Playbook) -> str:
    """The playbook as YAML, the reason for each setting as a comment beside it.

    What is written loads as the same playbook, apart from ``reasons``: they are the comments.
    """
    plain = playbook.model_dump(mode="json")
    reasons: dict[str, str] = plain.pop("reasons")
    return "\n".join(_mapping(plain, "", 0, reasons)) + "\n"


def as_json(playbook: Playbook) -> str:
    """The playbook with everything in it as indented JSON."""
    return json.dumps(playbook.model_dump(mode="json"), indent=2, ensure_ascii=False)


def scalar(value: Any) -> str:
    """One value as YAML."""
    if value is None or isinstance(value, bool | int | float):
        return json.dumps(value)
    if _BARE.fullmatch(value) and value not in _TYPED:
        return str(value)
    # A JSON string is a YAML string in double quotes.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\x7f")


def _mapping(
    plain: Mapping[str, Any], path: str, depth: int, reasons: Mapping[str, str]
) -> Iterator[str]:
    for key, value in plain.items():
        here = f"{path}.{key}" if path else str(key)
        head = f"{'  ' * depth}{key}:"
        if isinstance(value, dict) and value:
            yield from _with_reason(head, reasons.get(here), depth)
            yield from _mapping(value, here, depth + 1, reasons)
        elif isinstance(value, list) and value:
            yield from _with_reason(head, reasons.get(here), depth)
            yield from _list(value, here, depth + 1, reasons)
        else:
            shown = "{}" if value == {} else "[]" if value == [] else scalar(value)
            yield from _with_reason(f"{head} {shown}", reasons.get(here), depth)


def _list(items: list[Any], path: str, depth: int, reasons: Mapping[str, str]) -> Iterator[str]:
    pad = "  " * depth
    for item in items:
        if not isinstance(item, dict):
            yield f"{pad}- {scalar(item)}"
            continue
        named = f"{path}.{item.get(ENTRY_KEYS.get(path, ''), '')}"
        lines = list(_mapping(item, named, depth + 1, reasons))
        comment, reason = f"{pad}  # ", reasons.get(named)
        if reason:
            yield from textwrap.wrap(
                reason, _WIDTH, initial_indent=comment, subsequent_indent=comment
            )
        first = next(i for i, line in enumerate(lines) if not line.lstrip().startswith("#"))
        yield from lines[:first]
        yield f"{pad}- {lines[first].lstrip()}"
        yield from lines[first + 1 :]


def _with_reason(line: str, reason: str | None, depth: int) -> Iterator[str]:
    if reason is None:
        yield line
    elif len(line) + len(reason) + 4 <= _WIDTH:
        yield f"{line}  # {reason}"
    else:
        comment = f"{'  ' * depth}# "
        yield from textwrap.wrap(reason, _WIDTH, initial_indent=comment, subsequent_indent=comment)
        yield line
