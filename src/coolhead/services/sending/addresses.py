"""E-mail addresses of customers: one plain address, or none."""

from __future__ import annotations

import re
from typing import Final

from coolhead.errors import InputError

_LONGEST: Final = 254  # RFC 5321 §4.5.3.1.3, without the angle brackets
# What browsers take in <input type=email> (HTML, "valid e-mail address"), with a domain that has a
# dot: nothing that needs quoting, so nothing that could become another header or another address.
_LOCAL: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN: Final = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}")


def checked_address(text: str, field: str = "body.to") -> str:
    """The address, its domain in lower case; raises ``InputError`` unless it is one and only one.

    Names in front, quoted parts, and letters beyond ASCII are refused too.
    """
    address = text.strip(" ")
    local, at, domain = address.rpartition("@")
    if not address.isascii():
        hint = "Give an address in plain letters, digits and signs."
        raise InputError("letters in it no mail server need understand", field=field, hint=hint)
    fits = len(address) <= _LONGEST and len(local) <= 64
    if not (at and fits and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        raise InputError(
            "this is not one e-mail address", field=field, hint="Such as jo@example.com."
        )
    return f"{local}@{domain.lower()}"


def address_in(text: str | None) -> str:
    """The address that a text is, "" where it is none."""
    try:
        return checked_address(text or "")
    except InputError:
        return ""
