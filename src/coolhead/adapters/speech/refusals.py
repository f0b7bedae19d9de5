"""What a file that cannot be heard is told, by the decoder's process and by its parent alike."""

from __future__ import annotations

from typing import Final

NO_RECORDING: Final = "this is no recording"
NO_SOUND: Final = "there is no sound in it"
HOLDS_NO_SOUND: Final = "the file holds no sound"
TOO_DAMAGED: Final = "too damaged to be heard"
HINT_FORMATS: Final = "Give a sound file such as WAV, MP3, M4A, OGG, FLAC or WebM."
