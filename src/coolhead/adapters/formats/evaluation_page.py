"""How well signals are found, as one page of HTML that needs nothing else.

A table of figures, a bar for each F1 with its interval, what confidences are worth, and where
detector and label differ, to be read line by line.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Final

from coolhead.adapters.formats.page.markup import Html, document, element, stylesheet
from coolhead.services.comparison import Beside
from coolhead.services.evaluation import Case, Evaluation, SignalFigures

# More cases of one signal than this are not read anyway.
MOST_CASES: Final = 60
_BAR: Final = 160
_PLOT: Final = 120
_POLICY: Final = (
    "default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
_STYLE: Final = """
:root { --paper: #ffffff; --soft: #eef1f3; --ink: #1c2126; --quiet: #545d66; --line: #d3d8dd;
  --bar: #2b6cb0; --link: #0a56a0; }
@media (prefers-color-scheme: dark) { :root { --paper: #15181b; --soft: #262c31; --ink: #e5e8ea;
  --quiet: #a6b0b9; --line: #3a424a; --bar: #6ea8e0; --link: #8cbcf0; } }
* { box-sizing: border-box; }
html { color-scheme: light dark; }
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem 1rem 3rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; border-top: 2px solid var(--ink);
  padding-top: .5rem; }
a { color: var(--link); }
.scroll { overflow-x: auto; }
.scroll:focus-visible, summary:focus-visible { outline: 3px solid var(--link); }
table { border-collapse: collapse; font-size: .875rem; }
caption { text-align: left; color: var(--quiet); padding-bottom: .4rem; }
th, td { padding: .3rem .8rem .3rem 0; text-align: left; border-bottom: 1px solid var(--line);
  white-space: nowrap; vertical-align: middle; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
th { color: var(--quiet); font-weight: 600; }
tbody th { color: var(--ink); }
rect.all { fill: var(--soft); } rect.f1 { fill: var(--bar); }
line.range { stroke: var(--ink); stroke-width: 2; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 1rem; }
figure { margin: 0; } figcaption, .quiet { color: var(--quiet); font-size: .875rem; }
.even { stroke: var(--quiet); stroke-dasharray: 3 3; } .box { fill: none; stroke: var(--line); }
circle { fill: var(--bar); }
summary { cursor: pointer; padding: .3rem 0; }
.cases { list-style: none; padding: 0; margin: 0 0 1rem; }
.cases li { padding: .4rem 0; border-bottom: 1px solid var(--line); }
.cases b { font-weight: 650; }
.cases .quiet { display: block; }
"""


def evaluation_page(found: Evaluation, beside: Sequence[Beside], *, what: str) -> str:
    """The page, as a whole HTML document to be written in UTF-8; ``what`` was judged."""
    shown = [each for each in found.signals if each.labelled or each.found]
    digest = b64encode(sha256(_STYLE.encode()).digest()).decode("ascii")
    title = "How well the signals are found"
    return document(
        element(
            "html",
            element(
                "head",
                element("meta", charset="utf-8"),
                element(
                    "meta",
                    http_equiv="Content-Security-Policy",
                    content=_POLICY.format(digest=digest),
                ),
                element("meta", name="viewport", content="width=device-width, initial-scale=1"),
                element("title", title),
                element("link", rel="icon", href="data:,"),
                stylesheet(_STYLE),
            ),
            element(
                "body",
                element("h1", title),
                element("p", _summary(found, what), class_="quiet"),
                element(
                    "main",
                    _part("Signals", _table(shown)),
                    _part("Beside other detectors", _side_by_side(found, beside))
                    if beside
                    else None,
                    _part("What a confidence is worth", _reliability(shown)),
                    _part("Heat", element("p", _heat(found))),
                    _part("False alarms by kind of English", _alarms(found)),
                    _part("Where detector and label differ", _cases(found.cases)),
                ),
            ),
            lang="en",
        )
    )


def _part(title: str, inside: Html) -> Html:
    return element("section", element("h2", title), inside)


def _summary(found: Evaluation, what: str) -> str:
    return (
        f"{what}: {found.calls} calls, {found.utterances} utterances. Intervals are of 95 %, from "
        "drawing whole calls anew; few labelled utterances make them wide."
    )


def _table(shown: Sequence[SignalFigures]) -> Html:
    heads = (
        "Signal", "Labelled", "Found", "Precision", "Recall", "F1", "F1 with its interval", "AUC",
        "Calibration error", "Near-misses taken", "Detail right",
    )  # fmt: skip
    rows = (
        element(
            "tr",
            element("th", each.name, scope="row"),
            _number(str(each.labelled)),
            _number(str(each.found)),
            _number(_share(each.precision)),
            _number(_share(each.recall)),
            _number(_share(each.f1)),
            element("td", _bar(each)),
            _number(_share(each.auc)),
            _number(_share(each.calibration_error)),
            _number(f"{each.near_false} of {each.near}"),
            _number(_share(each.detail_right)),
        )
        for each in shown
    )
    return _scrolled("Figures of each signal", heads, rows)


def _bar(each: SignalFigures) -> Html:
    low, high = each.f1_interval or (0.0, 0.0)
    value = each.f1 or 0.0
    return element(
        "svg",
        element("rect", class_="all", width=_BAR, height=12, y=2),
        element("rect", class_="f1", width=round(_BAR * value, 1), height=12, y=2),
        element(
            "line", class_="range", x1=round(_BAR * low, 1), x2=round(_BAR * high, 1), y1=8, y2=8
        ),
        width=_BAR,
        height=16,
        role="img",
        aria_label=f"F1 {value:.2f}, {low:.2f} to {high:.2f}",
    )


def _side_by_side(found: Evaluation, beside: Sequence[Beside]) -> Html:
    ours = {each.name: each for each in found.signals}
    rows = (
        element(
            "tr",
            element("th", each.name, scope="row"),
            element("td", other.name),
            _number(_share(ours[each.name].f1)),
            _number(_share(each.f1)),
            _number(_share(ours[each.name].auc)),
            _number(_share(each.auc)),
        )
        for other in beside
        for each in other.signals
    )
    heads = ("Signal", "Other detector", "Our F1", "Its F1", "Our AUC", "Its AUC")
    speeds = "; ".join(f"{other.name} {other.a_second:,.0f}" for other in beside)
    return Html(
        _scrolled("Each on the signals that it has a notion of", heads, rows),
        element("p", f"Lines a second: {speeds}.", class_="quiet"),
    )


def _reliability(shown: Iterable[SignalFigures]) -> Html:
    return Html(
        element(
            "p",
            "Across: how sure the detector was. Up: how often it was right. On the dashed line a "
            "confidence is what it says; a larger dot stands for more utterances.",
            class_="quiet",
        ),
        element("div", *(_plot(each) for each in shown), class_="plots"),
    )


def _plot(each: SignalFigures) -> Html:
    error = _share(each.calibration_error)
    dots = (
        element(
            "circle",
            element(
                "title", f"{one.count} utterances: {one.claimed:.2f} sure, {one.held:.2f} right"
            ),
            cx=round(_PLOT * one.claimed, 1),
            cy=round(_PLOT * (1 - one.held), 1),
            r=round(min(8.0, 2 + one.count**0.5 / 4), 1),
        )
        for one in each.reliability
    )
    drawn = element(
        "svg",
        element("rect", class_="box", width=_PLOT, height=_PLOT),
        element("line", class_="even", x1=0, y1=_PLOT, x2=_PLOT, y2=0),
        *dots,
        viewBox=f"-8 -8 {_PLOT + 16} {_PLOT + 16}",
        role="img",
        aria_label=f"Reliability of {each.name}: calibration error {error}",
    )
    return element("figure", drawn, element("figcaption", f"{each.name}, error {error}"))


def _heat(found: Evaluation) -> str:
    heat = found.heat
    return (
        f"Rank correlation with the labelled heat {_share(heat.rank_correlation)} over "
        f"{heat.points} points; it differs by {_share(heat.mean_difference)} points on average. In "
        f"calm calls {_share(heat.calm_below_20)} of {heat.calm_utterances} utterances stay below "
        "20."
    )


def _alarms(found: Evaluation) -> Html:
    groups = sorted({group for shares in found.false_alarms.values() for group in shares})
    rows = (
        element(
            "tr",
            element("th", group or "unnamed", scope="row"),
            *(
                _number(f"{shares[group]:.1%}" if group in shares else "-")
                for shares in found.false_alarms.values()
            ),
        )
        for group in groups
    )
    told = "Share of customers' utterances without the signal in which it was found all the same"
    return _scrolled(told, ("Group", *found.false_alarms), rows)


def _cases(cases: Sequence[Case]) -> Html:
    ordered = sorted(cases, key=lambda case: (case.signal, case.how))
    return Html(
        *(
            _of_signal(f"{signal}: {how}", list(inside))
            for (signal, how), inside in groupby(ordered, key=lambda case: (case.signal, case.how))
        )
    )


def _of_signal(title: str, cases: Sequence[Case]) -> Html:
    left = len(cases) - MOST_CASES
    lines = (
        element(
            "li",
            element("span", f"after {each.before}", class_="quiet") if each.before else None,
            element("b", each.text),
            element(
                "span", f"{each.call}, line {each.line}; {each.confidence:.2f} sure", class_="quiet"
            ),
        )
        for each in cases[:MOST_CASES]
    )
    return element(
        "details",
        element("summary", f"{title}, {len(cases)}"),
        element("ul", *lines, class_="cases"),
        element("p", f"{left} more are in the JSON.", class_="quiet") if left > 0 else None,
    )


def _scrolled(caption: str, heads: Sequence[str], rows: Iterable[Html]) -> Html:
    numbers = {"Signal", "Other detector", "Group", "F1 with its interval"}
    return element(
        "div",
        element(
            "table",
            element("caption", caption),
            element(
                "thead",
                element(
                    "tr",
                    *(
                        element("th", each, scope="col", class_=None if each in numbers else "n")
                        for each in heads
                    ),
                ),
            ),
            element("tbody", *rows),
        ),
        class_="scroll",
        tabindex=0,
        role="region",
        aria_label=caption,
    )


def _number(text: str) -> Html:
    return element("td", text, class_="n")


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
