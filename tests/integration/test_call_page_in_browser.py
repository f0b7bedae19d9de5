"""The page of a call in a real browser: on a phone, on a desk, and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page
from tests.support.browser import browser
from tests.support.finished import finished

from coolhead.adapters.formats.page import call_page
from coolhead.bootstrap import choose_playbook, open_call, run_call
from coolhead.call.utterance import Utterance
from coolhead.services.finished import FinishedCall, finish_call

EXAMPLES = Path(__file__).parents[2] / "examples" / "calls"
# A4 between the margins that the style sheet sets, in CSS pixels (182 mm).
PAPER_PX = 688
HOSTILE = (
    "<script>document.title = 'owned'</script><img src=http://evil.example/a.png "
    "onerror=\"document.title='owned'\"></style></title>\u202egnirts " + "x" * 10_000
)
PAGES = ("04", "12", "20", "hostile", "long", "empty")

# Each text on the page with its colour, and the ground it stands on: the nearest that is opaque.
CONTRASTS = """() => {
  const numbers = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => {
    const [r, g, b] = numbers(c).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = node => {
    for (; node; node = node.parentElement) {
      const c = getComputedStyle(node).backgroundColor;
      const alpha = numbers(c)[3];
      if (alpha === undefined || alpha === 1) return c;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    const name = node.localName;
    if (!walker.currentNode.data.trim() || name === 'title' || name === 'desc') continue;
    if (node.getClientRects().length === 0) continue;
    const style = getComputedStyle(node);
    const ink = name === 'text' ? style.fill : style.color;
    const [a, b] = [light(ink), light(ground(node))].sort((x, y) => x - y);
    found.push([(b + 0.05) / (a + 0.05), name, node.className.baseVal ?? node.className]);
  }
  return found;
}"""
# Pairs of words in the picture whose boxes cover each other.
COLLISIONS = """() => {
  const boxes = [...document.querySelectorAll('.plot text')]
    .map(t => [t.textContent, t.getBoundingClientRect()]);
  const found = [];
  boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 3
        && q.top < p.bottom - 3) found.push([a, b]);
  }));
  return found;
}"""
OUTSIDE = """() => [...document.querySelectorAll('.plot text')]
  .map(t => [t.textContent, t.getBoundingClientRect()])
  .filter(([_, r]) => r.left < 0 || r.right > document.documentElement.clientWidth)
  .map(([t]) => t)"""


@dataclass
class Opened:
    """A page, and what the browser said and asked for while it was opened."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name in PAGES:
        (folder / f"{name}.html").write_text(call_page(_call(name)), encoding="utf-8")
    return folder


def _call(name: str) -> FinishedCall:
    if name == "hostile":
        said = [
            Utterance("customer", 0, 3, f"You stupid idiot {HOSTILE} I want a refund.", id=HOSTILE),
            Utterance("agent", 4, 8, f"I will call you {HOSTILE} tomorrow."),
        ]
        return finished(said, agent=HOSTILE, customer=HOSTILE, team=HOSTILE, campaign=HOSTILE)
    if name == "long":
        texts = ("You are a stupid idiot, I want a refund.", "I will call you back tomorrow.")
        return finished(
            [
                Utterance("agent" if n % 2 else "customer", n * 9.0, n * 9.0 + 7, texts[n % 2])
                for n in range(900)
            ]
        )
    if name == "empty":
        return finished([])
    source = open_call(next(EXAMPLES.glob(f"{name}-*.jsonl")))
    return finish_call(run_call(source, choose_playbook(None, source)))


def _open(
    chromium: Browser,
    file: Path,
    width: int,
    *,
    scheme: Literal["light", "dark"] = "light",
    media: Literal["screen", "print"] = "screen",
) -> Opened:
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.emulate_media(media=media, color_scheme=scheme)
    opened = Opened(page)
    page.on("console", lambda message: opened.said.append(message.text))
    page.on("pageerror", lambda error: opened.said.append(str(error)))
    page.on("request", lambda request: opened.asked.append(request.url))
    page.goto(file.as_uri())
    return opened


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_it_fits_the_screen_and_asks_for_nothing(
    chromium: Browser, files: Path, name: str, width: int
) -> None:
    file = files / f"{name}.html"
    opened = _open(chromium, file, width)
    try:
        assert opened.page.evaluate("document.documentElement.scrollWidth") == width
        assert opened.page.evaluate(OUTSIDE) == []
        assert opened.said == []
        assert opened.asked == [file.as_uri()]
        assert "owned" not in opened.page.title()
    finally:
        opened.page.close()


@pytest.mark.parametrize("name", ["04", "12", "20", "long"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_words_of_the_picture_cover_others(
    chromium: Browser, files: Path, name: str, width: int
) -> None:
    opened = _open(chromium, files / f"{name}.html", width)
    try:
        assert opened.page.evaluate(COLLISIONS) == []
    finally:
        opened.page.close()


@pytest.mark.parametrize(
    ("scheme", "media"), [("light", "screen"), ("dark", "screen"), ("light", "print")]
)
def test_every_text_stands_out_from_its_ground(
    chromium: Browser,
    files: Path,
    scheme: Literal["light", "dark"],
    media: Literal["screen", "print"],
) -> None:
    opened = _open(chromium, files / "04.html", 1280, scheme=scheme, media=media)
    try:
        found: list[list[Any]] = opened.page.evaluate(CONTRASTS)
        assert len(found) > 100
        assert [each for each in found if each[0] < 4.5] == []
        ground = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
    finally:
        opened.page.close()


@pytest.mark.parametrize("name", PAGES)
def test_on_paper_nothing_is_cut_off(chromium: Browser, files: Path, name: str) -> None:
    # Whoever's screen is dark prints on white paper all the same.
    opened = _open(chromium, files / f"{name}.html", PAPER_PX, scheme="dark", media="print")
    try:
        page = opened.page
        assert page.evaluate("document.documentElement.scrollWidth") == PAPER_PX
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert not page.locator("nav").is_visible()
        printed = page.pdf(format="A4", prefer_css_page_size=True)
        assert printed.startswith(b"%PDF")
        assert printed.count(b"/Type /Page\n") >= 1
    finally:
        opened.page.close()


def test_links_lead_to_the_words_by_keyboard_and_without_a_script(
    chromium: Browser, files: Path
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto((files / "04.html").as_uri())
        link = page.locator("#heat a").first
        place = link.get_attribute("href")
        assert place is not None
        link.focus()
        page.keyboard.press("Enter")
        assert page.url.endswith(place)
        assert page.locator(place).is_visible()
    finally:
        context.close()


def test_the_picture_has_a_name_and_a_description_for_whoever_cannot_see_it(
    chromium: Browser, files: Path
) -> None:
    opened = _open(chromium, files / "04.html", 1280)
    try:
        picture = opened.page.get_by_role("img", name="Heat, ladder and speech over the call")
        assert picture.count() == 1
        for role in ("banner", "navigation", "main", "contentinfo"):
            assert opened.page.get_by_role(role).count() == 1
    finally:
        opened.page.close()
