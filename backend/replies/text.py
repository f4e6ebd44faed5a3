"""A reply's HTML as plain text, for mail clients and people that take no HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "ul", "ol", "table"})
_CELLS = frozenset({"td", "th"})


def as_text(html: str) -> str:
    """The text of a reply that `compose` made: paragraphs apart, list items with a dash, one line per table row."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = [re.sub(r"[ \t\r\f]+", " ", line).strip(" |") for line in "".join(parser.pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Text(HTMLParser):
    """Collects the text, with a line break where a browser would make one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a line for what begins one."""
        if tag in _BLOCKS:
            self.pieces.append("\n\n")
        elif tag == "li":
            self.pieces.append("\n- ")
        elif tag in {"tr", "br"}:
            self.pieces.append("\n")
        elif tag in _CELLS:
            self.pieces.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        """End a block with an empty line."""
        if tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Take the text; its own line breaks are only those of the template."""
        self.pieces.append(re.sub(r"\s*\n\s*", " ", data))
