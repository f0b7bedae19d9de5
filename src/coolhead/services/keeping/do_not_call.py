"""A number that must not be called again, known by a keyed hash alone.

The number itself is erased with its call. Who holds the key and is about to call can still ask
whether this number is one; who holds the database alone cannot read numbers out of it (there are
few enough telephone numbers to try them all, so a hash without a key would hide nothing).
"""

from __future__ import annotations

import hmac
import re
from hashlib import sha256

from coolhead.errors import InputError

# ITU-T E.164: at most 15 digits; the shortest subscriber numbers in use have 4.
_DIGITS = range(4, 16)
_NOT_A_DIGIT = re.compile(r"\D")


def plain_number(number: str, *, country: str = "") -> str:
    """The number's digits in their international form.

    ``country`` is the calling code (such as "44") that a number without one is taken to have; the
    zero for national calls goes. Raises ``InputError`` for what is no number.
    """
    text = number.strip()
    digits = _NOT_A_DIGIT.sub("", text.replace("(0)", ""))
    if text.startswith("+"):
        pass
    elif digits.startswith("00"):
        digits = digits[2:]
    elif country:
        digits = country + digits.removeprefix("0")
    if len(digits) not in _DIGITS:
        raise InputError(
            "this is no telephone number", field="number", hint="Write it like +44 20 7946 0933."
        )
    return digits


def number_digest(number: str, key: bytes, *, country: str = "") -> str:
    """The keyed hash of a number (HMAC-SHA-256, hexadecimal); raises ``InputError``."""
    return hmac.new(key, plain_number(number, country=country).encode(), sha256).hexdigest()
