"""What is private to the agent, and what is restricted, planted in a call and looked for in every
byte that anybody else is sent: by every route, feed and export.
"""

from __future__ import annotations

import asyncio
import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any, Final

import msgspec
import pytest
from fastapi.routing import APIRoute, APIWebSocketRoute, iter_route_contexts
from tests.support.api import PEOPLE, WHO, Served, serve
from tests.support.asgi import asked
from tests.support.live import Service, said

from coolhead.adapters.formats.writing import TARGETS
from coolhead.call.events import (
    CueAnswered,
    FieldCorrected,
    FollowUpAdded,
    HelpLevelSet,
    ReflectionNoted,
    Whispered,
)
from coolhead.call.utterance import Utterance
from coolhead.services.live.call import LiveCall
from coolhead.services.live.settings import CallSettings

pytestmark = pytest.mark.anyio

# Words that stand in no transcript, and that only what is private or restricted brings along.
PRIVATE: Final = (
    b'"CueAnswered"',
    b'"HelpLevelSet"',
    b'"cue"',
    b'"cue_cleared"',
    b"when_it_matters",
    b"help_level",
    b"care_for_vulnerable",
    b"-13.37",  # how loud the agent spoke
    b"271.83",  # and how high
    b"speech_rate",
    b"raised_voice",
    b"your_own_voice",
    b"let them finish",  # what the agent takes from the call
)
RESTRICTED: Final = (
    b"vulnerability",
    b"Vulnerability",
    b"bereavement",
    b"self_harm",
    b"self-harm",
    b"Take care",
    b"hardship fund",  # what the supervisor whispers
)
# What says the same whatever is said in calls.
ABOUT_NO_CALL: Final = ("openapi", "docs", "playbook-fields", "example-calls")
NAMED: Final = {"call": "c1", "user": "own_agent"}
MAY_SEE_RESTRICTED: Final = frozenset({"own_agent", "supervisor"})


async def planted(**header: Any) -> tuple[Served, LiveCall]:
    """A call with everything in it that others must not see."""
    settings = CallSettings(unknown_consent="words", voice_heat=True)
    served = await serve(service=Service(settings=settings))
    call = await served.call(**header)
    await call.take(said("customer", "My husband died in March, and I cannot cope any more.", 12.0))
    await call.take(said("customer", "Some days I want to kill myself, honestly.", 16.0))
    loud = Utterance(
        party="agent",
        start=17.0,
        end=20.0,
        text="I hear you, and I am very sorry for your loss.",
        loudness_dbfs=-13.37,
        pitch_hz=271.83,
    )
    await call.take(msgspec.structs.replace(said("agent", "", 20.0), utterance=loud))
    await call.act(HelpLevelSet(at=0.0, level="when_it_matters"))
    number = next(d.number for d in reversed(call.decisions) if d.type == "cue")  # type: ignore[union-attr]
    await call.act(CueAnswered(at=0.0, number=number, answer="wrong"))
    await call.act(FieldCorrected(at=0.0, field="vulnerability", value="bereavement"))
    await call.act(ReflectionNoted(at=0.0, text="I could have let them finish."))
    await call.take(FollowUpAdded(at=0.0, kind="check_in", what="ask about the order"))
    await call.act(Whispered(at=0.0, text="There is a hardship fund.", by="Sup"))
    return served, call


def everything(served: Served) -> Iterable[tuple[str, str]]:
    """Every route that shows something of a call, each in every way in which it can be asked."""
    owed = served.follow_ups.rows()
    named = {**NAMED, "follow_up": owed[0].id if owed else "0" * 32}
    for context in iter_route_contexts(served.app.routes):
        path = str(context.path)
        if "{format}" in path:
            for target in TARGETS:
                yield "GET", path.format(**named, format=target.name)
        elif "{name}" in path:
            continue
        elif isinstance(context.original_route, APIWebSocketRoute):
            yield "WEBSOCKET", path.format(**named)
            yield "WEBSOCKET", path.format(**named) + "?after=-1"
        elif isinstance(context.original_route, APIRoute) and "GET" in (context.methods or ()):
            yield "GET", path.format(**named)
            yield "GET", path.format(**named) + "?after=-1"
            yield "GET", path.format(**named) + "?playbook=call-centre"


async def bytes_for(served: Served, who: str) -> dict[str, bytes]:
    """All that somebody is sent."""
    headers = served.headers(who)
    origin = {"Origin": "http://coolhead.test"} if who in PEOPLE else {}
    found = {}
    for method, path in everything(served):
        more = headers | (origin if method == "WEBSOCKET" else {})
        got = await asked(served.app, method, path, headers=more, messages=9, patience_s=0.004)
        if got.status in {200, 101} and not any(word in path for word in ABOUT_NO_CALL):
            found[f"{method} {path}"] = unpacked(got.body)
    return found


def unpacked(body: bytes) -> bytes:
    """The body; of a zip what is in it."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(BytesIO(body)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def holding(found: dict[str, bytes], words: Iterable[bytes]) -> set[tuple[str, bytes]]:
    """Where which word stands; a record's empty field has its name all the same."""
    empty = re.compile(rb'"vulnerability": ?null')
    return {
        (where, word)
        for where, body in found.items()
        for word in words
        if word in empty.sub(b"", body)
    }


@pytest.mark.parametrize("ended", [False, True], ids=["live", "over"])
@pytest.mark.parametrize("who", WHO)
async def test_nothing_private_or_restricted_is_in_what_others_are_sent(
    who: str, ended: bool
) -> None:
    served, call = await planted()
    if ended:
        await call.end("customer")
    found = await bytes_for(served, who)
    if who != "own_agent":
        assert holding(found, PRIVATE) == set()
    if who not in MAY_SEE_RESTRICTED:
        assert holding(found, RESTRICTED) == set()


@pytest.mark.parametrize("who", ["supervisor", "coach", "reads_calls", "nobody"])
async def test_nor_is_it_in_what_they_are_sent_while_it_happens(who: str) -> None:
    for path in ("/api/v1/calls/c1/feed", "/api/v1/feed"):
        served = await serve()
        await served.call()
        body = await _watched(served, who, path)
        assert holding({path: body}, PRIVATE) == set()
        if who not in MAY_SEE_RESTRICTED:
            assert holding({path: body}, RESTRICTED) == set()
        assert (who == "nobody") == (b"customer" not in body)


async def test_the_agent_sees_their_own_and_a_supervisor_what_is_restricted() -> None:
    served, _ = await planted()
    sent = await bytes_for(served, "own_agent")
    own = b"".join(sent.values())
    for word in (b'"CueAnswered"', b"when_it_matters", b'"cue"', b"-13.37", b"vulnerability"):
        assert word in own
    for query in ("", "?playbook=call-centre"):
        assert b"care_for_vulnerable" in sent[f"GET /api/v1/calls/c1/compare{query}"]
    above = b"".join((await bytes_for(served, "supervisor")).values())
    assert b"vulnerability" in above
    assert b"self_harm" in above


async def test_an_agent_takes_nothing_private_along_in_a_file() -> None:
    served, call = await planted()
    await call.end("customer")
    found = {
        where: body
        for where, body in (await bytes_for(served, "own_agent")).items()
        if "c1/exports" in where
    }
    assert len(found) == len(TARGETS)
    assert holding(found, PRIVATE) == set()


async def test_nothing_private_to_an_agent_is_in_a_customers_export() -> None:
    served, call = await planted(customer="c9")
    await call.end("customer")
    async with served.asked_by("admin") as client:
        answer = await client.post(
            "/api/v1/exports/customer", json={"customer": "c9", "reason": "asked for it"}
        )
    assert b"husband" in unpacked(answer.content)
    assert holding({"zip": unpacked(answer.content)}, PRIVATE) == set()


async def test_a_scorecard_is_the_agents_own_until_scoring_by_name_is_turned_on() -> None:
    served, call = await planted()
    await call.end("customer")

    async def sees(who: str) -> set[str]:
        found = await bytes_for(served, who)
        return {
            where for where, body in found.items() if b'"weight"' in body or b"| Weight" in body
        }

    assert any("record" in where for where in await sees("own_agent"))
    for who in ("supervisor", "coach", "reads_records"):
        assert await sees(who) == set()
    served.scores = True
    assert any("record" in where for where in await sees("supervisor"))


async def _watched(served: Served, who: str, path: str) -> bytes:
    """What is sent over Server-Sent Events and the socket while everything happens."""
    headers = served.headers(who) | ({"Origin": "http://coolhead.test"} if who in PEOPLE else {})
    call: Any = await served.service.calls.find(
        next(iter(served.service.calls.live("default"))).key
    )
    watching = [
        asyncio.create_task(
            asked(served.app, method, path, headers=headers, messages=99, patience_s=0.1)
        )
        for method in ("GET", "WEBSOCKET")
    ]
    await asyncio.sleep(0.02)
    await call.take(said("customer", "My husband died in March, I cannot cope.", 12.0))
    await call.act(HelpLevelSet(at=0.0, level="when_it_matters"))
    await call.take(said("customer", "I want to kill myself, you useless idiot.", 16.0))
    await call.act(CueAnswered(at=0.0, number=1, answer="wrong"))
    return b"".join([(await each).body for each in watching])
