from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from coolhead.cli.main import run


class Answer(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Answer]


@pytest.fixture
def coolhead(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs the command line in this process."""

    def command(*args: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["coolhead", *map(str, args)])
        code: Any = 0
        try:
            run()
        except SystemExit as left:
            code = left.code or 0
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Answer(int(code), out, err)

    return command


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file: bytes or text as they are, other things as lines of JSON."""

    def written(content: Any, name: str = "call.jsonl") -> Path:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            path.write_text("".join(json.dumps(line) + "\n" for line in content), encoding="utf-8")
        return path

    return written
