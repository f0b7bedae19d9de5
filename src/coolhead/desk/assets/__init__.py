"""The files that browsers load: modules, styles, the icon. Read once, sent with their digest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Final

import msgspec

_TYPES: Final = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
}


class Asset(msgspec.Struct, frozen=True):
    """A file as it is sent."""

    content: bytes
    media_type: str
    etag: str


def asset(path: str) -> Asset | None:
    """The file of this path below the folder, None where there is none."""
    return _assets().get(path)


@cache
def text_of(name: str) -> str:
    """A template of the folder."""
    return (files(__package__) / name).read_text(encoding="utf-8")


@cache
def _assets() -> Mapping[str, Asset]:
    return MappingProxyType(dict(_found(files(__package__), "")))


def _found(folder: Traversable, under: str) -> Iterator[tuple[str, Asset]]:
    for each in folder.iterdir():
        path = f"{under}{each.name}"
        if each.is_dir():
            yield from _found(each, f"{path}/")
        elif media_type := _TYPES.get(path.rpartition(".")[2]):
            content = each.read_bytes()
            yield path, Asset(content, media_type, f'"{sha256(content).hexdigest()[:20]}"')
