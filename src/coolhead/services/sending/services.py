"""What the routes about sending are given."""

from __future__ import annotations

from dataclasses import dataclass

from coolhead.services.sending.answer import Answer, AnswerBook
from coolhead.services.sending.answering import Answering
from coolhead.services.sending.correspondence import Correspondence
from coolhead.services.sending.message import Message
from coolhead.services.sending.outbox import Outbox
from coolhead.services.sending.setting_up import Webhooks


@dataclass(frozen=True, kw_only=True)
class SendingServices:
    """Messages, answers and webhooks of one workspace."""

    letters: Correspondence
    outbox: Outbox
    answering: Answering
    answers: AnswerBook
    webhooks: Webhooks

    async def beside(
        self, workspace: str, follow_ups: list[str]
    ) -> dict[str, tuple[Message | None, Answer | None]]:
        """The latest message of each follow-up, and what the customer answered."""
        if not follow_ups:
            return {}
        latest = {each.follow_up: each for each in await self.outbox.of(workspace, follow_ups)}
        answers = await self.answers.of(workspace, follow_ups)
        return {each: (latest.get(each), answers.get(each)) for each in follow_ups}
