"""A call as Markdown: the record, the scorecard, and what was said with the evidence in it."""

from __future__ import annotations

from coolhead.adapters.formats.page.evidence import evidence, told_signals
from coolhead.adapters.formats.page.wording import clock, signal_words
from coolhead.call.state import Heard
from coolhead.call.utterance import Signal
from coolhead.record.markdown import markdown_text, record_markdown
from coolhead.services.finished import FinishedCall


def call_markdown(call: FinishedCall) -> str:
    """The record as it is told elsewhere, and below it the transcript; to be written in UTF-8.

    Every utterance has its id, which is what the record names its sources by, and under it a line
    for each signal with the words that it rests on. Texts from the call are escaped and stay texts.
    It shows what is in ``call`` and nothing more.
    """
    in_order = sorted(call.heard, key=lambda heard: (heard.utterance.start, heard.seq))
    lines = [line for heard in in_order for line in _turn(heard)]
    parts = [record_markdown(call.record).rstrip("\n"), "## What was said"]
    if call.started.times_estimated:
        parts.append("All times are estimated from the length of the text.")
    parts.append("\n".join(lines) or "Nothing was heard.")
    return "\n\n".join(parts) + "\n"


def _turn(heard: Heard) -> list[str]:
    said = heard.utterance
    words = markdown_text(said.text) if said.text else "(not kept)"
    first = (
        f"- **{clock(said.start)} {said.party.capitalize()}** ({markdown_text(said.id)}): {words}"
    )
    return [first, *(f"  - {_signal(signal, said.text)}" for signal in told_signals(heard))]


def _signal(signal: Signal, text: str) -> str:
    span = evidence(signal, len(text))
    told = markdown_text(signal_words(signal))
    return f'{told}: "{markdown_text(text[slice(*span)])}"' if span else told
