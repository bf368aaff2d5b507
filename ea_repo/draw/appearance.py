"""How elements appear on a map: their lines, their tooltip, their look; and the legend, of the looks that were used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ea_repo.draw.colours import DYNAMIC, quarter, with_scale
from ea_repo.draw.context import NOT_RECORDED, Context
from ea_repo.draw.diagram import LegendEntry
from ea_repo.draw.plain_text import one_line
from ea_repo.draw.style import Value
from ea_repo.draw.viewpoint import ANALYSES, Viewpoint
from ea_repo.draw.wrap import wrap
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.select.paths import read
from ea_repo.semantics.remarks import remarked

LAST_SUPPORT = "support"
"""In a label, where support colours: the day on which the last support of a technology ends."""


class Appearance:
    """The words and the looks of a viewpoint, with a count of the looks that were asked for, for the legend."""

    def __init__(self, point: Viewpoint, context: Context) -> None:
        self.point = point
        self.context = context
        self.colour = point.colour
        self._counts: Counter[tuple[str, str, bool]] = Counter()

    @property
    def graph(self) -> Graph:
        return self.context.graph

    def label(self, id: str, width: float = 128, size: float = 10, most: int = 4) -> tuple[str, ...]:
        """The lines of an element: its name, then the other fields that the viewpoint shows."""
        lines: list[str] = []
        for path in self.point.label:
            if text := self._field_text(id, path):
                lines += wrap(text, width, size, most if path == "name" else 3)
        return tuple(lines) or (id,)

    def _field_text(self, id: str, path: str) -> str:
        if path == "name":
            return self._name(id)
        if path == LAST_SUPPORT:
            return self.last_support(id)
        words = self.names(read(self.graph, id, path))
        dated = path in self.graph.definition(id).dates
        return ", ".join(_day(word, self.context.lang) if dated else word for word in words)

    def last_support(self, id: str) -> str:
        """The day on which the last support of a technology ends, where it is known."""
        mark = self.context.marks.get(id)
        return self.context.date(mark.day) if mark and mark.day else ""

    def names(self, value: Any) -> list[str]:
        """A value as people read it: elements by their names."""
        values = value if isinstance(value, list) else [] if value is None else [value]
        graph = self.graph
        return [graph.name(item) if isinstance(item, str) and item in graph else str(item) for item in values]

    def name(self, id: str) -> str:
        """The name of an element, on one line."""
        return one_line(self._name(id))

    def _name(self, id: str) -> str:
        return remarked(self.graph, id, self.graph.name(id), self.context.lang)

    def named(self, ids: Iterable[str], most: int = 12) -> str:
        """The names of some elements, the first ones, with how many more there are."""
        names = [self.name(id) for id in ids]
        more = len(names) - most
        rest = self.context.say(Text(f" et {more} autres", f" and {more} more")) if more > 0 else ""
        return ", ".join(names[:most]) + rest

    def tooltip(self, id: str) -> str:
        """Its kind, its whole name, its id; what its colour and the analysis say of it; its description."""
        graph, colour = self.graph, self.colour
        lines = [f"{graph.definition(id).label[self.context.lang]} · {self.name(id)} ({id})"]
        if meaning := self.meaning(id, colour):
            lines.append(meaning)
        mark = self.context.marks.get(id)
        if mark is not None and mark.sentence:
            lines.append(one_line(mark.sentence))
        if description := graph.value(id, "description"):
            lines.append(one_line(description))
        return "\n".join(lines)

    def make_scale(self, ids: Iterable[str]) -> None:
        """Makes the scale of these elements, where no style can list what they are coloured by."""
        if self.colour in DYNAMIC:
            values = [self._first(id, self.colour) for id in ids]
            name = lambda value: self.name(value) if value in self.graph else value  # noqa: E731
            self.context = replace(self.context, style=with_scale(self.context.style, self.colour, values, name))

    def choose_colour(self, ids: Sequence[str]) -> None:
        """Colours by what is recorded of most of these elements, where the view names several things."""
        choices = [self.colour, *self.point.or_colour]
        recorded = (scale for scale in choices if scale and 2 * len(self._recorded(ids, scale)) > len(ids))
        self.colour = next(recorded, self.colour)

    def _recorded(self, ids: Sequence[str], scale: str) -> list[str]:
        return [id for id in ids if self.value(id, scale) not in (NOT_RECORDED, "unknown")]

    def look(self, id: str) -> str:
        """The look of an element by what colours the viewpoint, counted in the legend."""
        return self.coloured(id, self.colour, arrow=False)

    def coloured(self, id: str, scale: str | None, *, arrow: bool) -> str:
        """The look of an element or a flow by a scale, as an arrow or as a box, counted in the legend."""
        return "plain" if scale is None else self.look_of(scale, self.value(id, scale), arrow=arrow)

    def shown_as(self, id: str, scale: str) -> Value | None:
        """How the value of an element in a scale is shown, without counting it; None where the scale does not tell."""
        return self.context.style.value(scale, self.value(id, scale))

    def meaning(self, id: str, scale: str | None) -> str:
        """What the look of an element says of it, in words."""
        if scale is None or scale == "kind":
            return ""
        mark = self.context.marks.get(id) if scale in ANALYSES else None
        if mark is not None and mark.words:
            return mark.words
        value = self.shown_as(id, scale)
        return self.context.say(value.words.text) if value is not None else ""

    def say_value(self, scale: str, value: str) -> str:
        """How the legend tells a value of a scale."""
        shown_as = self.context.style.value(scale, value)
        return self.context.say(shown_as.words.text) if shown_as is not None else ""

    def look_of(self, scale: str, value: str, *, arrow: bool) -> str:
        """The look of a value of a scale, counted in the legend."""
        style = self.context.style
        shown_as = style.value(scale, value)
        if shown_as is None:
            return "plain"
        self._counts[scale, value if value in style.scales.get(scale, {}) else "*", arrow] += 1
        return shown_as.look

    def value(self, id: str, scale: str) -> str:
        """What an element is in a scale."""
        if scale in ANALYSES:
            mark = self.context.marks.get(id)
            return mark.value if mark else NOT_RECORDED
        if scale == "phase":
            return self.graph.phase(id)
        value = self._first(id, scale)
        if isinstance(value, int | float) and scale in DYNAMIC:
            return quarter(value, self.context.style.scales[scale])
        return NOT_RECORDED if value is None else str(value)

    def _first(self, id: str, path: str) -> Any:
        """What is written of an element at a path, the first of several."""
        value = read(self.graph, id, path)
        return (value[0] if value else None) if isinstance(value, list) else value

    def legend(self) -> tuple[LegendEntry, ...]:
        """The values that were used, in the order of their scales."""
        return tuple(
            LegendEntry(shown_as.look, self.context.say(shown_as.words.text), number, arrow)
            for scale in dict.fromkeys(scale for scale, _, _ in self._counts)
            for arrow in (False, True)
            for value, shown_as in self.context.style.order(scale)
            if (number := self._counts[scale, value, arrow])
        )


def _day(written: str, lang: Lang) -> str:
    return "/".join(reversed(written.split("-"))) if lang == "fr" else written
