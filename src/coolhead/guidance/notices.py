"""What the agent is told about the hearing itself: words lost, input cut, a language not known."""

from __future__ import annotations

from coolhead.call.decisions import Decision, Noticed
from coolhead.call.events import (
    CallStarted,
    DetectorFailed,
    Event,
    InputCut,
    RecogniserLost,
    RecogniserRestored,
    UnknownEvent,
)


def notices(event: Event) -> list[Decision]:
    """The notices that an event calls for; none for most."""
    match event:
        case CallStarted():
            return _opening_notices(event)
        case RecogniserLost():
            text = "Words are not heard at the moment; cues that need none go on."
            return [Noticed(at=event.at, kind="recogniser_lost", text=text)]
        case RecogniserRestored():
            return [Noticed(at=event.at, kind="recogniser_restored", text="Words are heard again.")]
        case DetectorFailed():
            text = f"The detector {event.detector} failed; its signals are missing here."
            return [Noticed(at=event.at, kind="detector_failed", text=text)]
        case InputCut():
            return [Noticed(at=event.at, kind="input_cut", text=event.what)]
        case UnknownEvent():
            text = f"An event of a newer version ({event.name}) is kept and left out."
            return [Noticed(at=event.at, kind="unknown_event", text=text)]
        case _:
            return []


def _opening_notices(event: CallStarted) -> list[Decision]:
    told: list[Decision] = []
    if not event.language.lower().startswith("en"):
        text = f"Words in '{event.language}' are not understood: timing cues only."
        told.append(Noticed(at=event.at, kind="language_not_understood", text=text))
    if event.speakers_guessed:
        text = (
            "The source does not say who is the agent; that was guessed from what was said "
            "(--agent-speaker names another)."
        )
        told.append(Noticed(at=event.at, kind="speakers_guessed", text=text))
    if event.times_estimated:
        text = "The transcript has no times; they are estimated from the length of the text."
        told.append(Noticed(at=event.at, kind="times_estimated", text=text))
    elif not event.speech_timing:
        text = "Who is speaking right now is not known: cues come after each utterance only."
        told.append(Noticed(at=event.at, kind="no_speech_timing", text=text))
    return told
