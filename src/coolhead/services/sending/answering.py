"""Taking the customer's answer, by the link or from whoever rang them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from coolhead.redaction.redactor import RedactionSettings, Redactor
from coolhead.services.follow_ups.book import FollowUpBook
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.sending.answer import (
    LONGEST_COMMENT,
    Answer,
    AnswerBook,
    Settled,
    Via,
    answered,
)
from coolhead.services.sending.answer_links import AnswerLinks
from coolhead.services.sending.wording import cleaned


class Answering:
    """Keeps answers; ``redaction_of`` is what a workspace masks beside what always is."""

    def __init__(
        self,
        book: FollowUpBook,
        answers: AnswerBook,
        links: AnswerLinks,
        *,
        workspace: str,
        redaction_of: Callable[[str], Awaitable[RedactionSettings]],
        now: Callable[[], datetime],
    ) -> None:
        self._book = book
        self._answers = answers
        self._links = links
        self._workspace = workspace
        self._redaction_of = redaction_of
        self._now = now

    async def asked_by(self, token: str) -> tuple[FollowUp, Answer | None] | None:
        """The follow-up that a link is for, and its answer; None where the link does not hold."""
        follow_up = self._links.follow_up_of(token)
        row = await self._book.find(self._workspace, follow_up) if follow_up else None
        if row is None:
            return None
        return row, await self._answers.find(row.workspace, row.id)

    async def take(
        self,
        row: FollowUp,
        *,
        settled: Settled,
        satisfaction: int | None,
        comment: str,
        via: Via,
        by: str = "",
    ) -> Answer | None:
        """Keep an answer in place of one of the last day; None where that stands (``answered``)."""
        masking = Redactor(await self._redaction_of(row.workspace))
        told = masking.mask(cleaned(comment)[:LONGEST_COMMENT])
        before = await self._answers.find(row.workspace, row.id)
        answer = answered(
            row,
            before,
            settled=settled,
            satisfaction=satisfaction,
            comment=told,
            via=via,
            by=by,
            now=self._now(),
        )
        if answer is not None:
            await self._answers.keep(answer)
        return answer
