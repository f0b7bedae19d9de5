"""`coolhead demo`: the whole product with example calls running."""

from __future__ import annotations

from typing import Annotated

import typer


def demo(
    port: Annotated[int, typer.Option("--port", help="Port; 0 takes a free one.")] = 8710,
    host: Annotated[str, typer.Option("--host", help="Address to listen at.")] = "127.0.0.1",
) -> None:
    """Run example calls in a loop, and look at them as an agent, a supervisor or a coach.

    Nothing is set up and nothing is kept. Ctrl-C ends it.
    """
    from coolhead.server.demo import run_demo  # noqa: PLC0415 - keeps --help fast

    run_demo(lambda line: typer.echo(line, err=True), port=port, host=host)
