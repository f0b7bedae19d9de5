"""Asterisk's AudioSocket: which call and which party the connection of a UUID will be."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from coolhead.adapters.formats.checks import Place
from coolhead.adapters.telephony.audiosocket.registry import EXPIRES_AFTER_S, Registration
from coolhead.adapters.telephony.raw_audio.messages import Channel
from coolhead.adapters.telephony.transcript.lines import begin_from
from coolhead.api.problems import ApiProblem, problems
from coolhead.api.replies import answers, reply
from coolhead.api.routes.sources import SourceName
from coolhead.api.services import services_of
from coolhead.api.sources.as_set_up import source_settings
from coolhead.api.sources.doors import by_ingest_key, fed_by_key
from coolhead.api.views.sources import Registered
from coolhead.errors import InputError
from coolhead.services.access.principal import Principal
from coolhead.services.live.calls import check_call_id

router = APIRouter(tags=["sources"])


class Expected(BaseModel):
    """A connection that Asterisk will make."""

    model_config = ConfigDict(extra="forbid")

    uuid: UUID = Field(
        description="What the connection begins with; a new one for each.",
        examples=["6f1d0a0e-6c0b-4f0e-9d2f-0b6c9c2b7a11"],
    )
    party: Channel = Field(description="Whose sound it carries.", examples=["customer"])
    call: dict[str, Any] = Field(
        max_length=50,
        description="The call's header, its id among it: connections of one id are one call.",
        examples=[{"id": "1718000000.42", "agent": "a17", "consent": "given"}],
    )


@router.post(
    "/sources/{name}/audiosocket",
    summary="Expect a connection of AudioSocket",
    responses=answers("Registered", "It may come now.")
    | problems(400, 401, 403, 404, 409, 413, 422, 503),
)
async def expect(
    request: Request,
    name: SourceName,
    body: Expected,
    _who: Annotated[Principal, Depends(by_ingest_key)],
) -> Response:
    """Registers the UUID of a connection; the same again gives it more time."""
    source = await fed_by_key(request, name, "audiosocket")
    services = services_of(request)
    if services.audiosockets is None:
        raise ApiProblem(
            409,
            "not_listening",
            "This server does not listen for AudioSocket",
            "Start it with the setting audiosocket_port.",
        )
    begin = begin_from(body.call, Place("call"), source_settings(source), speech_timing=True)
    if not begin.header.call:
        raise InputError(
            "the call's id is missing",
            field="call.id",
            hint="Give both parties' connections the same id, such as the channel's Linkedid.",
        )
    check_call_id(begin.header.call)
    services.audiosockets.register(
        body.uuid,
        Registration(
            header=begin.header,
            party=body.party,
            intake=services.intake_of(source),
            source=source.name,
            playbook=begin.playbook,
        ),
    )
    return reply(
        Registered(uuid=str(body.uuid), call=begin.header.call, expires_in_s=EXPIRES_AFTER_S)
    )
