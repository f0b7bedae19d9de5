"""The schema with every setting optional, deeply: the shape of a file that extends another.

It is built from the schema itself, so that the two cannot drift apart.
"""

from __future__ import annotations

import types
from functools import cache
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BaseModel, Field, create_model

from coolhead.playbook.kinds import Strict, Text
from coolhead.playbook.schema import Explanation, Playbook, Remedy, RubricItem

# What tells the entries of a list apart when one file is merged over another.
ENTRY_KEYS: Final[dict[str, str]] = {"remedies": "name", "explanations": "name", "scorecard": "id"}
_KEY_OF: Final[dict[type[BaseModel], str]] = {Remedy: "name", Explanation: "name", RubricItem: "id"}


@cache
def patch_model() -> type[BaseModel]:
    """The model that a file is validated by before it is merged over what it extends.

    ``name`` and ``title`` are the file's own and must be there: a team's playbook that went by
    the name of another could not be told apart on a call's record.
    """
    fields = _optional_fields(Playbook, required=("name", "title"))
    return create_model("PlaybookPatch", __base__=Strict, extends=(Text, ...), **fields)


def model_at(path: tuple[str | int, ...]) -> type[BaseModel] | None:
    """The schema's model at a path of settings; None where it is no mapping of settings."""
    annotation: Any = Playbook
    for step in path:
        annotation = _below(annotation, step)
    return (
        annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None
    )


def _below(annotation: Any, step: str | int) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = annotation.model_fields.get(str(step))
        return bare(field.annotation) if field else None
    if get_origin(annotation) in (tuple, dict):
        arguments = get_args(annotation)
        return bare(arguments[0] if get_origin(annotation) is tuple else arguments[1])
    return None


def bare(annotation: Any) -> Any:
    """The annotation without constraints and without None."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        kept = [each for each in get_args(annotation) if each is not type(None)]
        return bare(kept[0])
    return annotation


def _optional_fields(model: type[BaseModel], required: tuple[str, ...]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        annotation: Any = _optional(field.annotation)
        if field.metadata:
            annotation = Annotated[(annotation, *field.metadata)]
        fields[name] = (annotation, ... if name in required else Field(default=None))
    return fields


@cache
def _optional_model(model: type[BaseModel]) -> type[BaseModel]:
    required = (_KEY_OF[model],) if model in _KEY_OF else ()
    fields = _optional_fields(model, required)
    return create_model(f"{model.__name__}Patch", __base__=Strict, **fields)


def _optional(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _optional_model(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return Annotated[(_optional(arguments[0]), *annotation.__metadata__)]
    if origin in (Union, types.UnionType):
        return Union[tuple(_optional(each) for each in arguments)]  # noqa: UP007 (built at run time)
    if origin is tuple and arguments[-1] is Ellipsis:
        return types.GenericAlias(tuple, (_optional(arguments[0]), Ellipsis))
    if origin is dict:
        return types.GenericAlias(dict, (arguments[0], _optional(arguments[1])))
    return annotation
