"""Webhooks: set up by administrators, and what did not get through."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import not_found, problems
from coolhead.api.replies import answers, reply
from coolhead.api.security.access import access_of
from coolhead.api.security.principal import asker, require
from coolhead.api.services import services_of
from coolhead.api.views.sending import (
    SwitchBody,
    WebhookBody,
    WebhookList,
    WebhookMade,
    dead_shown,
    webhook_shown,
)
from coolhead.errors import InputError
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.sending.webhook import Endpoint

router = APIRouter(tags=["webhooks"])

_Admin = Annotated[Principal, Depends(require("admin"))]
_Asking = Annotated[Asker, Depends(asker)]
_Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
_MOST_DEAD = 200
# A floor has a handful of systems to tell; more is a mistake.
_MOST_WEBHOOKS = 50


@router.get(
    "/webhooks",
    summary="List webhooks",
    responses=answers("WebhookList", "Every webhook, and what did not get through.")
    | problems(401, 403, 503),
)
async def list_webhooks(request: Request, who: _Admin) -> Response:
    """Every webhook that is set up, without its secret."""
    book = services_of(request).sending.webhooks.book
    found = await book.endpoints(who.workspace)
    urls = {each.id: each.url for each in found}
    dead = await book.in_state(who.workspace, "dead", _MOST_DEAD)
    shown = tuple(dead_shown(each, urls.get(each.endpoint, "")) for each in dead)
    return reply(WebhookList(tuple(map(webhook_shown, found)), shown))


@router.post(
    "/webhooks",
    summary="Set a webhook up",
    status_code=201,
    responses=answers("WebhookMade", "It is set up; the secret is shown this once.", status=201)
    | problems(401, 403, 413, 422, 503),
)
async def add(request: Request, body: WebhookBody, who: _Admin, asking: _Asking) -> Response:
    """Posts what happens in these teams, signed as Standard Webhooks are."""
    services = services_of(request)
    known = {each.id for each in await access_of(request).around.store.teams(who.workspace)}
    if unknown := sorted(set(body.teams) - known):
        raise InputError(f"there is no team '{unknown[0][:80]}'", field="body.teams")
    if len(await services.sending.webhooks.book.endpoints(who.workspace)) >= _MOST_WEBHOOKS:
        raise InputError(f"there are {_MOST_WEBHOOKS} webhooks already", field="body")
    made, secret = await services.sending.webhooks.add(
        who.workspace,
        url=body.url,
        teams=frozenset(body.teams),
        kinds=frozenset(body.kinds),
        by=who.id,
    )
    detail = {"teams": sorted(made.teams), "kinds": sorted(made.kinds)}
    await services.trail.noted(asking, "webhook.add", on=("webhook", made.id), detail=detail)
    return reply(WebhookMade(webhook=webhook_shown(made), secret=secret), status=201)


async def _one(request: Request, webhook: _Id, who: _Admin) -> Endpoint:
    found = await services_of(request).sending.webhooks.find(who.workspace, webhook)
    if found is None:
        raise not_found("webhook")
    return found


_One = Annotated[Endpoint, Depends(_one)]


@router.patch(
    "/webhooks/{webhook}",
    summary="Turn a webhook on or off",
    responses=answers("WebhookShown", "How it is set up now.")
    | problems(401, 403, 404, 413, 422, 503),
)
async def switch(request: Request, endpoint: _One, body: SwitchBody, asking: _Asking) -> Response:
    """Turned off, it is told nothing, and what is on its way to it does not go."""
    services = services_of(request)
    changed = await services.sending.webhooks.switch(endpoint, on=body.enabled)
    detail = {"enabled": body.enabled}
    await services.trail.noted(asking, "webhook.change", on=("webhook", endpoint.id), detail=detail)
    return reply(webhook_shown(changed))


@router.delete(
    "/webhooks/{webhook}",
    summary="Remove a webhook",
    status_code=204,
    response_class=Response,
    responses=problems(401, 403, 404, 422, 503),
)
async def remove(request: Request, endpoint: _One, asking: _Asking) -> Response:
    """Removes it with what is on its way to it; its secret is worth nothing after that."""
    services = services_of(request)
    await services.sending.webhooks.book.remove(endpoint.workspace, endpoint.id)
    await services.trail.noted(asking, "webhook.remove", on=("webhook", endpoint.id))
    return Response(status_code=204)


@router.post(
    "/webhook-deliveries/{delivery}/again",
    summary="Send again what did not get through",
    status_code=204,
    response_class=Response,
    responses=problems(401, 403, 404, 422, 503),
)
async def again(
    request: Request, delivery: _Id, who: _Admin, asking: _Asking, once: OnlyOnce
) -> Response:
    """With the id that it had: a receiver that took it knows it again."""
    services = services_of(request)

    async def write() -> Response:
        if await services.sending.webhooks.again(who.workspace, delivery) is None:
            raise not_found("delivery")
        await services.trail.noted(asking, "webhook.again", on=("webhook_delivery", delivery))
        return Response(status_code=204)

    return await once(write)
