"""``coolhead explain``: why that heat and that cue, back to quotes, rules and source rows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coolhead.cli.options import (
    AgentFile,
    AgentSpeaker,
    CallFile,
    CustomerChannel,
    CustomerFile,
    Model,
    PlaybookName,
)
from coolhead.cli.output import told
from coolhead.errors import ConfigError

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
    agent_speaker: AgentSpeaker = None,
    customer_channel: CustomerChannel = "left",
    model: Model = None,
    playbook: PlaybookName = None,
    output: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
) -> None:
    """Explain one moment of a call: the heat, the ladder and the cue, with what they rest on."""
    if not math.isfinite(at):
        raise ConfigError(f"--at {at} is no moment of a call", hint="Give seconds, such as 83.5.")
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
        agent_speaker=agent_speaker,
    )
    chosen = choose_playbook(playbook, source)
    runner = start_call(source.started, chosen, recorded=source.recorded)
    explanation = explain_at(runner, source, at)
    with told():
        if output == "json":
            typer.echo(msgspec.json.format(msgspec.json.encode(explanation), indent=2).decode())
        else:
            _tell(explanation)


def _tell(explained: Explanation) -> None:
    from coolhead.cli.wording import (  # noqa: PLC0415 - see above
        NO_WORDS,
        clock,
        heat_bar,
        ladder_line,
        printable,
    )

    def say(line: str) -> None:
        typer.echo(printable(line))

    if explained.ended_at is not None and explained.ended_at < explained.at:
        say(f"The call ended at {clock(explained.ended_at)}; so it stood then.")
    say(f"At {clock(explained.at)} ({explained.at:g} s), phase {explained.phase}")
    for said in explained.lately:
        say(f"  {clock(said.start)} {said.party.capitalize()}: {said.text or NO_WORDS}")
    say(f"\nHeat {heat_bar(explained.heat)} {explained.heat:.0f}, {explained.level}")
    for why in explained.heat_because:
        say(f"  +{why.points or 0:.1f}  {why.signal}: “{why.quote}”")
        say(f"         utterance {why.utterance}, rule {why.rule or '-'}")
    if not explained.heat_because:
        say("  Nothing has raised it.")
    say(f"\nLadder: {ladder_line(explained.rung)}")
    cue = explained.cue
    if cue is None:
        say("\nNo cue: nothing was needed, or nothing could be said in that moment.")
        return
    say(f"\nCue: {cue.do} ({cue.id}, number {cue.number}, since {clock(cue.at)})")
    if cue.say:
        say(f"  say    “{cue.say}”")
    say(f"  why    {cue.reason}")
    for why in cue.why:
        say(f"         {why.signal}: “{why.quote}” (utterance {why.utterance}, {why.rule})")
    say(f"  until  {cue.until}")
    say(f"  rows   {', '.join(cue.rows) or '-'}")
    for path, reason in explained.settings:
        say(f"  {explained.playbook}: {path}: {reason}")
