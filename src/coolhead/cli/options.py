"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

CallFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="CALL",
        help="A transcript (JSON lines, captions, other systems' JSON, or 'Agent:'/'Customer:' "
        "text), a two-channel recording, or - for a transcript on standard input.",
    ),
]
CustomerFile = Annotated[
    Path | None, typer.Option("--customer", help="A recording of the customer alone.")
]
AgentFile = Annotated[Path | None, typer.Option("--agent", help="A recording of the agent alone.")]
CustomerChannel = Annotated[
    Literal["left", "right"],
    typer.Option(help="Where the customer is in a two-channel recording."),
]
Model = Annotated[
    str | None,
    typer.Option(
        help="Recognition model: a name or a folder (else COOLHEAD_SPEECH_MODEL, else base.en)."
    ),
]
PlaybookName = Annotated[
    str | None,
    typer.Option("--playbook", help="A shipped playbook's name or a file; see `playbook list`."),
]
AgentSpeaker = Annotated[
    str | None,
    typer.Option(
        help="The name of the speaker who is the agent, in transcripts that do not say or are "
        "wrong."
    ),
]
