"""How two flattened playbooks differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coolhead.playbook.patch import ENTRY_KEYS
from coolhead.playbook.schema import Playbook


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting that differs; ``a`` or ``b`` is None where it is absent or null there."""

    path: str
    a: Any
    b: Any


def differences(a: Playbook, b: Playbook) -> list[Difference]:
    """Every setting that differs, in the order of ``a``; entries of lists go by name or id."""
    return list(_compared("", _plain(a), _plain(b)))


def _plain(playbook: Playbook) -> dict[str, Any]:
    plain = playbook.model_dump(mode="json")
    for name, key in ENTRY_KEYS.items():
        plain[name] = {entry[key]: entry for entry in plain[name]}
    return plain


def _compared(path: str, a: Any, b: Any) -> Iterator[Difference]:
    if isinstance(a, dict) and isinstance(b, dict):
        for key in [*a, *(key for key in b if key not in a)]:
            yield from _compared(f"{path}.{key}" if path else key, a.get(key), b.get(key))
    elif a != b:
        yield Difference(path, a, b)
