"""vCons made from a few dialogs."""

from __future__ import annotations

import base64
import json
from typing import Any

from coolhead.adapters.formats.reading import DOCUMENTS
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.adapters.formats.vcon import Vcon

SOURCE = "call.vcon"
START = "2026-03-02T10:15:00+01:00"
PARTIES = [
    {"name": "Noor", "role": "agent"},
    {"name": "Ada", "tel": "+44 20 7946 0018", "role": "customer"},
]


def vcon(*dialogs: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A vCon with these dialogs, whose parties are the agent Noor (0) and the customer Ada (1)."""
    return {"uuid": "u-1", "created_at": START, "parties": PARTIES, "dialog": [*dialogs], **more}


def text(party: int, at_s: float, body: Any, **more: Any) -> dict[str, Any]:
    """A text that somebody wrote ``at_s`` seconds (below 60) after the start."""
    start = f"2026-03-02T10:15:{at_s:06.3f}+01:00"
    return {"type": "text", "start": start, "parties": [party], "body": body, **more}


def recording(**more: Any) -> dict[str, Any]:
    """A recording of both that lies elsewhere, a party on each channel."""
    url = "https://example.com/r.wav"
    return {"type": "recording", "start": START, "duration": 30, "parties": [0, 1], "url": url,
            **more}  # fmt: skip


def transcript(body: Any, dialog: Any = 0, **more: Any) -> dict[str, Any]:
    """A transcript of a dialog."""
    return {"type": "transcript", "dialog": dialog, "vendor": "v", "body": body, **more}


def base64url(content: bytes | str) -> str:
    """As a vCon holds bytes: without the padding."""
    raw = content.encode() if isinstance(content, str) else content
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def signed(document: Any, **more: Any) -> dict[str, Any]:
    """The document within a signed form; the signature is none."""
    signature = {"header": {"x5c": ["a"]}, "protected": base64url('{"alg":"RS256"}'),
                 "signature": "c2ln"}  # fmt: skip
    return {"payload": base64url(json.dumps(document)), "signatures": [signature], **more}


def read(document: Any, agent_speaker: str | None = None) -> TranscriptCall:
    """The call in it, as the reader that is registered reads it."""
    known = next(each for each in DOCUMENTS if isinstance(each, Vcon))
    assert known.recognises(document)
    return known.read(document, SOURCE, agent_speaker=agent_speaker)


def said(call: TranscriptCall) -> list[tuple[str, float, float, str]]:
    """Who said what, from when to when."""
    return [(u.party, u.start, u.end, u.text) for u in call.utterances]
