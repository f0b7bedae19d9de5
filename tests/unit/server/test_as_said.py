from __future__ import annotations

from tests.support.live import said

from coolhead.call.events import Event, SpeechStarted, UtteranceHeard
from coolhead.server.as_said import Saying, as_said


def test_words_come_while_they_are_spoken_and_never_too_early() -> None:
    events: list[Event] = [
        SpeechStarted(at=1.0, party="customer"),
        said("customer", "Where is my parcel, please?", 4.0),
        said("agent", "One moment.", 5.5),
        said("customer", "", 9.0),
    ]
    told = as_said(events)
    assert [each for each in told if not isinstance(each, Saying)] == events
    assert [each.at for each in told] == sorted(each.at for each in told)
    sayings = [each for each in told if isinstance(each, Saying)]
    assert {each.party for each in sayings} == {"customer", "agent"}
    for saying in sayings:
        (whole,) = [
            each.utterance
            for each in events
            if isinstance(each, UtteranceHeard)
            and each.utterance.start < saying.at < each.utterance.end
            and each.utterance.party == saying.party
        ]
        assert whole.text.startswith(saying.text)
        assert 0 < len(saying.text) < len(whole.text)
