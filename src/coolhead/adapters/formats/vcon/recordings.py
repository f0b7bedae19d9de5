"""Recordings in a vCon of which there is no transcript: to be heard, or to be fetched first.

Nothing is ever fetched from here: a recording that lies elsewhere is named, and whoever may have
it brings it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from coolhead.adapters.formats.vcon.dialogs import Dialog
from coolhead.adapters.formats.vcon.parties import Parties
from coolhead.adapters.formats.vcon.starting import started_from
from coolhead.adapters.formats.vcon.values import bytes_of, label_in
from coolhead.call.events import CallStarted
from coolhead.errors import InputError

Channel = Literal["left", "right"]


class HeldRecordingError(InputError):
    """The vCon holds a recording and no words: there is nothing to read, but something to hear.

    ``recording`` is the recording's own file, ``started`` the call as the vCon tells of it.
    ``customer_channel`` is None where the vCon does not say on which channel the customer is.
    ``left_out`` says what is not heard, or not checked.
    """

    def __init__(
        self,
        recording: bytes,
        started: CallStarted,
        *,
        customer_channel: Channel | None,
        left_out: str,
        file: str,
        field: str,
    ) -> None:
        super().__init__(
            "this vCon holds a recording, and no transcript of it",
            file=file,
            field=field,
            hint="`coolhead listen` hears the recording.",
        )
        self.recording = recording
        self.started = started
        self.customer_channel = customer_channel
        self.left_out = left_out


def no_words(
    document: dict[str, Any],
    dialogs: list[Dialog],
    parties: Parties,
    source: str,
    notes: Sequence[str] = (),
) -> InputError:
    """The error for a vCon in which nothing was said that can be read: what there is instead.

    It is a ``HeldRecordingError`` where a recording is inside. ``notes`` are what is to be said of
    how the vCon was opened. Raises ``InputError`` where that recording is not base64url.
    """
    recordings = [dialog for dialog in dialogs if dialog.kind == "recording"]
    inside = [dialog for dialog in recordings if _is_inside(dialog)]
    if len(inside) > 1:
        return InputError(
            f"this vCon holds {len(inside)} recordings and no transcript of them",
            file=source,
            field=inside[1].field,
            hint="Save the recordings as files. `coolhead listen` takes one with a party on each "
            "channel, or one of each party with --customer and --agent.",
        )
    if inside:
        (dialog,) = inside
        more = len(recordings) - 1
        told = [f"Recordings that are not in the vCon were left out ({more})."] if more else []
        return HeldRecordingError(
            bytes_of(dialog.given, source, dialog.field),
            started_from(
                document,
                source,
                dialogs=dialogs,
                parties=parties,
                spoken={},
                zero=dialog.start,
                language=None,
            ),
            customer_channel=_customer_channel(dialog, parties),
            left_out=" ".join([*notes, *told]),
            file=source,
            field=dialog.field,
        )
    for dialog in recordings:
        if label_in(dialog.given.get("url")):
            return _elsewhere(dialog, source)
    if recordings:
        return InputError(
            "the recording was taken out of this vCon, and there is no transcript of it",
            file=source,
            field=recordings[0].field,
            hint="Ask whoever wrote it for one with a transcript.",
        )
    return _nothing_said(document, dialogs, source)


def _nothing_said(document: dict[str, Any], dialogs: list[Dialog], source: str) -> InputError:
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


def _customer_channel(dialog: Dialog, parties: Parties) -> Channel | None:
    """Known where each of two channels has parties, and the role of one of them is given."""
    if len(dialog.channels) != 2:
        return None
    left, right = ({parties.roles.get(index) for index in ch} for ch in dialog.channels)
    if left == {"customer"} or right == {"agent"}:
        return "left"
    if right == {"customer"} or left == {"agent"}:
        return "right"
    return None


def _is_inside(dialog: Dialog) -> bool:
    body = dialog.given.get("body")
    return isinstance(body, str) and body != ""
