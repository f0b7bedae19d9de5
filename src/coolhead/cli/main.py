"""The command line's entry: subcommands, and errors turned into sentences and exit codes.

Exit codes: 0 done; 1 a check found problems; 2 a wrong option or setting; 3 a call that cannot
be read; 4 a playbook that is wrong; 5 recognition failed; 6 a result could not be written; 130
interrupted, 143 terminated. Whoever stops reading the output (`| head -1`) ends the command with 0.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from coolhead.cli import convert, demo, evaluate, explain, insights, listen, score, serve
from coolhead.cli.playbook import app as playbook_app
from coolhead.errors import CoolheadError, StorageError

EXIT_CODES = {
    "config": 2,
    "missing_extra": 2,
    "input": 3,
    "playbook": 4,
    "speech": 5,
    "storage": 6,
    "damaged": 6,
}


def _version(wanted: bool) -> None:
    if wanted:
        from coolhead import __version__  # noqa: PLC0415 - keeps --help fast

        typer.echo(f"coolhead {__version__}")
        raise typer.Exit


def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """A companion for people who handle difficult customers on the phone."""


def application(help_at: int = 0) -> typer.Typer:
    """The commands; ``help_at`` is the place of ``--help`` in the arguments, 0 if it is not there.

    Typer loads Pydantic, 0.2 s, for an outer command's own options that are not given. So where
    an inner command is asked for its help, the outer ones go without those that Typer adds.
    """
    app = typer.Typer(
        name="coolhead",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=help_at <= 1,
        help="A companion for people who handle difficult customers on the phone.",
    )
    app.callback(add_help_option=help_at <= 1)(options)
    app.command("listen")(listen.listen)
    app.command("explain")(explain.explain)
    app.command("convert")(convert.convert)
    app.command("score")(score.score)
    app.command("insights")(insights.insights)
    app.command("evaluate")(evaluate.evaluate)
    app.command("serve")(serve.serve)
    app.command("rebuild")(serve.rebuild)
    app.command("demo")(demo.demo)
    app.add_typer(playbook_app, name="playbook", add_help_option=help_at <= 2)
    return app


app = application()


def run() -> None:
    """Run the command line; what `coolhead` on the shell calls."""
    try:
        (application(sys.argv.index("--help")) if "--help" in sys.argv else app)()
    except CoolheadError as error:
        tell(error)
        sys.exit(EXIT_CODES.get(error.code, 1))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        # Files are read and written where their errors are named: what is left is our output.
        tell(StorageError(f"standard output: cannot be written: {error.strerror or error}"))
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_CODES["storage"])


def tell(error: CoolheadError) -> None:
    """Say on standard error what is wrong, and what to do next."""
    typer.echo(f"coolhead: {error}", err=True)
    for problem in getattr(error, "problems", ()):
        typer.echo(f"  {problem}", err=True)
    if error.hint:
        typer.echo(f"  {error.hint}", err=True)


if __name__ == "__main__":
    run()
