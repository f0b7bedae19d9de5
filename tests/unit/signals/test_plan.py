"""The look-up of words for all patterns at once leaves nothing out."""

from pathlib import Path

import pytest

from coolhead.adapters.formats.reading import read_call
from coolhead.call.vocabulary import PARTIES
from coolhead.signals.detector import run_detectors
from coolhead.signals.lexical import LexicalDetector
from coolhead.signals.plan import Plan
from coolhead.signals.registry import standard_detectors, warm_up
from coolhead.signals.turn import Conversation, Turn

PLANS = {party: Plan(standard_detectors(), party) for party in PARTIES}
EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "calls").glob("*.jsonl"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_detector_that_finds_something_is_left_out(path: Path) -> None:
    conversation = Conversation()
    for utterance in read_call(path).utterances:
        turn = Turn(utterance.party, utterance.text, utterance=utterance)
        called = [detector for detector, _ in PLANS[turn.party].called(turn)]
        for detector in standard_detectors():
            if turn.party in detector.parties and detector not in called:
                alone = Turn(utterance.party, utterance.text, utterance=utterance)
                assert not list(detector.detect(alone, conversation)), (detector.name, turn.text)
        run_detectors(standard_detectors(), turn, conversation)
        conversation.add(turn)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_patterns_noted_are_those_that_a_detector_finds_by_itself(path: Path) -> None:
    for utterance in read_call(path).utterances:
        turn = Turn(utterance.party, utterance.text)
        for detector, _ in PLANS[turn.party].called(turn):
            if isinstance(detector, LexicalDetector):
                assert turn.tried[detector] == detector.index.possible(turn.words)


def test_after_warming_up_every_pattern_is_compiled() -> None:
    warm_up()
    for detector in standard_detectors():
        if isinstance(detector, LexicalDetector):
            assert all("regex" in vars(pattern) for pattern in detector.patterns), detector.name
