"""Whether somebody is shown a call's scorecard, and that it is noted when they are."""

from __future__ import annotations

from coolhead.api.reading import Readable
from coolhead.api.services import ApiServices
from coolhead.api.views.records import record_shown
from coolhead.record.record import Record
from coolhead.services.access.audit import Asker
from coolhead.services.live.summary import CallSummary


async def shown_with_scores(
    services: ApiServices, asking: Asker, seen: Readable, record: Record
) -> Record:
    """The record as this reader sees it: the scorecard only where they may see it now.

    Whoever has the call to review decides without it. That somebody else than the agent saw one
    stands in the audit: a review of theirs is not blind any more.
    """
    scores = await _may_see(services, asking, seen)
    shown = record_shown(
        seen.reader, record, scores=scores, leaves_out=await left_out(services, seen.summary)
    )
    if shown.scorecard is not None and seen.reader != "own_agent":
        await services.trail.viewed(asking, "score", seen.summary.call)
    return shown


async def left_out(services: ApiServices, summary: CallSummary) -> frozenset[str]:
    """The lines of this call's playbook on which people and the rules agree too seldom."""
    if summary.playbook is None:
        return frozenset()
    found = await services.reviews.items_not_counting(summary.workspace)
    return frozenset(item for playbook, item in found if playbook == summary.playbook.name)


async def _may_see(services: ApiServices, asking: Asker, seen: Readable) -> bool:
    if seen.reader == "own_agent":
        return True
    if not await services.scores_named_agents():
        return False
    review = await services.reviews.find(seen.summary.key)
    is_deciding = (
        review is not None and review.finished_at is None and review.reviewer == asking.principal.id
    )
    return not is_deciding
