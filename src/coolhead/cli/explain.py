"""``coolhead explain``: why that heat and that cue, back to quotes, rules and source rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coolhead.cli.options import (
    AgentFile,
    CallFile,
    CustomerChannel,
    CustomerFile,
    Model,
    PlaybookName,
)

if TYPE_CHECKING:
    from coolhead.services.explain import Explanation


def explain(
    call: CallFile = None,
    *,
    at: Annotated[
        float, typer.Option("--at", min=0, help="The moment, in seconds from the call's start.")
    ],
    customer: CustomerFile = None,
    agent: AgentFile = None,
    customer_channel: CustomerChannel = "left",
    model: Model = None,
    playbook: PlaybookName = None,
    output: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
) -> None:
    """Explain one moment of a call: the heat, the ladder and the cue, with what they rest on."""
    import msgspec  # noqa: PLC0415 - keeps --help fast

    from coolhead.bootstrap import (  # noqa: PLC0415 - keeps --help fast
        Recorded,
        choose_playbook,
        open_call,
        start_call,
    )
    from coolhead.services.explain import explain_at  # noqa: PLC0415 - keeps --help fast

    source = open_call(
        call,
        Recorded(customer=customer, agent=agent, customer_channel=customer_channel, model=model),
    )
    runner = start_call(source.started, choose_playbook(playbook, source))
    explanation = explain_at(runner, source, at)
    if output == "json":
        typer.echo(msgspec.json.format(msgspec.json.encode(explanation), indent=2).decode())
    else:
        _tell(explanation)


def _tell(explained: Explanation) -> None:
    from coolhead.cli.wording import clock, heat_bar, ladder_line  # noqa: PLC0415 - see above

    typer.echo(f"At {clock(explained.at)} ({explained.at:g} s), phase {explained.phase}")
    for said in explained.lately:
        typer.echo(f"  {clock(said.start)} {said.party.capitalize()}: {said.text}")
    typer.echo(f"\nHeat {heat_bar(explained.heat)} {explained.heat:.0f}, {explained.level}")
    for why in explained.heat_because:
        typer.echo(f"  +{why.points or 0:.1f}  {why.signal}: “{why.quote}”")
        typer.echo(f"         utterance {why.utterance}, rule {why.rule or '-'}")
    if not explained.heat_because:
        typer.echo("  Nothing has raised it.")
    typer.echo(f"\nLadder: {ladder_line(explained.rung)}")
    cue = explained.cue
    if cue is None:
        typer.echo("\nNo cue: nothing was needed, or nothing could be said in that moment.")
        return
    typer.echo(f"\nCue: {cue.do} ({cue.id}, number {cue.number}, since {clock(cue.at)})")
    if cue.say:
        typer.echo(f"  say    “{cue.say}”")
    typer.echo(f"  why    {cue.reason}")
    for why in cue.why:
        typer.echo(f"         {why.signal}: “{why.quote}” (utterance {why.utterance}, {why.rule})")
    typer.echo(f"  until  {cue.until}")
    typer.echo(f"  rows   {', '.join(cue.rows) or '-'}")
    for path, reason in explained.settings:
        typer.echo(f"  {explained.playbook}: {path}: {reason}")
