"""A page of HTML as a tree, read by the standard library; refuses what is not well nested."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

_VOID: Final = frozenset({"br", "hr", "link", "meta"})


class Node:
    """An element: its name, its attributes, and what is in it."""

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Node | str] = []

    @property
    def text(self) -> str:
        """All text in it, as it is read."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def all(self, name: str | None = None, look: str | None = None) -> list[Node]:
        """The elements in it of that name and class."""
        return [
            node
            for node in self._descendants()
            if name in {None, node.name} and (look is None or look in node.classes)
        ]

    def one(self, name: str | None = None, look: str | None = None) -> Node:
        """The only such element."""
        (found,) = self.all(name, look)
        return found

    def by_id(self, wanted: str) -> Node:
        """The element of that id."""
        (found,) = (node for node in self.all() if node.attributes.get("id") == wanted)
        return found

    def _descendants(self) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child._descendants()


def read_page(page: str) -> Node:
    """The tree of a page. Raises ``AssertionError`` where a tag is not closed in its turn."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root], f"not closed: {[node.name for node in reader.open]}"
    return reader.root


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("document", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice: {attrs}"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")
