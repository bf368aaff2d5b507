"""Views of imported models of ArchiMate that go out among elements of elsewhere, in our words: what is still there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ea_repo.exchange.archi_bends import Point, absolute_bends, middles
from ea_repo.exchange.archi_words import NATIVE, exchange_style, note
from ea_repo.exchange.archimate_back import Back, imported_from, models
from ea_repo.exchange.archimate_views import LinkKey, Shown
from ea_repo.exchange.export import Export
from ea_repo.exchange.inventory import Connection, Node, Relation, View, Wording


@dataclass(frozen=True, slots=True)
class ImportedView:
    """A view that an import brought, as its model has it; `element` is the diagram that it became here.

    `elements` and `links`: what became of the elements and relations of its model, by their ids there.
    """

    element: str
    view: View
    native: bool
    elements: Mapping[str, str]
    links: Mapping[str, LinkKey]


def imported_views(export: Export) -> Iterator[ImportedView]:
    """The views that imports brought from models of ArchiMate, among elements that came from elsewhere too."""
    heads = models(export)
    elements = {id: export.written(id) for id in export.ids} if heads else {}
    for head in heads:
        native, source = elements[head]["format"] in NATIVE, imported_from(elements[head]).get("source")
        of_source = {id: fields for id, fields in elements.items() if imported_from(fields).get("source") == source}
        back = Back(export, of_source, head)
        own_ids = {str(imported_from(fields)["id"]): id for id, fields in of_source.items()}
        links = {
            str(link["id"]): (id, str(link["field"]), str(link["to"]))
            for id, fields in of_source.items()
            for link in imported_from(fields).get("links") or ()
        }
        for id in of_source:
            if export.graph.kind(id) == "diagram":
                yield ImportedView(id, back.view(id), native, own_ids, links)


def kept_views(export: Export, items: Shown) -> Iterator[View]:
    """The imported views with what they show of these items, where it stood.

    A box or a line whose element is gone goes with it; a box around others stays as a frame.
    """
    imported = list(imported_views(export))
    views = {drawn.view.id: f"diagram-{drawn.element}" for drawn in imported}
    for drawn in imported:
        yield _Kept(drawn, items, views).view()


class _Kept:
    """Makes one of them of an imported view; `views`: what each view is called here, by its id there."""

    def __init__(self, drawn: ImportedView, items: Shown, views: Mapping[str, str]) -> None:
        self.drawn, self.items, self.views = drawn, items, views
        self.id = f"diagram-{drawn.element}"

    def view(self) -> View:
        whole = self.drawn.view
        nodes = tuple(self.nodes(whole.nodes))
        shown = {node.id: node.shows for outer in nodes for node in outer.walk()}
        return replace(
            whole, id=self.id, type="Diagram", viewpoint="", fields={}, properties=(), profiles=(), nodes=nodes,
            connections=tuple(self.connections(whole, shown)),
        )  # fmt: skip

    def shape(self, id: str) -> str:
        return f"{self.id}.{id}"

    def nodes(self, nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            element = f"id-{self.drawn.elements.get(node.shows, '')}"
            shows = element if node.shows and self.items.is_record(element) else ""
            inner = tuple(self.nodes(node.nodes))
            if node.shows and not (shows or inner):
                continue
            yield replace(
                node,
                id=self.shape(node.id),
                type="Element" if shows else "Container" if inner or node.type.lower() == "group" else "Label",
                shows=shows,
                opens=self.views.get(node.opens, ""),
                name=node.name or Wording.of(note(node.fields) if self.drawn.native else ""),
                fields=self.styled(node.fields),
                nodes=inner,
            )

    def connections(self, whole: View, shown: Mapping[str, str]) -> Iterator[Connection]:
        """The lines of which both ends are still there, those that lead to other lines after these."""
        at = middles(whole)
        there, waiting = set(shown), list(whole.connections)
        while able := [line for line in waiting if {self.shape(line.source), self.shape(line.target)} <= there]:
            waiting = [line for line in waiting if line not in able]
            for line in able:
                relation = self.relation(line.shows)
                if line.shows and relation is None and not self.is_element(line.shows):
                    continue
                there.add(self.shape(line.id))
                yield self.connection(line, relation, shown, at)

    def is_element(self, id: str) -> bool:
        """Whether a relation of its model goes out as an element: its line is there, and stands for nothing."""
        return self.items.is_record(f"id-{self.drawn.elements.get(id, '')}")

    def relation(self, id: str) -> Relation | None:
        """What a relation of its model is among those that go out."""
        if id in self.drawn.elements:
            return self.items.relation(f"id-{self.drawn.elements[id]}")
        return self.items.link(self.drawn.links[id]) if id in self.drawn.links else None

    def connection(
        self, line: Connection, relation: Relation | None, shown: Mapping[str, str], at: Mapping[str, Point]
    ) -> Connection:
        """A line in the direction that its relation has here."""
        ends = self.shape(line.source), self.shape(line.target)
        turned = relation is not None and shown.get(ends[0]) == relation.target != relation.source
        bends = tuple(absolute_bends(line, at))
        return replace(
            line,
            id=self.shape(line.id),
            type="Relationship" if relation else "Line",
            source=ends[1] if turned else ends[0],
            target=ends[0] if turned else ends[1],
            shows=relation.id if relation else "",
            fields={**self.styled(line.fields), **({"bends": bends[::-1] if turned else bends} if bends else {})},
        )

    def styled(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The documentation and the style of a box or a line, in the words of the exchange file."""
        if self.drawn.native:
            return exchange_style(fields)
        return {name: fields[name] for name in ("documentation", "style") if name in fields}
