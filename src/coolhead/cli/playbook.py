"""``coolhead playbook``: check, show, compare and list playbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from coolhead.errors import CoolheadError
    from coolhead.playbook.schema import Playbook

app = typer.Typer(no_args_is_help=True, help="Check, show, compare and list playbooks.")

_WHICH = "A shipped playbook's name, or the path of a YAML file."


@app.command()
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help=_WHICH)],
) -> None:
    """Say everything that is wrong with playbooks, with line, column and a suggestion."""
    from coolhead.errors import CoolheadError  # noqa: PLC0415 (keeps --help fast)
    from coolhead.playbook.loader import load_playbook  # noqa: PLC0415

    wrong = 0
    for file in files:
        try:
            playbook = load_playbook(file)
        except CoolheadError as error:
            wrong += 1
            _tell(error, every_problem=True)
        else:
            typer.echo(
                f"{file}: OK: {playbook.name}, version {playbook.version}, "
                f"digest {playbook.digest[:12]}"
            )
    if wrong:
        raise typer.Exit(1)


@app.command()
def show(
    name_or_file: Annotated[str, typer.Argument(metavar="NAME_OR_FILE", help=_WHICH)],
    output: Annotated[
        Literal["yaml", "json"], typer.Option("--format", help="yaml has the reasons as comments.")
    ] = "yaml",
) -> None:
    """Print a playbook flattened: every setting that holds, and the reason beside it."""
    from coolhead.playbook.render import as_json, as_yaml  # noqa: PLC0415

    playbook = _load(name_or_file)
    typer.echo(as_json(playbook) if output == "json" else as_yaml(playbook), nl=output == "json")


@app.command()
def diff(
    a: Annotated[str, typer.Argument(metavar="A", help=_WHICH)],
    b: Annotated[str, typer.Argument(metavar="B", help=_WHICH)],
    output: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
) -> None:
    """Print every setting in which two playbooks differ (exit code 0 in either case)."""
    import json  # noqa: PLC0415

    from coolhead.playbook.compare import differences  # noqa: PLC0415

    found = differences(_load(a), _load(b))
    if output == "json":
        lines = [{"path": each.path, "a": each.a, "b": each.b} for each in found]
        typer.echo(json.dumps(lines, indent=2, ensure_ascii=False))
        return
    if not found:
        typer.echo("no difference")
    for each in found:
        typer.echo(each.path)
        typer.echo(f"  - {_short(each.a)}")
        typer.echo(f"  + {_short(each.b)}")


@app.command(name="list")
def list_shipped() -> None:
    """List the playbooks that ship."""
    from coolhead.playbook.loader import load_playbook, shipped_names  # noqa: PLC0415

    for name in shipped_names():
        playbook = load_playbook(name)
        typer.echo(f"{name:20} {playbook.title} ({', '.join(playbook.sources)})")


def _load(name_or_file: str) -> Playbook:
    from coolhead.errors import CoolheadError  # noqa: PLC0415
    from coolhead.playbook.loader import load_playbook  # noqa: PLC0415

    try:
        return load_playbook(name_or_file)
    except CoolheadError as error:
        _tell(error, every_problem=True)
        raise typer.Exit(1) from error


def _tell(error: CoolheadError, *, every_problem: bool) -> None:
    problems: tuple[str, ...] = getattr(error, "problems", ())
    for line in problems if every_problem and problems else (error.message,):
        typer.echo(line, err=True)
    if error.hint and not problems:
        typer.echo(error.hint, err=True)


def _short(value: Any) -> str:
    """A value on one line; None is a setting that is not there or is null."""
    import json  # noqa: PLC0415

    return "(none)" if value is None else json.dumps(value, ensure_ascii=False)
