"""Playbooks: those that ship and those published here; checked, versioned, compared."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Header, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, Place, not_found, problems
from coolhead.api.replies import answers, reply
from coolhead.api.security.principal import asker, require
from coolhead.api.services import ApiServices, services_of
from coolhead.api.views.playbooks import (
    Change,
    PlaybookCheck,
    PlaybookDiff,
    PlaybookList,
    PlaybookRow,
    PlaybookShown,
    problems_of,
    row_of_shipped,
    row_of_version,
)
from coolhead.errors import PlaybookError
from coolhead.playbook.compare import differences
from coolhead.playbook.loader import load_playbook, read_playbook, shipped_names
from coolhead.playbook.render import as_json, as_yaml
from coolhead.playbook.schema import Playbook
from coolhead.playbook.strict_yaml import MAX_BYTES
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.setup.playbooks import PlaybookVersion, PublishedPlaybook

router = APIRouter(tags=["playbooks"])

_FILE: Final = "playbook.yaml"
Name = Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]{0,62}$", examples=["north-team"])]
_Version = Annotated[int, Query(ge=1, le=2**31 - 1)]
Reader = Annotated[
    Principal,
    Depends(require("agent", "supervisor", "coach", "admin", scope="playbooks:write")),
]
Writer = Annotated[
    Principal, Depends(require("supervisor", "coach", "admin", scope="playbooks:write"))
]


class PlaybookText(BaseModel):
    """A playbook as its YAML."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        min_length=1,
        max_length=MAX_BYTES,
        examples=["extends: standard\nname: north-team\nversion: 2\n"],
    )


class NewVersion(PlaybookText):
    """A version to publish: for one team, or for the whole workspace."""

    team: str | None = Field(default=None, min_length=1, max_length=300, examples=["north"])
    note: str = Field(default="", max_length=500, examples=["Apologise sooner."])


@router.get(
    "/playbooks",
    summary="List playbooks",
    responses=answers("PlaybookList", "The newest version of each.") | problems(401, 403, 503),
)
async def list_playbooks(request: Request, who: Reader) -> Response:
    """The newest version of every playbook; one published here hides what ships by its name."""
    rows = {name: row_of_shipped(load_playbook(name)) for name in shipped_names()}
    shelf = services_of(request).shelf
    for about in await shelf.newest(who.workspace):
        kept = await shelf.find(who.workspace, about.name, about.version)
        rows[about.name] = row_of_version(about, kept.flattened if kept is not None else None)
    return reply(PlaybookList(tuple(rows.values())))


@router.post(
    "/playbooks/check",
    summary="Check a playbook",
    responses=answers("PlaybookCheck", "Every problem with its line and column, or none.")
    | problems(401, 403, 413, 422),
)
async def check(body: PlaybookText, who: Reader) -> Response:
    """Says of a text whether it is a playbook, and if not, everything that is wrong with it."""
    del who  # whoever may read playbooks may check one
    try:
        playbook = await read_text(body.text)
    except PlaybookError as error:
        return reply(PlaybookCheck(ok=False, problems=problems_of(error)))
    return reply(
        PlaybookCheck(ok=True, name=playbook.name, version=playbook.version, digest=playbook.digest)
    )


@router.get(
    "/playbooks/{name}",
    summary="One playbook",
    responses=answers("PlaybookShown", "Its text, and all that it comes to.")
    | {304: {"description": "It is the one that the client has."}}
    | problems(401, 403, 404, 422, 503),
)
async def one_playbook(
    request: Request,
    name: Name,
    who: Reader,
    version: Annotated[_Version | None, Query(description="Else the newest.")] = None,
    if_none_match: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:
    """A playbook; the `ETag` is its digest."""
    row, text, playbook = await found_playbook(services_of(request), who, name, version)
    headers = {"ETag": _etag(row.digest)}
    if if_none_match == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    shown = PlaybookShown(about=row, text=text, flattened=playbook.model_dump(mode="json"))
    return reply(shown, headers=headers)


@router.get(
    "/playbooks/{name}/versions",
    summary="A playbook's versions",
    responses=answers("PlaybookList", "The newest first.") | problems(401, 403, 404, 422, 503),
)
async def versions(request: Request, name: Name, who: Reader) -> Response:
    """Every version that was published, the newest first; last the one that ships, if any does."""
    published = await services_of(request).shelf.versions(who.workspace, name)
    rows = list(map(row_of_version, published))
    if name in shipped_names():
        rows.append(row_of_shipped(load_playbook(name)))
    if not rows:
        raise not_found("playbook")
    return reply(PlaybookList(tuple(rows)))


@router.get(
    "/playbooks/{name}/diff",
    summary="What changed in a playbook",
    responses=answers("PlaybookDiff", "Every setting that differs.")
    | problems(401, 403, 404, 422, 503),
)
async def diff(
    request: Request,
    name: Name,
    who: Reader,
    after: Annotated[_Version | None, Query(description="Else the newest.")] = None,
    before: Annotated[
        _Version | None, Query(description="Else the one published before; else what ships.")
    ] = None,
) -> Response:
    """How a version differs from another."""
    services = services_of(request)
    row, _, playbook = await found_playbook(services, who, name, after)
    if before is None and not row.shipped:
        numbers = [v.version for v in await services.shelf.versions(who.workspace, name)]
        before = next((number for number in numbers if number < row.version), None)
    if before is not None:
        earlier, _, old = await found_playbook(services, who, name, before)
    else:
        old = load_playbook(name if name in shipped_names() else "standard")
        earlier = row_of_shipped(old)
    changes = tuple(Change(each.path, each.a, each.b) for each in differences(old, playbook))
    return reply(PlaybookDiff(before=earlier, after=row, changes=changes))


@router.put(
    "/playbooks/{name}",
    summary="Publish a version",
    responses=answers("PlaybookRow", "It was published already.")
    | answers("PlaybookRow", "It is published.", status=201)
    | problems(401, 403, 404, 409, 412, 413, 422, 503),
)
async def publish(
    request: Request,
    name: Name,
    body: NewVersion,
    *,
    who: Writer,
    once: OnlyOnce,
    asking: Annotated[Asker, Depends(asker)],
    if_match: Annotated[
        str | None, Header(max_length=200, description="The `ETag` of the version that was edited.")
    ] = None,
    if_none_match: Annotated[
        Literal["*"] | None, Header(description="`*`: only where there is none of this name.")
    ] = None,
) -> Response:
    """Adds a version; none is ever changed, and calls that run keep the one they began with.

    Supervisors and coaches publish for a team of theirs, administrators for the whole workspace
    too. The text's `version` must be higher than the newest one's.
    """
    del who  # let in; the asker is the same, with the address
    return await once(lambda: _published(request, asking, name, body, (if_match, if_none_match)))


async def _published(
    request: Request,
    asking: Asker,
    name: str,
    body: NewVersion,
    seen: tuple[str | None, str | None],
) -> Response:
    services, who = services_of(request), asking.principal
    playbook = await read_text(body.text)
    if playbook.name != name:
        at = Place("/body/text", f"its name is '{playbook.name}'")
        raise ApiProblem(422, "input", "The playbook has another name", errors=(at,))
    newest = await services.shelf.find(who.workspace, name)
    _must_be_theirs(who, name, body.team, newest)
    if newest is not None and newest.about.digest == playbook.digest:
        headers = {"ETag": _etag(playbook.digest)}
        return reply(row_of_version(newest.about), headers=headers)
    if_match, if_none_match = seen
    now = _etag(newest.about.digest) if newest else _etag_of_shipped(name)
    if if_match not in {None, "*", now} or (if_none_match and now is not None):
        raise ApiProblem(412, "changed", "Somebody has published another version meanwhile")
    about = PlaybookVersion(
        workspace=who.workspace,
        name=name,
        version=playbook.version,
        digest=playbook.digest,
        team=body.team,
        published_at=services.clock.now().isoformat(timespec="seconds"),
        published_by=who.id,
        note=body.note,
    )
    new = PublishedPlaybook(about=about, text=body.text, flattened=as_json(playbook))
    if not await services.shelf.publish(new):
        last = newest.about.version if newest else playbook.version
        raise ApiProblem(
            409,
            "version_taken",
            "There is a version as new as this one",
            f"Write 'version: {last + 1}' into the playbook and publish it again.",
        )
    detail = {"version": playbook.version, "team": body.team}
    await services.trail.noted(asking, "playbook.publish", on=("playbook", name), detail=detail)
    headers = {"ETag": _etag(playbook.digest)}
    return reply(row_of_version(about), status=201, headers=headers)


def _must_be_theirs(
    who: Principal, name: str, team: str | None, newest: PublishedPlaybook | None
) -> None:
    """Raise a problem where somebody may not publish this for that team."""
    if who.has("admin"):
        return
    if team is None or team not in who.teams:
        raise ApiProblem(
            403, "forbidden", "This is for an administrator", "Publish for a team of your own."
        )
    if name in shipped_names() or (newest is not None and newest.about.team != team):
        raise ApiProblem(
            403,
            "forbidden",
            "This playbook is not your team's",
            "Publish it under a name of your own.",
        )


async def found_playbook(
    services: ApiServices, who: Principal, name: str, version: int | None = None
) -> tuple[PlaybookRow, str, Playbook]:
    """A playbook by its name, with its text; the newest version without a number."""
    kept = await services.shelf.find(who.workspace, name, version)
    if kept is not None:
        return (
            row_of_version(kept.about, kept.flattened),
            kept.text,
            Playbook.model_validate_json(kept.flattened),
        )
    if name in shipped_names():
        playbook = load_playbook(name)
        if version in {None, playbook.version}:
            return row_of_shipped(playbook), as_yaml(playbook), playbook
    raise not_found("playbook")


async def read_text(text: str) -> Playbook:
    """The playbook that a text is; raises ``PlaybookError``."""
    return await run_in_threadpool(read_playbook, text, source=_FILE)


def _etag(digest: str) -> str:
    return f'"{digest}"'


def _etag_of_shipped(name: str) -> str | None:
    return _etag(load_playbook(name).digest) if name in shipped_names() else None
