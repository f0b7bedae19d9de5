"""From a file or a shipped name to a flattened, checked ``Playbook``.

A file that ``extends`` another is first validated by itself, as a patch; then it is laid over
what it extends and the whole is validated again. Every problem is told at once, each with file,
line and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Final

from pydantic import BaseModel, ValidationError

from coolhead.errors import ConfigError, PlaybookError
from coolhead.playbook.checks import file_problems, whole_problems
from coolhead.playbook.merge import merged
from coolhead.playbook.patch import model_at, patch_model
from coolhead.playbook.problems import (
    Mark,
    Problem,
    did_you_mean,
    dotted,
    in_plain_words,
    playbook_error,
)
from coolhead.playbook.schema import Playbook
from coolhead.playbook.strict_yaml import (
    MAX_BYTES,
    Key,
    MapNode,
    ScalarNode,
    at_path,
    read_yaml,
    to_plain,
)

# Deeper than this nobody can say any more where a setting comes from.
MAX_EXTENDS: Final = 5
_SUFFIXES: Final = (".yaml", ".yml")


def shipped_names() -> tuple[str, ...]:
    """The names of the playbooks that ship, ``standard`` first."""
    folder = resources.files("coolhead.playbook") / "shipped"
    names = sorted(
        each.name.removesuffix(".yaml") for each in folder.iterdir() if each.name.endswith(".yaml")
    )
    return tuple(sorted(names, key=lambda name: name != "standard"))


def load_playbook(name_or_path: str | Path) -> Playbook:
    """Load a shipped playbook by its name, or one from a file.

    Raises ``ConfigError`` where there is no such playbook or file, ``PlaybookError`` with every
    problem where the file is wrong.
    """
    if isinstance(name_or_path, str):
        if name_or_path in shipped_names():
            return _shipped(name_or_path)
        if not _is_path(name_or_path) and not Path(name_or_path).exists():
            raise ConfigError(
                f"there is no playbook '{name_or_path}'",
                hint=did_you_mean(name_or_path, shipped_names())
                or f"Shipped are {', '.join(shipped_names())}; a file is given by its path.",
            )
    path = Path(name_or_path)
    return read_playbook(_bytes_of(path), source=str(path), folder=path.parent)


def read_playbook(text: str | bytes, *, source: str, folder: Path | None = None) -> Playbook:
    """Read a playbook from its text; ``source`` names it in messages.

    ``extends`` may name a shipped playbook, or a file at or below ``folder`` (without ``folder``
    no file is read). Raises ``PlaybookError`` with every problem.
    """
    origin = str((folder / Path(source).name).resolve()) if folder else source
    root, problems = read_yaml(text, source=source)
    flat, more = _flattened(root, folder, (origin,))
    problems += more
    playbook, whole = _validated(flat) if flat is not None else (None, [])
    told = {(problem.mark, problem.message) for problem in problems}
    problems += [problem for problem in whole if (problem.mark, problem.message) not in told]
    if problems or playbook is None:
        raise playbook_error(problems)
    return playbook


@cache
def _shipped_text(name: str) -> bytes:
    return (resources.files("coolhead.playbook") / "shipped" / f"{name}.yaml").read_bytes()


@cache
def _shipped(name: str) -> Playbook:
    return read_playbook(_shipped_text(name), source=f"{name}.yaml")


def _is_path(text: str) -> bool:
    return "/" in text or "\\" in text or text.endswith(_SUFFIXES)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        hint = did_you_mean(path.stem, shipped_names())
        raise ConfigError(
            f"there is no file {path}", hint=hint or "Check the path of the playbook."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError(
            f"{path} cannot be read: {reason}", hint="Give the path of a playbook's YAML file."
        ) from error


def extended_name(text: str) -> str | None:
    """The shipped playbook that a text extends, None for none; raises ``PlaybookError``."""
    root, _ = read_yaml(text, source="playbook.yaml")
    node = root.entries.get("extends")
    name = node.value if isinstance(node, ScalarNode) else None
    return name if isinstance(name, str) and name in shipped_names() else None


def _flattened(
    root: MapNode, folder: Path | None, chain: tuple[str, ...]
) -> tuple[MapNode | None, list[Problem]]:
    """The file laid over what it extends (None where that cannot be had), and its own problems."""
    if "extends" not in root.entries:
        return root, list(file_problems(root))
    problems = list(_shape_problems(patch_model(), root))
    problems += file_problems(root)
    base: MapNode | None = None
    try:
        base, below = _base(root, folder, chain)
        problems += below
    except PlaybookError as error:
        if chain[1:]:
            raise
        node, mark = at_path(root, ("extends",))
        name = node.value if isinstance(node, ScalarNode) else ""
        problems += [
            Problem(mark, "extends", f"'{name}' cannot be extended: {line}")
            for line in error.problems or (error.message,)
        ]
    return (merged(base, root) if base is not None else None), problems


def _base(
    root: MapNode, folder: Path | None, chain: tuple[str, ...]
) -> tuple[MapNode | None, list[Problem]]:
    node, mark = at_path(root, ("extends",))
    if not isinstance(node, ScalarNode) or not isinstance(node.value, str):
        return None, []  # told by the patch's shape

    def wrong(message: str, suggestion: str = "") -> tuple[None, list[Problem]]:
        return None, [Problem(mark, "extends", message, suggestion)]

    name = node.value
    if not _is_path(name):
        if name not in shipped_names():
            known = ", ".join(shipped_names())
            message = f"there is no playbook '{name}'; shipped are {known}"
            return wrong(message, did_you_mean(name, shipped_names()))
        origin, text, source, below = f"shipped:{name}", _shipped_text(name), f"{name}.yaml", None
    elif folder is None:
        return wrong("a file can be extended only from a file; name a shipped playbook")
    elif PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name:
        return wrong("give the path of a file beside this one, or in a folder below it")
    else:
        path = folder / name
        try:
            origin, text = str(path.resolve()), _bytes_of(path)
        except ConfigError as error:
            return wrong(error.message)
        source, below = str(path), path.parent
    if origin in chain:
        return wrong(f"'{name}' is extended in a circle")
    if len(chain) > MAX_EXTENDS:
        return wrong(f"more than {MAX_EXTENDS} playbooks over one another")
    base, problems = read_yaml(text, source=source)
    flat, more = _flattened(base, below, (*chain, origin))
    return flat, problems + more


def _validated(root: MapNode) -> tuple[Playbook | None, list[Problem]]:
    problems = list(whole_problems(root))
    shape = list(_shape_problems(Playbook, root))
    if shape:
        return None, problems + shape
    return Playbook.model_validate(to_plain(root), strict=True), problems


def _shape_problems(model: type[BaseModel], root: MapNode) -> Iterator[Problem]:
    try:
        model.model_validate(to_plain(root), strict=True)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            yield _from_pydantic(dict(each), root)


def _from_pydantic(error: dict[str, object], root: MapNode) -> Problem:
    location: tuple[Key, ...] = tuple(error["loc"])  # type: ignore[arg-type]
    is_key = location[-1:] == ("[key]",) or error["type"] in ("extra_forbidden", "invalid_key")
    path = tuple(step for step in location if step != "[key]")
    if not is_key:
        message, suggestion = in_plain_words(error)
        _, mark = at_path(root, path)
        return Problem(mark, dotted(path), message, suggestion)
    mark = _key_mark(root, path)
    if error["type"] in ("extra_forbidden", "invalid_key"):
        model = model_at(path[:-1])
        known = tuple(model.model_fields) if model else ()
        suggestion = did_you_mean(path[-1], (*known, "extends") if len(path) == 1 else known)
        return Problem(mark, dotted(path), "there is no such setting", suggestion or _home(path))
    message, suggestion = in_plain_words(error)
    return Problem(mark, dotted(path), message, suggestion)


def _key_mark(root: MapNode, path: tuple[Key, ...]) -> Mark:
    parent, mark = at_path(root, path[:-1])
    if not isinstance(parent, MapNode):
        return mark
    for key, where in parent.key_marks.items():
        if str(key) == str(path[-1]):
            return where
    return mark


def _home(path: tuple[Key, ...]) -> str:
    """Where a known setting belongs that was written in the wrong place."""
    for name, field in Playbook.model_fields.items():
        inner = field.annotation
        group = isinstance(inner, type) and issubclass(inner, BaseModel)
        if group and path[-1] in inner.model_fields:  # type: ignore[union-attr]
            return f"it belongs under '{name}'"
    return ""
