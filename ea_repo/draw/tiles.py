"""Maps of nested frames with a tile for each element: the land-use plan of an information system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ea_repo.draw.appearance import LAST_SUPPORT, Appearance
from ea_repo.draw.diagram import Box, Diagram, LegendEntry
from ea_repo.draw.frames import frame_above, frames_of
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.draw.tile_layout import TILE_SIZE, TILE_WIDTH, Frame, Placed, TileLayout, title_size
from ea_repo.finding import Text
from ea_repo.select.paths import read

_MOST_LINES = 4
_LOOKS = ("zone", "quartier", "ilot")
"""The looks of frames by their depth."""
_EMPTY_LOOK, _BAND_LOOK = "empty", "strip"
_EMPTY = Text("vide", "empty")
_BAND = "band:"


def tiles(head: Diagram, appearance: Appearance, ids: Sequence[str]) -> Diagram:
    """Frames inside frames, tiles inside those; an element that stands in two frames has a tile in each."""
    link, say = appearance.point.group or "zone", appearance.context.say
    labels = {id: appearance.label(id, TILE_WIDTH - 8, TILE_SIZE, _MOST_LINES) for id in ids}
    outermost = _in_bands(appearance, _frames(appearance, link, ids, labels))
    placed = list(TileLayout(outermost, say(_EMPTY)).placed())
    boxes = tuple(box for frame in placed for box in _boxes(frame, appearance, labels))
    notes = list(head.notes)
    if sum(not box.frame for box in boxes) > len(ids):
        several = sum(len(frames_of(appearance.graph, id, link)) > 1 for id in ids)
        fr = f"{len(ids)} éléments, dont {several} en plusieurs endroits ; la légende compte les tuiles"
        en = f"{len(ids)} elements, {several} of them in several places; the legend counts tiles"
        notes.append(say(Text(fr, en)))
    real = [frame.frame for frame in placed if not frame.frame.id.startswith(_BAND)]
    if empty := sum(not frame.number for frame in real):
        many = "s" if empty > 1 else ""
        fr = f"{empty} place{many} vide{many} sur {len(real)} : rien n'y est, ou n'y est écrit"
        en = f"{empty} empty place{many} of {len(real)}: nothing stands there, or none is written"
        notes.append(say(Text(fr, en)))
    legend = list(appearance.legend())
    if empty:
        legend.append(LegendEntry(_EMPTY_LOOK, say(Text("place vide", "empty place")), empty))
    return replace(head, boxes=boxes, legend=tuple(legend), notes=tuple(notes), layout="placed")


class _Tree:
    """Frames in frames, made as they are asked for, each with those around it."""

    def __init__(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self.frames: dict[str, Frame] = {}
        self.outermost: list[Frame] = []

    def at(self, id: str) -> Frame:
        """The frame of an element."""
        if id not in self.frames:
            self.frames[id] = Frame(id, _frame_label(self._appearance, id))
            above = frame_above(self._appearance.graph, id, self._appearance.point.above)
            (self.at(above).inner if above else self.outermost).append(self.frames[id])
        return self.frames[id]

    def add_holes(self, kinds: Iterable[str]) -> None:
        """The frames of all elements of these kinds in service, whether anything stands in them or not."""
        graph = self._appearance.graph
        for id in (id for kind in sorted(kinds) for id in graph.of(kind) if graph.in_service(id)):
            self.at(id)


def _frames(
    appearance: Appearance, link: str, ids: Sequence[str], labels: Mapping[str, tuple[str, ...]]
) -> list[Frame]:
    """The outermost frames, in order of name; those in which nothing stands too, where the view shows holes."""
    graph, tree = appearance.graph, _Tree(appearance)
    placed_by = (link, *appearance.point.or_group)
    stands_in = {id: next(filter(None, (frames_of(graph, id, name) for name in placed_by)), ()) for id in ids}
    if appearance.point.holes:
        tree.add_holes({graph.kind(frame) for where in stands_in.values() for frame in where})
    for frame in (frame for where in stands_in.values() for frame in where):
        tree.at(frame)
    # What others stand in is a frame, and no tile.
    lines = {id: len(labels[id]) for id in ids if id not in tree.frames}
    for tile, frame in ((id, frame) for id in lines for frame in stands_in[id]):
        tree.at(frame).tiles[tile] = lines[tile]
    ordered = sorted(tree.outermost, key=lambda frame: dictionary_order(frame.label))
    ordered += _in_no_frame(appearance, link, {id: lines[id] for id in lines if not stands_in[id]})
    return ordered


def _frame_label(appearance: Appearance, id: str) -> str:
    """The name of a frame, and what else the view tells of frames."""
    names = (appearance.names(read(appearance.graph, id, path)) for path in appearance.point.frame_label)
    return " · ".join((appearance.graph.name(id), *(", ".join(values) for values in names if values)))


def _in_no_frame(appearance: Appearance, link: str, lines: Mapping[str, int]) -> Iterator[Frame]:
    """What stands in no frame: what was in one and is in none on that day, then what nothing is recorded of."""
    left = {id: number for id, number in lines.items() if appearance.graph.recorded(id, link)}
    unknown = {id: number for id, number in lines.items() if id not in left}
    if left:
        yield Frame("-", appearance.context.say(Text("Nulle part à cette date", "Nowhere on this date")), left)
    if unknown:
        yield Frame("?", appearance.context.say(Text("Groupe non renseigné", "Group not recorded")), unknown)


def _in_bands(appearance: Appearance, frames: list[Frame]) -> list[Frame]:
    """The outermost frames in the bands that the view places them in, each in the first; the others after."""
    bands: list[Frame] = []
    left = list(frames)
    for number, band in enumerate(appearance.point.bands):
        chosen = {id for selector in band.show for id in selector.select(appearance.graph)}
        inner = [frame for frame in left if frame.id in chosen]
        if inner:
            bands.append(Frame(f"{_BAND}{number}", appearance.context.say(band.title.text), inner=inner, row=band.row))
        left = [frame for frame in left if frame.id not in chosen]
    if bands and left:
        last = max(band.row for band in bands)
        bands.append(Frame(f"{_BAND}*", appearance.context.say(Text("Autres", "Others")), inner=left, row=last))
    return bands or frames


def _boxes(placed: Placed, appearance: Appearance, labels: Mapping[str, tuple[str, ...]]) -> Iterator[Box]:
    """A frame, then its tiles, which are drawn over it."""
    frame = placed.frame
    box = f"frame:{frame.id}"
    element = frame.id if frame.id in appearance.graph else None
    size = title_size(placed.depth)
    look = _LOOKS[min(placed.depth, len(_LOOKS) - 1)] if frame.number else _EMPTY_LOOK
    if frame.id.startswith(_BAND):
        look = _BAND_LOOK
    yield Box(box, placed.title, look, frame.label, element, place=placed.place, size=size, frame=True, left=True)
    for id, place in placed.tiles:
        meaning = appearance.meaning(id, appearance.colour)
        if LAST_SUPPORT in appearance.point.label:
            meaning = ", ".join(filter(None, (meaning, appearance.last_support(id))))
        tooltip, look = appearance.tooltip(id), appearance.look(id)
        yield Box(f"{frame.id}/{id}", labels[id], look, tooltip, id, box, place, TILE_SIZE, meaning=meaning)
