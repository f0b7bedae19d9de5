"""``coolhead evaluate`` of regression cases: lines whose disputes were upheld, judged anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from coolhead.errors import InputError

if TYPE_CHECKING:
    from coolhead.services.reviews.cases import CaseOutcome

_ENDINGS = {
    "right": "right",
    "still_wrong": "STILL WRONG",
    "no_such_line": "STILL WRONG (the playbook has no such line)",
}


def are_cases(paths: list[Path]) -> bool:
    """Whether these files hold regression cases; raises ``InputError`` where only some do."""
    from coolhead.adapters.corpus.cases import is_cases  # noqa: PLC0415 - keeps --help fast

    found = [path for path in paths if path.is_file() and is_cases(path)]
    if found and len(found) < len(paths):
        raise InputError(
            "regression cases and labelled calls do not go into one evaluation",
            file=str(found[0]),
            hint="Evaluate the file of cases by itself.",
        )
    return bool(found)


def judge_cases(paths: list[Path], playbook: str | None) -> list[CaseOutcome]:
    """Run every case through today's rules."""
    from coolhead.adapters.corpus.cases import read_cases  # noqa: PLC0415 - as above
    from coolhead.bootstrap import run_case  # noqa: PLC0415

    cases = [case for path in paths for case in read_cases(path)]
    if not cases:
        raise InputError("there is no case in it", file=", ".join(map(str, paths))[:200])
    return [run_case(case, playbook) for case in cases]


def as_json(outcomes: list[CaseOutcome]) -> str:
    """Every outcome."""
    import msgspec  # noqa: PLC0415 - keeps --help fast

    return msgspec.json.format(msgspec.json.encode({"cases": outcomes}), indent=2).decode()


def show(outcomes: list[CaseOutcome]) -> None:
    """A line a case, and how many are right."""
    widest = max(len("line"), *(len(each.item) for each in outcomes))
    typer.echo(f"{'case':17}{'line':{widest + 2}}{'was':16}{'should be':16}{'is now':16}")
    for each in outcomes:
        typer.echo(
            f"{each.case[:16]:17}{each.item:{widest + 2}}{_words(each.found):16}"
            f"{_words(each.expected):16}{_words(each.now):16}{_ENDINGS[each.ending]}"
        )
    right = sum(each.ending == "right" for each in outcomes)
    typer.echo(f"{right} of {len(outcomes)} come out as the upheld dispute says")


def _words(result: str | None) -> str:
    return "-" if result is None else result.replace("_", " ")
