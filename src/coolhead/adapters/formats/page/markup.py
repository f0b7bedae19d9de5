"""HTML in which text from a call stays text.

``element`` escapes every plain string that it is given, as a child or as an attribute. Only what
it made itself (``Html``) goes in as markup, and nothing else can make one.
"""

from __future__ import annotations

import html
from typing import Final

from coolhead.record.wording import harmless

# These have no content, and so no closing tag.
_VOID: Final = frozenset({"br", "hr", "link", "meta"})


class Html:
    """A piece of finished markup: the children one after another, plain strings escaped."""

    __slots__ = ("_markup",)

    def __init__(self, *children: Child) -> None:
        self._markup = "".join(_escaped(child) for child in children)

    @property
    def markup(self) -> str:
        """The characters to write into a file."""
        return self._markup

    def __str__(self) -> str:
        raise TypeError("markup in a string would be escaped or doubled: give it to element()")


Child = Html | str | None
Attribute = str | int | float | None


def element(name: str, /, *children: Child, **attributes: Attribute) -> Html:
    """An element; ``None`` among children or attributes is left out.

    ``class_`` is written ``class``, ``aria_label`` is ``aria-label``. Raises ``TypeError`` for a
    child that is neither markup nor text.
    """
    opening = name + "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "" if name in _VOID else f"{Html(*children).markup}</{name}>"
    return _finished(f"<{opening}>{inside}")


def joined(separator: str, parts: list[Html]) -> Html:
    """The parts in a row, with the separator, which is text, between them."""
    return _finished(escape(separator).join(part.markup for part in parts))


def stylesheet(css: str) -> Html:
    """A ``<style>`` element of our own rules; raises ``ValueError`` if they could leave it."""
    if "<" in css:
        raise ValueError("a '<' in a stylesheet could end it")
    return _finished(f"<style>{css}</style>")


def document(root: Html) -> str:
    """The whole page as text."""
    return f"<!DOCTYPE html>\n{root.markup}\n"


def escape(text: str) -> str:
    """The text as it may stand between tags and in a quoted attribute."""
    return html.escape(harmless(text))


def _escaped(child: Child) -> str:
    if isinstance(child, Html):
        return child.markup
    if child is None:
        return ""
    if not isinstance(child, str):
        raise TypeError(f"neither markup nor text: {type(child).__name__}")
    return escape(child)


def _finished(markup: str) -> Html:
    made = Html()
    made._markup = markup
    return made
