"""The example calls that ship: what the demo plays and playbooks are tried on."""

from __future__ import annotations

from pathlib import Path

from coolhead.bootstrap import open_call, run_call
from coolhead.playbook.schema import Playbook
from coolhead.services.preview import Decided, ExampleCall


def examples_folder() -> Path:
    """Where they are: in the package, or in the tree that it is developed in."""
    packed = Path(__file__).parent / "example_calls"
    return packed if packed.is_dir() else Path(__file__).parents[3] / "examples" / "calls"


class ShippedExamples:
    """``ExampleCalls``."""

    def __init__(self, folder: Path) -> None:
        self._files = {file.stem: file for file in sorted(folder.glob("*.jsonl"))}

    def listed(self) -> tuple[ExampleCall, ...]:
        """All of them; see ``ExampleCalls.listed``."""
        return tuple(ExampleCall(name, _title(name)) for name in self._files)

    def decided(self, name: str, playbook: Playbook) -> Decided:
        """One of them under a playbook; see ``ExampleCalls.decided``."""
        runner = run_call(open_call(self._files[name]), playbook)
        return Decided(runner.state.call, tuple(runner.decisions))


def _title(name: str) -> str:
    """'04-insults-that-persist' as a person reads it."""
    words = name.lstrip("0123456789-").replace("-", " ")
    return words[:1].upper() + words[1:]
