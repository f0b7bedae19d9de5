"""Whose voice it is in the transcript of a recording."""

from __future__ import annotations

from typing import Any

from coolhead.adapters.formats.role_names import is_numbered, role_of
from coolhead.adapters.formats.vcon.dialogs import Dialog
from coolhead.adapters.formats.vcon.parties import Parties, channels_of
from coolhead.adapters.formats.vcon.values import index_of, label_in
from coolhead.call.vocabulary import Party


class Voices:
    """Gives the labels of one transcript's speakers, and notes which of them name a role.

    ``alone`` is the label of the only party of the recordings, if there is but one; ``channels``
    the labels of those who have a channel each. A number of a speaker that a recogniser told
    apart is no index of a party, and stays "speaker 0".
    """

    def __init__(self, parties: Parties, dialogs: list[Dialog]) -> None:
        self.parties = parties
        self.roles: dict[str, Party] = {}
        everybody = dict.fromkeys(index for dialog in dialogs for index in dialog.parties)
        self.expected = len(everybody)
        self.alone = self.of_index(next(iter(everybody))) if len(everybody) == 1 else None
        channels = dialogs[0].channels if len(dialogs) == 1 else ()
        mixed = len(channels) < 2 or any(len(channel) != 1 for channel in channels)
        self.channels = () if mixed else tuple(self.of_index(channel[0]) for channel in channels)

    def of_index(self, index: int) -> str:
        """The label of a party of the vCon."""
        label = self.parties.label(index)
        role = self.parties.roles.get(index)
        if role is not None:
            self.roles[label] = role
        return label

    def of_role(self, party: Party) -> str:
        """The label of the one party in a role; the role itself where there are none or several."""
        there = self.parties.in_role(party)
        label = self.of_index(there[0]) if len(there) == 1 else party
        self.roles[label] = party
        return label

    def of_party(self, given: Any) -> str | None:
        """The label for an index of a party, alone or first in a list; None for anything else."""
        channels = channels_of(given)
        first = next((index for channel in channels or () for index in channel), None)
        return self.of_speaker(given) if first is None else self.of_index(first)

    def of_speaker(self, given: Any, named: Any = None, *, is_channel: bool = False) -> str | None:
        """The label for a name, a role or a number; ``named`` gives labels to numbers, if any."""
        number = index_of(given)
        if is_channel:
            if number is None or number >= len(self.channels):
                return None
            return self.channels[number]
        spelt = str(number) if number is not None else label_in(given)
        known = named.get(spelt) if isinstance(named, dict) else None
        spelt_out = label_in(known.get("label")) if isinstance(known, dict) else ""
        if not spelt_out and number is not None:
            return f"speaker {number}" if number < 10_000 else None
        return self._of_name(spelt_out or spelt)

    def of_name(self, name: str) -> str | None:
        """The label for a name that stands before a line; None where it is nobody's."""
        known = self.parties.find(name) is not None or role_of(name) is not None
        return self._of_name(name) if known or is_numbered(name) else None

    def _of_name(self, name: str) -> str | None:
        if not name:
            return None
        index = None if name.isdigit() else self.parties.find(name)
        if index is not None:
            return self.of_index(index)
        role = role_of(name)
        if role is None or len(name) < 2:
            return name
        there = self.parties.in_role(role)
        if len(there) == 1:
            return self.of_index(there[0])
        self.roles[name] = role
        return name
