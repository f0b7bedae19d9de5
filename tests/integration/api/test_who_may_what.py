"""Every route for everybody: a route that is missing from the table fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec
import pytest
from fastapi.routing import APIRoute, APIWebSocketRoute, iter_route_contexts
from tests.support.api import WHO, Served, serve
from tests.support.asgi import asked

from coolhead.call.events import AgentMarked, PromiseMade, ReflectionNoted
from coolhead.services.follow_ups.book import FollowUpQuery
from coolhead.services.lessons.lesson import Lesson
from coolhead.services.live.call import LiveCall
from coolhead.services.setup.sources import SourceConfig
from coolhead.services.wellbeing.care import CheckIn

pytestmark = pytest.mark.anyio

PEOPLE: Final = ("own_agent", "other_agent", "supervisor", "supervisor_elsewhere", "coach", "admin")
PROGRAMS: Final = tuple(who for who in WHO if who not in {"nobody", *PEOPLE})


def everybody(status: int, **but: int) -> Mapping[str, int]:
    """This status for all, another for these; nobody is known as nobody."""
    return {who: but.get(who, status) for who in WHO}


def signed_in(**allowed: int) -> Mapping[str, int]:
    """401 for nobody, 403 for all who are not named."""
    return everybody(403, nobody=401, **allowed)


# A call of the agent a1 in the team north: who may know that it is there, and who else may not.
SEES_CALL: Final = {
    "own_agent": 200,
    "other_agent": 404,
    "supervisor": 200,
    "supervisor_elsewhere": 404,
    "coach": 200,
    "reads_calls": 200,
    "reads_elsewhere": 404,
}
SEES_RECORD: Final = {
    **{who: status for who, status in SEES_CALL.items() if who != "reads_calls"},
    "reads_records": 200,
}
LISTS: Final = {**dict.fromkeys(SEES_CALL, 200)}
OPENS: Final = {who: 101 if status == 200 else status for who, status in SEES_CALL.items()}
READS_PLAYBOOKS: Final = {**dict.fromkeys(PEOPLE, 200), "writes_playbooks": 200}
ADMIN: Final = {"admin": 200}
SEARCHES: Final = tuple(who for who in PEOPLE if who != "admin")
SEES_TEAMS: Final = (
    "supervisor",
    "supervisor_elsewhere",
    "coach",
    "reads_records",
    "reads_elsewhere",
)

# What supervisors do to a call: 403 for who may see it, 404 for who may not.
HOLDS: Final = {
    **{who: 403 if status == 200 else status for who, status in SEES_CALL.items()},
    "supervisor": 200,
}

# A follow-up of that call: who may not see it does not learn that it is there.
FOLLOWS_UP: Final = ("own_agent", "other_agent", "supervisor", "supervisor_elsewhere")
THEIRS: Final = dict.fromkeys(FOLLOWS_UP, 404)

# Whoever reviews: coaches and supervisors; of another team's call they do not learn.
REVIEWS: Final = {"supervisor": 200, "supervisor_elsewhere": 200, "coach": 200}
COACHES: Final = {"other_agent": 404, "supervisor": 200, "supervisor_elsewhere": 404, "coach": 200}

V1 = "/api/v1"
CALL = f"{V1}/calls/{{call}}"
FOLLOW_UP = f"{V1}/follow-ups/{{follow_up}}"

LINES: Final = f"{V1}/sources/{{name}}/calls/{{call}}/lines"
LETTER: Final = {"purpose": "confirmation", "subject": "What we agreed", "text": "As promised."}
CHECK_IN: Final = CheckIn(
    workspace="default",
    call="c1",
    team="north",
    agent="a1",
    name="own_agent",
    asked_at="2026-03-02T10:16:00+00:00",
)
LESSON: Final = Lesson(
    workspace="default",
    id="1" * 32,
    team="north",
    author="somebody",
    kind="phrase",
    cue="reflect_back",
    text="You waited, and nobody came.",
    shared_at="2026-03-02T10:16:00+00:00",
)
# What is asked where it takes a body.
BODIES: Final[Mapping[tuple[str, str], Any]] = {
    ("POST", f"{CALL}/actions"): {"type": "mark_asked"},
    ("POST", f"{FOLLOW_UP}/done"): {"note": "rang"},
    ("POST", f"{FOLLOW_UP}/dropped"): {"reason": "settled"},
    ("POST", f"{V1}/coaching/plans"): {"agent": "a1", "practise": "say it back first"},
    ("PUT", f"{V1}/coaching/plans/{{plan}}"): {"number": 1, "practise": "say it back"},
    ("PUT", f"{CALL}/review"): {"items": [{"item": "greeting", "verdict": "pass"}]},
    ("POST", f"{FOLLOW_UP}/channel"): {"channel": "e-mail"},
    ("POST", f"{FOLLOW_UP}/owner"): {"owner": "a2"},
    ("POST", f"{CALL}/follow-ups"): {"what": "send the form"},
    ("POST", f"{FOLLOW_UP}/due"): {"due": "2026-03-04T17:00:00Z"},
    ("POST", f"{FOLLOW_UP}/message"): LETTER,
    ("POST", f"{FOLLOW_UP}/message/release"): {**LETTER, "to": "jo@example.com"},
    ("POST", f"{FOLLOW_UP}/message/decide"): {"purpose": "confirmation", "was_sent": True},
    ("POST", f"{FOLLOW_UP}/answer"): {"settled": "no", "satisfaction": 2},
    ("POST", f"{V1}/webhooks"): {
        "url": "https://crm.example.com/in",
        "teams": ["north"],
        "kinds": ["record.signed"],
    },
    ("PATCH", f"{V1}/webhooks/{{webhook}}"): {"enabled": False},
    ("PUT", f"{V1}/presence"): {"availability": "break"},
    ("POST", f"{V1}/breaks"): {"how": "logged", "minutes": 5},
    ("POST", f"{V1}/breaks/snooze"): {"minutes": 20},
    ("POST", f"{V1}/lessons"): {"call": "c1", "text": "Ask what would put it right."},
    ("POST", f"{CALL}/lesson-draft"): {"text": "Ask what would put it right."},
    ("PUT", f"{CALL}/reflection"): {"shared_with": "coach"},
    ("PUT", f"{V1}/searches/{{name}}"): {"signal": "insult"},
    ("POST", f"{V1}/playbooks/check"): {"text": "extends: standard\n"},
    ("POST", f"{V1}/playbooks/preview"): {
        "text": "extends: standard\nname: northern\ntitle: Northern\n",
        "call": {"example": "08-do-not-call-polite"},
    },
    ("PUT", f"{V1}/playbooks/{{name}}"): {
        "text": "extends: standard\nname: northern\ntitle: Northern\nversion: 1\n",
        "team": "north",
    },
    ("POST", f"{CALL}/hold"): {"reason": "abuse"},
    ("POST", f"{CALL}/redactions"): {"utterance": "u0", "text": "Where is it?"},
    ("POST", f"{V1}/erasures"): {"customer": "c9", "reason": "asked"},
    ("POST", f"{V1}/exports/customer"): {"customer": "c9", "reason": "asked"},
    ("POST", f"{V1}/do-not-call/check"): {"number": "+44 20 7946 0933"},
    ("POST", f"{V1}/do-not-call"): {"numbers": ["+44 20 7946 0934"], "reason": "asked by letter"},
    ("POST", f"{V1}/session"): {"email": "x@example.com", "password": "not the password"},
    ("POST", f"{V1}/session/link"): {"token": "t"},
    ("POST", f"{V1}/session/accept"): {"token": "t", "password": "four quiet herons"},
    ("POST", f"{V1}/session/password"): {"old": "not it at all", "new": "four quiet herons"},
    ("POST", f"{V1}/users"): {"email": "new@example.com", "name": "New", "roles": ["agent"]},
    ("PATCH", f"{V1}/users/{{user}}"): {"name": "Other"},
    ("PUT", f"{V1}/teams/{{team}}"): {"name": "West"},
    ("POST", f"{V1}/keys"): {"name": "k", "scopes": ["ingest"], "teams": ["north"]},
    ("PATCH", f"{V1}/settings"): {"redact_phones": True},
    ("POST", LINES): {"party": "customer", "start": 9.0, "end": 12.0, "text": "Hello?"},
    ("PUT", f"{V1}/sources/{{name}}"): {"kind": "transcript", "team": "north"},
    ("POST", f"{V1}/sources/{{name}}/audiosocket"): {
        "uuid": "6f1d0a0e-6c0b-4f0e-9d2f-0b6c9c2b7a11",
        "party": "customer",
        "call": {"id": "c5", "agent": "a1"},
    },
}
TABLE: Final = b"name,email,roles,teams,agent\nNew,new@example.com,agent,north,a9\n"
NAMED: Final = {
    "call": "c1",
    "name": "wire",
    "format": "vcon",
    "user": "own_agent",
    "team": "west",
    "key": "unknown",
    "digest": "0" * 64,
    "webhook": "0" * 32,
    "delivery": "0" * 32,
    "plan": "0" * 32,
}
NAMES: Final = {
    f"{V1}/playbooks/{{name}}": {"name": "northern"},
    f"{V1}/playbooks/{{name}}/versions": {"name": "standard"},
    f"{V1}/playbooks/{{name}}/diff": {"name": "standard"},
    f"{V1}/sources/{{name}}/audiohook": {"name": "hook"},
    f"{V1}/sources/{{name}}/twilio": {"name": "twilio"},
    f"{V1}/sources/{{name}}/audio": {"name": "sound"},
    f"{V1}/sources/{{name}}/audiosocket": {"name": "asterisk"},
    f"{V1}/sources/{{name}}/capture": {"name": "page"},
    f"{V1}/sources/{{name}}/capture/{{file}}": {"name": "page", "file": "page.js"},
    f"{V1}/sources/{{name}}/capture/sound": {"name": "page"},
}

EXPECTED: Final[Mapping[tuple[str, str], Mapping[str, int]]] = {
    ("GET", "/healthz"): everybody(200),
    ("GET", "/readyz"): everybody(200),
    ("GET", "/metrics"): signed_in(reads_metrics=200, admin=200),
    ("GET", f"{V1}/openapi.json"): everybody(200),
    ("GET", f"{V1}/docs"): everybody(200),
    ("GET", f"{V1}/calls"): signed_in(**LISTS),
    ("GET", CALL): signed_in(**SEES_CALL),
    ("GET", f"{CALL}/state"): signed_in(**SEES_CALL),
    ("GET", f"{CALL}/events"): signed_in(**SEES_CALL),
    ("GET", f"{CALL}/decisions"): signed_in(**SEES_CALL),
    # What another playbook would have shown are cues: for the call's own agent alone.
    ("GET", f"{CALL}/compare"): signed_in(
        own_agent=200, other_agent=404, supervisor_elsewhere=404, reads_elsewhere=404
    ),
    ("GET", f"{CALL}/feed"): signed_in(**SEES_CALL),
    ("WEBSOCKET", f"{CALL}/feed"): signed_in(**OPENS),
    ("POST", f"{CALL}/actions"): signed_in(
        own_agent=200, other_agent=404, supervisor_elsewhere=404
    ),
    ("GET", f"{V1}/presence"): signed_in(supervisor=200, supervisor_elsewhere=200),
    ("PUT", f"{V1}/presence"): signed_in(own_agent=204, other_agent=204),
    ("DELETE", f"{V1}/presence"): signed_in(own_agent=204, other_agent=204),
    # One's own alone: nobody has a way to another's.
    ("GET", f"{V1}/breaks"): signed_in(own_agent=200, other_agent=200),
    ("POST", f"{V1}/breaks"): signed_in(own_agent=200, other_agent=200),
    ("POST", f"{V1}/breaks/over"): signed_in(own_agent=200, other_agent=200),
    ("POST", f"{V1}/breaks/snooze"): signed_in(own_agent=200, other_agent=200),
    # Of one's own call, which was ended for abuse; the first supervisor to say hello does.
    ("GET", f"{CALL}/check-in"): signed_in(own_agent=200, other_agent=404),
    ("PUT", f"{CALL}/check-in"): signed_in(own_agent=200, other_agent=404),
    ("DELETE", f"{CALL}/check-in"): signed_in(own_agent=200, other_agent=404),
    ("POST", f"{CALL}/check-in/taken"): signed_in(supervisor=200, supervisor_elsewhere=404),
    ("GET", f"{V1}/check-ins"): signed_in(supervisor=200, supervisor_elsewhere=200),
    ("GET", f"{CALL}/reflection"): signed_in(**SEES_CALL),
    ("PUT", f"{CALL}/reflection"): signed_in(own_agent=200, other_agent=404),
    ("DELETE", f"{CALL}/reflection"): signed_in(own_agent=200, other_agent=404),
    # Somebody else in the team north shared it; the first who may take it out has.
    ("GET", f"{V1}/lessons"): signed_in(**dict.fromkeys(SEARCHES, 200)),
    ("POST", f"{V1}/lessons"): signed_in(own_agent=200, other_agent=404),
    ("DELETE", f"{V1}/lessons/{{lesson}}"): signed_in(
        own_agent=403,
        other_agent=403,
        supervisor=200,
        supervisor_elsewhere=404,
        coach=404,
    ),
    ("POST", f"{CALL}/lesson-draft"): signed_in(own_agent=200, other_agent=404),
    # Each has their own: there is none yet to delete.
    ("GET", f"{V1}/searches"): signed_in(**dict.fromkeys(SEARCHES, 200)),
    ("PUT", f"{V1}/searches/{{name}}"): signed_in(**dict.fromkeys(SEARCHES, 200)),
    ("DELETE", f"{V1}/searches/{{name}}"): signed_in(**dict.fromkeys(SEARCHES, 404)),
    ("GET", f"{V1}/follow-ups"): signed_in(**dict.fromkeys(FOLLOWS_UP, 200)),
    # The first to do it has done it: after that it is not open any more.
    ("POST", f"{FOLLOW_UP}/done"): signed_in(**{**THEIRS, "own_agent": 200, "supervisor": 409}),
    ("POST", f"{FOLLOW_UP}/dropped"): signed_in(**{**THEIRS, "own_agent": 200, "supervisor": 409}),
    ("POST", f"{FOLLOW_UP}/due"): signed_in(**{**THEIRS, "own_agent": 200, "supervisor": 200}),
    ("GET", f"{FOLLOW_UP}/message"): signed_in(**{**THEIRS, "own_agent": 200, "supervisor": 200}),
    ("POST", f"{FOLLOW_UP}/message"): signed_in(**{**THEIRS, "own_agent": 200, "supervisor": 200}),
    # The first to release it has released it.
    ("POST", f"{FOLLOW_UP}/message/release"): signed_in(
        **{**THEIRS, "own_agent": 200, "supervisor": 409}
    ),
    ("POST", f"{FOLLOW_UP}/message/decide"): signed_in(
        **{**THEIRS, "own_agent": 409, "supervisor": 409}
    ),
    ("POST", f"{FOLLOW_UP}/answer"): signed_in(**{**THEIRS, "own_agent": 200, "supervisor": 200}),
    # Nobody has answered yet.
    ("POST", f"{FOLLOW_UP}/answer/seen"): signed_in(**THEIRS),
    ("GET", f"{V1}/answers"): signed_in(**dict.fromkeys(FOLLOWS_UP, 200)),
    ("GET", f"{V1}/messages"): signed_in(**dict.fromkeys(FOLLOWS_UP, 200)),
    ("GET", f"{V1}/webhooks"): signed_in(**ADMIN),
    ("POST", f"{V1}/webhooks"): signed_in(admin=201),
    ("PATCH", f"{V1}/webhooks/{{webhook}}"): signed_in(admin=404),
    ("DELETE", f"{V1}/webhooks/{{webhook}}"): signed_in(admin=404),
    ("POST", f"{V1}/webhook-deliveries/{{delivery}}/again"): signed_in(admin=404),
    # Nothing is to be opened again that is open.
    ("POST", f"{FOLLOW_UP}/reopen"): signed_in(**{**THEIRS, "own_agent": 409, "supervisor": 409}),
    ("POST", f"{FOLLOW_UP}/channel"): signed_in(**{**THEIRS, "own_agent": 200, "supervisor": 200}),
    # Passed on to another agent by a supervisor, it is that agent's own.
    ("POST", f"{FOLLOW_UP}/owner"): signed_in(**{**THEIRS, "own_agent": 403, "supervisor": 200}),
    ("POST", f"{FOLLOW_UP}/reminders/seen"): signed_in(
        **{**THEIRS, "own_agent": 204, "supervisor": 204}
    ),
    ("GET", f"{FOLLOW_UP}/may-call"): signed_in(**{**THEIRS, "own_agent": 200, "supervisor": 200}),
    ("GET", f"{FOLLOW_UP}/event.ics"): signed_in(**{**THEIRS, "own_agent": 200, "supervisor": 200}),
    ("GET", f"{V1}/follow-ups/reminders"): signed_in(**dict.fromkeys(FOLLOWS_UP, 200)),
    ("GET", f"{V1}/follow-ups/ledger"): signed_in(**dict.fromkeys(FOLLOWS_UP, 200)),
    # By the secret in its address alone, which nobody has here.
    ("GET", f"{V1}/follow-ups.ics"): everybody(404),
    ("GET", f"{V1}/follow-ups/calendar-link"): signed_in(own_agent=200, other_agent=200),
    ("POST", f"{V1}/follow-ups/calendar-link"): signed_in(own_agent=201, other_agent=201),
    ("DELETE", f"{V1}/follow-ups/calendar-link"): signed_in(own_agent=404, other_agent=404),
    ("POST", f"{CALL}/follow-ups"): signed_in(
        own_agent=201, other_agent=404, supervisor=201, supervisor_elsewhere=404
    ),
    ("GET", f"{CALL}/owed"): signed_in(
        own_agent=200, other_agent=404, supervisor=200, supervisor_elsewhere=404
    ),
    ("GET", f"{V1}/reviews"): signed_in(**REVIEWS, own_agent=200, other_agent=200),
    ("POST", f"{V1}/reviews/next"): signed_in(**REVIEWS),
    ("GET", f"{V1}/reviews/agreement"): signed_in(**REVIEWS, admin=200),
    ("GET", f"{V1}/reviews/regression-cases"): signed_in(
        **REVIEWS, reads_records=200, reads_elsewhere=200
    ),
    ("GET", f"{CALL}/review"): signed_in(
        **{who: status for who, status in SEES_CALL.items() if who in PEOPLE}
    ),
    # Nobody has taken the call; what is sent is not every line of the scorecard.
    ("PUT", f"{CALL}/review"): signed_in(supervisor=422, supervisor_elsewhere=404, coach=422),
    ("POST", f"{CALL}/review/back"): signed_in(supervisor=409, supervisor_elsewhere=404, coach=409),
    ("GET", f"{V1}/coaching/agents"): signed_in(**REVIEWS),
    # Of the agent a1: the first to begin a plan has begun it.
    ("GET", f"{V1}/coaching/plans"): signed_in(**COACHES, own_agent=200),
    ("POST", f"{V1}/coaching/plans"): signed_in(
        **{**COACHES, "supervisor": 409, "coach": 409}, own_agent=200
    ),
    ("PUT", f"{V1}/coaching/plans/{{plan}}"): signed_in(
        own_agent=404, other_agent=404, supervisor=404, supervisor_elsewhere=404, coach=404
    ),
    ("GET", f"{CALL}/turns"): signed_in(
        **{who: status for who, status in SEES_CALL.items() if who in PEOPLE}
    ),
    # Figures of teams: for whoever sees the calls of a team, never for agents.
    ("GET", f"{V1}/insights/figures"): signed_in(**dict.fromkeys(SEES_TEAMS, 200)),
    ("GET", f"{V1}/insights/figures.csv"): signed_in(**dict.fromkeys(SEES_TEAMS, 200)),
    ("GET", f"{V1}/insights/choices"): signed_in(**dict.fromkeys(SEES_TEAMS, 200)),
    ("GET", f"{V1}/live"): signed_in(**LISTS),
    ("GET", f"{V1}/feed"): signed_in(**LISTS),
    ("WEBSOCKET", f"{V1}/feed"): signed_in(**dict.fromkeys(LISTS, 101)),
    ("GET", f"{CALL}/record"): signed_in(**SEES_RECORD),
    ("GET", f"{CALL}/record.md"): signed_in(**SEES_RECORD),
    ("GET", f"{CALL}/brief"): signed_in(**SEES_RECORD),
    ("GET", f"{CALL}/exports/{{format}}"): signed_in(**SEES_RECORD),
    # Sound is for people alone; none is kept here.
    ("GET", f"{CALL}/audio"): signed_in(**{who: 404 for who in SEES_CALL if who in PEOPLE}),
    # The first to hold the call keeps it; a supervisor's call is the team's.
    ("POST", f"{CALL}/hold"): signed_in(**HOLDS),
    ("POST", f"{CALL}/release"): signed_in(**{**HOLDS, "supervisor": 204}),
    ("POST", f"{CALL}/redactions"): signed_in(**{**HOLDS, "own_agent": 204, "supervisor": 204}),
    ("GET", f"{V1}/holds"): signed_in(**ADMIN),
    ("POST", f"{V1}/erasures"): signed_in(**ADMIN),
    ("GET", f"{V1}/erasures"): signed_in(**ADMIN),
    ("POST", f"{V1}/exports/customer"): signed_in(**ADMIN),
    ("GET", f"{V1}/exports/me"): signed_in(own_agent=200, other_agent=200),
    ("POST", f"{V1}/do-not-call/check"): signed_in(
        own_agent=200,
        other_agent=200,
        supervisor=200,
        supervisor_elsewhere=200,
        admin=200,
        reads_calls=200,
        reads_elsewhere=200,
    ),
    ("POST", f"{V1}/do-not-call"): signed_in(**ADMIN),
    ("GET", f"{V1}/do-not-call/export"): signed_in(**ADMIN),
    ("DELETE", f"{V1}/do-not-call/{{digest}}"): signed_in(admin=404),
    ("GET", f"{V1}/playbooks"): signed_in(**READS_PLAYBOOKS),
    ("POST", f"{V1}/playbooks/check"): signed_in(**READS_PLAYBOOKS),
    ("POST", f"{V1}/playbooks/preview"): signed_in(
        supervisor=200, supervisor_elsewhere=200, coach=200, admin=200
    ),
    ("GET", f"{V1}/playbook-fields"): signed_in(**READS_PLAYBOOKS),
    ("GET", f"{V1}/example-calls"): signed_in(**READS_PLAYBOOKS),
    ("GET", f"{V1}/playbooks/{{name}}"): signed_in(**READS_PLAYBOOKS),
    ("GET", f"{V1}/playbooks/{{name}}/versions"): signed_in(**READS_PLAYBOOKS),
    ("GET", f"{V1}/playbooks/{{name}}/diff"): signed_in(**READS_PLAYBOOKS),
    # Published for the team north; the second to publish the same is told that it is there.
    ("PUT", f"{V1}/playbooks/{{name}}"): signed_in(
        supervisor=201, coach=200, admin=200, writes_playbooks=200
    ),
    ("GET", f"{V1}/source-kinds"): signed_in(**ADMIN),
    ("GET", f"{V1}/sources"): signed_in(**ADMIN),
    ("GET", f"{V1}/sources/{{name}}"): signed_in(**ADMIN),
    ("PUT", f"{V1}/sources/{{name}}"): signed_in(**ADMIN),
    ("DELETE", f"{V1}/sources/{{name}}"): signed_in(admin=204),
    ("WEBSOCKET", f"{V1}/sources/{{name}}/test"): signed_in(admin=101),
    ("GET", f"{V1}/session/ways"): everybody(200),
    ("GET", f"{V1}/session"): everybody(200, nobody=401),
    # With the wrong password; who lacks the header of our own pages may be another site's page.
    ("POST", f"{V1}/session"): everybody(403, **dict.fromkeys(PEOPLE, 401)),
    ("POST", f"{V1}/session/link"): everybody(403, **dict.fromkeys(PEOPLE, 422)),
    ("POST", f"{V1}/session/accept"): everybody(403, **dict.fromkeys(PEOPLE, 422)),
    ("POST", f"{V1}/session/password"): signed_in(**dict.fromkeys(PEOPLE, 422)),
    ("DELETE", f"{V1}/session"): signed_in(**dict.fromkeys(PEOPLE, 204)),
    ("GET", f"{V1}/session/single-sign-on"): everybody(404),
    ("GET", f"{V1}/session/single-sign-on/back"): everybody(404),
    ("GET", f"{V1}/users"): signed_in(admin=200, supervisor=200, supervisor_elsewhere=200),
    ("POST", f"{V1}/users"): signed_in(admin=201),
    ("POST", f"{V1}/users/table"): signed_in(**ADMIN),
    ("GET", f"{V1}/users/{{user}}"): signed_in(admin=200, supervisor=200, supervisor_elsewhere=404),
    ("PATCH", f"{V1}/users/{{user}}"): signed_in(**ADMIN),
    ("POST", f"{V1}/users/{{user}}/link"): signed_in(admin=201),
    ("GET", f"{V1}/teams"): everybody(200, nobody=401),
    ("PUT", f"{V1}/teams/{{team}}"): signed_in(**ADMIN),
    ("DELETE", f"{V1}/teams/{{team}}"): signed_in(admin=404),
    ("GET", f"{V1}/keys"): signed_in(**ADMIN),
    ("POST", f"{V1}/keys"): signed_in(admin=201),
    ("DELETE", f"{V1}/keys/{{key}}"): signed_in(admin=404),
    ("GET", f"{V1}/settings"): signed_in(**dict.fromkeys(PEOPLE, 200)),
    ("PATCH", f"{V1}/settings"): signed_in(**ADMIN),
    ("GET", f"{V1}/audit"): signed_in(**ADMIN),
    # By the signature of the protocol alone: no account and no key of ours opens it.
    ("WEBSOCKET", f"{V1}/sources/{{name}}/audiohook"): everybody(401),
    ("WEBSOCKET", f"{V1}/sources/{{name}}/twilio"): everybody(401),
    ("WEBSOCKET", f"{V1}/sources/{{name}}/transcript"): signed_in(ingests=101),
    ("WEBSOCKET", f"{V1}/sources/{{name}}/audio"): signed_in(ingests=101),
    ("POST", LINES): signed_in(ingests=200),
    ("POST", f"{V1}/sources/{{name}}/audiosocket"): signed_in(ingests=200),
    # The capture page is for the agents of its source's team.
    ("GET", f"{V1}/sources/{{name}}/capture"): signed_in(own_agent=200, other_agent=200),
    ("GET", f"{V1}/sources/{{name}}/capture/{{file}}"): signed_in(own_agent=200, other_agent=200),
    ("WEBSOCKET", f"{V1}/sources/{{name}}/capture/sound"): signed_in(
        own_agent=101, other_agent=101
    ),
}


def routes_of(served: Served) -> set[tuple[str, str]]:
    """Every route of the app."""
    found: set[tuple[str, str]] = set()
    for context in iter_route_contexts(served.app.routes):
        if isinstance(context.original_route, APIWebSocketRoute):
            found.add(("WEBSOCKET", str(context.path)))
        else:
            assert isinstance(context.original_route, APIRoute), context
            found |= {(method, str(context.path)) for method in context.methods or ()}
    return found


async def test_every_route_is_in_the_table() -> None:
    assert routes_of(await serve()) == set(EXPECTED)


@pytest.mark.parametrize(
    ("method", "path"), [pytest.param(*each, id=" ".join(each)) for each in EXPECTED]
)
async def test_everybody_gets_what_the_table_says(
    method: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_KEY", "k")
    monkeypatch.setenv("HOOK_SECRET", "c2VjcmV0")
    served = await serve()
    call = await served.call()
    await _set_up(served)
    await _happened(served, call, path)
    page = await served.follow_ups.page(FollowUpQuery(workspace="default"))
    made = page.follow_ups[0].id if page.follow_ups else "0" * 32
    where = path.format(**{**NAMED, "lesson": LESSON.id, "follow_up": made, **NAMES.get(path, {})})
    if (method, path) == ("GET", f"{V1}/playbooks/{{name}}"):
        where = f"{V1}/playbooks/standard"
    if (method, path) == ("GET", f"{V1}/coaching/plans"):
        where += "?agent=a1"
    if path.endswith("{digest}"):
        where += "?reason=asked"
    body = BODIES.get((method, path))
    statuses = {}
    for who in WHO:
        headers = served.headers(who)
        if method == "WEBSOCKET" and who in PEOPLE:
            headers["Origin"] = "http://coolhead.test"
        if body is not None:
            headers["Content-Type"] = "application/json"
        encoded = msgspec.json.encode(body) if body is not None else b""
        if path.endswith("/users/table"):
            encoded, headers["Content-Type"] = TABLE, "text/csv"
        got = await asked(
            served.app, method, where, headers=headers, body=encoded, patience_s=0.002
        )
        statuses[who] = got.status
        if got.status >= 400:
            assert got.headers["content-type"] == "application/problem+json"
            assert msgspec.json.decode(got.body)["status"] == got.status
    assert statuses == EXPECTED[method, path]


async def test_another_sites_page_opens_no_socket_and_changes_nothing() -> None:
    served = await serve()
    await served.call()
    for origin in ("https://evil.example", "http://coolhead.test:81", "null", "http://[", None):
        headers = served.headers("own_agent") | ({"Origin": origin} if origin else {})
        for path in (f"{V1}/feed", f"{V1}/calls/c1/feed"):
            got = await asked(served.app, "WEBSOCKET", path, headers=headers)
            assert (got.status, msgspec.json.decode(got.body)["code"]) == (403, "foreign_origin")
    headers = served.headers("own_agent") | {
        "Origin": "https://evil.example",
        "Content-Type": "application/json",
    }
    body = b'{"type":"mark_asked"}'
    got = await asked(served.app, "POST", f"{V1}/calls/c1/actions", headers=headers, body=body)
    assert got.status == 403


async def _happened(served: Served, call: LiveCall, path: str) -> None:
    """What a route is about has happened in the call."""
    if any(part in path for part in ("exports", "audio", "follow-ups", "review", "turns")):
        await call.take(PromiseMade(at=call.now, action="ring back"))
        await call.end("customer")
    if "check-in" in path or "reflection" in path:
        await call.take(ReflectionNoted(at=call.now, went_well="listened"))
        await call.take(AgentMarked(at=call.now, mark="end_for_abuse"))
        await call.end("agent")
        await served.services.care.ask(CHECK_IN)
    if "lesson" in path:
        await call.end("agent")
        await served.services.lessons.add(LESSON)


async def _set_up(served: Served) -> None:
    for name, kind, settings in (
        ("wire", "transcript", {}),
        ("sound", "audio", {}),
        ("asterisk", "audiosocket", {}),
        ("page", "browser", {}),
        ("twilio", "twilio", {"auth_token": "env:HOOK_KEY"}),
        ("hook", "audiohook", {"api_key": "env:HOOK_KEY", "client_secret": "env:HOOK_SECRET"}),
    ):
        source = {"workspace": "default", "name": name, "kind": kind, "team": "north"}
        await served.sources.put(msgspec.convert({**source, "settings": settings}, SourceConfig))
