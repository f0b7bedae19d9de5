"""What becomes of a follow-up when its message was taken."""

from __future__ import annotations

from coolhead.services.follow_ups.book import FollowUpBook
from coolhead.services.follow_ups.follow_up import Mark
from coolhead.services.sending.message import Message, settles


async def settle(book: FollowUpBook, message: Message) -> None:
    """What the message was for is done since it was sent. May raise ``StorageError``.

    Done twice it changes nothing more; what is closed already stays as it is.
    """
    row = await book.find(message.workspace, message.follow_up)
    if row is None or not settles(row, message.purpose):
        return
    at = message.sent_at or message.changed_at
    mark = Mark(state="done", at=at, by=message.released_by, note="E-mail sent.")
    await book.mark(row.workspace, row.id, mark)
