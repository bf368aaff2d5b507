"""What goes out: the elements that one chose, as a workspace writes them, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ea_repo.exchange.drawn_view import DrawnView
from ea_repo.finding import Lang
from ea_repo.graph import Graph
from ea_repo.load.history import Commit
from ea_repo.metamodel import Kind
from ea_repo.select.paths import fields

MAKER = "ea-repo"
"""What a file that went out names as its maker: `ea import` knows it again by that."""


@dataclass(frozen=True, slots=True)
class Vertex:
    """An element without its links."""

    id: str
    kind: str
    name: str
    fields: Mapping[str, Any]
    definition: Kind


@dataclass(frozen=True, slots=True)
class Edge:
    """One value of a link field; `details` is what it says besides: from, until, note, for, need."""

    source: str
    field: str
    target: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Export:
    """The elements that go out, in the order of their ids, and where they come from."""

    graph: Graph
    ids: Sequence[str]
    workspace: str
    day: str
    """The day on which they were looked at."""
    lang: Lang = "fr"
    commits: Sequence[Commit] = ()
    """The last changes of the model, the newest first; none where no history is kept."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """What else the file is to say of itself."""
    draw: Callable[[], Sequence[DrawnView]] = tuple
    """Draws the maps of the workspace, for formats that have views: it takes its time."""

    @cached_property
    def by_kind(self) -> Mapping[str, Sequence[str]]:
        """The elements by the names of their kinds, in the order of the metamodel; only kinds that are there."""
        sorted_: dict[str, list[str]] = {name: [] for name in self.graph.vocabulary.kinds}
        for id in self.ids:
            sorted_[self.graph.kind(id)].append(id)
        return {name: ids for name, ids in sorted_.items() if ids}

    def kind(self, id: str) -> Kind:
        """The kind of an element."""
        return self.graph.definition(id)

    def written(self, id: str) -> dict[str, Any]:
        """Everything that the text says of an element, as plain values; several values are a list."""
        return fields(self.graph, id)

    def vertices(self) -> Iterator[Vertex]:
        """The elements, each without its links."""
        return map(self.vertex, self.ids)

    def vertex(self, id: str) -> Vertex:
        """An element without its links, but for those of which it is known that there are none."""
        links = self.kind(id).links
        own = {name: value for name, value in self.written(id).items() if name not in links or not value}
        return Vertex(id, self.graph.kind(id), self.graph.name(id), own, self.kind(id))

    def edges(self) -> Iterator[Edge]:
        """Every value of their links, also where it points at nothing that goes out."""
        for id in self.ids:
            yield from self.edges_of(id)

    def edges_of(self, id: str) -> Iterator[Edge]:
        """The same of one element."""
        written, links = self.written(id), self.kind(id).links
        for name in (name for name in written if name in links):
            for value in written[name]:
                details = dict(value) if isinstance(value, dict) else {"to": value}
                target = details.pop("to")
                yield Edge(id, name, target, details)


@dataclass(frozen=True, slots=True)
class Ends:
    """The two applications between which data flow."""

    source: str
    target: str


def exchanges(export: Export) -> Mapping[str, Ends]:
    """The flows of which both ends go out, by id: formats with arrows have arrows for them."""
    going = frozenset(export.ids)
    found: dict[str, Ends] = {}
    for id in export.by_kind.get("flow", ()):
        ends = [[ref.to for ref in export.graph.value(id, end) or ()] for end in ("source", "target")]
        if all(len(end) == 1 for end in ends) and going.issuperset([*ends[0], *ends[1]]):
            found[id] = Ends(ends[0][0], ends[1][0])
    return found
