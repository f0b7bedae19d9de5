"""A recorded call as two channels in step: who is where, and blocks of both sides."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from coolhead.adapters.speech.decode import Notice, SoundFile, probe, stream_sound
from coolhead.adapters.speech.packages import Samples, np
from coolhead.call.vocabulary import Party
from coolhead.errors import InputError

# Samples of one voice activity window at 16 kHz (32 ms): what the model was trained on.
WINDOW: Final = 512
# Windows in a block: about half a second, enough for a batch to be cheap and small enough for a
# live view to move.
BLOCK_WINDOWS: Final = 16
BLOCK: Final = WINDOW * BLOCK_WINDOWS
_HINT_TWO: Final = "Give --customer and --agent, a file for each."
# Two channels that differ by less than this part of their energy (40 dB) over this many blocks
# with sound in them (about five seconds) carry the same side.
_SAME_ENERGY: Final = 1e-4
_SAME_AFTER_BLOCKS: Final = 10
# Mean square of -50 dBFS: quieter blocks say nothing on whether two channels are the same.
_AUDIBLE: Final = 1e-5


@dataclass(frozen=True)
class TwoChannel:
    """One file with a party on either channel."""

    path: Path
    customer_channel: Literal["left", "right"] = "left"


@dataclass(frozen=True)
class PartyFiles:
    """A file per party; a file of several channels is mixed into one."""

    customer: Path
    agent: Path


Recording = TwoChannel | PartyFiles
Block = dict[Party, Samples]


def check_recording(recording: Recording) -> tuple[SoundFile, ...]:
    """Look at the heads of the files; raises ``InputError`` saying what to give instead."""
    if isinstance(recording, TwoChannel):
        sound = probe(recording.path)
        if sound.channels != 2:
            many = "one channel" if sound.channels < 2 else f"{sound.channels} channels"
            raise InputError(
                f"two channels are needed to tell customer and agent apart, it has {many}",
                file=str(recording.path),
                hint=_HINT_TWO,
            )
        return (sound,)
    heads = probe(recording.customer), probe(recording.agent)
    if recording.customer.samefile(recording.agent):
        raise InputError("the same file was given for both parties", hint=_HINT_TWO)
    return heads


def stream_blocks(recording: Recording, notice: Notice) -> Generator[Block, None, None]:
    """Yield blocks of ``BLOCK`` samples a party at 16 kHz, both sides in step.

    The last block may be shorter, of whole windows; the side that ends first goes on as silence.
    Raises ``InputError`` as decoding does, and where both channels carry the same sound.
    """
    with ExitStack() as stack:
        if isinstance(recording, TwoChannel):
            pieces = stack.enter_context(closing(stream_sound(recording.path, notice)))
            blocks = _two_channels(pieces, customer_first=recording.customer_channel == "left")
            yield from _told_apart(blocks, recording.path)
            return
        customer = stack.enter_context(closing(stream_sound(recording.customer, notice)))
        agent = stack.enter_context(closing(stream_sound(recording.agent, notice)))
        yield from _in_step({"customer": _blocks(customer), "agent": _blocks(agent)})


def _two_channels(pieces: Iterator[Samples], *, customer_first: bool) -> Iterator[Block]:
    for block in _blocks(pieces, mixed=False):
        left, right = np.ascontiguousarray(block[:, 0]), np.ascontiguousarray(block[:, 1])
        if customer_first:
            yield {"customer": left, "agent": right}
        else:
            yield {"customer": right, "agent": left}


def _in_step(sides: Mapping[Party, Iterator[Samples]]) -> Iterator[Block]:
    nothing = np.zeros(0, dtype=np.float32)
    while True:
        block = {party: next(side, nothing) for party, side in sides.items()}
        length = max(len(samples) for samples in block.values())
        if length == 0:
            return
        yield {party: _filled(samples, length) for party, samples in block.items()}


def _blocks(pieces: Iterator[Samples], *, mixed: bool = True) -> Iterator[Samples]:
    """Cut pieces of any length into blocks; the last one is filled up to whole windows."""
    waiting: list[Samples] = []
    length = 0
    for piece in pieces:
        sound: Samples = piece.mean(axis=1, dtype=np.float32) if mixed else piece
        waiting.append(sound)
        length += sound.shape[0]
        if length < BLOCK:
            continue
        joined = np.concatenate(waiting)
        whole = length - length % BLOCK
        for start in range(0, whole, BLOCK):
            yield joined[start : start + BLOCK]
        waiting, length = [joined[whole:]], length - whole
    if length:
        yield _filled(np.concatenate(waiting), length + -length % WINDOW)


def _filled(samples: Samples, length: int) -> Samples:
    """The samples with silence after them, up to ``length``."""
    if len(samples) == length:
        return samples
    hush = np.zeros((length - len(samples), *samples.shape[1:]), dtype=np.float32)
    filled: Samples = np.concatenate([samples, hush])
    return filled


def _told_apart(blocks: Iterator[Block], path: Path) -> Iterator[Block]:
    same = 0
    for block in blocks:
        customer, agent = block["customer"], block["agent"]
        energy = float(np.mean(customer**2))
        if same < _SAME_AFTER_BLOCKS and energy > _AUDIBLE:
            difference = float(np.mean((customer - agent) ** 2))
            # One block in which they differ settles that these are two sides.
            same = same + 1 if difference < _SAME_ENERGY * energy else -(10**9)
        if same == _SAME_AFTER_BLOCKS:
            raise InputError(
                "both channels carry the same sound, so customer and agent cannot be told apart",
                file=str(path),
                hint=_HINT_TWO,
            )
        yield block
