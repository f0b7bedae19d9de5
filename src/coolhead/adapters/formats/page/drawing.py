"""Shapes of the picture. Across, everything is a share of its width; down, it is pixels.

So the picture fills whatever room there is, from a phone to a sheet of paper, and its words keep
the size of the text around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from coolhead.adapters.formats.page.markup import Child, Html, element

# Units across of the parts that are stretched to the picture's width.
ACROSS: Final = 1000
# Half a pixel on a phone: what is shorter would not be seen at all.
_NARROWEST: Final = 1.5

Anchor = Literal["start", "middle", "end"]

# Signs of their own shape, drawn around the point 0,0: what they mean stands beside them in words.
SIGNS: Final = {
    "interruption": "M-6 -5H6L0 6z",
    "overlap": "M0 -6L6 0L0 6L-6 0z",
    "peak": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
    "flag": "M0 -6H11L8 -1.5L11 3H0z",
    "flag-left": "M0 -6H-11L-8 -1.5L-11 3H0z",
}


def percent(share: float) -> str:
    """A share of the width, kept within it."""
    return f"{min(max(share, 0.0), 1.0) * 100:.2f}".rstrip("0").rstrip(".") + "%"


def sign(name: str, share: float, y: float, title: str | None = None) -> Html:
    """One of ``SIGNS`` at a place; ``title`` is told to whoever points at it."""
    inside = element("title", title) if title else None
    shape = element("path", inside, d=SIGNS[name], class_=f"sign {name}")
    return element("svg", shape, x=percent(share), y=f"{y:g}", overflow="visible")


def label(text: str, share: float, y: float, *, anchor: Anchor, shift: float, look: str) -> Html:
    """Words at a place, ``shift`` pixels to the side."""
    return element(
        "text",
        text,
        x=percent(share),
        y=f"{y:g}",
        dx=f"{shift:g}" if shift else None,
        text_anchor=None if anchor == "start" else anchor,
        class_=look,
    )


def line(share: float, top: float, bottom: float, look: str) -> Html:
    """A line from top to bottom."""
    x = percent(share)
    return element("line", x1=x, x2=x, y1=f"{top:g}", y2=f"{bottom:g}", class_=look)


def box(start: float, end: float, y: float, height: float, look: str, *children: Child) -> Html:
    """A box between two shares of the width."""
    width = max(end - start, _NARROWEST / ACROSS)
    return element(
        "rect",
        *children,
        x=percent(start),
        y=f"{y:g}",
        width=percent(width),
        height=f"{height:g}",
        class_=look,
    )


def stretched(y: float, height: float, drawing: str, look: str) -> Html:
    """A path in units of ``ACROSS`` by ``height`` pixels, stretched to the picture's width."""
    return element(
        "svg",
        element("path", d=drawing, class_=look),
        x="0",
        y=f"{y:g}",
        width="100%",
        height=f"{height:g}",
        viewBox=f"0 0 {ACROSS} {height:g}",
        preserveAspectRatio="none",
    )


def bars(shares: Iterable[tuple[float, float]], height: float) -> str:
    """The path of full-height bars between pairs of shares of the width."""
    return "".join(
        f"M{start * ACROSS:.1f} 0h{max((end - start) * ACROSS, _NARROWEST):.1f}v{height:g}"
        f"H{start * ACROSS:.1f}z"
        for start, end in shares
    )


def columns(shares: Sequence[float], height: float) -> str:
    """The path of columns side by side, each as high as its share of ``height``, on the ground."""
    width = ACROSS / len(shares)
    steps = "".join(f"V{(1 - share) * height:.1f}h{width:.2f}" for share in shares)
    return f"M0 {height:g}{steps}V{height:g}z"


def line_through(places: Iterable[tuple[float, float]]) -> str:
    """The path through places: share of the width, pixels from the top."""
    return "M" + "L".join(f"{share * ACROSS:.1f} {y:.1f}" for share, y in places)
