"""``coolhead convert``: a call from one format into another."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from coolhead.cli.options import AgentSpeaker, CustomerChannel, Model, PlaybookName
from coolhead.cli.output import binary_stdout, told, unwinding_when_terminated
from coolhead.errors import ConfigError, StorageError

if TYPE_CHECKING:
    from coolhead.adapters.formats.writing import Target
    from coolhead.services.finished import FinishedCall

_STDOUT: Final = Path("-")
# The names in `adapters.formats.writing`, which takes too long to import for `--help`; a test
# compares them.
TargetName = Literal["transcript", "vcon", "html", "markdown", "record"]


def convert(
    call: Annotated[
        Path,
        typer.Argument(
            metavar="IN",
            help="A transcript in any format that is read, a log of events, a two-channel "
            "recording, or - for a transcript on standard input.",
        ),
    ],
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            help="The file to write, or - for standard output. Its ending says the format: .jsonl "
            "a transcript, .vcon or .vcon.json a vCon, .html a page, .md record and transcript to "
            "read, .json the record.",
        ),
    ],
    *,
    to: Annotated[
        TargetName | None, typer.Option(help="The format, where OUT's ending does not say it.")
    ] = None,
    agent_speaker: AgentSpeaker = None,
    playbook: PlaybookName = None,
    customer_channel: CustomerChannel = "left",
    model: Model = None,
) -> None:
    """Write a call in another format, with what Coolhead made of it where that has room for it.

    Nothing that is private to the agent is written: no cues, no answers to them.
    """
    from coolhead.bootstrap import (  # noqa: PLC0415 - keeps --help fast
        Recorded,
        choose_playbook,
        open_call,
        run_call,
    )
    from coolhead.services.finished import finish_call  # noqa: PLC0415 - keeps --help fast

    target = _target(out, to)
    _check_apart(call, out)
    with unwinding_when_terminated():
        source = open_call(
            call,
            Recorded(customer_channel=customer_channel, model=model),
            agent_speaker=agent_speaker,
        )
        finished = finish_call(run_call(source, choose_playbook(playbook, source)))
        for line in _notices(finished):
            typer.echo(f"coolhead: {line}", err=True)
        _write(out, target.write(finished, datetime.now(UTC)))


def _target(out: Path, to: str | None) -> Target:
    from coolhead.adapters.formats import writing  # noqa: PLC0415 - keeps --help fast

    target = writing.target_named(to) if to is not None else writing.target_of(out)
    if target is None:
        endings = ", ".join(f"{each.suffixes[0]} ({each.name})" for each in writing.TARGETS)
        said = "standard output has no ending" if out == _STDOUT else f"'{out}' does not say it"
        raise ConfigError(
            f"in which format? {said}",
            hint=f"Name it with --to, or use one of these endings: {endings}.",
        )
    return target


def _check_apart(call: Path, out: Path) -> None:
    """Refuse to write over the call itself."""
    if out == _STDOUT:
        return
    if out.is_dir():
        raise ConfigError(f"{out} is a folder", hint="Name a file in it.")
    if call != _STDOUT and call.exists() and out.exists() and call.samefile(out):
        raise ConfigError("IN and OUT are the same file", hint="Give OUT another name.")


def _notices(finished: FinishedCall) -> list[str]:
    from coolhead.call.decisions import Noticed  # noqa: PLC0415 - keeps --help fast
    from coolhead.cli.wording import printable  # noqa: PLC0415 - keeps --help fast

    return [
        printable(decision.text) for decision in finished.decisions if isinstance(decision, Noticed)
    ]


def _write(out: Path, content: bytes) -> None:
    from coolhead.adapters.whole_files import write_whole  # noqa: PLC0415 - keeps --help fast

    if out == _STDOUT:
        with told():
            binary_stdout().write(content)
        return
    try:
        write_whole(out, content)
    except OSError as error:
        raise StorageError(
            f"{out}: cannot be written: {error.strerror or error}",
            hint="Is its folder there, and is there room?",
        ) from error
