"""A recording that came within another file is there while it is heard, and then no more."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from coolhead.adapters.speech import HeldFile
from coolhead.errors import StorageError


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are laid down."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_file_holds_what_it_was_given_under_its_name(place: Path) -> None:
    file = HeldFile(b"sound", "call.vcon")
    assert file.path.read_bytes() == b"sound"
    assert file.path.name == "call.vcon"
    assert file.path.is_relative_to(place)


def test_nobody_else_can_read_it(place: Path) -> None:
    file = HeldFile(b"sound", "call.vcon")
    assert file.path.parent.stat().st_mode & 0o077 == 0


def test_it_goes_when_it_is_closed_and_may_be_closed_again(place: Path) -> None:
    file = HeldFile(b"sound", "call.vcon")
    file.close()
    file.close()
    assert list(place.iterdir()) == []


def test_it_goes_with_the_object(place: Path) -> None:
    file = HeldFile(b"sound", "call.vcon")
    assert list(place.iterdir())
    del file
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("name", ["", ".", "..", "/", "../../call.vcon", "/etc/call.vcon"])
def test_no_name_leads_out_of_its_folder(place: Path, name: str) -> None:
    file = HeldFile(b"sound", name)
    assert file.path.resolve().parent.parent == place.resolve()
    assert file.path.read_bytes() == b"sound"


def test_where_there_is_no_room_nothing_stays_and_the_error_says_where(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StorageError, match="No space left") as caught:
        HeldFile(b"sound", "call.vcon")
    assert str(place) in caught.value.hint
    del caught
    assert list(place.iterdir()) == []
