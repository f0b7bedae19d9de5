"""The files of the capture page, as whoever serves it needs them.

The page lies at any address; what it loads lies below that, at ``<address>/<name>``, and it sends
sound to the web socket ``<address>/sound``, which is served by a `RawAudioSession`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

import msgspec

# Nothing inline and nothing from elsewhere; a socket of its own server is of the same origin.
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# The microphone and a shared tab are what the page is for; no other part of a machine is.
PERMISSIONS_POLICY: Final = (
    "microphone=(self), display-capture=(self), camera=(), geolocation=(), payment=(), usb=()"
)
HEADERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Permissions-Policy": PERMISSIONS_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
)
PAGE: Final = "page.html"
_TYPES: Final = {
    "page.html": "text/html; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "hearing.js": "text/javascript; charset=utf-8",
    "sending.js": "text/javascript; charset=utf-8",
    "showing.js": "text/javascript; charset=utf-8",
    "worklet.js": "text/javascript; charset=utf-8",
}


class PageFile(msgspec.Struct, frozen=True):
    """A file and its content type."""

    content_type: str
    content: bytes


@cache
def page_files() -> Mapping[str, PageFile]:
    """Every file by its name; ``PAGE`` is the one that is opened."""
    folder = files(__package__)
    return MappingProxyType(
        {
            name: PageFile(content_type, (folder / name).read_bytes())
            for name, content_type in _TYPES.items()
        }
    )
