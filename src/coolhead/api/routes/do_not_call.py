"""Who must not be called: asked before a call, put on the list, taken off it."""

from __future__ import annotations

import asyncio
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, Place, not_found, problems
from coolhead.api.replies import answers, answers_as, raw_reply, reply
from coolhead.api.security.principal import asker, require
from coolhead.api.services import services_of
from coolhead.api.views.do_not_call import (
    COLUMNS,
    answer_shown,
    done_shown,
    entry_line,
    table_line,
)
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.keeping.numbers_csv import NumbersRead, read_numbers, read_table

router = APIRouter(tags=["do-not-call"])

_Admin = Annotated[Principal, Depends(require("admin"))]
_Caller = Annotated[Principal, Depends(require("agent", "supervisor", "admin", scope="calls:read"))]
_Asking = Annotated[Asker, Depends(asker)]
_Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="The number's keyed hash.")]
_Number = Annotated[str, Field(min_length=1, max_length=60, examples=["+44 20 7946 0933"])]
_Region = Annotated[
    str | None,
    Field(
        max_length=3,
        description="The country of numbers that are written without one; left out, the "
        "workspace's.",
        examples=["GB"],
    ),
]
_TEXT: Final = r"^[^\x00-\x08\x0b-\x1f]*$"
# So many by hand; who has more has a table.
_MOST_BY_HAND: Final = 1_000


class Number(BaseModel):
    """A telephone number that somebody is about to call."""

    model_config = ConfigDict(extra="forbid")

    number: _Number
    at: AwareDatetime | None = Field(default=None, description="When; left out, now.")
    region: _Region = None
    time_zone: str | None = Field(
        default=None,
        max_length=100,
        description="Where the called party is, where that is known better than from the number.",
        examples=["America/Chicago"],
    )


class NumbersToAdd(BaseModel):
    """Numbers for the list: one by one, or a table."""

    model_config = ConfigDict(extra="forbid")

    numbers: list[_Number] | None = Field(default=None, min_length=1, max_length=_MOST_BY_HAND)
    csv: str | None = Field(
        default=None,
        max_length=5_000_000,
        description="CSV with a column `number`; at most 100,000 lines.",
        examples=["number\n+44 20 7946 0933\n"],
    )
    region: _Region = None
    reason: str = Field(min_length=3, max_length=500, pattern=_TEXT, examples=["asked by letter"])
    source: str = Field(
        default="",
        max_length=200,
        pattern=_TEXT,
        description="Where the numbers come from.",
        examples=["list of the old dialler"],
    )
    all_or_nothing: bool = Field(
        default=False, description="Add nothing where any line is wrong; else the good ones."
    )

    @model_validator(mode="after")
    def _one_of_them(self) -> NumbersToAdd:
        if (self.numbers is None) == (self.csv is None):
            raise ValueError("give either numbers or csv")
        return self

    def read(self, region: str) -> NumbersRead:
        """The numbers in it; of a hundred thousand it takes seconds."""
        if self.csv is not None:
            return read_table(self.csv, region)
        return read_numbers(self.numbers or [], region)


@router.post(
    "/do-not-call/check",
    summary="Whether a number may be called",
    responses=answers("NumberAnswer", "Whether it may, and why not.")
    | problems(400, 401, 403, 413, 422, 503),
)
async def check_number(request: Request, body: Number, who: _Caller) -> Response:
    """Whether it is on the do-not-call list, and whether it is time for calls where it is.

    Knows numbers of erased calls too, by their keyed hash.
    """
    checked = await services_of(request).keeping.numbers.check(
        who.workspace, body.number, at=body.at, region=body.region, time_zone=body.time_zone
    )
    return reply(answer_shown(checked, with_entries=who.has("admin")))


@router.post(
    "/do-not-call",
    summary="Put numbers on the list",
    responses=answers("NumbersDone", "What is new, what was there, what is wrong.")
    | problems(400, 401, 403, 413, 422, 503),
)
async def add_numbers(
    request: Request, body: NumbersToAdd, who: _Admin, asking: _Asking, once: OnlyOnce
) -> Response:
    """Their keyed hashes are kept, the numbers are not. Every wrong line is told."""
    services = services_of(request)

    async def write() -> Response:
        numbers = services.keeping.numbers
        region = await numbers.region(who.workspace, body.region)
        # In a thread: calls go on meanwhile.
        read = await asyncio.to_thread(body.read, region)
        if read.faults and body.all_or_nothing:
            places = tuple(
                Place(pointer="/body/csv", message=each.message, line=each.line)
                if body.numbers is None
                else Place(pointer=f"/body/numbers/{each.line - 1}", message=each.message)
                for each in read.faults
            )
            title = "The request is wrong"
            raise ApiProblem(422, "input", title, "No number was added.", errors=places)
        done = await numbers.add(
            who.workspace,
            read,
            why="by_hand" if body.csv is None else "imported",
            reason=body.reason,
            source=body.source,
        )
        detail = {"reason": body.reason, "source": body.source, "added": done.added}
        await services.trail.noted(asking, "do_not_call.add", on=("do_not_call", ""), detail=detail)
        return reply(done_shown(done, read.faults))

    return await once(write)


@router.get(
    "/do-not-call/export",
    summary="The list as a table",
    response_class=Response,
    responses=answers_as("text/csv", "CSV, one line for each reason a number is on the list.")
    | problems(401, 403, 503),
)
async def export_numbers(request: Request, who: _Admin, asking: _Asking) -> Response:
    """Keyed hashes and why each is there: the numbers themselves are not kept."""
    services = services_of(request)
    lines = [table_line(COLUMNS)]
    async for entry in services.keeping.numbers.every(who.workspace):
        lines.append(entry_line(entry))
    detail = {"entries": len(lines) - 1}
    await services.trail.noted(asking, "do_not_call.export", on=("do_not_call", ""), detail=detail)
    return raw_reply(
        "".join(lines).encode(),
        media_type="text/csv",
        headers={"Content-Disposition": 'attachment; filename="do-not-call.csv"'},
    )


@router.delete(
    "/do-not-call/{digest}",
    summary="Take a number off the list",
    status_code=204,
    response_class=Response,
    responses=problems(401, 403, 404, 422, 503),
)
async def remove_number(
    request: Request,
    digest: _Digest,
    who: _Admin,
    asking: _Asking,
    reason: Annotated[
        str,
        Query(
            min_length=3,
            max_length=500,
            pattern=_TEXT,
            description="Why; it is noted in the audit.",
            examples=["asked to be called again"],
        ),
    ],
) -> Response:
    """Whoever put it there. The hash is among a check's ``entries``, and in the export."""
    services = services_of(request)
    done = await services.keeping.numbers.remove(who.workspace, digest, reason=reason, by=who.id)
    if not done:
        raise not_found("number on the list")
    await services.trail.noted(
        asking, "do_not_call.remove", on=("do_not_call", digest), detail={"reason": reason}
    )
    return Response(status_code=204)
