"""Changes of follow-ups as the API takes them."""

from __future__ import annotations

import msgspec
from pydantic import Field

from coolhead.api.views.follow_ups import RFC3339
from coolhead.api.views.people import Given
from coolhead.call.vocabulary import Channel, FollowUpKind


class NewFollowUp(Given):
    """Something more to be done after a call."""

    kind: FollowUpKind = "promise"
    what: str = Field(
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00]*\S[^\x00]*$",
        description="What is to be done.",
        examples=["send the form by post"],
    )
    due: str | None = Field(
        default=None,
        pattern=RFC3339,
        max_length=32,
        description="By when; it lies ahead.",
        examples=["2026-03-03T17:00:00+01:00"],
    )
    channel: Channel | None = Field(default=None, description="How to reach the customer.")


class NewChannel(Given):
    """How the customer wants to be reached; null where that is not known any more."""

    channel: Channel | None


class NewOwner(Given):
    """Who is to do it: what the telephone system calls an agent of the team."""

    owner: str = Field(min_length=1, max_length=200, examples=["a18"])


class Added(msgspec.Struct, frozen=True):
    """The id of the follow-up that was added."""

    id: str
