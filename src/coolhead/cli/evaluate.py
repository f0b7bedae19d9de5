"""``coolhead evaluate``: how well the signals are found, on labelled calls."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coolhead.cli.options import PlaybookName
from coolhead.errors import ConfigError, InputError, StorageError

if TYPE_CHECKING:
    from coolhead.services.comparison import Beside
    from coolhead.services.evaluation import Evaluation
    from coolhead.services.labels import LabelledCall


def evaluate(
    calls: Annotated[
        list[Path],
        typer.Argument(
            metavar="CALLS...",
            help="Labelled calls, or folders of them, in the format of corpus/GUIDE.md; or files "
            "of regression cases (docs/reviews.md).",
        ),
    ],
    *,
    playbook: PlaybookName = None,
    style: Annotated[
        Literal["as-written", "bare"],
        typer.Option(help="bare: every text in lower case and without punctuation."),
    ] = "as-written",
    beside: Annotated[
        bool,
        typer.Option(
            "--beside",
            help="Put alt-profanity-check, VADER and ConvoKit beside ours, where installed.",
        ),
    ] = False,
    confusions: Annotated[
        str | None,
        typer.Option(metavar="SIGNAL", help="List where this signal was missed or made up, too."),
    ] = None,
    output: Annotated[
        Literal["table", "json", "html"],
        typer.Option("--format", help="json: every figure and case. html: a page to read."),
    ] = "table",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A file to write to, for json and html.")
    ] = None,
) -> None:
    """Compare what is found in labelled calls with the labels: a line of figures a signal.

    Of regression cases: whether each line of a scorecard now comes out as an upheld dispute says.
    Ends with 1 where one does not.
    """
    from coolhead.cli.regression import are_cases  # noqa: PLC0415 - keeps --help fast

    if are_cases(calls):
        _evaluate_cases(calls, playbook, output, out)
        return
    labelled = _read(calls, style)
    from coolhead.bootstrap import choose_playbook, hear_labelled  # noqa: PLC0415 - as above
    from coolhead.services.evaluation import evaluate as judge  # noqa: PLC0415

    chosen = choose_playbook(playbook)
    began = time.process_time()
    heard = [hear_labelled(call, chosen) for call in labelled]
    spent = time.process_time() - began
    found = judge(heard)
    others: list[Beside] = []
    if beside:
        from coolhead.adapters.others import installed  # noqa: PLC0415
        from coolhead.services.comparison import compare  # noqa: PLC0415

        others = [compare(heard, other, time.process_time) for other in installed()]
    if output == "table":
        _show(found, spent, confusions)
        _show_beside(found, others)
        return
    text = (
        _as_json(found, others)
        if output == "json"
        else _as_html(found, others, ", ".join(map(str, calls)))
    )
    _give(text, out)


def _evaluate_cases(files: list[Path], playbook: str | None, output: str, out: Path | None) -> None:
    from coolhead.cli.regression import as_json, judge_cases, show  # noqa: PLC0415 - as above

    if output == "html":
        raise ConfigError("regression cases make no page", hint="Use --format table or json.")
    found = judge_cases(files, playbook)
    if output == "json":
        _give(as_json(found), out)
    else:
        show(found)
    if any(each.ending != "right" for each in found):
        raise typer.Exit(1)


def _read(calls: list[Path], style: str) -> list[LabelledCall]:
    from coolhead.adapters.corpus.reading import read_folder, read_labelled  # noqa: PLC0415
    from coolhead.services.labels import bare  # noqa: PLC0415 - keeps --help fast

    labelled: list[LabelledCall] = []
    for path in calls:
        labelled += read_folder(path) if path.is_dir() else [read_labelled(path)]
    if not labelled:
        raise InputError("no labelled call was found", file=", ".join(map(str, calls))[:200])
    return [bare(call) for call in labelled] if style == "bare" else labelled


def _as_json(found: Evaluation, others: list[Beside]) -> str:
    import msgspec  # noqa: PLC0415 - keeps --help fast

    whole = msgspec.to_builtins(found)
    if others:
        whole["beside"] = msgspec.to_builtins(others)
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()


def _as_html(found: Evaluation, others: list[Beside], what: str) -> str:
    from coolhead.adapters.formats.evaluation_page import evaluation_page  # noqa: PLC0415

    return evaluation_page(found, others, what=what)


def _give(text: str, out: Path | None) -> None:
    if out is None:
        typer.echo(text)
        return
    from coolhead.adapters.whole_files import write_whole  # noqa: PLC0415

    try:
        write_whole(out, (text.rstrip("\n") + "\n").encode())
    except OSError as error:
        raise StorageError(f"{out}: cannot be written: {error.strerror or error}") from error


def _show(found: Evaluation, spent: float, confusions: str | None) -> None:
    typer.echo(
        f"{found.calls} calls, {found.utterances} utterances, "
        f"{found.utterances / max(spent, 1e-9):.0f} a second"
    )
    typer.echo(
        f"{'signal':22}{'labelled':>9}{'found':>7}  {'precision':>9} {'recall':>7}  "
        f"{'F1':>5} {'(95 %)':14} {'AUC':>5} {'ECE':>5} {'near taken':>11} {'detail':>7}"
    )
    for each in found.signals:
        low, high = each.f1_interval or (0.0, 0.0)
        span = f"({low:.2f} to {high:.2f})" if each.f1_interval else ""
        typer.echo(
            f"{each.name:22}{each.labelled:>9}{each.found:>7}  {_share(each.precision):>9} "
            f"{_share(each.recall):>7}  {_share(each.f1):>5} {span:14} {_share(each.auc):>5} "
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


def _show_beside(found: Evaluation, others: list[Beside]) -> None:
    ours = {each.name: each for each in found.signals}
    for other in others:
        typer.echo(f"beside {other.name}, {other.a_second:,.0f} lines a second:")
        for each in other.signals:
            mine = ours[each.name]
            typer.echo(
                f"  {each.name:20} F1 ours {_share(mine.f1)}, its {_share(each.f1)}; "
                f"AUC ours {_share(mine.auc)}, its {_share(each.auc)}"
            )


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
