"""``coolhead evaluate``: how well the signals are found, on labelled calls."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coolhead.cli.options import PlaybookName
from coolhead.errors import InputError

if TYPE_CHECKING:
    from coolhead.services.evaluation import Evaluation
    from coolhead.services.labels import LabelledCall


def evaluate(
    calls: Annotated[
        list[Path],
        typer.Argument(
            metavar="CALLS...",
            help="Labelled calls, or folders of them, in the format of corpus/GUIDE.md.",
        ),
    ],
    *,
    playbook: PlaybookName = None,
    style: Annotated[
        Literal["as-written", "bare"],
        typer.Option(help="bare: every text in lower case and without punctuation."),
    ] = "as-written",
    confusions: Annotated[
        str | None,
        typer.Option(metavar="SIGNAL", help="List where this signal was missed or made up, too."),
    ] = None,
    output: Annotated[
        Literal["table", "json"], typer.Option("--format", help="json: every figure and case.")
    ] = "table",
) -> None:
    """Compare what is found in labelled calls with the labels: a line of figures a signal."""
    from coolhead.adapters.corpus.reading import read_folder, read_labelled  # noqa: PLC0415
    from coolhead.bootstrap import choose_playbook, hear_labelled  # noqa: PLC0415
    from coolhead.services.evaluation import evaluate as judge  # noqa: PLC0415
    from coolhead.services.labels import bare  # noqa: PLC0415

    labelled: list[LabelledCall] = []
    for path in calls:
        labelled += read_folder(path) if path.is_dir() else [read_labelled(path)]
    if not labelled:
        raise InputError("no labelled call was found", file=", ".join(map(str, calls))[:200])
    if style == "bare":
        labelled = [bare(call) for call in labelled]
    chosen = choose_playbook(playbook)
    began = time.process_time()
    heard = [hear_labelled(call, chosen) for call in labelled]
    spent = time.process_time() - began
    found = judge(heard)
    if output == "json":
        import msgspec  # noqa: PLC0415 - keeps --help fast

        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    _show(found, spent, confusions)


def _show(found: Evaluation, spent: float, confusions: str | None) -> None:
    typer.echo(
        f"{found.calls} calls, {found.utterances} utterances, "
        f"{found.utterances / max(spent, 1e-9):.0f} a second"
    )
    typer.echo(
        f"{'signal':22}{'labelled':>9}{'found':>7}  {'precision':>9} {'recall':>7}  "
        f"{'F1':>5} {'(95 %)':13} {'AUC':>5} {'ECE':>5} {'near taken':>11} {'detail':>7}"
    )
    for each in found.signals:
        low, high = each.f1_interval or (0.0, 0.0)
        span = f"({low:.2f} to {high:.2f})" if each.f1_interval else ""
        typer.echo(
            f"{each.name:22}{each.labelled:>9}{each.found:>7}  {_share(each.precision):>9} "
            f"{_share(each.recall):>7}  {_share(each.f1):>5} {span:13} {_share(each.auc):>5} "
            f"{_share(each.calibration_error):>5} {each.near_false:>5} of {each.near:<3} "
            f"{_share(each.detail_right):>6}"
        )
    heat = found.heat
    typer.echo(
        f"heat: rank correlation {_share(heat.rank_correlation)} over {heat.points} points, "
        f"mean difference {_share(heat.mean_difference)}; calm calls below 20: "
        f"{_share(heat.calm_below_20)} of {heat.calm_utterances} utterances"
    )
    for name, shares in found.false_alarms.items():
        told = ", ".join(f"{group or 'unnamed'} {share:.1%}" for group, share in shares.items())
        typer.echo(f"false alarms of {name}: {told}")
    for case in found.cases:
        if case.signal == confusions:
            typer.echo(f"{case.how} {case.call}:{case.line} {case.text}\n    after {case.before}")


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
