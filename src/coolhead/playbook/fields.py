"""Every setting of a playbook as its author needs it: what it means, and what may stand there."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import msgspec
from pydantic import BaseModel, StringConstraints

from coolhead.playbook.loader import load_playbook
from coolhead.playbook.patch import bare
from coolhead.playbook.problems import PATTERNS
from coolhead.playbook.schema import Playbook

_KINDS: Final[dict[Any, str]] = {
    bool: "true or false",
    int: "whole number",
    float: "number",
    str: "text",
}


class SettingField(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One setting, or a group of them.

    ``path`` is as in the documentation: ``cues.<cue>.say``, ``remedies[].name``. ``choices`` are
    the words that may stand there (in a list: those of its entries), ``bounds`` says in words how
    large or long it may be. ``value`` is that of ``standard``, absent where each entry has its own.
    """

    path: str
    description: str
    type: str
    choices: tuple[str, ...] = ()
    bounds: str = ""
    value: Any = msgspec.UNSET


@cache
def setting_fields() -> tuple[SettingField, ...]:
    """Every setting of the schema with every group, in the schema's order."""
    return tuple(_below(Playbook, "", load_playbook("standard").model_dump(mode="json")))


def _below(model: type[BaseModel], prefix: str, values: Any) -> Iterator[SettingField]:
    for name, field in model.model_fields.items():
        path = f"{prefix}{name}"
        value = values.get(name) if isinstance(values, dict) else msgspec.UNSET
        annotation: Any = field.annotation
        if field.metadata:
            annotation = Annotated[(annotation, *field.metadata)]
        inner, step = _entries(bare(annotation))
        is_group = isinstance(inner, type) and issubclass(inner, BaseModel)
        described = field.description or (_first_sentence(inner) if is_group else "")
        yield SettingField(
            path=path,
            description=described,
            type=_type_of(annotation),
            choices=_choices(annotation),
            bounds=_bounds(annotation),
            value=msgspec.UNSET if is_group else value,
        )
        if is_group:
            yield from _below(inner, f"{path}{step}.", None if step else value)


def _first_sentence(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]


def _entries(annotation: Any) -> tuple[Any, str]:
    """What a list or a mapping holds, and how its entries stand in a path."""
    if get_origin(annotation) is tuple:
        return bare(get_args(annotation)[0]), "[]"
    if get_origin(annotation) is dict:
        return bare(get_args(annotation)[1]), ".<cue>"
    return annotation, ""


def _type_of(annotation: Any) -> str:
    plain = bare(annotation)
    optional = ", or null" if _is_optional(annotation) else ""
    origin = get_origin(plain)
    if origin is tuple:
        inner = bare(get_args(plain)[0])
        return "list of mappings" if _is_model(inner) else f"list of {_several(inner)}"
    if origin is dict or _is_model(plain):
        return f"mapping{optional}"
    if origin is Literal:
        whole = all(isinstance(each, int) for each in get_args(plain))
        return f"{'whole number' if whole else 'one of these words'}{optional}"
    return f"{_KINDS.get(plain, 'text')}{optional}"


def _several(inner: Any) -> str:
    return "these words" if get_origin(inner) is Literal else "texts"


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _is_optional(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        return _is_optional(get_args(annotation)[0])
    return type(None) in get_args(annotation)


def _choices(annotation: Any) -> tuple[str, ...]:
    """The words that may stand there, of a mapping those that may be its keys."""
    plain = bare(annotation)
    if get_origin(plain) in {tuple, dict}:
        plain = bare(get_args(plain)[0])
    if get_origin(plain) is not Literal:
        return ()
    return tuple(str(each) for each in get_args(plain))


def _bounds(annotation: Any) -> str:
    said = []
    for rule in _rules(annotation):
        for name, words in (("ge", "{:g} or more"), ("gt", "more than {:g}")):
            if (limit := getattr(rule, name, None)) is not None:
                said.append(words.format(limit))
        for name, words in (("le", "{:g} or less"), ("lt", "less than {:g}")):
            if (limit := getattr(rule, name, None)) is not None:
                said.append(words.format(limit))
        if isinstance(rule, StringConstraints):
            if rule.pattern is not None:
                said.append(PATTERNS.get(str(rule.pattern), ""))
            if rule.max_length is not None:
                said.append(f"at most {rule.max_length} characters")
    return ", ".join(filter(None, said))


def _rules(annotation: Any) -> Iterator[Any]:
    """What constrains a value, or each entry of a list."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        for rule in annotation.__metadata__:
            yield from getattr(rule, "metadata", None) or (rule,)
        yield from _rules(arguments[0])
    elif origin is tuple:
        yield from _rules(arguments[0])
    elif origin is dict:
        yield from _rules(arguments[1])
    elif origin in {Union, types.UnionType}:
        for each in arguments:
            yield from _rules(each)
