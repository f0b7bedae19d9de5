"""The public names and their shapes: a change of any is a decision, not an accident."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import coolhead
from coolhead import Companion, Signal, Utterance, detect, load_call, load_playbook, score
from coolhead.call.vocabulary import AGENT_CONDUCT_SIGNALS, AGENT_SIGNALS, CUSTOMER_SIGNALS
from coolhead.signals.registry import standard_detectors

SIGNATURES = {
    "Companion": (
        "(playbook: 'str | Path | Playbook' = 'standard', *, "
        "call: 'CallStarted | Mapping[str, Any] | None' = None) -> 'None'"
    ),
    "Companion.hear": "(self, utterance: 'Utterance | Mapping[str, Any]') -> 'list[Decision]'",
    "Companion.speech_started": "(self, party: 'Party', at: 'float') -> 'list[Decision]'",
    "Companion.speech_stopped": "(self, party: 'Party', at: 'float') -> 'list[Decision]'",
    "Companion.advance": "(self, to: 'float') -> 'list[Decision]'",
    "Companion.act": ("(self, action: 'Action | Mapping[str, Any] | str') -> 'list[Decision]'"),
    "Companion.finish": "(self, ended_by: 'EndedBy | None' = None) -> 'Record'",
    "detect": (
        "(text: 'str', party: 'Party', context: 'Sequence[tuple[Party, str]]' = (), *, "
        "threshold: 'float' = 0.5) -> 'list[Signal]'"
    ),
    "load_call": "(path: 'str | Path') -> 'TranscriptCall'",
    "score": (
        "(call: 'str | Path | TranscriptCall', *, "
        "playbook: 'str | Path | Playbook | None' = None) -> 'Scorecard'"
    ),
}


def test_these_names_are_public_and_no_others() -> None:
    assert sorted(coolhead.__all__) == [
        "Companion",
        "CoolheadError",
        "Record",
        "Signal",
        "Utterance",
        "detect",
        "load_call",
        "load_playbook",
        "score",
    ]
    assert {*coolhead.__all__, "__version__"} == set(dir(coolhead))
    assert all(getattr(coolhead, name).__doc__ for name in coolhead.__all__)


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        coolhead.nonsense  # noqa: B018


@pytest.mark.parametrize("name", SIGNATURES)
def test_signatures_stay(name: str) -> None:
    thing: object = coolhead
    for part in name.split("."):
        thing = getattr(thing, part)
    assert callable(thing)
    assert str(inspect.signature(thing)) == SIGNATURES[name]


def test_a_playbook_is_loaded_by_its_name_or_path() -> None:
    first, *others = inspect.signature(load_playbook).parameters.values()
    assert first.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    assert all(each.default is not inspect.Parameter.empty for each in others)


def test_the_public_members_of_a_companion_stay() -> None:
    public = {name for name in dir(Companion()) if not name.startswith("_")}
    assert public == {
        *("hear", "speech_started", "speech_stopped", "advance", "act", "finish"),
        *("decisions", "events", "handover_brief", "heat", "playbook"),
    }


def test_the_fields_of_utterance_and_signal_stay() -> None:
    assert Utterance.__struct_fields__ == (
        *("party", "start", "end", "text", "id", "words"),
        *("confidence", "loudness_dbfs", "pitch_hz", "revision"),
    )
    assert Signal.__struct_fields__[:4] == ("name", "confidence", "span", "rule")


def _imported_by(code: str) -> set[str]:
    shown = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", shown], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = {"msgspec", "pydantic", "rich", "typer", "yaml", "numpy", "holidays", "asyncio"}
    assert not _imported_by("import coolhead") & heavy


@pytest.mark.parametrize("command", [[], ["listen"], ["explain"], ["playbook", "check"]])
def test_help_imports_neither_playbooks_nor_screens_nor_detectors(command: list[str]) -> None:
    code = (
        f"import sys; sys.argv = ['coolhead', *{command}, '--help']\n"
        "from coolhead.cli.main import run\n"
        "try: run()\nexcept SystemExit: pass"
    )
    heavy = {"pydantic", "rich", "yaml", "numpy", "coolhead.bootstrap", "coolhead.signals.registry"}
    assert not _imported_by(code) & heavy


def test_no_detector_that_may_hear_the_agent_tells_a_feeling() -> None:
    conduct = {*AGENT_SIGNALS, *AGENT_CONDUCT_SIGNALS}
    for detector in standard_detectors():
        if "agent" in detector.parties:
            assert detector.signals <= conduct, detector.name


def test_of_the_agent_no_signal_of_feeling_is_ever_reported() -> None:
    feelings = {*CUSTOMER_SIGNALS} - {*AGENT_CONDUCT_SIGNALS}
    told = (
        "I am so angry and frustrated, nobody listens, I'm at the end of my tether, I can't cope."
    )
    assert {signal.name for signal in detect(told, "agent")}.isdisjoint(feelings)
    known = {signal.name for signal in detect(told, "agent", threshold=0.0)}
    assert known <= {*AGENT_SIGNALS, *AGENT_CONDUCT_SIGNALS}


@pytest.mark.parametrize("pitch_hz", [80.0, 400.0])
def test_the_pitch_of_the_agent_changes_nothing(pitch_hz: float) -> None:
    def decided(**voice: float) -> list[object]:
        companion = Companion()
        made: list[object] = []
        for n, text in enumerate(("Hello, how can I help?", "I never said that!", "Calm down.")):
            said = {"party": "agent", "start": 6.0 * n, "end": 6.0 * n + 3, "text": text}
            made += companion.hear(said | voice)
            customer = {"party": "customer", "start": 6.0 * n + 3, "end": 6.0 * n + 5}
            made += companion.hear(customer | {"text": "My sofa still hasn't come."})
        return [*made, companion.finish()]

    assert decided(pitch_hz=pitch_hz) == decided()


def test_errors_are_one_family() -> None:
    for call in (lambda: load_call("/no/such"), lambda: score("/no/such"), lambda: Companion("no")):
        with pytest.raises(coolhead.CoolheadError) as caught:
            call()
        assert caught.value.hint
        assert caught.value.code
