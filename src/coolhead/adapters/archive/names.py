"""Names of files made of ids that come from anywhere."""

from __future__ import annotations

import hashlib
import re
from typing import Final

# What every file system takes, and nothing that leads elsewhere.
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
# File systems take 255 bytes; there is room for the digest and an ending.
_MAX_CHARS: Final = 120
# 64 bits: of a million calls with the same id, two get the same name once in forty million runs.
_HASH_CHARS: Final = 16


def record_name(call: str, source: str) -> str:
    """The name of a call's record: its id as far as a name can hold it, and where it was read.

    ASCII, no path, never hidden. It depends on nothing else, so whatever an earlier run left, and
    however many calls have the same id, a call's record has the same name.
    """
    plain = _UNSAFE.sub("-", call).strip("-.")[:_MAX_CHARS].rstrip("-.")
    digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_CHARS]
    return f"{plain}-{digest}.json" if plain else f"{digest}.json"
