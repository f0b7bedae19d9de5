"""The parties of a vCon: their names, their numbers, and which of them is the agent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from coolhead.adapters.formats.role_names import role_of
from coolhead.adapters.formats.vcon.values import index_of, label_in, objects_in
from coolhead.call.vocabulary import Party

# Roles of the contact-centre extension, and others in use, that no other format names. A
# specialist helps on the company's side; a third party is nobody's in particular.
_ROLES: Final[dict[str, Party]] = {
    "sme": "agent",
    "specialist": "agent",
    "user": "customer",
    "consumer": "customer",
    "contact": "customer",
    "team lead": "supervisor",
}
_SCHEME: Final = re.compile(r"(?:tel|sip|sips|mailto):", re.IGNORECASE)
# What is shorter is an extension, which could as well be an index.
_TELEPHONE: Final = re.compile(r"\+?\d[\d ().-]{4,40}")
_NOT_DIGITS: Final = re.compile(r"[^\d+]")
_PARTY_NUMBER: Final = re.compile(r"(?:party )?(\d{1,4})")
# What a label has room for on a line of an error message.
_LABEL_CHARS: Final = 60


class Parties:
    """The list ``parties``; each has a label that somebody would type, and perhaps a role."""

    def __init__(self, document: dict[str, Any], source: str) -> None:
        self._given = objects_in(document, "parties", source)
        self.roles = _roles(self._given)
        self._in_role: dict[Party, list[int]] = {}
        for index, role in self.roles.items():
            self._in_role.setdefault(role, []).append(index)
        self._labels = _labels(self._given)
        self._known: dict[str, int] = {}
        for index in range(len(self._given)):
            for alias in self._aliases(index):
                self._known.setdefault(alias, index)

    def __len__(self) -> int:
        return len(self._given)

    def label(self, index: int) -> str:
        """The party's name where no other has it, else ``party 0``, ``party 1`` and so on."""
        return self._labels[index] if index < len(self._labels) else f"party {index}"

    def find(self, text: str) -> int | None:
        """Which party somebody means who writes a name, number, address, index or label."""
        wanted = text.strip().casefold()
        if wanted in self._known:
            return self._known[wanted]
        found = self._known.get(_digits(wanted)) if _digits(wanted) else None
        if found is None and (match := _PARTY_NUMBER.fullmatch(wanted)):
            index = int(match[1])
            found = index if index < len(self) else None
        return found

    def in_role(self, party: Party) -> list[int]:
        """The parties to whom the vCon gives this role."""
        return self._in_role.get(party, [])

    def name(self, index: int) -> str | None:
        """What the party is called: its name, else its address, else its id."""
        party = self._given[index] if index < len(self) else {}
        for key in ("name", "mailto", "sip", "uuid"):
            name = _SCHEME.sub("", label_in(party.get(key)), count=1)
            if name and not (key == "name" and name.lower() == "anonymous"):
                return name
        return None

    def number(self, index: int) -> str | None:
        """The party's telephone number."""
        party = self._given[index] if index < len(self) else {}
        return _SCHEME.sub("", label_in(party.get("tel")), count=1) or None

    def _aliases(self, index: int) -> Iterator[str]:
        party = self._given[index]
        yield self._labels[index].casefold()
        for key in ("name", "tel", "mailto", "sip", "uuid", "did"):
            alias = label_in(party.get(key)).casefold()
            if alias:
                yield alias
                yield _SCHEME.sub("", alias, count=1)
            if key == "tel" and _digits(alias):
                yield _digits(alias)


def channels_of(value: Any) -> list[tuple[int, ...]] | None:
    """The parties of a dialog or segment, a tuple for each channel; None for what is no index."""
    if value is None:
        return []
    channels: list[tuple[int, ...]] = []
    for each in value if isinstance(value, list) else [value]:
        mixed = each if isinstance(each, list) else [] if each is None else [each]
        indices = [index_of(one) for one in mixed]
        if None in indices:
            return None
        channels.append(tuple(one for one in indices if one is not None))
    return channels


def _digits(text: str) -> str:
    """A telephone number without what people put between its digits; "" where it is none."""
    bare = _SCHEME.sub("", text, count=1)
    return _NOT_DIGITS.sub("", bare) if _TELEPHONE.fullmatch(bare) else ""


def _labels(given: list[dict[str, Any]]) -> list[str]:
    tried = [
        [
            _SCHEME.sub("", label_in(party.get(key)), count=1)[:_LABEL_CHARS].strip()
            for key in ("name", "tel", "mailto", "sip")
        ]
        for party in given
    ]
    taken = Counter(name.casefold() for names in tried for name in set(names))
    labels = []
    for index, names in enumerate(tried):
        usable = (
            name
            for name in names
            if name and taken[name.casefold()] == 1 and not _PARTY_NUMBER.fullmatch(name.casefold())
        )
        labels.append(next(usable, f"party {index}"))
    return labels


def _roles(given: list[dict[str, Any]]) -> dict[int, Party]:
    words = {index: word for index, party in enumerate(given) if (word := _role_word(party))}
    roles = {index: role for index, word in words.items() if (role := _role(word)) is not None}
    callers = {index for index in roles if words[index] == "caller"}
    if callers and any(roles[i] == "customer" for i in roles.keys() - callers):
        roles.update(dict.fromkeys(callers, "agent"))  # who called the customer
    return roles


def _role_word(party: dict[str, Any]) -> str:
    """The word for a party's part in the call; drafts before ``role`` had it in ``meta``."""
    meta = party.get("meta")
    within = meta if isinstance(meta, dict) else {}
    for given in (party.get("role"), within.get("role"), party.get("type"), within.get("type")):
        word = label_in(given)[:_LABEL_CHARS].replace("_", " ").replace("-", " ").lower().strip()
        if word and _role(word) is not None:
            return word
    return ""


def _role(word: str) -> Party | None:
    return _ROLES.get(word) or (role_of(word) if len(word) > 1 else None)
