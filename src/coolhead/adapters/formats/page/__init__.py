"""A call as one page of HTML that needs nothing else: to read, to send, to print.

No script, no font, no picture from elsewhere; whatever was said in the call is text and stays it.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Final

from coolhead.adapters.formats.page.figure import picture
from coolhead.adapters.formats.page.figure_words import legend, moment_list
from coolhead.adapters.formats.page.head import head
from coolhead.adapters.formats.page.judged import heat_reasons, ladder, scorecard
from coolhead.adapters.formats.page.lanes import LONG_S
from coolhead.adapters.formats.page.markup import Html, document, element, stylesheet
from coolhead.adapters.formats.page.places import Places
from coolhead.adapters.formats.page.record_part import record_part
from coolhead.adapters.formats.page.transcript import transcript
from coolhead.services.finished import FinishedCall

# Nothing may be loaded, run or sent; of styles only the page's own sheet, known by its digest.
_POLICY: Final = (
    "default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)


def call_page(call: FinishedCall) -> str:
    """The page of a finished call, as a whole HTML document to be written in UTF-8.

    It shows what is in ``call`` and nothing more, so what its reader may not see must not be in it.
    """
    places = Places(call.heard)
    sections = [
        ("picture", "The call in one picture", _picture(call, places)),
        ("heat", "Why the heat moved", heat_reasons(call, places)),
        ("ladder", "The boundary ladder", ladder(call, places)),
        ("record", "The record", record_part(call.record, places)),
        (
            "scorecard",
            "Scorecard",
            scorecard(call.record.scorecard, places) if call.record.scorecard else None,
        ),
        ("transcript", "What was said", transcript(places, call.started.language)),
    ]
    shown = [(name, title, inside) for name, title, inside in sections if inside is not None]
    links = [element("li", element("a", title, href=f"#{name}")) for name, title, _ in shown]
    return document(
        element(
            "html",
            _document_head(call),
            element(
                "body",
                head(call, places),
                element("nav", element("ul", *links), aria_label="On this page"),
                element("main", *(_section(*each) for each in shown)),
                _foot(call),
            ),
            lang="en",
        )
    )


def _document_head(call: FinishedCall) -> Html:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy()),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"Call {call.record.id or 'without an id'}"),
        # Without an icon of its own a page that is served makes browsers ask for one.
        element("link", rel="icon", href="data:,"),
        stylesheet(_style()),
    )


@cache
def _style() -> str:
    return (resources.files(__name__) / "style.css").read_text(encoding="utf-8")


@cache
def _policy() -> str:
    digest = sha256(_style().encode()).digest()
    return _POLICY.format(digest=b64encode(digest).decode("ascii"))


def _section(name: str, title: str, inside: Html) -> Html:
    return element(
        "section",
        element("h2", title, id=f"{name}-title"),
        inside,
        id=name,
        aria_labelledby=f"{name}-title",
    )


def _picture(call: FinishedCall, places: Places) -> Html:
    drawn = picture(call, places.in_order)
    marked = moment_list(call, places)
    return Html(
        element("figure", drawn, element("figcaption", _caption(call)))
        if drawn
        else element("p", "The call took no time, so there is nothing to draw."),
        legend(call, places.in_order) if drawn else None,
        element("h3", "Moments") if marked else None,
        marked,
    )


def _caption(call: FinishedCall) -> str:
    said = (
        "The customer\u2019s heat, 0 to 100: how heated the call was after each utterance, "
        "reckoned from what was said and how, and no judgement of a person. Below it who spoke "
        "when, in minutes and seconds from the start of the call."
    )
    if call.duration_s > LONG_S:
        said += " In so long a call, the taller the bar, the more of the time was spoken."
    if call.started.times_estimated:
        said += " All times are estimated from the length of the text."
    return said


def _foot(call: FinishedCall) -> Html:
    engine = call.started.engine_version
    version = f" (engine {engine})" if engine else ""
    return element(
        "footer",
        element(
            "p",
            f"Drafted by Coolhead{version} from what was heard. The customer\u2019s heat is "
            "inferred from it; of the agent only conduct is noted, never a feeling. Keep this "
            "page as you keep the transcript.",
        ),
    )
