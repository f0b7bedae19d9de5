"""A number that must not be called again, known by a keyed hash alone.

The number itself is erased with its call. Who holds the key and is about to call can still ask
whether this number is one; who holds the database alone cannot read numbers out of it (there are
few enough telephone numbers to try them all, so a hash without a key would hide nothing).

Numbers are compared as ITU-T E.164 writes them, without the plus.
"""

from __future__ import annotations

import hmac
import re
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, timezone

from coolhead.errors import InputError

# ITU-T E.164: at most 15 digits; the shortest subscriber numbers in use have 4.
_DIGITS: Final = range(4, 16)
_NOT_A_DIGIT: Final = re.compile(r"\D")
# How a call abroad begins where no region says otherwise (ITU-T E.164, 00 is recommended).
_ABROAD: Final = "00"


def checked_region(region: str) -> str:
    """A region that numbers without a calling code belong to ("GB"); "" is none.

    Raises ``InputError`` for one that has no numbers.
    """
    if region and region not in phonenumbers.SUPPORTED_REGIONS:
        raise InputError(
            "this is no region that has telephone numbers",
            field="region",
            hint="Write the two letters of a country, such as GB or US.",
        )
    return region


def read_number(number: str, region: str = "") -> PhoneNumber:
    """The number as the library knows it; raises ``InputError`` for what cannot be one."""
    text = number.replace("(0)", "").strip()
    if not region and text.startswith(_ABROAD):
        text = "+" + text.removeprefix(_ABROAD)
    try:
        found = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException as error:
        national = error.error_type == error.INVALID_COUNTRY_CODE and not region
        raise _no_number(national=national) from error
    if not phonenumbers.is_possible_number(found):
        raise _no_number(national=False)
    return found


def e164(number: str, region: str = "") -> str:
    """The number's digits in their international form; raises ``InputError``."""
    return phonenumbers.format_number(read_number(number, region), PhoneNumberFormat.E164)[1:]


def plain_number(number: str) -> str:
    """The digits as they were written: how a number without any region is known.

    Raises ``InputError`` for what is no number.
    """
    digits = _NOT_A_DIGIT.sub("", number.replace("(0)", ""))
    if not number.strip().startswith("+"):
        digits = digits.removeprefix(_ABROAD)
    if len(digits) not in _DIGITS:
        raise _no_number(national=False)
    return digits


def number_digest(digits: str, key: bytes) -> str:
    """The keyed hash of a number's digits (HMAC-SHA-256, hexadecimal)."""
    return hmac.new(key, digits.encode(), sha256).hexdigest()


def digests_of(number: str, key: bytes, region: str = "") -> tuple[str, ...]:
    """Every hash under which a number may be on the list, the one it would be put there by first.

    The other is of its digits as they are written: so it was noted where no region was known.
    Raises ``InputError`` for what cannot be read.
    """
    forms = dict.fromkeys((e164(number, region), _as_written(number)))
    return tuple(number_digest(digits, key) for digits in forms if digits)


def digest_to_keep(number: str, key: bytes, region: str = "") -> str:
    """The hash by which a call's number is put on the list.

    One that cannot be read for want of a region is kept as it is written rather than lost.
    Raises ``InputError`` for what is no number at all.
    """
    try:
        return number_digest(e164(number, region), key)
    except InputError:
        return number_digest(plain_number(number), key)


def zones_of(number: str, region: str = "") -> tuple[ZoneInfo, ...]:
    """Where a number may be, none where that is not known; raises ``InputError``."""
    zones = []
    for name in timezone.time_zones_for_number(read_number(number, region)):
        try:
            zones.append(ZoneInfo(name))
        except (ZoneInfoNotFoundError, ValueError):
            return ()
    return () if any(zone.key == "Etc/Unknown" for zone in zones) else tuple(zones)


def _as_written(number: str) -> str:
    try:
        return plain_number(number)
    except InputError:
        return ""


def _no_number(*, national: bool) -> InputError:
    hint = "Write it like +44 20 7946 0933."
    if national:
        hint = "Write it like +44 20 7946 0933, or name the region that it belongs to, such as GB."
    return InputError("this is no telephone number", field="number", hint=hint)
