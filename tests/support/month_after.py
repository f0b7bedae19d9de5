"""What happened after the calls of the simulated month: promises marked, customers asked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

from tests.support.month import ToldCall

from coolhead.adapters.storage.customer_answers import SqlAnswerBook
from coolhead.adapters.storage.follow_ups import SqlFollowUpBook
from coolhead.adapters.storage.outbox import SqlOutbox
from coolhead.adapters.storage.store import Store
from coolhead.record.scorecard import found_by_rules
from coolhead.services.follow_ups.follow_up import FollowUp, Mark, follow_ups_of
from coolhead.services.reviews.review import Finished, Judged, Review
from coolhead.services.sending.answer import Answer
from coolhead.services.sending.message import Message

HOUR: Final = timedelta(hours=1)
ELSEWHERE: Final = timezone(timedelta(hours=-9, minutes=-30))
MAILS: Final = ("sent", "sent", "sent", "unsure", "dead", "draft", None, None, None)
PROMISES: Final = ("kept", "late", "dropped", "left", "left")


@dataclass(frozen=True)
class Said:
    """An answer: how long after the call, what it was, and for which of the call's follow-ups."""

    days: int
    settled: str
    satisfaction: int | None
    follow_up: str


@dataclass(frozen=True)
class After:
    """What happened after a call: the e-mail that asked, the answers, what became of promises."""

    mail: str | None
    purpose: str
    answers: tuple[Said, ...]
    promises: str


def after(told: ToldCall) -> After:
    """What happened after this call: the same each time."""
    chance = random.Random(told.header.call)  # noqa: S311 - a simulation, no secret
    mail = chance.choice(MAILS)
    purpose = chance.choice(("check_in", "check_in", "thank_you"))
    answers = []
    if chance.random() < (0.5 if mail == "sent" else 0.1):
        for number in range(chance.choice((1, 1, 1, 2))):
            rating = chance.choice((None, 1, 2, 3, 4, 4, 5, 5, 5))
            settled = chance.choices(("yes", "partly", "no"), (6, 2, 1))[0]
            answers.append(Said(2 + 3 * number, settled, rating, f"{told.header.call}-{number}"))
    return After(mail, purpose, tuple(answers), chance.choice(PROMISES))


async def write_after(store: Store, told: ToldCall) -> None:
    """Write what happened after a call, as the server would."""
    message = message_after(told)
    if message is not None:
        assert await SqlOutbox(store).change(message, was=None)
    for answer in answers_after(told):
        await SqlAnswerBook(store).keep(answer)
    book = SqlFollowUpBook(store)
    for row, mark in marks_after(told):
        assert await book.mark(row.workspace, row.id, mark)


def message_after(told: ToldCall) -> Message | None:
    """The e-mail after a call."""
    header, happened = told.header, after(told)
    if happened.mail is None:
        return None
    return Message(
        workspace=header.workspace,
        call=header.call,
        team=header.team,
        id=header.call,
        follow_up=f"{header.call}-0",
        purpose=happened.purpose,  # type: ignore[arg-type]
        subject="s",
        text="t",
        state=happened.mail,  # type: ignore[arg-type]
    )


def answers_after(told: ToldCall) -> Iterator[Answer]:
    """The customer's answers after a call."""
    header = told.header
    for said in after(told).answers:
        began = datetime.fromisoformat(header.started_at or "")
        at = (began + timedelta(days=said.days)).isoformat()
        yield Answer(
            workspace=header.workspace,
            call=header.call,
            team=header.team,
            follow_up=said.follow_up,
            owner=header.agent,
            settled=said.settled,  # type: ignore[arg-type]
            satisfaction=said.satisfaction,
            via="link",
            at=at,
            first_at=at,
        )


def marks_after(told: ToldCall) -> Iterator[tuple[FollowUp, Mark]]:
    """What people did with the promises of a call."""
    became = after(told).promises
    if became == "left":
        return
    header = told.header
    rows = follow_ups_of(told.key, told.record, team=header.team, owner=header.agent)
    for row in rows:
        if row.kind != "promise":
            continue
        due = datetime.fromisoformat(row.due or header.started_at or "")
        # Done an hour before or after its time, by a clock in another place.
        at = due + (-HOUR if became == "kept" else HOUR)
        state = "dropped" if became == "dropped" else "done"
        mark = Mark(state=state, at=at.astimezone(ELSEWHERE).isoformat(), by="k")  # type: ignore[arg-type]
        yield row, mark


def review_after(told: ToldCall) -> tuple[Review, Finished] | None:
    """The review of a call, of every tenth call."""
    chance = random.Random(f"review of {told.header.call}")  # noqa: S311
    if chance.random() >= 0.1:
        return None
    header, scorecard = told.header, told.record.scorecard
    assert scorecard is not None
    began = datetime.fromisoformat(header.started_at or "")
    taken, finished = (began + timedelta(days=days) for days in (1, 1.01))
    who = f"reviewer{chance.randrange(4)}"
    items = tuple(
        Judged(
            item=line.id,
            verdict=chance.choices(("pass", "miss", "not_applicable", "cannot_tell"), (6, 3, 2, 1))[
                0
            ],
            machine=found_by_rules(line),
        )
        for line in scorecard.items
    )
    done = Finished(at=finished.isoformat(), items=items)
    review = Review(
        workspace=header.workspace,
        call=header.call,
        team=header.team,
        agent=header.agent,
        playbook="standard",
        why=chance.choice(("random", "hot", "disputed")),
        reviewer=who,
        name=who.title(),
        taken_at=taken.isoformat(),
        finished_at=done.at,
        items=items,
    )
    return review, done
