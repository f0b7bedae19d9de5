"""A template filled with what the record knows, and plain text as a page for mail programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Final

from coolhead.playbook.after_call import MessageTemplate
from coolhead.playbook.slots import slots_in
from coolhead.record.record import Record
from coolhead.services.follow_ups.follow_up import FollowUp, time_of

# Stands in a text that is still edited; the link itself is made when the message is released.
LINK_SLOT: Final = "{answer_link}"
_LINK: Final = re.compile(r"https?://\S+/answer/[A-Za-z0-9_-]{20,}")
_SPACE: Final = re.compile(r"\s+")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def fillers_of(row: FollowUp, record: Record | None, agent: str) -> dict[str, str]:
    """What each slot is filled with; one that nothing is known for is missing.

    Line breaks and control characters of what was said become spaces: a slot cannot add a
    paragraph.
    """
    due = time_of(row.due)
    found = {
        "issue": record.issue if record is not None else "",
        "promised": row.what if row.kind == "promise" else "",
        "due": _spoken(due) if due is not None else (row.due_text or ""),
        "agent": agent,
    }
    plain = {
        name: _SPACE.sub(" ", _CONTROLS.sub(" ", text)).strip() for name, text in found.items()
    }
    return {name: text for name, text in plain.items() if text}


def filled(template: MessageTemplate, fillers: Mapping[str, str]) -> str:
    """The text; a paragraph with a slot that cannot be filled is left out.

    The link's slot stays. What fills a slot is not looked at for slots again.
    """
    known = {**fillers, "answer_link": LINK_SLOT}
    paragraphs = [part for part in template.text.split("\n\n") if part.strip()]
    kept = [part for part in paragraphs if all(slot in known for slot in slots_in(part))]
    return "\n\n".join(_with(part, known) for part in kept).strip()


def cleaned(text: str) -> str:
    """A text somebody wrote, without control characters; lines and paragraphs stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub(" ", lines).strip()


def one_line(text: str) -> str:
    """The same in one line, for a subject."""
    return _SPACE.sub(" ", _CONTROLS.sub(" ", text)).strip()


def link_in(text: str) -> str:
    """The customer's link in a text that was released, "" where there is none."""
    link = _LINK.search(text)
    return link[0] if link is not None else ""


def without_link(text: str) -> str:
    """The text with the slot where the link was: it is the customer's alone to answer by."""
    return _LINK.sub(LINK_SLOT, text)


def as_html(text: str, link: str = "") -> str:
    """The same text as HTML: paragraphs and lines, ``link`` as a link, everything else as text."""
    shown = escape(text)
    if link:
        target = escape(link)
        shown = shown.replace(target, f'<a href="{target}">{target}</a>')
    paragraphs = [part.replace("\n", "<br>\n") for part in re.split(r"\n{2,}", shown) if part]
    body = "\n".join(f"<p>{part}</p>" for part in paragraphs)
    head = '<!doctype html>\n<html><head><meta charset="utf-8"></head>'
    return f"{head}<body>\n{body}\n</body></html>\n"


def _with(part: str, known: Mapping[str, str]) -> str:
    return re.sub(r"\{([^{}]*)\}", lambda slot: known[slot[1]], part)


def _spoken(due: datetime) -> str:
    """In English whatever the server's locale is."""
    day = f"{_DAYS[due.weekday()]} {due.day} {_MONTHS[due.month - 1]} {due.year}"
    return f"{day}, {due:%H:%M}"
