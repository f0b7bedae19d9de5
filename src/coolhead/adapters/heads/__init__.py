"""The trained heads that ship, read from the package: arrays and JSON, nothing that could run."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

import msgspec
import numpy as np

from coolhead.call.vocabulary import Party
from coolhead.signals.heads.heads import FAINT, Heads, Layer, Weights
from coolhead.signals.heads.vectors import WordVectors

# How much a turn's own meaning counted beside that of the turn before, in training.
OWN: Final = 3.0
_PARTIES: Final[tuple[Party, ...]] = ("customer", "agent")


@cache
def trained_heads(faint: float = FAINT) -> tuple[Heads, ...]:
    """A detector for each party that has heads; it judges what the rules found.

    With ``faint`` 0 they tell of every signal, however unlikely, as measuring needs it.
    """
    return tuple(Heads(_weights(party), word_vectors(), faint) for party in _PARTIES)


@cache
def word_vectors() -> WordVectors:
    """The vectors of words, one set for all heads."""
    with _opened("vectors.npz") as arrays:
        words = bytes(arrays["words"]).decode().split("\n")
        return WordVectors(
            {word: place for place, word in enumerate(words)},
            arrays["vectors"],
            arrays["weights"].astype(np.float32),
        )


def _weights(party: Party) -> Weights:
    with _opened(f"{party}.npz") as arrays:
        about = msgspec.json.decode(bytes(arrays["about"]))
        details = {
            name: (attribute, tuple(values), tuple(columns))
            for name, (attribute, values, columns) in about["details"].items()
        }
        return Weights(
            party=party,
            version=about["version"],
            places={name: place for place, name in enumerate(about["features"])},
            linear=_layer(arrays, "linear"),
            hidden=_layer(arrays, "hidden"),
            out=arrays["out"].astype(np.float32),
            names=tuple(about["names"]),
            adds=frozenset(about["adds"]),
            thresholds=arrays["thresholds"],
            drops=arrays["drops"],
            details=details,
            settles=frozenset(about["settles"]),
        )


def _layer(arrays: np.lib.npyio.NpzFile, name: str) -> Layer:
    vectors = arrays[f"{name}_vectors"].astype(np.float32)
    named = arrays[f"{name}_named"].astype(np.float32)
    if f"{name}_scale" in arrays:
        named *= arrays[f"{name}_scale"]
    return Layer(
        named=named,
        own=OWN * vectors[: len(vectors) // 2],
        before=vectors[len(vectors) // 2 :],
        bias=arrays[f"{name}_bias"],
    )


def _opened(name: str) -> np.lib.npyio.NpzFile:
    with (resources.files(__name__) / name).open("rb") as file:
        import io  # noqa: PLC0415 - np.load needs a file that can be wound back

        opened: np.lib.npyio.NpzFile = np.load(io.BytesIO(file.read()), allow_pickle=False)
        return opened
