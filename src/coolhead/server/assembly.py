"""The server's parts, put together: the only place that chooses them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI

from coolhead.adapters.bus.in_process import InProcessFeed
from coolhead.adapters.clock import SystemClock
from coolhead.adapters.observing.meters import PrometheusMeters
from coolhead.adapters.storage.accounts import SqlAccessStore
from coolhead.adapters.storage.answers import SqlKeptAnswers
from coolhead.adapters.storage.breaks import SqlBreakBook
from coolhead.adapters.storage.calendar_links import SqlCalendarLinks
from coolhead.adapters.storage.care import SqlCareBook
from coolhead.adapters.storage.claim import claimed
from coolhead.adapters.storage.coaching import SqlPlanBook
from coolhead.adapters.storage.erasure_ledger import ErasureLedger
from coolhead.adapters.storage.follow_up_backfill import FollowUpBackfill
from coolhead.adapters.storage.follow_ups import SqlFollowUpBook
from coolhead.adapters.storage.insights import SqlInsightsBook
from coolhead.adapters.storage.lessons import SqlLessonBook
from coolhead.adapters.storage.number_list import SqlNumberList
from coolhead.adapters.storage.playbooks import SqlPlaybookShelf
from coolhead.adapters.storage.reminders import SqlReminderBook
from coolhead.adapters.storage.reviews import SqlReviewBook
from coolhead.adapters.storage.searches import SqlSearchBook
from coolhead.adapters.storage.sources import SqlSourceBook
from coolhead.adapters.storage.store import Store, StoreSettings, open_store
from coolhead.adapters.storage.tapes import FolderTapes
from coolhead.adapters.telephony.audiosocket.registry import AudioSocketRegistry
from coolhead.api.app import create_app
from coolhead.api.security.access import AccessServices
from coolhead.api.services import ApiServices
from coolhead.api.sources.scoped import ScopedIntake
from coolhead.api.sources.watch import SourceWatch
from coolhead.bootstrap import Recorded, open_call
from coolhead.desk import answer_page, pages
from coolhead.redaction.redactor import RedactionSettings
from coolhead.server.access import assembled_access
from coolhead.server.examples import ShippedExamples, examples_folder
from coolhead.server.folders import Folders
from coolhead.server.hearing import open_ears
from coolhead.server.keeping import exporter_of, retention_of
from coolhead.server.own_key import own_key
from coolhead.server.playbooks import WorkspacePlaybooks
from coolhead.server.reckoning import PlaybookReckoning
from coolhead.server.runners import InstalledRunners
from coolhead.server.sending import Sending, opened_sending
from coolhead.server.settings import ServerSettings
from coolhead.services.access.audit import AuditTrail
from coolhead.services.follow_ups.telling import Teller
from coolhead.services.keeping.erasure import Eraser
from coolhead.services.keeping.numbers import CallingRules, DoNotCall
from coolhead.services.keeping.retention import RetentionKeeper
from coolhead.services.keeping.services import KeepingServices
from coolhead.services.live.call import Surroundings
from coolhead.services.live.calls import LiveCalls
from coolhead.services.live.settings import CallSettings, LiveSettings
from coolhead.signals.registry import warm_up


@dataclass(frozen=True, kw_only=True)
class Assembly:
    """Everything that runs in one server."""

    settings: ServerSettings
    store: Store
    calls: LiveCalls
    eraser: Eraser
    retention: RetentionKeeper
    access: AccessServices
    folders: Folders
    sending: Sending
    teller: Teller
    backfill: FollowUpBackfill
    services: ApiServices
    app: FastAPI


def workspace_playbooks(store: Store, settings: ServerSettings) -> WorkspacePlaybooks:
    """The playbooks of the workspace, those published in the database among them."""
    shelf = SqlPlaybookShelf(store)

    async def published(workspace: str, name: str) -> str | None:
        found = await shelf.find(workspace, name)
        return found.flattened if found is not None else None

    return WorkspacePlaybooks(store, published, usual=settings.playbook)


@asynccontextmanager
async def opened_store(settings: ServerSettings) -> AsyncIterator[Store]:
    """The database, this server's own, closed at the end; raises ``ConfigError``."""
    store = await open_store(
        settings.database_url,
        spool=settings.spool_folder,
        settings=StoreSettings(spool_bytes=settings.spool_megabytes * 2**20),
    )
    try:
        async with claimed(store, settings.workspace):
            yield store
    finally:
        await store.close()


@asynccontextmanager
async def assembled(settings: ServerSettings) -> AsyncIterator[Assembly]:
    """Everything put together, and let go of at the end. Raises ``ConfigError`` and others."""
    async with AsyncExitStack() as stack:
        key = own_key(settings.data)
        store = await stack.enter_async_context(opened_store(settings))
        tapes = FolderTapes(settings.data / "audio")
        stack.push_async_callback(tapes.close)
        clock, meters, feed = SystemClock(), PrometheusMeters(), InProcessFeed()
        accounts = SqlAccessStore(store)
        playbooks = workspace_playbooks(store, settings)
        # A playbook that is not there is known now and not when the first call comes.
        await playbooks.named(settings.workspace, "", None)
        warm_up()
        ears = await open_ears(settings, meters.registry, stack)

        async def call_settings(workspace: str) -> CallSettings:
            return (await accounts.settings(workspace)).for_calls

        async def calling_rules(workspace: str) -> CallingRules:
            kept = await accounts.settings(workspace)
            return CallingRules(region=kept.region, hours=kept.calling_hours)

        numbers = DoNotCall(SqlNumberList(store), key=key, now=clock.now, rules_of=calling_rules)
        calls = LiveCalls(
            Surroundings(
                store=store,
                feed=feed,
                clock=clock,
                meters=meters,
                ears=ears,
                tapes=tapes,
                wishes=numbers,
                settings=LiveSettings(abandoned_after_s=settings.abandoned_after_s),
            ),
            runners=InstalledRunners(),
            playbooks=playbooks,
            settings_of=call_settings,
        )
        eraser = Eraser(
            store,
            store,
            calls,
            ledger=ErasureLedger(settings.data),
            numbers=numbers,
            now=clock.now,
            tapes=tapes,
        )

        async def redaction_of(workspace: str) -> RedactionSettings:
            return (await accounts.settings(workspace)).for_calls.redaction

        sending = await stack.enter_async_context(
            opened_sending(
                settings,
                store,
                key=key,
                playbooks=playbooks,
                numbers=numbers,
                redaction_of=redaction_of,
                now=clock.now,
                meters=meters,
            )
        )
        trail = AuditTrail(accounts, clock)
        access = assembled_access(settings, accounts, clock, stack)
        sources, watch, breaks = SqlSourceBook(store), SourceWatch(), SqlBreakBook(store)
        care = SqlCareBook(store)
        folders = Folders(
            settings.workspace,
            sources,
            intake_of=lambda source: ScopedIntake(calls, store, source, watch),
            open_file=lambda path: open_call(path, Recorded(model=settings.speech_model or None)),
        )
        reminders = SqlReminderBook(store)
        services = ApiServices(
            workspace=settings.workspace,
            calls=calls,
            store=store,
            feed=feed,
            clock=clock,
            playbooks=playbooks,
            shelf=SqlPlaybookShelf(store),
            examples=ShippedExamples(examples_folder()),
            sources=sources,
            searches=SqlSearchBook(store),
            follow_ups=SqlFollowUpBook(store),
            reviews=SqlReviewBook(store),
            plans=SqlPlanBook(store),
            breaks=breaks,
            insights=SqlInsightsBook(store),
            reminders=reminders,
            calendar_links=SqlCalendarLinks(store),
            care=care,
            lessons=SqlLessonBook(store),
            answers=SqlKeptAnswers(store),
            sending=sending.services,
            keeping=KeepingServices(
                keeping=store,
                eraser=eraser,
                exporter=exporter_of(store, calls, clock.now, tapes, sending.services.of_call),
                numbers=numbers,
            ),
            figures=meters.registry,
            trail=trail,
            not_ready=_not_ready(store),
            scores_named_agents=_scores(accounts, settings.workspace),
            minimum_agents=_minimum(accounts, settings.workspace),
            audiosockets=None if settings.audiosocket_port is None else AudioSocketRegistry(),
            trouble_of=folders.trouble_of,
            tapes=tapes,
            watch=watch,
        )
        app = create_app(services, access)
        app.include_router(pages.router)
        app.include_router(answer_page.router)
        yield Assembly(
            settings=settings,
            store=store,
            calls=calls,
            eraser=eraser,
            retention=retention_of(
                settings.workspace, eraser, accounts, trail, access, tapes, breaks, care
            ),
            access=access,
            folders=folders,
            sending=sending,
            teller=Teller(
                settings.workspace,
                reminders,
                reckoning_of=PlaybookReckoning(store, playbooks),
                now=clock.now,
            ),
            backfill=FollowUpBackfill(store, settings.workspace),
            services=services,
            app=app,
        )


def _not_ready(store: Store) -> Callable[[], Awaitable[list[str]]]:
    async def reasons() -> list[str]:
        health = store.health()
        return [] if health.where != "memory" else [health.reason or "nothing can be kept"]

    return reasons


def _scores(accounts: SqlAccessStore, workspace: str) -> Callable[[], Awaitable[bool]]:
    async def scores() -> bool:
        return (await accounts.settings(workspace)).score_named_agents.on

    return scores


def _minimum(accounts: SqlAccessStore, workspace: str) -> Callable[[], Awaitable[int]]:
    async def minimum() -> int:
        return (await accounts.settings(workspace)).minimum_agents

    return minimum
