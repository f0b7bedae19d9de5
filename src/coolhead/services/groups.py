"""Groups of people that are large enough for a figure: nobody is to be found out by one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Set
from typing import Any, TypeVar

Name = TypeVar("Name", bound=Hashable)


def large_enough(groups: Mapping[Name, Set[str]], minimum: int) -> set[Name]:
    """The groups to show beside their total, so that the others cannot be had by subtraction.

    ``groups`` maps each group to the people behind it. A group that names nobody is not shown.
    """
    shown = {name for name, people in groups.items() if len(people) >= minimum}
    while shown and 0 < len(_behind(groups, groups.keys() - shown)) < minimum:
        shown.remove(min(shown, key=lambda name: (len(groups[name]), _in_order(name))))
    return shown


def _behind(groups: Mapping[Name, Set[str]], names: Iterable[Name]) -> set[str]:
    return set().union(*(groups[name] for name in names))


def _in_order(name: Any) -> Any:
    return name
