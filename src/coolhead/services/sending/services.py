"""What the routes about sending are given."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from coolhead.services.live.summary import CallKey
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

    async def of_call(self, key: CallKey) -> bytes:
        """What was written to the customer after a call, and what they answered, as JSON.

        Drafts are nobody's mail yet; b"" where there is nothing else.
        """
        messages = [each for each in await self.outbox.of_call(key) if each.state != "draft"]
        answers = await self.answers.of_call(key)
        if not messages and not answers:
            return b""
        fields = ("purpose", "to", "subject", "text", "state", "released_at", "sent_at")
        told = ("settled", "satisfaction", "comment", "at")
        return msgspec.json.encode(
            {
                "messages": [{name: getattr(each, name) for name in fields} for each in messages],
                "answers": [{name: getattr(each, name) for name in told} for each in answers],
            }
        )

    async def beside(
        self, workspace: str, follow_ups: list[str]
    ) -> dict[str, tuple[Message | None, Answer | None]]:
        """The latest message of each follow-up, and what the customer answered."""
        if not follow_ups:
            return {}
        latest = {each.follow_up: each for each in await self.outbox.of(workspace, follow_ups)}
        answers = await self.answers.of(workspace, follow_ups)
        return {each: (latest.get(each), answers.get(each)) for each in follow_ups}
