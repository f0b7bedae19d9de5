"""Card numbers: length and first digits of a scheme, and the check digit (ISO/IEC 7812-1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coolhead.redaction.digits import Digits, value_of

# First digits, from and to, and the lengths that cards of that range have.
_SCHEMES: Final = (
    ("4", "4", (13, 16, 19)),  # Visa
    ("51", "55", (16,)),  # Mastercard
    ("2221", "2720", (16,)),
    ("34", "34", (15,)),  # American Express
    ("37", "37", (15,)),
    ("36", "36", (14, 16, 19)),  # Diners Club
    ("38", "39", (14, 16, 19)),
    ("300", "305", (14, 16, 19)),
    ("3528", "3589", (16, 19)),  # JCB
    ("6011", "6011", (16, 19)),  # Discover
    ("644", "649", (16, 19)),
    ("65", "65", (16, 19)),
    ("62", "62", (16, 17, 18, 19)),  # UnionPay
    ("50", "50", (13, 14, 15, 16, 17, 18, 19)),  # Maestro
    ("56", "58", (13, 14, 15, 16, 17, 18, 19)),
    ("60", "69", (16, 18, 19)),
    ("2200", "2205", (16, 19)),  # Mir, Borica
)
SHORTEST, LONGEST = 13, 19
# So few digits beside a card's number belong to it.
_FEW: Final = LONGEST - SHORTEST


def is_card_number(digits: str) -> bool:
    """Whether a card of some scheme may have this number."""
    return any(
        len(digits) in lengths and low <= digits[: len(low)] <= high
        for low, high, lengths in _SCHEMES
    ) and passes_luhn(digits)


def may_begin_card(digits: str) -> bool:
    """Whether a card's number may begin with these digits, or be this and go on."""
    if not digits or len(digits) >= LONGEST:
        return False
    return any(
        low[: len(digits)] <= digits[: len(low)] <= high[: len(digits)] for low, high, _ in _SCHEMES
    )


def passes_luhn(digits: str) -> bool:
    """Whether the last digit checks the others (Luhn's formula)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def card_in(run: Sequence[Digits]) -> tuple[int, int] | None:
    """Where in a run a card number stands, as places of its pieces: the first, and one past it.

    A shorter card's number may stand within a longer one's, so a few digits that are left of the
    run before and after it belong to it.
    """
    for first in range(len(run)):
        last = _last_of_card(run, first)
        if last is not None:
            return (
                first if _are_many(run[max(0, first - _FEW - 1) : first]) else 0,
                last if _are_many(run[last : last + _FEW + 1]) else len(run),
            )
    return None


def _last_of_card(run: Sequence[Digits], first: int) -> int | None:
    """One past the last piece of the longest card number that begins with the piece ``first``."""
    best, digits = None, ""
    for last in range(first, min(len(run), first + LONGEST)):
        digits += run[last].value
        if len(digits) > LONGEST or (
            not (is_whole := len(digits) >= SHORTEST) and not may_begin_card(digits)
        ):
            break
        if is_whole and is_card_number(digits):
            best = last + 1
    return best


def _are_many(pieces: Sequence[Digits]) -> bool:
    """Whether these are more digits than may belong to the number beside them."""
    return len(value_of(pieces)) > _FEW
