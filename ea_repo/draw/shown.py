"""What a map says of an element: its lines, its look, what it says when pointed at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ea_repo.draw.diagram import Entry
from ea_repo.draw.style import Style
from ea_repo.draw.viewpoint import COMPUTED, Viewpoint
from ea_repo.draw.wrap import lines, shown
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.metamodel import kind
from ea_repo.select.paths import read

NOTHING = "null"
"""The value, in a scale, of what is not recorded."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an analysis says of an element: a value of its scale, and a sentence."""

    value: str
    said: str = ""


@dataclass(frozen=True)
class Context:
    """What a map is drawn of: a graph at its date, how things look, in which language."""

    graph: Graph
    style: Style
    lang: Lang
    situation: str
    marks: Mapping[str, Mark] = field(default_factory=dict)
    focus: tuple[str, ...] = ()
    depth: int | None = None
    links: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: Text) -> str:
        return text[self.lang]


def _day(written: str, lang: Lang) -> str:
    return "/".join(reversed(written.split("-"))) if lang == "fr" else written


class Shown:
    """The words and the looks of a view, with a count of those that were used, for the legend."""

    def __init__(self, point: Viewpoint, context: Context) -> None:
        self.point = point
        self.context = context
        self._used: Counter[tuple[str, str, bool]] = Counter()

    def label(self, id: str, width: float = 128, size: float = 10, most: int = 4) -> tuple[str, ...]:
        """The lines of an element: its name, then its other fields."""
        found: list[str] = []
        for path in self.point.label:
            said = self._said(id, path)
            if said:
                found += lines(said, width, size, most if path == "name" else 3)
        return tuple(found) or (id,)

    def _said(self, id: str, path: str) -> str:
        graph = self.context.graph
        if path == "name":
            return graph.name(id)
        said = self.names(read(graph, id, path))
        return ", ".join(_day(each, self.context.lang) if path in kind(graph.kind(id)).dates else each for each in said)

    def names(self, value: Any) -> list[str]:
        """A value as people read it: the names of elements, words of a scale, texts."""
        graph = self.context.graph
        values = value if isinstance(value, list) else [] if value is None else [value]
        return [graph.name(each) if isinstance(each, str) and each in graph else str(each) for each in values]

    def tooltip(self, id: str) -> str:
        """What it says when pointed at: its kind, its whole name, its id, what the analysis says."""
        graph = self.context.graph
        said = [f"{kind(graph.kind(id)).label[self.context.lang]} · {shown(graph.name(id))} ({id})"]
        if mark := self.context.marks.get(id):
            said.append(shown(mark.said)) if mark.said else None
        description = graph.value(id, "description")
        return "\n".join([*said, *([shown(description)] if description else [])])

    def look(self, id: str) -> str:
        """The look of an element, counted in the legend."""
        scale = self.point.colour
        return "plain" if scale is None else self.of(scale, self._value(id, scale), arrow=False)

    def of(self, scale: str, value: str, *, arrow: bool) -> str:
        found = self.context.style.value(scale, value)
        if found is None:
            return "plain"
        known = value if value in self.context.style.scales.get(scale, {}) else "*"
        self._used[scale, known, arrow] += 1
        return found.look

    def _value(self, id: str, scale: str) -> str:
        if scale in COMPUTED:
            mark = self.context.marks.get(id)
            return mark.value if mark else NOTHING
        if scale == "phase":
            return self.context.graph.phase(id)
        found = read(self.context.graph, id, scale)
        return str(found[0] if isinstance(found, list) and found else found) if found not in (None, []) else NOTHING

    def flow_look(self, id: str, scale: str | None, *, arrow: bool = True) -> str:
        """The look of a flow, as an arrow or in a cell, counted in the legend."""
        if scale is None:
            return "plain"
        return self.of(scale, self._value(id, scale), arrow=arrow)

    def count(self, scale: str, value: str, number: int = 1) -> str:
        """The look of a value of a scale that is not an element's, counted."""
        look = self.of(scale, value, arrow=False)
        if number != 1:
            known = value if value in self.context.style.scales.get(scale, {}) else "*"
            self._used[scale, known, False] += number - 1
        return look

    def legend(self) -> tuple[Entry, ...]:
        """The values that were used, in the order of their scales."""
        found = []
        for scale in dict.fromkeys(scale for scale, _, _ in self._used):
            for arrow in (False, True):
                for value, told in self.context.style.order(scale):
                    if number := self._used[scale, value, arrow]:
                        found.append(Entry(told.look, told.words.text[self.context.lang], number, arrow))
        return tuple(found)

    def named(self, ids: Iterable[str], most: int = 12) -> str:
        """The names of some elements, the first ones, with how many more there are."""
        names = [shown(self.context.graph.name(each)) for each in ids]
        more = len(names) - most
        rest = Text(f" et {more} autres", f" and {more} more")[self.context.lang] if more > 0 else ""
        return ", ".join(names[:most]) + rest
