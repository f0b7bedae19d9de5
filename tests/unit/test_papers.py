"""The papers for workers and customers rest on what is on as shipped: the code must agree."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from coolhead.playbook.loader import load_playbook, shipped_names
from coolhead.services.live.settings import CallSettings
from coolhead.services.projections import MAY_READ, Reader

PAPERS: Final = Path(__file__).resolve().parents[2] / "docs" / "templates"
SHIPPED: Final = CallSettings()


def as_shipped(of: str) -> str:
    """What the table of the papers' index says of a row."""
    for line in (PAPERS / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == of:
            return cells[1]
    raise AssertionError(f"docs/templates/README.md has no row '{of}'")


@pytest.mark.parametrize(
    ("row", "on"),
    [
        ("the customer's heat from loudness (an inference from voice)", SHIPPED.voice_heat),
        ("masking national ids", SHIPPED.redaction.national_ids),
        (
            "masking phone numbers and e-mail addresses in what is said",
            SHIPPED.redaction.phones or SHIPPED.redaction.emails,
        ),
    ],
)
def test_a_switch_is_shipped_as_the_papers_say(row: str, on: bool) -> None:
    assert as_shipped(row) == ("on" if on else "off")


def test_unknown_consent_is_shipped_as_timing_alone_as_the_papers_say() -> None:
    said = as_shipped("words of a call before anybody has said that the customer agrees")
    assert said.endswith("timing alone")
    assert SHIPPED.unknown_consent == "timing_only"


@pytest.mark.parametrize("name", shipped_names())
def test_no_shipped_playbook_counts_loudness(name: str) -> None:
    assert not load_playbook(name).heat.voice


def test_vulnerability_and_cues_go_only_to_those_whom_the_papers_name() -> None:
    def readers_of(kind: str) -> set[Reader]:
        return {reader for reader, kinds in MAY_READ.items() if kind in kinds}

    assert readers_of("agent_private") == {"own_agent"}
    assert readers_of("restricted") == {"own_agent", "supervisor"}


@pytest.mark.parametrize("paper", sorted(PAPERS.glob("*.md")), ids=lambda path: path.name)
def test_a_paper_cites_the_rules_by_their_articles(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    assert re.search(r"GDPR Art\. \d", text)
    assert re.search(r"AI Act Art\. \d", text)
