"""What the API's routes are given; put together in one place by whoever starts the server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry
from starlette.requests import HTTPConnection

from coolhead.adapters.telephony.audiosocket.registry import AudioSocketRegistry
from coolhead.adapters.telephony.together import Together
from coolhead.api.feeds.watchers import Watchers
from coolhead.api.in_progress import InProgress
from coolhead.api.sources.departures import Departures
from coolhead.api.sources.nonces import Nonces
from coolhead.api.sources.scoped import ScopedIntake
from coolhead.api.sources.watch import SourceWatch
from coolhead.services.access.audit import AuditTrail
from coolhead.services.answers import KeptAnswers
from coolhead.services.coaching.plan import PlanBook
from coolhead.services.follow_ups.book import FollowUpBook
from coolhead.services.follow_ups.calendar_links import CalendarLinks
from coolhead.services.follow_ups.reminder_book import ReminderBook
from coolhead.services.insights.book import InsightsBook
from coolhead.services.keeping.services import KeepingServices
from coolhead.services.lessons.lesson import LessonBook
from coolhead.services.live.calls import LiveCalls
from coolhead.services.live.feed import Feed
from coolhead.services.live.ports import Clock, Playbooks
from coolhead.services.live.store import EventStore
from coolhead.services.live.tapes import Tapes
from coolhead.services.presence import PresenceBoard
from coolhead.services.preview import ExampleCalls
from coolhead.services.reviews.book import ReviewBook
from coolhead.services.sending.services import SendingServices
from coolhead.services.setup.playbooks import PlaybookShelf
from coolhead.services.setup.searches import SearchBook
from coolhead.services.setup.sources import SourceBook, SourceConfig
from coolhead.services.wellbeing.breaks import BreakBook
from coolhead.services.wellbeing.care import CareBook


@dataclass(frozen=True, kw_only=True)
class ApiServices:
    """The ports behind the routes of one workspace.

    ``not_ready`` returns why the server cannot take calls at the moment, nothing where it can.
    ``scores_named_agents`` tells whether administrators have turned scoring on, ``minimum_agents``
    how many people a figure needs behind it.
    ``audiosockets`` is None where the server does not listen for them; ``together`` pairs the
    connections of one call. ``trouble_of`` tells why a source that is no socket takes nothing.
    ``watch`` is what administrators see of a source while they try it.
    """

    workspace: str
    calls: LiveCalls
    store: EventStore
    feed: Feed
    clock: Clock
    playbooks: Playbooks
    shelf: PlaybookShelf
    examples: ExampleCalls
    sources: SourceBook
    searches: SearchBook
    follow_ups: FollowUpBook
    reviews: ReviewBook
    plans: PlanBook
    breaks: BreakBook
    insights: InsightsBook
    reminders: ReminderBook
    calendar_links: CalendarLinks
    care: CareBook
    lessons: LessonBook
    answers: KeptAnswers
    sending: SendingServices
    keeping: KeepingServices
    figures: CollectorRegistry
    trail: AuditTrail
    not_ready: Callable[[], Awaitable[list[str]]]
    scores_named_agents: Callable[[], Awaitable[bool]]
    minimum_agents: Callable[[], Awaitable[int]]
    tapes: Tapes | None = None
    audiosockets: AudioSocketRegistry | None = None
    trouble_of: Callable[[str], str] = lambda _source: ""
    in_progress: InProgress = field(default_factory=InProgress)
    watchers: Watchers = field(default_factory=Watchers)
    together: Together = field(default_factory=Together)
    presence: PresenceBoard = field(default_factory=lambda: PresenceBoard(time.monotonic))
    # Each takes a whole core for a while: calls that go on come first.
    previews: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    watch: SourceWatch = field(default_factory=SourceWatch)
    departures: Departures = field(default_factory=Departures)
    nonces: Nonces = field(default_factory=lambda: Nonces(time.monotonic))

    def intake_of(self, source: SourceConfig, *, agent: str | None = None) -> ScopedIntake:
        """What a source opens its calls by; ``agent`` is whose they are, where it knows."""
        return ScopedIntake(self.calls, self.store, source, self.watch, agent=agent)


def services_of(connection: HTTPConnection) -> ApiServices:
    """The services of the app that a request or a socket came to."""
    services = connection.app.state.services
    assert isinstance(services, ApiServices)  # noqa: S101 - set by create_app
    return services
