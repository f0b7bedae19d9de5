"""The shape of a playbook: what a team decides, as data.

A file is a patch over the playbook that it ``extends``; flattened, it is this ``Playbook``. Field
descriptions are what ``coolhead playbook show`` and the documentation print.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from coolhead.call.vocabulary import CueName, Level, Phase, Rung, ThreatKind
from coolhead.playbook.after_call import Breaks, FollowUps, Messages
from coolhead.playbook.kinds import Count, Name, Points, Row, Seconds, Severity, Strict, Text


class CueSpec(Strict):
    """How one cue is shown."""

    do: Annotated[str, StringConstraints(min_length=2, max_length=40)] = Field(
        description="What to do, in two to four words."
    )
    say: tuple[Text, ...] = Field(
        (), description="Phrases to use, in turn; a phrase whose slots cannot be filled is skipped."
    )
    say_for: dict[str, tuple[Text, ...]] = Field(
        default_factory=dict,
        description="Phrases for a case: a kind of vulnerability, the conduct to rephrase, …",
    )
    rows: tuple[Row, ...] = Field((), description="The source rows that the cue comes from.")
    until: Text = Field("done or overtaken", description="What clears it, in words.")
    again_after_s: Seconds = Field(45.0, description="Not shown again sooner than this.")
    enabled: bool = Field(True, description="Whether the cue is ever shown.")


class Apology(Strict):
    """When to apologise: where the sources differ most."""

    policy: Literal["at_fault", "justified", "always", "after_calm"] = Field(
        description="at_fault: the agent has set fault to company. justified: a complaint with "
        "substance, without admitting fault. always: any complaint. after_calm: once heat has "
        "come down again."
    )
    at_most: Count = Field(1, description="Apologies suggested in one call.")


class Jumps(Strict):
    """What skips rungs: the rung to which the way opens at once; ``none`` for no jump."""

    severity_3: Rung = Field("warned", description="An insult of severity 3.")
    threat_of_harm: Rung = Field("may_end", description="A threat of harm.")


class Ladder(Strict):
    """The boundary ladder."""

    opens_on: tuple[Literal["insult", "aggression"], ...] = Field(
        ("insult", "aggression"), description="Which signals open the way to ask for civility."
    )
    min_severity: Annotated[int, Field(ge=1, le=3)] = Field(
        1, description="Insults below this severity climb nothing."
    )
    insults_before_ask: Count = Field(1, description="So many open the way to the ask.")
    insults_before_warning: Count = Field(
        1, description="So many after the ask open the way to the final warning."
    )
    skip_warning: bool = Field(False, description="After the ask, insults lead straight to end.")
    insults_before_end: Count = Field(1, description="So many after the last step allow to end.")
    jumps: Jumps = Jumps()
    step_back_after_s: Seconds = Field(
        45.0, description="Seconds of the customer's calm speech that step back one rung."
    )
    min_confidence: Annotated[float, Field(ge=0, le=1)] = Field(
        0.5,
        description="An utterance recognised with less confidence climbs nothing unconfirmed.",
    )


class HotFor(Strict):
    """Heat at or above ``level`` for ``seconds`` of conversation."""

    level: Level = Field(description="The level.")
    seconds: Seconds = Field(description="For how long.")


class Escalation(Strict):
    """What makes ``offer_supervisor`` due."""

    asked_for: bool = Field(True, description="The customer asks for someone above.")
    rejected_offers: Count = Field(2, description="Offers rejected; 0 for never.")
    hot_for: HotFor | None = Field(
        None, description="Heat that stays at a level or above for so long; null for never."
    )
    threats: tuple[ThreatKind, ...] = Field((), description="Kinds of threat that escalate.")
    beyond_authority: bool = Field(
        True, description="The remedy wanted is one that the agent may not grant."
    )
    agent_request: bool = Field(True, description="The agent asks for a supervisor.")


class Amount(Strict):
    """A sum of money."""

    amount: Annotated[float, Field(ge=0, allow_inf_nan=False)] = Field(description="The sum.")
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = Field(
        description="Three letters."
    )


class Remedy(Strict):
    """What may be offered, by whom, up to what. Never inferred."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{1,40}$")] = Field(
        description="As in the `request` signal: refund, replacement, callback, cancellation, …"
    )
    say: Text = Field(description="As said in an offer: 'a full refund'.")
    words: tuple[Text, ...] = Field((), description="How customers call it.")
    granted_by: Literal["agent", "supervisor", "nobody"] = Field(
        "agent", description="Who may grant it."
    )
    up_to: Amount | None = Field(None, description="Above this it is the supervisor's to grant.")


class Explanation(Strict):
    """A true, plain explanation of a common cause or policy."""

    name: Name = Field(description="Its name.")
    about: tuple[Text, ...] = Field(description="Words in the customer's issue that call for it.")
    say: Text = Field(description="The explanation, a full sentence that is true.")


class HeatWeights(Strict):
    """Points that a signal adds to the heat, before saturation."""

    complaint: Points = Field(5.0, description="Points, times the signal's confidence.")
    frustration: Points = Field(10.0, description="Points.")
    anger: Points = Field(24.0, description="Points.")
    profanity: Points = Field(
        12.0, description="Points, sworn at the company or a person elsewhere."
    )
    product_profanity: Points = Field(5.0, description="Points, sworn at a thing or the situation.")
    insult: dict[Severity, Points] = Field(
        {1: 16.0, 2: 26.0, 3: 36.0},
        description="Points by severity: 1 rude or mocking, 2 strong, 3 hateful.",
    )
    aggression: Points = Field(40.0, description="Points.")
    threat: dict[ThreatKind, Points] = Field(
        {
            "harm": 50.0,
            "legal": 18.0,
            "regulator": 16.0,
            "review": 14.0,
            "chargeback": 14.0,
            "leave": 11.0,
        },
        description="Points by kind of threat.",
    )
    not_heard: Points = Field(14.0, description="Points for having to say it again.")
    rejection: Points = Field(3.0, description="Points.")
    supervisor_request: Points = Field(12.0, description="Points.")
    do_not_call: Points = Field(6.0, description="Points.")
    raised_voice_per_db: Points = Field(
        1.5,
        description="Points a decibel over the speaker's own calm voice; only with `heat.voice`.",
    )


class HeatRelief(Strict):
    """Points that a signal takes away."""

    thanks: Points = Field(12.0, description="Points taken away.")
    acceptance: Points = Field(5.0, description="Points taken away.")


class Heat(Strict):
    """How heat rises and falls."""

    weights: HeatWeights = HeatWeights()
    relief: HeatRelief = HeatRelief()
    half_life_s: Annotated[float, Field(gt=0, le=3600)] = Field(
        70.0, description="Seconds of conversation (no hold, no dead air) in which heat halves."
    )
    calm_speech_half_life_s: Annotated[float, Field(gt=0, le=3600)] = Field(
        14.0, description="Seconds of the customer's calm speech in which heat halves."
    )
    calm_turn_s: Annotated[float, Field(ge=0, le=30)] = Field(
        4.0, description="A customer's turn counts as so much more speech when it cools."
    )
    calm_below: Annotated[float, Field(gt=0, le=100)] = Field(
        10.0, description="Points of evidence in a turn from which it cools nothing."
    )
    hysteresis: Annotated[float, Field(ge=0, le=20)] = Field(
        5.0, description="Points below a level's lower bound before the level goes down."
    )
    product_profanity_cap: Points = Field(
        44.0, description="A swear word at the product alone raises heat no further than this."
    )
    breathe_on_rise: Points = Field(
        12.0, description="A rise by so much in one utterance calls for a breath."
    )
    voice: bool = Field(
        False, description="Whether loudness counts. Off until an administrator turns it on."
    )
    loud_dbfs: Annotated[float, Field(ge=-60, le=0)] = Field(
        -12.0, description="Loud in itself, before a baseline of calm speech is known."
    )


class Timing(Strict):
    """Thresholds of timing signals and of the cue's place on the screen."""

    interruption_overlap_s: Seconds = Field(
        0.5,
        description="Speaking over the other for so long, and taking the floor, is an "
        "interruption.",
    )
    dead_air_s: Seconds = Field(3.0, description="Nobody speaks for longer than this: dead air.")
    check_in_after_s: Seconds = Field(
        8.0, description="The cue `check_in` comes after so much silence."
    )
    silence_alert_s: Seconds = Field(
        30.0, description="The supervisor is told after so much silence."
    )
    monologue_s: Seconds = Field(
        45.0, description="One side speaking for longer than this: a monologue."
    )
    silence_before_answer_s: Seconds = Field(
        3.0, description="A pause before an answer longer than this is noted."
    )
    fast_words_per_minute: Annotated[float, Field(ge=60, le=400)] = Field(
        190.0, description="Faster than this is fast."
    )
    raised_voice_db: Annotated[float, Field(ge=1, le=40)] = Field(
        6.0, description="So far over the speaker's own calm voice is raised."
    )
    nod_after_s: Seconds = Field(
        20.0, description="A silent agent is reminded to say 'I see' after so long a vent."
    )
    min_dwell_s: Seconds = Field(4.0, description="A cue stays at least this long.")
    max_dwell_s: Seconds = Field(25.0, description="A cue goes after this long, done or not.")


class Condition(Strict):
    """When a rubric item applies; empty means always."""

    customer: tuple[str, ...] = Field((), description="Any of these customer signals was heard.")
    agent: tuple[str, ...] = Field((), description="Any of these agent signals was heard.")
    heat: Level | None = Field(None, description="The customer's heat reached this level.")


class RubricItem(Strict):
    """One line of the scorecard."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{1,40}$")] = Field(
        description="Its name on the record."
    )
    item: Text = Field(description="What a reviewer would look for.")
    weight: Annotated[float, Field(gt=0, le=100)] = Field(description="How much it counts, over 0.")
    rows: tuple[Row, ...] = Field((), description="The source rows that it comes from.")
    applies: Condition = Field(Condition(), description="When it applies; empty for always.")
    passes: tuple[str, ...] = Field((), description="Any of these agent signals makes it a pass.")
    fails: tuple[str, ...] = Field((), description="More than `allowed` of these make it a miss.")
    allowed: Count = Field(0, description="So many of `fails` are forgiven.")


class Playbook(Strict):
    """A flattened playbook."""

    name: Name = Field(
        description="Lower-case letters, digits, hyphens; on every record of a call guided by it."
    )
    version: Annotated[int, Field(ge=1)] = Field(description="Raise it when you change the file.")
    title: Text = Field(description="For people.")
    description: str = Field("", description="For people, a sentence or two.")
    sources: tuple[Annotated[str, StringConstraints(pattern=r"^S[0-4]$")], ...] = Field(
        (), description="Which of the five source texts it follows."
    )
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = Field(
        "en", description="Of its phrases."
    )
    time_zone: str = Field("UTC", description="IANA name; used where the call gives none.")
    holidays: str | None = Field(
        None, description="Country (and region) of the holiday calendar: GB, GB-SCT, US-CA, DE-BY."
    )
    business_hours: dict[
        Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        Annotated[str, StringConstraints(pattern=r"^\d\d:\d\d-\d\d:\d\d$")],
    ] = Field(default_factory=dict, description="Opening hours by weekday: `mon: 09:00-17:30`.")
    phases: dict[Phase, tuple[CueName, ...]] = Field(
        description="Which cues each phase may show, the most wanted first."
    )
    cues: dict[CueName, CueSpec] = Field(description="For each cue, how it is shown.")
    apology: Apology
    ladder: Ladder = Ladder()
    escalation: Escalation = Escalation()
    remedies: tuple[Remedy, ...] = Field(
        (), description="What may be offered, by whom, up to what; only you know."
    )
    explanations: tuple[Explanation, ...] = Field(
        (), description="True, plain explanations of common causes and policies; only you know."
    )
    heat: Heat = Heat()
    timing: Timing = Timing()
    scorecard: tuple[RubricItem, ...] = Field(
        description="What a reviewer looks for; each item is pass, miss or not applicable."
    )
    breaks: Breaks = Breaks()
    messages: Messages = Messages()
    follow_up: FollowUps = FollowUps()
    reasons: dict[str, Text] = Field(
        default_factory=dict,
        description="Path of a setting (`apology.policy`) to the source row or evidence it rests "
        "on.",
    )

    @cached_property
    def disabled_cues(self) -> frozenset[str]:
        """The cues that are never shown."""
        return frozenset(name for name, spec in self.cues.items() if not spec.enabled)

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) over the canonical JSON of the flattened playbook."""
        plain = self.model_dump(mode="json")
        text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
