"""Texts of a source as an element has them: one is its name or description, the others are remembered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ea_repo.exchange.inventory import Inventory, Item, Wording

LONGEST = 20_000
"""The longest text that a field takes, in characters."""
_CUT = " […]"
LINE_ENDS, WINDOWS = "line_ends", "windows"
"""What an element remembers of a description whose lines all end as Windows ends them."""


class Languages:
    """In which language a source is written, and in which one reads it."""

    def __init__(self, inventory: Inventory, wanted: str | None) -> None:
        self.own = _usual(item.name for item in (*inventory.records, *inventory.relations, *inventory.views))
        """The language of most of its names, empty where it names none."""
        self._wanted = wanted or ""

    def chosen(self, wording: Wording) -> str:
        """The text to read: in the language wanted where there is one in it, else the first."""
        return _ends(wording.in_(self._wanted) or str(wording))

    def of(self, item: Item) -> str:
        """The language of an item's texts, where they have one that is not the source's own."""
        langs = {lang for wording in (item.name, item.documentation) for lang, _ in wording.texts}
        return langs.pop() if len(langs) == 1 and langs != {self.own} else ""

    def remembered(self, wording: Wording, taken: str) -> dict[str, str]:
        """All the texts, where the one that was taken does not say it all."""
        whole = {lang: _ends(text) for lang, text in wording.texts}
        return whole if len(wording.texts) > 1 or set(whole.values()) - {taken} else {}

    def apart(self, item: Item, wording: Wording) -> dict[str, str]:
        """The text of an item that is in another language than the source's own, and than all others of the item."""
        langs = {lang for lang, _ in wording.texts}
        return {} if self.of(item) or langs <= {self.own} else {lang: _ends(text) for lang, text in wording.texts}

    def of_none(self, wording: Wording) -> dict[str, str]:
        """A text that names no language, in a source whose others do."""
        return {lang: _ends(text) for lang, text in wording.texts if self.own and not lang}


def _usual(wordings: Iterable[Wording]) -> str:
    counts = Counter(lang for wording in wordings for lang, _ in wording.texts)
    return min(counts, key=lambda lang: (-counts[lang], lang)) if counts else ""


def _ends(text: str) -> str:
    """A text with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def line_ends(wording: Wording) -> dict[str, str]:
    """What to remember of the line ends of a text; elements have one kind of them."""
    text = "".join(text for _, text in wording.texts)
    return {LINE_ENDS: WINDOWS} if "\r\n" in text and "\n" not in text.replace("\r\n", "") else {}


def on_one_line(text: str) -> str:
    """A name: its words, with one blank between two."""
    return " ".join(text.split())[:LONGEST]


def as_description(text: str) -> str:
    """A description: without the blanks at its ends, and cut where no field would take it."""
    text = text.strip()
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT
