"""A list of needs with what meets them: those that several things meet, or none, first; then by group."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.diagram import Box, Diagram, LegendEntry, Place
from ea_repo.draw.frames import Frames
from ea_repo.draw.matrix import MANY
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.draw.wrap import wrap
from ea_repo.finding import Text

_NAME, _MET, _LINE, _PAD, _GAP, SIZE = 210.0, 260.0, 11.0, 6.0, 8.0, 9
_TITLE = 20.0
_MOST_ROWS = 24
"""Of a frame: a longer group goes on in another one."""
_PAPER = math.sqrt(2)
_SEVERAL, _NONE = Text("Plusieurs", "Several"), Text("Aucune", "None")
_NO_GROUP = Text("Groupe non renseigné", "Group not recorded")


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
    frames = [frame for title, group in _groups(appearance, found) for frame in _frames(appearance, title, group)]
    boxes = tuple(box for frame in _in_columns(frames) for box in frame)
    cells, say = appearance.point.cells, appearance.context.say
    verb = say(cells.verb.text) if cells else ""
    reading = LegendEntry("head", say(Text(f"à gauche {verb} à droite", f"left {verb} right")), len(found))
    parts = Text("entre parenthèses : une partie seulement", "in brackets: a part only")
    in_part = [LegendEntry("head", say(parts), count)] if (count := sum(len(need.partly) for need in found)) else []
    return replace(head, boxes=boxes, legend=(*appearance.legend(), reading, *in_part), layout="placed")


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


def _frames(appearance: Appearance, title: str, group: Sequence[_Need]) -> Iterator[list[Box]]:
    """A group as frames from the top left, its title with its number on each."""
    for start in range(0, len(group), _MOST_ROWS):
        top, rows = _TITLE, list[Box]()
        for need in group[start : start + _MOST_ROWS]:
            row = _row(appearance, need, top)
            rows += row
            top += max(box.place.height for box in row if box.place)
        label = f"{title} ({len(group)})" + ("…" if start else "")
        place = Place(0, 0, _NAME + _MET + 2 * _PAD, top + _PAD)
        yield [Box(f"group:{title}:{start}", wrap(label, _NAME + _MET, 11, 1), "quartier", label,
                   place=place, size=11, frame=True, left=True), *rows]  # fmt: skip


def _row(appearance: Appearance, need: _Need, top: float) -> list[Box]:
    """The name of a need, and what meets it, as high as the higher of both."""
    names = [appearance.name(id) for id in need.whole]
    names += [f"({appearance.name(id)})" for id in need.partly]
    words = ", ".join(names) or appearance.context.say(Text("rien de renseigné", "nothing recorded"))
    label, met = wrap(appearance.name(need.id), _NAME - 18, SIZE, 4), wrap(words, _MET - 14, SIZE, 30)
    height = max(len(label), len(met)) * _LINE + 7
    look = appearance.look_of(MANY, need.many, arrow=False)
    meaning = f"{appearance.say_value(MANY, need.many)}{appearance.context.colon}{words}"
    return [
        Box(f"row:{need.id}", label, look, appearance.tooltip(need.id), need.id,
            place=Place(_PAD, top, _NAME, height), size=SIZE, left=True, meaning=meaning),
        Box(f"met:{need.id}", met, "head", words, place=Place(_PAD + _NAME, top, _MET, height), size=SIZE, left=True),
    ]  # fmt: skip


def _in_columns(frames: Sequence[Sequence[Box]]) -> Iterator[list[Box]]:
    """Frames below each other in as many columns as make the sheet as wide as paper is for its height."""
    heights = [frame[0].place.height + _GAP for frame in frames if frame[0].place]
    width = _NAME + _MET + 2 * _PAD + _GAP
    columns = max(1, round(math.sqrt(sum(heights) * _PAPER / width)))
    room, left, top = sum(heights) / columns, 0.0, 0.0
    for frame, height in zip(frames, heights, strict=True):
        if top and top + height / 2 > room:
            left, top = left + width, 0.0
        yield [replace(box, place=_moved(box.place, left, top)) for box in frame]
        top += height


def _moved(place: Place | None, right: float, down: float) -> Place | None:
    return place and replace(place, x=place.x + right, y=place.y + down)
