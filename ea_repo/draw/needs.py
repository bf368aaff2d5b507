"""A list of needs with what meets them: those that several things meet, or none, first; then by group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.diagram import Diagram, LegendEntry
from ea_repo.draw.frames import Frames
from ea_repo.draw.listing import ListGroup, ListRow, listing
from ea_repo.draw.matrix import MANY
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.finding import Text

_SEVERAL, _NONE = Text("Plusieurs", "Several"), Text("Aucune application", "No application")
_NO_GROUP = Text("Une fois ou en partie, groupe non renseigné", "Once or in part, group not recorded")


@dataclass(frozen=True, slots=True)
class _Need:
    """An element of the rows with what meets it whole, and in part."""

    id: str
    whole: tuple[str, ...]
    partly: tuple[str, ...]

    @property
    def many(self) -> str:
        """Its value in the scale of rows by how much meets them."""
        if len(self.whole) > 1:
            return "several"
        return "one" if self.whole else "part" if self.partly else "none"


def needs(head: Diagram, appearance: Appearance, rows: Sequence[str], columns: Sequence[str]) -> Diagram:
    """A frame a group, a row a need: its name, and what meets it, or that nothing recorded does."""
    found = _needs(appearance, rows, frozenset(columns))
    groups = [
        ListGroup(title, tuple(_row(appearance, need) for need in group)) for title, group in _groups(appearance, found)
    ]
    boxes = tuple(listing(groups, appearance.context.colon))
    legend = (*appearance.legend(), *_readings(appearance, found))
    return replace(head, boxes=boxes, legend=legend, layout="placed")


def _readings(appearance: Appearance, found: Sequence[_Need]) -> Iterator[LegendEntry]:
    """How to read a row: how many are met whole, and how many names stand in brackets."""
    cells, say = appearance.point.cells, appearance.context.say
    verb = say(cells.verb.text) if cells else ""
    if met := sum(bool(need.whole) for need in found):
        yield LegendEntry("head", say(Text(f"à gauche {verb} à droite", f"left {verb} right")), met)
    if in_part := sum(len(need.partly) for need in found):
        parts = Text("entre parenthèses : une partie seulement", "in brackets: a part only")
        yield LegendEntry("head", say(parts), in_part)


def _needs(appearance: Appearance, rows: Sequence[str], columns: frozenset[str]) -> list[_Need]:
    graph, cells = appearance.graph, appearance.point.cells
    if cells is None or cells.link is None:
        return []
    partly = graph.along(cells.partly.link) if cells.partly else {}
    found = []
    for row in sorted(rows, key=lambda row: (dictionary_order(graph.name(row)), row)):
        whole = tuple(id for id in graph.targets(row, cells.link) if id in columns)
        part = tuple(id for id in partly[row] if id in columns and id not in whole) if cells.partly else ()
        found.append(_Need(row, whole, part))
    return found


def _groups(appearance: Appearance, found: Sequence[_Need]) -> Iterator[tuple[str, list[_Need]]]:
    """What is met several times, what by nothing, then the others by their outermost group."""
    say, name = appearance.context.say, appearance.graph.name
    for many, words in (("several", _SEVERAL), ("none", _NONE)):
        yield say(words), [need for need in found if need.many == many]
    frames = Frames(appearance.graph, appearance.point.group, [need.id for need in found])
    others: dict[str, list[_Need]] = {}
    for need in found:
        if need.many in ("one", "part"):
            frame = frames.outer(need.id)
            others.setdefault(name(frame) if frame else "", []).append(need)
    for title in sorted(others, key=lambda words: (not words, dictionary_order(words))):
        yield title or say(_NO_GROUP), others[title]


def _not_met(appearance: Appearance, need: _Need) -> str:
    """What is recorded of a need that nothing shown meets: those who meet it on other days alone."""
    graph, cells, say = appearance.graph, appearance.point.cells, appearance.context.say
    links = [link for link in (cells.link, cells.partly.link if cells.partly else None) if link] if cells else []
    linked = dict.fromkeys(id for link in links for id in graph.targets(need.id, link))
    others = [id for id in linked if not graph.in_service(id)]
    if not others:
        return say(Text("rien de renseigné", "nothing recorded"))
    states = ((appearance.name(id), appearance.say_value("phase", graph.phase(id))) for id in others)
    return ", ".join(f"{name} ({state})" if state else name for name, state in states)


def _row(appearance: Appearance, need: _Need) -> ListRow:
    """The name of a need, and what meets it."""
    names = [appearance.name(id) for id in need.whole]
    names += [f"({appearance.name(id)})" for id in need.partly]
    words = ", ".join(names) or _not_met(appearance, need)
    return ListRow(
        need.id,
        appearance.name(need.id),
        appearance.look_of(MANY, need.many, arrow=False),
        appearance.tooltip(need.id),
        (words,),
        meaning=appearance.say_value(MANY, need.many),
    )
