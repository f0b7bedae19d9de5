"""The moment as the rules see it: the state, the playbook, and short questions to both."""

from __future__ import annotations

from typing import Final

from coolhead.call.decisions import Because
from coolhead.call.state import CallState, Heard
from coolhead.call.vocabulary import Party
from coolhead.guidance.heat import at_least, quote_of
from coolhead.guidance.state import GuidanceState
from coolhead.guidance.tally import DIFFICULT, NEVER
from coolhead.playbook.schema import Playbook
from coolhead.signals.turn import lazy

# A call in which the customer was so hot is no plain one, and the phase's own cues may come.
_TENSE: Final = 20.0

_QUESTIONS: Final = (
    "open_question",
    "closed_question",
    "resolution_question",
    "satisfaction_check",
)
# Words come after the end of speech: by about a second with small models, by three at the worst
# that is still of use. Until then nothing is suggested that the words may overturn.
_RECOGNISED_WITHIN_S: Final = 3.0
# Ends of speech and of its words are measured apart (voice activity, recogniser).
_SAME_MOMENT_S: Final = 0.3
_NOTHING: Final[dict[str, int]] = {}


def _latest(places: dict[str, int], names: tuple[str, ...]) -> int:
    """The latest of some places. Asked some forty times an utterance, hence a plain loop."""
    latest = NEVER
    if places:
        for name in names:
            if name in places and places[name] > latest:
                latest = places[name]
    return latest


class Situation:
    """Read-only view for the rules; every answer is a look-up or looks at a few utterances."""

    def __init__(self, state: GuidanceState, playbook: Playbook) -> None:
        self.state = state
        self.playbook = playbook
        self.call: CallState = state.call
        self.tally = state.tally
        self.heat = state.heat
        self.now = state.call.now
        self._customer_last = state.tally.last.get("customer", _NOTHING)
        self._agent_last = state.tally.last.get("agent", _NOTHING)

    @lazy
    def difficult(self) -> bool:
        """Whether anything difficult has been heard; in a plain call nothing need be shown.

        What a trained head alone has found is not sure enough to begin with, unless it is very sure
        or there is so much of it that the customer is tense.
        """
        heard = self.tally.place("customer", *(f"{name}:sure" for name in DIFFICULT))
        return self.heat.peak >= _TENSE or heard > NEVER

    @property
    def customer_speaking(self) -> bool:
        """Whether the customer is speaking at this moment."""
        return "customer" in self.call.speaking

    @lazy
    def words_pending(self) -> bool:
        """Whether the customer has just stopped and what they said is still being recognised."""
        stopped = self.call.fell_silent.get("customer")
        if stopped is None or self.call.recogniser_lost:
            return False
        known = self.words_known_until
        return stopped > known + _SAME_MOMENT_S and self.now - stopped < _RECOGNISED_WITHIN_S

    @lazy
    def awaiting_answer(self) -> bool:
        """Whether the agent has asked something and the customer has the word."""
        agent = self.tally.turns.get("agent", NEVER)
        return (
            agent > self.tally.turns.get("customer", NEVER)
            and self.agent(*_QUESTIONS) >= self.tally.turn_starts["agent"]
        )

    @property
    def words_known_until(self) -> float:
        """The end of the customer's latest utterance whose words are known."""
        for heard in reversed(self.call.heard[-6:]):
            if heard.utterance.party == "customer":
                return heard.utterance.end
        return 0.0

    @lazy
    def latest(self) -> Heard | None:
        """The latest utterance of anybody, or None."""
        return self.call.heard[-1] if self.call.heard else None

    def latest_of(self, party: Party) -> Heard | None:
        """The latest real turn of a party (no bare nod), or None."""
        return self.at(self.tally.turns.get(party, NEVER))

    def at(self, place: int) -> Heard | None:
        """The utterance at a place, or None."""
        return self.call.heard[place] if 0 <= place < len(self.call.heard) else None

    def customer(self, *names: str) -> int:
        """The latest place where the customer showed any of these."""
        return _latest(self._customer_last, names)

    def agent(self, *names: str) -> int:
        """The latest place where the agent showed any of these."""
        return _latest(self._agent_last, names)

    def agent_since(self, place: int, *names: str) -> bool:
        """Whether the agent has shown any of these after a place."""
        return _latest(self._agent_last, names) > place

    def just_did(self, *names: str) -> bool:
        """Whether the agent did any of these in the last exchange (their latest turn)."""
        start = self.tally.turn_starts.get("agent", NEVER)
        return start > NEVER and _latest(self._agent_last, names) >= start

    def hot(self, level: str = "tense") -> bool:
        """Whether the customer is at this level or above now."""
        return at_least(self.heat.level, level)  # type: ignore[arg-type]

    def because(self, place: int, names: tuple[str, ...]) -> tuple[Because, ...]:
        """The utterance at a place as evidence: its signal of one of these names, quoted."""
        heard = self.at(place)
        if heard is None:
            return ()
        signal = next((s for s in heard.signals if s.name in names), None)
        return (
            Because(
                utterance=heard.utterance.id,
                quote=quote_of(heard.utterance, signal),
                signal=signal.name if signal else "",
                rule=signal.rule if signal else "",
            ),
        )

    def key(self, place: int) -> str:
        """The id of the utterance at a place, as the key of a reason."""
        heard = self.at(place)
        return heard.utterance.id if heard else ""
