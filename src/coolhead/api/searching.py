"""What somebody may search for: the filters asked for, kept within what they may see."""

from __future__ import annotations

from coolhead.api.problems import ApiProblem
from coolhead.api.views.searches import CallSearch
from coolhead.call.vocabulary import floor_of
from coolhead.services.access.principal import Principal
from coolhead.services.access.seeing import own_agent_of, teams_of
from coolhead.services.insights.behind import CHANGING
from coolhead.services.live.facets import (
    RESTRICTED_SIGNALS,
    figure_facet,
    row_facet,
    signal_facets,
)
from coolhead.services.live.store import CallQuery


def query_of(who: Principal, wanted: CallSearch, *, scores: bool, now: float) -> CallQuery | None:
    """The query for this person or program, None where nothing can be theirs.

    ``scores``: whether administrators let named agents be scored; ``now`` in seconds since 1970.
    Raises a problem (403) for what would let somebody find out by searching what they may not see
    of a call.
    """
    teams: frozenset[str] | None = teams_of(who)
    agent = wanted.agent
    if wanted.mine or not teams:
        own = own_agent_of(who)
        if own is None or agent not in {None, own}:
            return None
        agent, teams = own, None
    else:
        _must_be_seen(who, wanted, scores=scores)
    if wanted.team is not None:
        teams = frozenset({wanted.team}) if teams is None else teams & {wanted.team}
    return CallQuery(
        workspace=who.workspace,
        teams=teams,
        agent=agent,
        customer=wanted.customer,
        customer_number=wanted.customer_number,
        campaign=wanted.campaign,
        ended=wanted.ended,
        words=wanted.words,
        since=wanted.since,
        until=wanted.until,
        facets=_facets(wanted),
        figure=wanted.figure if wanted.figure in CHANGING else None,
        now=now,
        heat_from=_heat_from(wanted),
        rung=wanted.rung,
        outcome=wanted.outcome,
        signed=wanted.signed,
        disputed=wanted.disputed,
        order=wanted.order,
        after=wanted.after,
        limit=wanted.limit,
    )


def _must_be_seen(who: Principal, wanted: CallSearch, *, scores: bool) -> None:
    """Calls of one's teams are not found by what one does not see of them."""
    if wanted.signal in RESTRICTED_SIGNALS and not who.has("supervisor"):
        raise _not_for_you("What makes a customer vulnerable is for their agent and supervisors.")
    is_program = who.has("service") and "records:read" not in who.scopes
    if wanted.figure in CHANGING and is_program:
        raise _not_for_you("Promises and answers are beside records: the key needs records:read.")
    if wanted.row is None:
        return
    if not scores:
        raise _not_for_you("Rows come from scorecards, and named agents are not scored here.")
    if is_program:
        raise _not_for_you("Rows come from scorecards: the key needs records:read.")


def _not_for_you(detail: str) -> ApiProblem:
    return ApiProblem(403, "forbidden", "This is not for you to search by", detail)


def _facets(wanted: CallSearch) -> tuple[frozenset[str], ...]:
    facets = []
    if wanted.signal is not None:
        facets.append(signal_facets(wanted.signal, wanted.party))
    if wanted.row is not None:
        facets.append(frozenset({row_facet(wanted.row)}))
    if wanted.figure is not None and wanted.figure not in CHANGING:
        facets.append(frozenset({figure_facet(wanted.figure)}))
    for name in ("playbook", "direction"):
        if (value := getattr(wanted, name)) is not None:
            facets.append(frozenset({f"{name}:{value}"}))
    return tuple(facets)


def _heat_from(wanted: CallSearch) -> float | None:
    asked = [floor_of(wanted.level)] if wanted.level is not None else []
    if wanted.heat_from is not None:
        asked.append(wanted.heat_from)
    return max(asked, default=None)
