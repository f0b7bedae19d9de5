"""One call's redaction: what is masked as it is said, and what only later words give away.

A card's number may come in pieces ("four five three two" … "yes?" … "one one two eight"). Digits at
the end of what somebody says, which a card's number may begin with, are masked until their next
words decide: they go on and are a card (then nothing of it was ever kept), or they are none (then
the utterance is given out again, whole, as its next revision).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from typing import Final

import msgspec

from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import Party
from coolhead.redaction.cards import LONGEST, SHORTEST, card_in, may_begin_card
from coolhead.redaction.digits import Digits, Run, digit_runs, leads, trails, value_of
from coolhead.redaction.ibans import ibans_in
from coolhead.redaction.identities import emails_in, national_ids_in, phones_in
from coolhead.redaction.interim import without_beginnings
from coolhead.redaction.secrets import Place, secrets_in

CARD, IBAN, UNDECIDED = "card number", "bank account", "digits"
# So many digits at an utterance's end may be a card's beginning where nobody spoke of cards.
_SUSPICIOUS: Final = 4
# So many digits in talk of a card, which a card's number may begin with, are one that was misheard
# or broken off, whatever their check digit says: six would tell no more than the bank.
_TELLING: Final = 7
# Pieces of one number do not come further apart than this, in seconds.
_TOGETHER_S: Final = 45.0
# For so many seconds after talk of a card its date and code are looked for.
_CARD_TALK_S: Final = 120.0
_CARD_TALK: Final = re.compile(
    r"\b(?:card|long) number|\bcard details|\b(?:16|sixteen)[- ]digits?|"
    r"\bpay\w*\b[^.?!]{0,30}\bcard\b|\b(?:debit|credit) card\b|\bvisa\b|\bmaster ?card\b|"
    r"\bamex\b|\bnumber (?:on|across) the (?:front|card)",
    re.IGNORECASE,
)
# What a number is called that is no card's.
_OTHER_NUMBER: Final = re.compile(
    r"\b(?:order|reference|ref|tracking|parcel|ticket|case|claim|policy|booking|account|customer|"
    r"invoice|serial|meter|imei|phone|mobile|model|part|docket|membership)\b"
    r"(?: (?:number|no|code|id))?\W*(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)

_OTHER_ASKED: Final = re.compile(
    r"\b(?:order|reference|tracking|parcel|ticket|case|claim|policy|booking|invoice|serial|meter|"
    r"phone|mobile|telephone|contact|docket|membership) (?:number|no|code|id)\b",
    re.IGNORECASE,
)


class RedactionSettings(msgspec.Struct, frozen=True):
    """What is masked beside what always is (cards, their codes and dates, accounts, passwords)."""

    national_ids: bool = True
    phones: bool = False
    emails: bool = False


class Redacted(msgspec.Struct, frozen=True):
    """What may be kept of an utterance, and what it changes of earlier ones.

    ``rewritten`` are earlier utterances' ids with what may still stay of their text; ``released``
    are earlier utterances whose masked digits turned out to be harmless, as new revisions.
    """

    utterance: Utterance
    rewritten: tuple[tuple[str, str], ...] = ()
    released: tuple[Utterance, ...] = ()


class _Held(msgspec.Struct):
    """An utterance whose last digits are undecided: as it was said, and what surely goes."""

    said: Utterance
    run: Run
    places: list[Place]


class Redactor:
    """Redacts one call's utterances in their order."""

    def __init__(self, settings: RedactionSettings) -> None:
        self._settings = settings
        self._held: dict[Party, list[_Held]] = {}
        self._latest: dict[Party, str] = {}
        self._card_talk_until = -1.0
        self._card_given_until = -1.0
        # Whose latest words ended with a card's number: what follows may be the rest of it.
        self._may_go_on: set[Party] = set()

    def redact(self, said: Utterance) -> Redacted:
        """Mask what must go; raises nothing."""
        text, asked = said.text, self._asked(said.party)
        if _CARD_TALK.search(text):
            self._card_talk_until = said.end + _CARD_TALK_S
        about_card = said.start <= self._card_talk_until
        runs = digit_runs(text)
        earlier = self._held.pop(said.party, [])
        whole = _continued(earlier, said, runs)
        given = said.start <= self._card_given_until
        places = list(self._places(text, asked, runs, about_card=about_card, given=given))
        rewritten: list[tuple[str, str]] = []
        if whole is not None and (spans := card_in(whole)) is not None:
            rewritten, rest = _spread(earlier, runs[0], spans)
            places += rest
            earlier, whole = [], None
        if said.party in self._may_go_on and runs and _is_rest(text, runs[0]) and not places:
            places += _over(runs[0])
        self._may_go_on.discard(said.party)
        if any(place.what == CARD for place in places):
            self._card_talk_until = self._card_given_until = said.end + _CARD_TALK_S
            if trails(text, runs[-1]):
                self._may_go_on.add(said.party)
        goes_on = whole is not None and len(runs) == 1 and trails(text, runs[0])
        undecided = _undecided(said, runs, places, about_card, whole if goes_on else None)
        if undecided is not None and not about_card and _OTHER_ASKED.search(asked):
            undecided = None
        released: list[Utterance] = []
        if undecided is None or not goes_on:
            digits = whole or tuple(each for part in earlier for each in part.run)
            if about_card and len(value_of(digits)) >= _TELLING:
                # Misheard or broken off, but a card's number all the same.
                rewritten += [
                    (part.said.id, _masked(part.said, [*part.places, *_over(part.run)]).text)
                    for part in earlier
                ]
                places += _over(runs[0]) if whole else []
            else:
                released = [_again(part) for part in earlier]
            earlier = []
        if undecided is not None:
            self._held[said.party] = [*earlier, _Held(said, undecided, list(places))]
            places.append(Place(undecided[0].start, undecided[-1].end, UNDECIDED))
        self._latest[said.party] = text
        return Redacted(_masked(said, places), tuple(rewritten), tuple(released))

    def mask(self, text: str) -> str:
        """Mask what must go of a text that is no utterance: a note, a reason, a correction."""
        runs = digit_runs(text)
        card = any(card_in(run) is not None for run in runs)
        about_card = card or _CARD_TALK.search(text) is not None
        places = self._places(text, "", runs, about_card=about_card, given=card)
        return _without(text, places)

    def glance(self, said: Utterance) -> str:
        """What may be shown of words that are still being said; changes nothing here."""
        aside = copy(self)
        aside._held = dict(self._held)
        aside._latest = dict(self._latest)
        aside._may_go_on = set(self._may_go_on)
        text = aside.redact(said).utterance.text
        return without_beginnings(text, emails=self._settings.emails)

    def finish(self) -> tuple[Utterance, ...]:
        """The call is over, and no words will decide: what was held, where nobody spoke of cards.

        Returns the utterances whose digits turn out to be harmless, as their next revisions.
        """
        held = [part for parts in self._held.values() for part in parts]
        self._held.clear()
        return tuple(_again(part) for part in held if part.said.start > self._card_talk_until)

    def remember(self, kept: Utterance) -> None:
        """Take in an utterance that was redacted before, as when a call is carried on."""
        self.redact(kept)
        self._held.clear()

    def _asked(self, party: Party) -> str:
        others = [text for other, text in self._latest.items() if other != party]
        return others[-1] if others else ""

    def _places(
        self, text: str, asked: str, runs: list[Run], *, about_card: bool, given: bool
    ) -> Iterator[Place]:
        for run in runs:
            rest = run
            while (spans := card_in(rest)) is not None:
                first, last = rest[spans[0]], rest[spans[1] - 1]
                if not _OTHER_NUMBER.search(text[: first.start]):
                    yield Place(first.start, last.end, CARD)
                rest = rest[spans[1] :]
            if about_card and rest is run and _tells(text, run):
                yield Place(run[0].start, run[-1].end, CARD)
        for start, end in ibans_in(text):
            yield Place(start, end, IBAN)
        wanted = about_card and not given
        yield from secrets_in(text, asked, card_given=given, card_wanted=wanted)
        if self._settings.national_ids:
            yield from national_ids_in(text, asked)
        if self._settings.phones:
            yield from phones_in(text)
        if self._settings.emails:
            yield from emails_in(text)


def _continued(earlier: list[_Held], said: Utterance, runs: list[Run]) -> Run | None:
    """The digits held so far with those that this utterance begins with."""
    if not earlier or not runs or not leads(said.text, runs[0]):
        return None
    if said.start - earlier[-1].said.end > _TOGETHER_S:
        return None
    return tuple(each for part in earlier for each in part.run) + runs[0]


def _undecided(
    said: Utterance, runs: list[Run], places: list[Place], about_card: bool, goes_on: Run | None
) -> Run | None:
    """The digits at the end that a card's number may begin with, or go on with."""
    if not runs or not trails(said.text, runs[-1]):
        return None
    run = runs[-1]
    if any(place.start < run[-1].end and run[0].start < place.end for place in places):
        return None
    if goes_on is not None:
        return run if may_begin_card(value_of(goes_on)) else None
    if _OTHER_NUMBER.search(said.text[: run[0].start]):
        return None
    digits = value_of(run)
    enough = 1 if about_card else _SUSPICIOUS
    return run if len(digits) >= enough and may_begin_card(digits) else None


def _spread(
    earlier: list[_Held], last: Run, spans: tuple[int, int]
) -> tuple[list[tuple[str, str]], list[Place]]:
    """Mask a number that lies over several utterances in each of them."""
    first_place, end_place = spans
    rewritten: list[tuple[str, str]] = []
    place = 0
    for part in earlier:
        inside = part.run[max(0, first_place - place) : max(0, end_place - place)]
        place += len(part.run)
        places = [*part.places, *_over(inside)]
        rewritten.append((part.said.id, _masked(part.said, places).text))
    return rewritten, _over(last[max(0, first_place - place) : end_place - place])


def _tells(text: str, run: Run) -> bool:
    """Whether a number said in talk of a card is so long that it must be one, if misheard."""
    digits = value_of(run)
    return (
        len(digits) >= _TELLING
        and may_begin_card(digits[: SHORTEST - 1])
        and not trails(text, run)
        and not _OTHER_NUMBER.search(text[: run[0].start])
    )


def _is_rest(text: str, run: Run) -> bool:
    return len(value_of(run)) <= LONGEST - SHORTEST and leads(text, run) and trails(text, run)


def _over(run: Iterable[Digits]) -> list[Place]:
    digits = list(run)
    return [Place(digits[0].start, digits[-1].end, CARD)] if digits else []


def _again(held: _Held) -> Utterance:
    """The utterance with its harmless digits, as its next revision."""
    whole = _masked(held.said, held.places)
    return msgspec.structs.replace(whole, revision=held.said.revision + 1)


def _masked(said: Utterance, places: Iterable[Place]) -> Utterance:
    """The utterance without what stands at the places; its timed words go with it."""
    text = _without(said.text, places)
    return said if text == said.text else msgspec.structs.replace(said, text=text, words=())


def _without(text: str, places: Iterable[Place]) -> str:
    """The text with a name in brackets for what stands at each of the places."""
    masked, end = "", 0
    for place in sorted(places):
        if place.start >= end:
            masked += f"{text[end : place.start]}[{place.what}]"
        end = max(end, place.end)
    return masked + text[end:]
