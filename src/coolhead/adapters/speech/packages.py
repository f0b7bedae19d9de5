"""The packages of the extra ``speech``: everything here imports them from this module.

That way there is one place that says what to install where one of them is missing.
``faster_whisper`` itself is imported by the recogniser's own process alone (it costs a second and
a hundred megabytes); of it only the folder is looked up here, for the voice activity model.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from coolhead.errors import MissingExtraError

try:
    import av
    import numpy as np
    import onnxruntime
    import soxr
    from numpy.typing import NDArray
except ImportError as error:
    raise MissingExtraError("Recordings", extra="speech") from error

__all__ = ["Samples", "av", "np", "onnxruntime", "soxr", "voice_activity_model"]

# Sound: float32 between -1 and 1, full scale being 1.
Samples: TypeAlias = NDArray[np.float32]


def voice_activity_model() -> Path:
    """The Silero model that ships with ``faster_whisper``; raises ``MissingExtraError``."""
    try:
        spec = find_spec("faster_whisper")
    except (ImportError, ValueError):
        spec = None
    for folder in (spec.submodule_search_locations if spec else None) or ():
        found = sorted(Path(folder, "assets").glob("silero_vad*.onnx"))
        if found:
            return found[-1]
    raise MissingExtraError("Recordings", extra="speech")
