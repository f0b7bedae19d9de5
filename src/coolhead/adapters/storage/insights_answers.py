"""What customers answered who were asked after some calls."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from sqlalchemy import Select, and_, func, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from coolhead.adapters.storage.schema.insights import call_figures
from coolhead.adapters.storage.schema.sending import customer_answers, outgoing_messages
from coolhead.services.insights.book import AnswerSums

_F: Final = call_figures.c


def asked(workspace: str) -> Any:
    """The calls whose customer was asked: by an e-mail that was sent, or they answered."""
    sent, answers = outgoing_messages.c, customer_answers.c
    by_mail = select(sent.call).where(
        sent.workspace == workspace, sent.state == "sent", sent.purpose == "check_in"
    )
    return union(by_mail, select(answers.call).where(answers.workspace == workspace))


def newest_answers(workspace: str) -> Any:
    """The newest answer of each call that has one."""
    answers = customer_answers.c
    place = func.row_number().over(
        partition_by=answers.call, order_by=(answers.at.desc(), answers.follow_up.desc())
    )
    each = (
        select(answers.call, answers.settled, answers.satisfaction, place.label("place"))
        .where(answers.workspace == workspace)
        .subquery()
    )
    newest: Select[Any] = select(each.c.call, each.c.settled, each.c.satisfaction)
    return newest.where(each.c.place == 1).subquery("newest_answers")


async def read_answers(connection: AsyncConnection, workspace: str, where: Any) -> AnswerSums:
    """The answers to the calls that fit ``where``."""
    calls = asked(workspace).subquery("asked")
    newest = newest_answers(workspace)
    counted = (
        select(_F.agent, newest.c.settled, newest.c.satisfaction, func.count().label("calls"))
        .select_from(
            call_figures.join(
                calls, and_(_F.workspace == workspace, calls.c.call == _F.call)
            ).outerjoin(newest, newest.c.call == _F.call)
        )
        .where(where)
        .group_by(_F.agent, newest.c.settled, newest.c.satisfaction)
    )
    return answer_sums(
        [
            (row.agent, row.settled, row.satisfaction, row.calls)
            for row in await connection.execute(counted)
        ]
    )


def answer_sums(rows: list[tuple[str | None, Any, int | None, int]]) -> AnswerSums:
    """The sums of rows of calls asked: agent, settled, satisfaction, and how many."""
    settled, ratings = Counter[Any](), Counter[int]()
    for _, said, satisfaction, calls in rows:
        if said is not None:
            settled[said] += calls
        if satisfaction is not None:
            ratings[satisfaction] += calls

    def agents(those: list[tuple[str | None, Any, int | None, int]]) -> int:
        return len({agent for agent, *_ in those} - {None})

    return AnswerSums(
        asked=sum(calls for *_, calls in rows),
        asked_agents=agents(rows),
        answered=settled.total(),
        answered_agents=agents([row for row in rows if row[1] is not None]),
        rated=ratings.total(),
        rated_agents=agents([row for row in rows if row[2] is not None]),
        settled=dict(settled),
        ratings=dict(ratings),
    )
