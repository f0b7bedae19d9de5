"""One playbook laid over another: what a file says wins, everything else stays.

Mappings merge key by key, lists are replaced; in lists of named things (remedies, explanations,
the scorecard) an entry with a known name patches that entry, a new one is appended. The nodes
keep the file, line and column that they came from.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from coolhead.playbook.patch import ENTRY_KEYS
from coolhead.playbook.strict_yaml import Key, ListNode, MapNode, Node, ScalarNode, to_plain

# What speaks of one file only; a playbook that extends another does not inherit it.
_OWN: Final = ("name", "version", "title", "description")


def merged(base: MapNode, patch: MapNode) -> MapNode:
    """The patch over its base, without ``extends``.

    A reason speaks for a value: where the patch changes the value and gives no reason of its
    own, the base's reason goes.
    """
    inherited = _without(base, _OWN)
    result = _without(_merged(inherited, patch, ()), ("extends",))
    if "version" not in result.entries:
        first = ScalarNode(patch.mark, 1)
        result = replace(result, entries={**result.entries, "version": first})
    reasons, own = result.entries.get("reasons"), patch.entries.get("reasons")
    if not isinstance(reasons, MapNode):
        return result
    stated = set(own.entries) if isinstance(own, MapNode) else set()
    stale = tuple(
        path
        for path in reasons.entries
        if path not in stated and setting_at(result, str(path)) != setting_at(inherited, str(path))
    )
    return replace(result, entries={**result.entries, "reasons": _without(reasons, stale)})


def setting_at(root: MapNode, path: str) -> object:
    """The plain value of a dotted path (``scorecard.recap`` by the entry's id), or None."""
    found = node_of(root, path)
    return None if found is None else (to_plain(found),)


def node_of(root: MapNode, path: str) -> Node | None:
    """The node of a dotted path, entries of lists being named by their name or id."""
    node: Node = root
    steps = path.split(".")
    for index, step in enumerate(steps):
        below: Node | None = None
        if isinstance(node, MapNode):
            below = node.entries.get(step)
            if below is None and step.isdecimal():
                below = node.entries.get(int(step))
        elif isinstance(node, ListNode) and index and steps[index - 1] in ENTRY_KEYS:
            below = _named(node, ENTRY_KEYS[steps[index - 1]]).get(step)
        if below is None:
            return None
        node = below
    return node


def _merged(base: MapNode, patch: MapNode, path: tuple[Key, ...]) -> MapNode:
    entries, marks = dict(base.entries), dict(base.key_marks)
    for key, new in patch.entries.items():
        old = entries.get(key)
        marks[key] = patch.key_marks[key]
        if isinstance(old, MapNode) and isinstance(new, MapNode):
            entries[key] = _merged(old, new, (*path, key))
        elif (
            isinstance(old, ListNode)
            and isinstance(new, ListNode)
            and not path
            and key in ENTRY_KEYS
        ):
            entries[key] = _merged_entries(old, new, ENTRY_KEYS[str(key)])
        else:
            entries[key] = new
    return MapNode(patch.mark, entries, marks)


def _merged_entries(base: ListNode, patch: ListNode, key: str) -> ListNode:
    known = _named(base, key)
    news = _named(patch, key)
    kept: list[Node] = []
    for item in base.items:
        name = _name(item, key)
        new = news.get(name) if name is not None else None
        patched = isinstance(item, MapNode) and isinstance(new, MapNode)
        kept.append(_merged(item, new, (key,)) if patched else item)  # type: ignore[arg-type]
    added = [item for item in patch.items if _name(item, key) not in known]
    return ListNode(patch.mark, (*kept, *added))


def _named(node: ListNode, key: str) -> dict[str, Node]:
    names = {_name(item, key): item for item in node.items}
    return {name: item for name, item in names.items() if name is not None}


def _name(node: Node, key: str) -> str | None:
    value = node.entries.get(key) if isinstance(node, MapNode) else None
    return value.value if isinstance(value, ScalarNode) and isinstance(value.value, str) else None


def _without(node: MapNode, keys: tuple[Key, ...]) -> MapNode:
    kept = {key: value for key, value in node.entries.items() if key not in keys}
    return replace(node, entries=kept)
