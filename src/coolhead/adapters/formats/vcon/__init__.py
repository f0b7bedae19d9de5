"""vCon, the IETF's container of conversations (draft-ietf-vcon-vcon-core), read and written."""

from __future__ import annotations

from coolhead.adapters.formats.vcon.reading import Vcon
from coolhead.adapters.formats.vcon.recordings import HeldRecordingError
from coolhead.adapters.formats.vcon.writing import write_vcon

__all__ = ["HeldRecordingError", "Vcon", "write_vcon"]
