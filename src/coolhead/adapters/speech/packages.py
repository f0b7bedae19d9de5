"""The packages of the extra ``speech``: everything here imports them from this module.

That way there is one place that says what to install where one of them is missing.
What meets a file or costs a second to load is imported by a process of its own alone, and only
looked up here: ``av`` and ``soxr`` by the decoder's, ``faster_whisper`` by the recogniser's.
"""

from __future__ import annotations

from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from coolhead.errors import MissingExtraError

try:
    import numpy as np
    import onnxruntime
    from numpy.typing import NDArray
except ImportError as error:
    raise MissingExtraError("Recordings", extra="speech") from error

__all__ = ["Samples", "np", "onnxruntime", "voice_activity_model"]

# Sound: float32 between -1 and 1, full scale being 1.
Samples: TypeAlias = NDArray[np.float32]


def voice_activity_model() -> Path:
    """The Silero model that ships with ``faster_whisper``; raises ``MissingExtraError``."""
    spec = _looked_up("faster_whisper")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        found = sorted(Path(folder, "assets").glob("silero_vad*.onnx"))
        if found:
            return found[-1]
    raise MissingExtraError("Recordings", extra="speech")


def _looked_up(package: str) -> ModuleSpec | None:
    try:
        return find_spec(package)
    except (ImportError, ValueError):
        return None


if _looked_up("av") is None or _looked_up("soxr") is None:
    raise MissingExtraError("Recordings", extra="speech")
