"""Whoever reads the page can: every ink stands out from every ground that it is used on."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from coolhead.adapters.formats import page

SHEET = (resources.files(page) / "style.css").read_text(encoding="utf-8")
# Grounds that text stands on, and the inks that it is written in there.
TEXT = {
    "paper": ("ink", "quiet", "link", "customer", "agent", "supervisor"),
    "soft": ("ink", "quiet", "link", "customer", "agent", "supervisor"),
    "grave": ("ink",),
    "calm": ("ink",),
    "tense": ("ink",),
    "heated": ("ink",),
    "boiling": ("ink",),
}
# Grounds of shapes, and what is drawn on them.
SHAPES = {
    "paper": ("grave-line", "ink"),
    "soft": ("customer", "agent", "supervisor", "quiet", "grave-line"),
    **dict.fromkeys(("calm", "tense", "heated", "boiling"), ("heat", "ink")),
    "grave": ("grave-line",),
}
PRINTED_ON_PAPER_ONLY = {"customer", "agent", "supervisor"}


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def modes() -> dict[str, dict[str, str]]:
    light, dark, printed = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
    usual = colours(light)
    return {"light": usual, "dark": usual | colours(dark), "print": usual | colours(printed)}


def brightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
def test_text_has_a_contrast_of_four_and_a_half(mode: str) -> None:
    known = modes()[mode]
    # On paper the parties' names are black, not in the colour of their bands.
    left_out = PRINTED_ON_PAPER_ONLY if mode == "print" else set()
    found = {
        (ink, ground): contrast(known[ink], known[ground])
        for ground, inks in TEXT.items()
        for ink in inks
        if ink not in left_out
    }
    assert not {pair: ratio for pair, ratio in found.items() if ratio < 4.5}


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
def test_shapes_have_a_contrast_of_three(mode: str) -> None:
    known = modes()[mode]
    found = {
        (ink, ground): contrast(known[ink], known[ground])
        for ground, inks in SHAPES.items()
        for ink in inks
    }
    assert not {pair: ratio for pair, ratio in found.items() if ratio < 3}


def test_every_colour_of_the_sheet_is_one_of_those_compared() -> None:
    assert not re.findall(
        r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(",
        re.sub(r":root \{.*?\}", "", SHEET, flags=re.DOTALL).replace("color: #000000", ""),
    )
    used = set(re.findall(r"var\(--([a-z-]+)\)", SHEET))
    compared = {
        *TEXT,
        *SHAPES,
        *(ink for pairs in (TEXT, SHAPES) for inks in pairs.values() for ink in inks),
    }
    # Hairlines between rows say nothing that the rows do not.
    assert used - compared == {"line"}
    assert used == set(modes()["light"])


def test_on_paper_the_page_is_light_and_without_what_only_a_screen_can_do() -> None:
    printed = SHEET[SHEET.index("@media print") :]
    assert modes()["print"]["paper"] == "#ffffff"
    assert "nav { display: none; }" in printed
    assert "prefers-color-scheme" not in SHEET.replace("@media screen and (prefers-color", "")
    assert "counter(page)" in printed
