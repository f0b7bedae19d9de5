"""What happened after calls, in memory: promises kept or not, and what customers answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from coolhead.adapters.storage.insights_answers import answer_sums
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.follow_ups.standing import standing_of
from coolhead.services.insights import behind as names
from coolhead.services.insights.book import AnswerSums, PromiseSums
from coolhead.services.live.summary import CallKey
from coolhead.services.sending.answer import Answer
from coolhead.services.sending.message import Message


class Aftermath(NamedTuple):
    """Where follow-ups, messages and answers are read, as they stand."""

    follow_ups: Callable[[], Iterable[FollowUp]]
    messages: Callable[[], Iterable[Message]]
    customer_answers: Callable[[], Iterable[Answer]]

    def promises(self, calls: frozenset[CallKey], now: float) -> PromiseSums:
        """How the promises made in these calls stand."""
        stand = [(key, each) for key, each in self._standings(now) if key in calls]
        counts = Counter(each for _, each in stand)
        of_calls = Counter(each for _, each in set(stand))
        return PromiseSums(
            kept=counts["kept"],
            late=counts["late"],
            broken=counts["broken"],
            open=counts["open"] + counts["due_today"],
            dropped=counts["dropped"],
            calls={each: of_calls[each] for each in names.PROMISES if of_calls[each]},
        )

    def answers(self, agents: Mapping[CallKey, str | None]) -> AnswerSums:
        """What was answered to these calls; their agents serve to count them."""
        newest = self._newest()
        rows = []
        for key in self._asked() & agents.keys():
            answer = newest.get(key)
            settled = answer.settled if answer else None
            rows.append((agents[key], settled, answer.satisfaction if answer else None, 1))
        return answer_sums(rows)

    def behind(self, figure: str, of: str, now: float) -> set[CallKey]:
        """The calls behind a figure of promises or answers."""
        newest = self._newest()
        match figure:
            case names.PROMISED:
                return {key for key, each in self._standings(now) if each == of}
            case names.ASKED:
                return self._asked()
            case names.ANSWERED:
                return set(newest)
            case names.RATED:
                return {key for key, each in newest.items() if each.satisfaction is not None}
            case names.SETTLED:
                return {key for key, each in newest.items() if each.settled == of}
            case names.SATISFACTION:
                return {key for key, each in newest.items() if str(each.satisfaction) == of}
            case _:
                return set()

    def _standings(self, now: float) -> list[tuple[CallKey, str]]:
        at = datetime.fromtimestamp(now, tz=UTC)
        return [
            (CallKey(row.workspace, row.call), standing_of(row, at))
            for row in self.follow_ups()
            if row.kind == "promise"
        ]

    def _asked(self) -> set[CallKey]:
        by_mail = {
            each.key
            for each in self.messages()
            if each.state == "sent" and each.purpose == "check_in"
        }
        return by_mail | set(self._newest())

    def _newest(self) -> dict[CallKey, Answer]:
        told = sorted(self.customer_answers(), key=lambda each: (each.at, each.follow_up))
        return {each.key: each for each in told}
