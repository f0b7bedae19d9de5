"""What the API says of itself: the schemas are those of the product's own structs."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from coolhead.adapters.telephony.transcript.posting import Taken
from coolhead.api.problems import SCHEMA as PROBLEM
from coolhead.api.views.breaks import BreakShown, BreaksOver, OwnBreaks
from coolhead.api.views.calendar import CalendarAddress, CalendarLinkShown
from coolhead.api.views.care import (
    CheckInChanged,
    CheckInList,
    OwnCheckIn,
    ReflectionAnswer,
    ReflectionShared,
)
from coolhead.api.views.coaching import CoachedAgents, PlanList, PlanShown, TurnList
from coolhead.api.views.comparison import Comparison
from coolhead.api.views.do_not_call import NumberAnswer, NumbersDone
from coolhead.api.views.events import Done, EventPage
from coolhead.api.views.follow_up_changes import Added
from coolhead.api.views.follow_ups import FollowUpChanged, FollowUpList, Owed
from coolhead.api.views.health import Health
from coolhead.api.views.insights import InsightsChoices
from coolhead.api.views.keeping import ErasedList, ErasureShown, HoldList, HoldShown
from coolhead.api.views.ledger import LedgerShown
from coolhead.api.views.lessons import LessonChanged, LessonDraft, LessonList
from coolhead.api.views.live import LiveState, Wall
from coolhead.api.views.moments import Lines, Moment
from coolhead.api.views.playbooks import (
    PlaybookCheck,
    PlaybookDiff,
    PlaybookList,
    PlaybookRow,
    PlaybookShown,
)
from coolhead.api.views.previews import ExampleCallList, PlaybookFields, PlaybookPreview
from coolhead.api.views.records import Brief
from coolhead.api.views.reminders import ReminderList
from coolhead.api.views.reviews import (
    AgreementList,
    ReviewDone,
    ReviewQueue,
    ReviewShown,
    ReviewTaken,
)
from coolhead.api.views.sending import (
    AnswerKept,
    MessageChanged,
    MessagesShown,
    OpenAnswers,
    WaitingMessages,
    WebhookList,
    WebhookMade,
    WebhookShown,
)
from coolhead.api.views.sources import Registered, SourceKinds, SourceList, SourceShown
from coolhead.call.actions import Action
from coolhead.call.events import Envelope
from coolhead.record.record import Record
from coolhead.services.follow_ups.calling import MayCall
from coolhead.services.insights.shapes import Insights
from coolhead.services.live.store import CallPage
from coolhead.services.live.summary import CallSummary

SHAPES: Final = (
    CallPage,
    CallSummary,
    LiveState,
    Wall,
    Moment,
    EventPage,
    Envelope,
    Lines,
    Done,
    Health,
    Record,
    Brief,
    Comparison,
    PlaybookList,
    PlaybookRow,
    PlaybookShown,
    PlaybookCheck,
    PlaybookDiff,
    PlaybookFields,
    PlaybookPreview,
    ExampleCallList,
    SourceList,
    SourceShown,
    SourceKinds,
    Registered,
    HoldShown,
    HoldList,
    ErasureShown,
    ErasedList,
    NumberAnswer,
    NumbersDone,
    FollowUpList,
    FollowUpChanged,
    Owed,
    MessagesShown,
    MessageChanged,
    AnswerKept,
    OpenAnswers,
    WaitingMessages,
    WebhookList,
    WebhookMade,
    WebhookShown,
    ReviewQueue,
    ReviewTaken,
    ReviewShown,
    ReviewDone,
    AgreementList,
    CoachedAgents,
    PlanList,
    PlanShown,
    TurnList,
    OwnBreaks,
    BreakShown,
    BreaksOver,
    Insights,
    InsightsChoices,
    Added,
    ReminderList,
    MayCall,
    LedgerShown,
    CalendarLinkShown,
    CalendarAddress,
    OwnCheckIn,
    CheckInList,
    CheckInChanged,
    ReflectionAnswer,
    ReflectionShared,
    LessonList,
    LessonDraft,
    LessonChanged,
    Taken,
)
_REF: Final = "#/components/schemas/{name}"

DESCRIPTION: Final = (
    "Live calls, records and playbooks of a Coolhead server. Sign in for a session, or send a "
    "key: `Authorization: Bearer …`. Every error is a problem (RFC 9457)."
)


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """The app's OpenAPI document, made once."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title,
            version=app.version,
            description=DESCRIPTION,
            routes=app.routes,
        )
        _add_schemas(document)
        app.openapi_schema = document
    return app.openapi_schema


def _add_schemas(document: dict[str, Any]) -> None:
    components = document.setdefault("components", {})
    schemas: dict[str, Any] = components.setdefault("schemas", {})
    (*_, action), shapes = msgspec.json.schema_components([*SHAPES, Action], ref_template=_REF)
    schemas |= shapes
    schemas["Action"] = _without_at(action, schemas)
    schemas["Problem"] = dict(PROBLEM)
    for name in ("EventPage", "Moment"):
        events = schemas[name]["properties"]["events"]
        events["items"] = {"$ref": _REF.format(name="Envelope")}
    components["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "A program's key."},
        "session": {"type": "apiKey", "in": "cookie", "name": "coolhead"},
    }
    document["security"] = [{"key": []}, {"session": []}]


def _without_at(action: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """What may be sent as an action: a mark by its bare name too, and without ``at``."""
    marks = schemas["AgentMarked"]["properties"]["mark"]["enum"]
    named = [ref["$ref"].rsplit("/", 1)[1] for ref in action["anyOf"]]
    for name in named:
        taken = dict(schemas[name])
        taken["properties"] = {k: v for k, v in taken["properties"].items() if k != "at"}
        taken["required"] = [each for each in taken["required"] if each != "at"]
        schemas[f"Send{name}"] = taken
    mark = {
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": {"enum": marks},
            "utterance": {"type": ["string", "null"]},
            "reason": {"type": "string"},
        },
    }
    return {"anyOf": [mark, *({"$ref": _REF.format(name=f"Send{name}")} for name in named)]}
