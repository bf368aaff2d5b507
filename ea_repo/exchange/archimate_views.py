"""Maps of the workspace as views of ArchiMate: nodes show the elements that go out, connections their relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from ea_repo.exchange.drawn_view import DrawnBox, DrawnLine, DrawnView
from ea_repo.exchange.inventory import Connection, Node, Relation, View, Wording
from ea_repo.exchange.place import Place
from ea_repo.exchange.xml_text import xml_safe

_NOWHERE = Place("")
LinkKey = tuple[str, str, str]
"""The holder of a link, its field, and what it points at."""


class Shown(Protocol):
    """What a view may show of a model: one asks by the ids that its items have there."""

    def is_record(self, id: str) -> bool:
        """Whether an element goes out as a record."""

    def relation(self, id: str) -> Relation | None:
        """The relation that an element goes out as, where it does."""

    def link(self, key: LinkKey) -> Relation | None:
        """The relation that stands for a link, where it goes out."""


class Views:
    """Makes views of the items of a model."""

    def __init__(self, items: Shown, lang: str) -> None:
        self.items, self.lang = items, lang

    def view(self, drawn: DrawnView) -> View:
        """A map as a view: what does not go out is left out, with the lines that lead to it."""
        inside: dict[str, list[DrawnBox]] = {}
        for box in drawn.boxes:
            inside.setdefault(box.inside, []).append(box)
        nodes = tuple(self.nodes("", inside, drawn.id))
        shown = {node.id: node.shows for outer in nodes for node in outer.walk()}
        return View(
            id=f"view-{drawn.id}",
            at=_NOWHERE,
            type="Diagram",
            name=self.wording(drawn.title),
            documentation=self.wording(drawn.question),
            nodes=nodes,
            connections=tuple(self.connections(drawn, shown)),
        )

    def nodes(self, outer: str, inside: Mapping[str, list[DrawnBox]], view: str) -> Iterator[Node]:
        """The boxes inside another one; a frame is there for its element, or for what it holds."""
        for box in inside.get(outer, ()):
            shows = f"id-{box.element}" if self.items.is_record(f"id-{box.element}") else ""
            nodes = tuple(self.nodes(box.id, inside, view))
            if shows or nodes or not (box.element or box.frame):
                yield Node(
                    id=_box_id(view, box.id),
                    type="Element" if shows else "Container",
                    at=_NOWHERE,
                    shows=shows,
                    name=Wording() if shows else self.wording(box.label),
                    x=box.x, y=box.y, width=box.width, height=box.height,
                    fields={"style": {"fillColor": _colour(box.fill)}},
                    nodes=nodes,
                )  # fmt: skip

    def connections(self, drawn: DrawnView, shown: Mapping[str, str]) -> Iterator[Connection]:
        numbers = Counter[str]()
        for line in drawn.lines:
            ends = _box_id(drawn.id, line.source), _box_id(drawn.id, line.target)
            if not all(end in shown for end in ends):
                continue
            for relation in self.fitting(line, {shown[end] for end in ends}) or (None,):
                numbers[drawn.id] += 1
                yield self.connection(f"view-{drawn.id}.line-{numbers[drawn.id]}", line, ends, shown, relation)

    def fitting(self, line: DrawnLine, ends: set[str]) -> Sequence[Relation]:
        """The relations that a line stands for, of those that have its ends: a box may stand for many elements."""
        return [relation for relation in self.relations_of(line) if {relation.source, relation.target} == ends]

    def relations_of(self, line: DrawnLine) -> Iterator[Relation]:
        """The relations of the model that a line stands for."""
        for flow in line.flows:
            if (relation := self.items.relation(f"id-{flow}")) is not None:
                yield relation
        for link in line.links:
            if (relation := self.items.link((link.holder, link.field, link.target))) is not None:
                yield relation

    def connection(
        self, id: str, line: DrawnLine, ends: tuple[str, str], shown: Mapping[str, str], relation: Relation | None
    ) -> Connection:
        """A line for a relation, in the direction of that; for none, a plain line with its words."""
        turned = relation is not None and relation.source != shown[ends[0]]
        bends = tuple({"x": str(bend.x), "y": str(bend.y)} for bend in line.bends)
        return Connection(
            id=id,
            type="Relationship" if relation else "Line",
            at=_NOWHERE,
            source=ends[1] if turned else ends[0],
            target=ends[0] if turned else ends[1],
            shows=relation.id if relation else "",
            name=Wording() if relation else self.wording(line.label),
            fields={"bends": bends[::-1] if turned else bends} if bends else {},
        )

    def wording(self, text: str) -> Wording:
        return Wording.of(" ".join(xml_safe(text).split()), self.lang)


def _box_id(view: str, box: str) -> str:
    return f"view-{view}.{box}"


def _colour(written: str) -> dict[str, str]:
    """A colour in the parts that the exchange file has."""
    return {name: str(int(written[place : place + 2], 16)) for name, place in (("r", 1), ("g", 3), ("b", 5))}
