"""Counts, sums and shares over what elements say, with how much of it is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ea_repo.draw.table_columns import Column, Computed
from ea_repo.graph import Graph
from ea_repo.select.evaluation import Knowledge
from ea_repo.select.paths import read


@dataclass(frozen=True)
class Figure:
    """A figure and what it rests on; what several elements share is in it once.

    `value` is None where nothing of it is known; a share is between 0 and 1. It rests on `known` elements; of
    `unknown` others nothing says what they add, or whether they count. On `silent` elements the way to them is not
    written at all.
    """

    what: Computed
    value: float | None
    known: int
    unknown: int
    silent: int


def figure(graph: Graph, known: Knowledge, column: Column, ids: Iterable[str]) -> Figure:
    """What a column says of these elements together; of a column without a figure, the sum of its numbers."""
    what: Computed = column.computed or "sum"
    steps = [] if column.leads == "id" else column.leads.split(".")
    values: dict[str, float | None] = {}
    silent = 0
    for id in ids:
        ends = _Ends(graph, known)
        ends.follow(id, steps)
        silent += ends.silent
        for end in ends.reached:
            if end not in values and (column.among is None or column.among.matches(graph, end)):
                values[end] = _value(graph, known, column, end, ends.left)
    said = [value for value in values.values() if value is not None]
    unknown = len(values) - len(said)
    nothing = not said if what == "share" else not said and (unknown or silent)
    added = sum(said)
    value = None if nothing else added / len(said) if what == "share" else added
    return Figure(what, value, len(said), unknown, silent)


def _value(graph: Graph, known: Knowledge, column: Column, end: str, left: Sequence[str]) -> float | None:
    """What one element adds: its number, or 1 where it counts and 0 where it does not; None where nothing says so."""
    if column.computed in ("count", "share"):
        counts = True if column.where is None else column.where.holds(graph, end, known)
        return None if counts is None else int(counts)
    value = read(graph, end, ".".join(left))
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


class _Ends:
    """Follows a path of links from an element, as far as it goes; what is left of it is a path inside the ends."""

    def __init__(self, graph: Graph, known: Knowledge) -> None:
        self.graph, self.known = graph, known
        self.reached: dict[str, None] = {}
        self.left: Sequence[str] = ()
        self.silent = 0

    def follow(self, id: str, steps: Sequence[str]) -> None:
        """Notes where the steps lead from an element, and how often a link is not written on the way."""
        definition = self.graph.definition(id)
        is_link = bool(steps) and (
            steps[0] in definition.links or steps[0] in self.graph.vocabulary.inverses(definition.name)
        )
        if not is_link:
            self.reached[id] = None
            self.left = steps
        elif not self.graph.recorded(id, steps[0]):
            self.silent += not self.known.knows(self.graph, id, steps[0])
        else:
            for target in self.graph.targets(id, steps[0]):
                self.follow(target, steps[1:])
