"""The parts of a playbook that are about the time after a call: breaks, messages, follow-ups."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from coolhead.call.vocabulary import Level
from coolhead.playbook.kinds import Count, Hours, Points, Strict


class BreakLoad(Strict):
    """How much hard calls add up to. Points fade, and a break takes them away."""

    heated: Points = Field(1.0, description="Points of a call that was `heated` at its hottest.")
    boiling: Points = Field(3.0, description="Points of a call that was `boiling`.")
    abuse: Points = Field(2.0, description="Points on top of these for abuse that went on.")
    half_life_minutes: Annotated[int, Field(ge=5, le=600)] = Field(
        60, description="Points are half as many after so long."
    )
    advise_at: Annotated[float, Field(gt=0, le=1000)] = Field(
        3.0, description="A break is advised when the points add up to this."
    )


class Breaks(Strict):
    """When a break is advised after a call."""

    after_level: Level | None = Field(
        "boiling",
        description="A break is advised after a call that reached this level; null for never.",
    )
    after_abuse: bool = Field(
        True, description="A break is advised after a call in which the ladder was climbed."
    )
    minutes: Count = Field(5, description="How long a break.")
    longest_stretch_minutes: Annotated[int, Field(ge=10, le=600)] = Field(
        90, description="A break is advised after working this long without one."
    )
    load: BreakLoad = Field(BreakLoad(), description="When hard calls together are too much.")


class MessageTemplate(Strict):
    """A message to the customer after the call."""

    subject: Annotated[
        str, StringConstraints(min_length=1, max_length=150, pattern=r"^[^\x00-\x1f\x7f{}]+$")
    ] = Field(description="The subject: one line without slots, since anybody may read it.")
    text: Annotated[str, StringConstraints(min_length=1, max_length=4_000)] = Field(
        description="The text; a paragraph with a slot that cannot be filled is left out."
    )
    automatic: bool = Field(
        False, description="Whether it goes without anybody having read it; see follow_ups.md."
    )


class Messages(Strict):
    """What is written to customers after calls, by e-mail."""

    thank_you: MessageTemplate | None = Field(
        None, description="Thanks for raising it and for their patience; null for none."
    )
    check_in: MessageTemplate | None = Field(
        None, description="Asks whether it is settled; null for none."
    )
    promise_kept: MessageTemplate | None = Field(
        None, description="What was promised is done; null for none."
    )
    confirmation: MessageTemplate | None = Field(
        None, description="Says again what was promised, and by when; null for none."
    )


class FollowUps(Strict):
    """What is owed after a call, by when, and when who is reminded of it.

    Days and hours are working time: by `business_hours` (nine to five from Monday to Friday where
    there are none), `holidays` and `time_zone`.
    """

    check_in_from: Level | None = Field(
        "tense",
        description="A call that was settled is checked in on if it reached this level, or held a "
        "complaint; null for never.",
    )
    check_in_days: Count = Field(
        2, description="Working days after the call by whose close the check-in is due."
    )
    thank_you: bool = Field(
        True,
        description="Whether thanks are owed, in place of a check-in, after a complaint that the "
        "customer has called settled.",
    )
    thank_you_days: Count = Field(
        1, description="Working days after the call by whose close the thanks are due."
    )
    remind_before_hours: Hours = Field(
        1.0, description="The owner is reminded so many working hours before the time; 0 for never."
    )
    escalate_after_hours: Hours = Field(
        1.0,
        description="A promise that is not kept so many working hours after its time is told to "
        "the supervisors of the team.",
    )
