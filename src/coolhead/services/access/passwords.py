"""Which passwords are taken, and the port to what hashes them."""

from __future__ import annotations

import unicodedata
from typing import Final, Protocol

from coolhead.errors import InputError
from coolhead.services.access.commonest import COMMONEST

# NIST SP 800-63B-4 §3.1.1.2: no rules of composition, no forced changes, but a length (8 at least,
# 15 where a password stands alone) and a list of those that everybody tries. Twelve, because
# sign-in is limited to few tries and hashes are slow.
SHORTEST: Final = 12
# Argon2 takes more, but hashing a megabyte for whoever asks is work for nothing.
LONGEST: Final = 256
# A password of so few different characters is tried by counting.
_FEWEST_CHARACTERS: Final = 5


class PasswordHasher(Protocol):
    """Hashes passwords slowly, and not in the way of what else the server does."""

    async def hashed(self, password: str) -> str:
        """The salted hash of a password, with how it was made."""

    async def matches(self, password: str, hashed: str | None) -> bool:
        """Whether a password is the one of this hash.

        Without a hash it takes as long as with one, and is false.
        """


def checked_password(password: str, *, email: str = "", name: str = "") -> str:
    """The password in its normal form (NFKC, RFC 8265), if it may be one; raises ``InputError``."""
    plain = normal(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise _refused(
            f"a password has {SHORTEST} to {LONGEST} characters",
            "A few words that do not belong together are easy to remember.",
        )
    folded = plain.casefold()
    known = {part for part in (email, email.partition("@")[0], name) if part}
    without = folded
    for part in sorted(known, key=len, reverse=True):
        without = without.replace(part.casefold(), "")
    if len(without) < SHORTEST - 4 and without != folded:
        raise _refused("the password is hardly more than the name or the e-mail", "Take another.")
    if folded in COMMONEST or len(set(folded)) < _FEWEST_CHARACTERS:
        raise _refused("this is one of the passwords that everybody tries first", "Take another.")
    return plain


def normal(password: str) -> str:
    """The password as it is hashed, however the keyboard composed its accents."""
    return unicodedata.normalize("NFKC", password)


def _refused(message: str, hint: str) -> InputError:
    return InputError(message, field="password", hint=hint)
