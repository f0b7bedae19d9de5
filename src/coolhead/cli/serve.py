"""`coolhead serve` and `coolhead rebuild`: the server, and its projections made anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coolhead.cli.extras import server_extra

_CONFIG = typer.Option("--config", help="A TOML file of settings (docs/operating.md lists them).")
_DATA = typer.Option("--data", help="Folder of the database and the spool.")
_DATABASE = typer.Option("--database", help="URL of a PostgreSQL database, instead of SQLite.")


def serve(  # noqa: PLR0917 - Typer reads the options from here
    config: Annotated[Path | None, _CONFIG] = None,
    data: Annotated[Path | None, _DATA] = None,
    database: Annotated[str | None, _DATABASE] = None,
    host: Annotated[str | None, typer.Option("--host", help="Address to listen at.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port; 0 takes a free one.")] = None,
    public_url: Annotated[
        str | None, typer.Option("--public-url", help="How browsers reach the server.")
    ] = None,
    speech: Annotated[
        bool | None, typer.Option("--speech/--no-speech", help="Whether sound is heard.")
    ] = None,
) -> None:
    """Take live calls in, keep them, and serve the API.

    At the first start a link is printed with which the first administrator signs up. Stop it with
    Ctrl-C: calls that go on are taken up again at the next start.
    """
    with server_extra():
        from coolhead.server.run import run_server  # noqa: PLC0415 - keeps --help fast
        from coolhead.server.settings import read_settings  # noqa: PLC0415

    settings = read_settings(
        config,
        data=data,
        database=database,
        host=host,
        port=port,
        public_url=public_url,
        speech=None if speech is None else ("on" if speech else "off"),
    )
    run_server(settings, told=lambda line: typer.echo(line, err=True))


def rebuild(
    config: Annotated[Path | None, _CONFIG] = None,
    data: Annotated[Path | None, _DATA] = None,
    database: Annotated[str | None, _DATABASE] = None,
) -> None:
    """Make the list of calls, their records and the search anew from the kept events.

    Stop the server first.
    """
    from rich.progress import Progress  # noqa: PLC0415 - keeps --help fast

    with server_extra():
        from coolhead.server.run import run_rebuild  # noqa: PLC0415
        from coolhead.server.settings import read_settings  # noqa: PLC0415

    settings = read_settings(config, data=data, database=database)
    with Progress(transient=True) as progress:
        task = progress.add_task("calls", total=None)
        done = run_rebuild(
            settings, lambda count, of: progress.update(task, completed=count, total=of)
        )
    typer.echo(f"{done.calls} calls made anew.")
    for key, reason in done.unreadable:
        typer.echo(f"  {key.call}: {reason}", err=True)
    if done.unreadable:
        raise typer.Exit(1)
