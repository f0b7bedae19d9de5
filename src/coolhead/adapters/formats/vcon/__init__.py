"""vCon, the IETF's container of conversations (draft-ietf-vcon-vcon-core), read and written."""

from __future__ import annotations

from coolhead.adapters.formats.vcon.reading import Vcon
from coolhead.adapters.formats.vcon.recordings import customer_channel, inline_recording
from coolhead.adapters.formats.vcon.writing import write_vcon

__all__ = ["Vcon", "customer_channel", "inline_recording", "write_vcon"]
