"""HTML to the text that it shows: what tools with rich-text fields export."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);")
_BLOCKS = frozenset(("p", "div", "br", "li", "ul", "ol", "table", "tr", "blockquote", "pre", "figure"))
_BLOCKS |= {f"h{level}" for level in range(1, 7)}
_UNSEEN = frozenset(("script", "style", "head", "title"))


def as_text(html: str) -> str:
    """The text of HTML, one line a block; what holds no tag and no character reference is left as it is."""
    if not _TAG.search(html):
        return html
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            # A line of the source is no line of what it shows.
            self.parts.append(data.replace("\n", " ").replace("\r", " "))
