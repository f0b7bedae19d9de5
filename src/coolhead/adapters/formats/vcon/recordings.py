"""Recordings in a vCon of which there is no transcript: to be heard, or to be fetched first.

Nothing is ever fetched from here: a recording that lies elsewhere is named, and whoever may have
it brings it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from coolhead.adapters.formats.vcon.dialogs import Dialog, dialogs_of
from coolhead.adapters.formats.vcon.forms import plain_form
from coolhead.adapters.formats.vcon.parties import Parties
from coolhead.adapters.formats.vcon.transcripts import transcripts_in
from coolhead.adapters.formats.vcon.values import bytes_of, label_in
from coolhead.errors import InputError


def inline_recording(document: Any, source: str = "vCon") -> bytes | None:
    """The recording that the vCon holds, where it holds no words that could be read instead.

    None where there are words, or no recording inside. ``source`` names the vCon in errors.
    Raises ``InputError`` where there are several recordings, since only one can be heard, where
    it is not base64url, and for all that ``Vcon.read`` refuses at once.
    """
    found = _unread_recordings(document, source)
    inside = [dialog for dialog in found if _is_inside(dialog)]
    if not inside:
        return None
    if len(inside) > 1:
        raise InputError(
            f"this vCon holds {len(inside)} recordings and no transcript of them",
            file=source,
            field=inside[1].field,
            hint="Save the recordings as files. `coolhead listen` takes one with a party on each "
            "channel, or one of each party with --customer and --agent.",
        )
    return bytes_of(inside[0].given, source, inside[0].field)


def customer_channel(document: Any, source: str = "vCon") -> Literal["left", "right"] | None:
    """The channel on which the vCon's inline recording has the customer.

    None where the vCon does not say: no party on each of two channels, or nobody's role is given.
    Raises ``InputError`` as ``inline_recording`` does.
    """
    vcon, _ = plain_form(document, source)
    roles = Parties(vcon, source).roles
    for dialog in _unread_recordings(document, source):
        if _is_inside(dialog) and len(dialog.channels) == 2:
            left, right = ({roles.get(index) for index in ch} for ch in dialog.channels)
            if left == {"customer"} or right == {"agent"}:
                return "left"
            if right == {"customer"} or left == {"agent"}:
                return "right"
    return None


def no_words(dialogs: Sequence[Dialog], document: dict[str, Any], source: str) -> InputError:
    """The error for a vCon in which nothing was said that can be read: what there is instead."""
    for dialog in dialogs:
        if dialog.kind == "recording" and label_in(dialog.given.get("url")):
            return _elsewhere(dialog, source)
    for dialog in dialogs:
        if dialog.kind == "recording":
            if _is_inside(dialog):
                return InputError(
                    "this vCon holds a recording, and no transcript of it",
                    file=source,
                    field=dialog.field,
                    hint="`coolhead listen` hears the recording.",
                )
            return InputError(
                "the recording was taken out of this vCon, and there is no transcript of it",
                file=source,
                field=dialog.field,
                hint="Ask whoever wrote it for one with a transcript.",
            )
    group = document.get("group")
    if isinstance(group, list) and group:
        return InputError(
            "the conversation stands in other vCons, of which this one only names the group",
            file=source,
            field="group",
            hint="Give those, one at a time.",
        )
    if dialogs:
        kinds = ", ".join(dict.fromkeys(dialog.kind for dialog in dialogs))
        return InputError(
            f"nothing that was said stands in this vCon ({kinds})",
            file=source,
            field="dialog",
            hint="Read are texts, and transcripts of recordings.",
        )
    return InputError(
        "there is no dialog in this vCon", file=source, field="dialog", hint="Was there a call?"
    )


def _elsewhere(dialog: Dialog, source: str) -> InputError:
    name = label_in(dialog.given.get("filename"))
    called = f" ('{name}')" if name else ""
    return InputError(
        f"the recording{called} is not in this vCon but at {label_in(dialog.given.get('url'))}",
        file=source,
        field=f"{dialog.field}.url",
        hint="Nothing is fetched from here. Download it and give it to `coolhead listen`.",
    )


def _unread_recordings(document: Any, source: str) -> list[Dialog]:
    """The recordings of a vCon that holds neither texts nor transcripts."""
    vcon, _ = plain_form(document, source)
    dialogs = dialogs_of(vcon, source)
    has_text = any(dialog.kind == "text" and dialog.given.get("body") for dialog in dialogs)
    if has_text or transcripts_in(vcon, source):
        return []
    return [dialog for dialog in dialogs if dialog.kind == "recording"]


def _is_inside(dialog: Dialog) -> bool:
    body = dialog.given.get("body")
    return isinstance(body, str) and body != ""
