"""The slots that a phrase may have, and what each is filled with.

Fillers come from what was said in the call or from the playbook, never from anywhere else; a
phrase whose slots cannot be filled *well* is passed over for one without (``guidance/phrases``).
"""

from __future__ import annotations

import re
from typing import Final

SLOTS: Final[dict[str, str]] = {
    "issue": "the complaint as a noun phrase, from the agent's mouth: 'the sofa that should have "
    "come on Friday', 'the charge of forty pounds on your bill'",
    "thing": "the thing it is about, as a short noun phrase: 'your sofa', 'the router'",
    "said": "what the customer said, as a clause from the agent's mouth: 'you have been waiting "
    "three weeks for your router'",
    "want": "what the customer wants, as a noun phrase: 'a full refund', 'a call back'",
    "request": "what the customer asked to be done, as a verb phrase: 'cancel the contract'",
    "options": "two of the playbook's remedies that the agent may grant: 'a replacement or a "
    "full refund'",
    "due": "when it was promised for, as said: 'by five tomorrow'",
    "action": "what was promised, as a verb phrase: 'call you back'",
    "explanation": "the playbook's explanation that fits the issue, a full sentence",
    "agent": "the agent's name",
    "purpose": "what the call is for: 'the appointment', 'the order'",
}

# Of messages to customers: what the record knows, and nothing else.
MESSAGE_SLOTS: Final[dict[str, str]] = {
    "issue": "the issue as it stands in the record",
    "promised": "what was promised, a verb phrase: 'call you back'",
    "due": "when it is due: 'Tuesday 3 March, 17:00'",
    "agent": "the name of whoever writes",
    "answer_link": "a link by which the customer says whether it is settled",
}

_SLOT: Final = re.compile(r"\{([^{}]*)\}")


def slots_in(phrase: str) -> tuple[str, ...]:
    """The names of the slots of a phrase, in order."""
    return tuple(_SLOT.findall(phrase))
