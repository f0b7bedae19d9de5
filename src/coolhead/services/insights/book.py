"""The port of insights: sums over the figures of calls, made where those are kept."""

from __future__ import annotations

from typing import Final, Protocol

import msgspec

from coolhead.call.vocabulary import Direction, Level, Outcome
from coolhead.services.insights.figures import Estimate
from coolhead.services.sending.answer import Settled

# A customer who calls again within a week calls about the same thing more often than not; a
# setting, no science.
AGAIN_WITHIN_DAYS: Final = 7
# More topics than these are a list and no picture.
MOST_TOPICS: Final = 12
# So many quotes say what is meant; the rest is in the calls.
MOST_QUOTES: Final = 3
MOST_REASONS: Final = 5


class InsightsQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which calls are counted: those that are over and fit all that is asked for.

    ``teams`` None is every team, empty none. ``since`` and ``until`` are seconds since 1970: they
    began then or later, and before. ``now`` is what promises and repeats are judged by.
    """

    workspace: str
    since: float
    until: float
    now: float
    teams: frozenset[str] | None = None
    playbook: str | None = None
    version: int | None = None
    direction: Direction | None = None
    campaign: str | None = None


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """All the calls. ``agents`` is how many different ones they name."""

    calls: int = 0
    agents: int = 0
    heat_minutes: float = 0.0
    outcomes: dict[Outcome, int] = {}
    estimates: dict[Estimate, int] = {}
    ended_for_abuse: int = 0
    escalated: int = 0
    leaving: int = 0
    leaving_open: int = 0
    reviewing: int = 0
    reviewing_open: int = 0


class QuoteSum(msgspec.Struct, frozen=True):
    """What was said of a topic in a call."""

    call: str
    utterance: str | None
    text: str


class TopicSum(msgspec.Struct, frozen=True, kw_only=True):
    """The calls with a topic; ``days`` is how many there were on each day (its ordinal)."""

    name: str
    calls: int
    heat_minutes: float
    days: tuple[tuple[int, int], ...] = ()
    quotes: tuple[QuoteSum, ...] = ()


class ReasonSum(msgspec.Struct, frozen=True):
    """How many of some calls have a topic."""

    name: str
    calls: int


class TurnedSum(msgspec.Struct, frozen=True, kw_only=True):
    """Turns with a move at a level, in how many calls, of how many agents.

    ``alone`` are the calls in which every turn at this level had the move, ``first`` those counted
    at no other level.
    """

    move: str
    level: Level
    turns: int
    cooled: int
    calls: int
    alone: int
    first: int
    agents: int


class PromiseSums(msgspec.Struct, frozen=True, kw_only=True):
    """How promises made in the calls stand; see ``follow_ups/standing.py``.

    ``calls`` is how many calls have such promises, by how they stand: kept, late, broken.
    """

    kept: int = 0
    late: int = 0
    broken: int = 0
    open: int = 0
    dropped: int = 0
    calls: dict[str, int] = {}


class AnswerSums(msgspec.Struct, frozen=True, kw_only=True):
    """What customers said when they were asked; of several answers to a call the newest counts.

    ``asked`` are calls whose customer was asked by an e-mail that was sent, or answered,
    ``answered`` those with an answer, ``rated`` those whose answer says how satisfied they are;
    beside each is how many agents had these calls. ``ratings`` are calls by satisfaction (1-5).
    """

    asked: int = 0
    asked_agents: int = 0
    answered: int = 0
    answered_agents: int = 0
    rated: int = 0
    rated_agents: int = 0
    settled: dict[Settled, int] = {}
    ratings: dict[int, int] = {}


class LoyaltySums(msgspec.Struct, frozen=True, kw_only=True):
    """What calls show of customers who come again.

    ``followed`` are calls of known customers whose week is over, ``again`` those of them after
    which the customer was on the phone again within it. ``left_known`` are calls of known
    customers who threatened to leave, ``came_back`` those with a later call of theirs.
    """

    followed: int = 0
    again: int = 0
    left_known: int = 0
    came_back: int = 0


class AbuseSum(msgspec.Struct, frozen=True, kw_only=True):
    """Calls of a team that began in an hour of the day, by agent: never shown by agent.

    ``agent`` None: the calls name none. ``abusive`` are the calls with abuse, ``abuse`` the
    utterances.
    """

    team: str
    hour: int
    agent: str | None
    calls: int
    abusive: int
    abuse: int


class RetractedSum(msgspec.Struct, frozen=True, kw_only=True):
    """Utterances with a signal, and how many were taken back, in how many ``calls``.

    ``agents`` is how many had calls in which it was heard.
    """

    name: str
    heard: int
    taken_back: int
    calls: int
    agents: int


class Sums(msgspec.Struct, frozen=True, kw_only=True):
    """All that insights are made of.

    ``promises`` None: nothing says how they stand. ``answers`` None: no answers are kept at all.
    """

    totals: Totals = Totals()
    topics: tuple[TopicSum, ...] = ()
    leaving: tuple[ReasonSum, ...] = ()
    reviewing: tuple[ReasonSum, ...] = ()
    turned: tuple[TurnedSum, ...] = ()
    promises: PromiseSums | None = None
    answers: AnswerSums | None = None
    loyalty: LoyaltySums = LoyaltySums()
    abuse: tuple[AbuseSum, ...] = ()
    retracted: tuple[RetractedSum, ...] = ()


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What calls can be narrowed by: playbooks with their versions, and campaigns."""

    playbooks: tuple[tuple[str, int], ...] = ()
    campaigns: tuple[str, ...] = ()


class InsightsBook(Protocol):
    """Every method may raise ``StorageError``."""

    async def sums(self, query: InsightsQuery) -> Sums:
        """The sums over the calls that a query asks for."""

    async def choices(self, workspace: str, teams: frozenset[str]) -> Choices:
        """What the calls of these teams can be narrowed by."""
