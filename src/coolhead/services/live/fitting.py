"""Whether what somebody does in a call is about something that is there."""

from __future__ import annotations

from coolhead.call.actions import Action
from coolhead.call.decisions import AlertRaised
from coolhead.call.events import AlertAcknowledged, DisputeAnswered, ScoreDisputed
from coolhead.errors import InputError
from coolhead.services.live.call import LiveCall


def check_fits(action: Action, call: LiveCall) -> None:
    """Raise ``InputError`` for an alert, a line or a dispute that the call does not have."""
    match action:
        case AlertAcknowledged(alert=alert):
            raised = (each for each in call.decisions if isinstance(each, AlertRaised))
            if all(each.decision != alert for each in raised):
                raise InputError("there is no such alert in this call", field="alert")
        case ScoreDisputed(item=item):
            scorecard = call.record().scorecard
            if scorecard is None or all(each.id != item for each in scorecard.items):
                raise InputError(
                    "there is no such line in this call's scorecard",
                    field="item",
                    hint="Name it by its `id` in the record.",
                )
        case DisputeAnswered(item=item):
            if item not in call.state.call.open_disputes:
                raise InputError("no dispute of this line waits for an answer", field="item")
        case _:
            pass
