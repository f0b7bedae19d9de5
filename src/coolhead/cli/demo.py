"""`coolhead demo`: the whole product with example calls running."""

from __future__ import annotations

import contextlib
import sys
from typing import Annotated

import typer

from coolhead.cli.extras import server_extra


def demo(
    port: Annotated[
        int | None, typer.Option("--port", help="Port; 8710 where it is free, else any.")
    ] = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen at.")] = "127.0.0.1",
    browser: Annotated[
        bool | None, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = None,
) -> None:
    """Run example calls in a loop, and look at them as an agent, a supervisor or a coach.

    Nothing is set up and nothing is kept. Ctrl-C ends it.
    """
    with server_extra():
        from coolhead.server.demo import run_demo  # noqa: PLC0415 - keeps --help fast

    wanted = sys.stderr.isatty() if browser is None else browser
    run_demo(
        lambda line: typer.echo(line, err=True),
        host=host,
        port=port,
        opened=_open if wanted else None,
    )


def _open(url: str) -> None:
    """Open the page where this machine has a browser that can; else the address was told."""
    import webbrowser  # noqa: PLC0415

    with contextlib.suppress(webbrowser.Error):
        webbrowser.get().open(url)
