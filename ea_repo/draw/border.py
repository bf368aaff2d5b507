"""What is exchanged over the border: partners by kind on both sides, the system between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.arrows import merged, verbs
from ea_repo.draw.diagram import Arrow, Box, Diagram, LegendEntry, Place
from ea_repo.draw.edges import edges_between, loops_not_drawn
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.draw.viewpoint import Arrows
from ea_repo.draw.wrap import wrap
from ea_repo.finding import Text

SIZE, _LINE, _TITLE, _PAD, _GAP = 9, 11.0, 22.0, 7.0, 5.0
_OUTSIDE, _CROSSING, _INSIDE, _MIDDLE = 140.0, 180.0, 130.0, 16.0
_SIDE = _OUTSIDE + 2 * _PAD + _CROSSING
"""How wide a side is, outside of the border."""
_SYSTEM = Text("Système d'information", "Information system")
_NO_DATA = Text("donnée non renseignée", "data not recorded")
_SILENT = Text("Aucun échange renseigné", "No exchange recorded")


@dataclass(frozen=True, slots=True)
class _Crossing:
    """What goes between an element outside and one inside, one way; `inwards`: from the outside."""

    outside: str
    inside: str
    inwards: bool
    arrow: Arrow
    words: str

    def label(self, *, on_left: bool) -> tuple[str, ...]:
        """Its words, with a sign for the way it goes as it is drawn."""
        sign = "→" if self.inwards == on_left else "←"
        return wrap(f"{sign} {self.words}", _CROSSING - 24, SIZE, 4)

    @property
    def height(self) -> float:
        return max(len(self.label(on_left=True)) * _LINE + 8, 30.0)


@dataclass(frozen=True, slots=True)
class _Partners:
    """A kind of partners: those that exchange, with their crossings, and those of which no exchange is recorded."""

    title: str
    crossings: Mapping[str, Sequence[_Crossing]]
    silent: Sequence[str]
    names: tuple[str, ...]
    """The lines that name the silent ones."""

    @property
    def height(self) -> float:
        rows = sum(crossing.height + _GAP for crossings in self.crossings.values() for crossing in crossings)
        return _TITLE + rows + (len(self.names) * _LINE + 8 + _GAP if self.names else 0) + _PAD


Kinds = Sequence[tuple[str, list[str]]]
"""The kinds of partners: their titles, and the elements outside that are of each."""


def border(head: Diagram, appearance: Appearance, ids: Sequence[str], outside: Kinds) -> Diagram:
    """Partners by kind left and right; in the middle, beside each, what it exchanges with."""
    notes = list(head.notes)
    kind_of = {id: title for title, elements in outside for id in elements}
    either_side = sorted({*ids, *kind_of})
    edges, loops = edges_between(appearance, either_side, notes)
    notes += loops_not_drawn(appearance, loops, either_side)
    over = [edge for edge in edges if (edge.source in kind_of) != (edge.target in kind_of)]
    say = appearance.context.say
    if among := sum(edge.source in kind_of and edge.target in kind_of for edge in edges):
        several = "s" if among > 1 else ""
        fr = f"{among} lien{several} entre partenaires, non montré{several}"
        notes.append(say(Text(fr, f"{among} link{several} among partners, not shown")))
    notes += _out_of_service(appearance, {edge.flow for edge in over}, frozenset(ids), kind_of)
    arrows = merged(appearance, over, {id: id for edge in over for id in (edge.source, edge.target)})
    crossings = [_crossing(appearance, arrow, of_view, kind_of) for arrow, of_view in arrows]
    kinds = [_partners(appearance, title, elements, crossings) for title, elements in outside if elements]
    left, right = _sides(kinds)
    height = max(sum(kind.height + _GAP for kind in side) for side in (left, right)) + _TITLE
    inside = 2 * _INSIDE + 2 * _PAD + _MIDDLE
    middle = Place(_SIDE, 0, inside, height)
    title = say(_SYSTEM)
    boxes = [Box("frame:system", (title,), "focus", title, place=middle, size=12, frame=True, left=True)]
    for side, on_left in ((left, True), (right, False)):
        boxes += _side(appearance, side, middle, on_left=on_left)
    legend = (*appearance.legend(), *verbs(appearance, arrows), *_reading(appearance, crossings))
    return replace(head, boxes=tuple(boxes), legend=legend, notes=tuple(notes), layout="placed")


def _out_of_service(
    appearance: Appearance, shown: Set[str | None], inside: Set[str], outside: Mapping[str, str]
) -> Iterator[str]:
    """How many flows over the border the view does not choose: those out of service on the day, or to come."""
    graph = appearance.graph
    ends = {flow: [*graph.targets(flow, "source"), *graph.targets(flow, "target")] for flow in graph.of("flow")}
    of_partners = {flow: both for flow, both in ends.items() if any(end in outside for end in both)}
    over = (
        flow
        for flow, both in of_partners.items()
        if not inside.isdisjoint(both) or not all(map(graph.in_service, both))
    )
    if left := sum(flow not in shown for flow in over):
        several = "s" if left > 1 else ""
        fr = f"{left} flux avec l'extérieur, prévu{several} ou hors service ce jour-là, non montré{several}"
        en = f"{left} flow{several} with the outside, planned or out of service on that day, not shown"
        yield appearance.context.say(Text(fr, en))


def _reading(appearance: Appearance, crossings: Sequence[_Crossing]) -> Iterator[LegendEntry]:
    if crossings:
        words = Text("dans la bordure : ce qui passe, et dans quel sens", "at the border: what passes, and which way")
        yield LegendEntry("head", appearance.context.say(words), len(crossings))


def _crossing(appearance: Appearance, arrow: Arrow, arrows: Arrows, kind_of: Mapping[str, str]) -> _Crossing:
    """What goes over the border: the data of flows, or what a link says."""
    inwards = arrow.source in kind_of
    outside, inside = (arrow.source, arrow.target) if inwards else (arrow.target, arrow.source)
    silent = appearance.context.say(_NO_DATA) if arrows.flows is not None else appearance.context.say(arrows.verb.text)
    return _Crossing(outside, inside, inwards, arrow, ", ".join(arrow.label) or silent)


def _partners(appearance: Appearance, title: str, elements: Sequence[str], crossings: Sequence[_Crossing]) -> _Partners:
    def order(id: str) -> tuple[tuple[str, str], str]:
        return dictionary_order(appearance.graph.name(id)), id

    of_kind: dict[str, list[_Crossing]] = {}
    known = frozenset(elements)
    for crossing in sorted(crossings, key=lambda one: (order(one.outside), order(one.inside), not one.inwards)):
        if crossing.outside in known:
            of_kind.setdefault(crossing.outside, []).append(crossing)
    silent = sorted(known - of_kind.keys(), key=order)
    words = f"{appearance.context.say(_SILENT)} ({len(silent)}){appearance.context.colon}"
    names = wrap(words + ", ".join(map(appearance.name, silent)), _OUTSIDE + _CROSSING - 14, SIZE, 40) if silent else ()
    return _Partners(f"{title} ({len(elements)})", of_kind, silent, names)


def _sides(kinds: Sequence[_Partners]) -> tuple[list[_Partners], list[_Partners]]:
    """The kinds on two sides about as high as each other, in their order."""
    left, right = list[_Partners](), list[_Partners]()
    half = sum(kind.height for kind in kinds) / 2
    for kind in kinds:
        taken = sum(one.height for one in left)
        (right if right or (left and taken + kind.height / 2 > half) else left).append(kind)
    return left, right


def _side(appearance: Appearance, kinds: Sequence[_Partners], middle: Place, *, on_left: bool) -> Iterator[Box]:
    """The kinds of partners of a side, each in a frame that ends at the border; what they exchange with, inside."""
    top = _TITLE
    outer = 0.0 if on_left else middle.right
    for kind in kinds:
        place = Place(outer, top, _SIDE, kind.height)
        frame = f"frame:{kind.title}"
        yield Box(frame, (kind.title,), "quartier", kind.title, place=place, size=11, frame=True, left=True)
        row = top + _TITLE
        for id, crossings in kind.crossings.items():
            high = sum(crossing.height + _GAP for crossing in crossings) - _GAP
            at = Place(outer + _PAD if on_left else outer + _SIDE - _PAD - _OUTSIDE, row, _OUTSIDE, high)
            yield _element(appearance, id, f"outside:{id}", frame, at)
            for crossing in crossings:
                yield from _crossed(appearance, crossing, frame, middle, row, on_left=on_left)
                row += crossing.height + _GAP
        if kind.names:
            at = Place(outer + _PAD, row, _OUTSIDE + _CROSSING - _PAD, len(kind.names) * _LINE + 8)
            yield Box(f"list:{kind.title}", kind.names, "head", " ".join(kind.names), None, frame, at, SIZE, left=True)
        top += kind.height + _GAP


def _crossed(
    appearance: Appearance, crossing: _Crossing, frame: str, middle: Place, top: float, *, on_left: bool
) -> Iterator[Box]:
    """What passes, at the border, and the element inside that sends or receives it."""
    width, high = _CROSSING - 2 * _GAP, crossing.height
    left = middle.x - width - _GAP if on_left else middle.right + _GAP
    id, arrow = f"{crossing.outside}:{crossing.inside}:{int(crossing.inwards)}", crossing.arrow
    place = Place(left, top, width, high)
    label, words = crossing.label(on_left=on_left), arrow.tooltip.splitlines()
    tooltip = " ; ".join(words) if words else " ".join(label)
    yield Box(f"cell:{id}", label, _box_look(appearance, arrow), tooltip, arrow.element, frame, place, SIZE)
    inner = middle.x + _PAD if on_left else middle.right - _PAD - _INSIDE
    yield _element(appearance, crossing.inside, f"inside:{id}", "frame:system", Place(inner, top, _INSIDE, high))


def _box_look(appearance: Appearance, arrow: Arrow) -> str:
    """The look of what passes: that of its flows, or no look of its own."""
    return arrow.look if arrow.look in appearance.context.style.looks else "head"


def _element(appearance: Appearance, id: str, box: str, frame: str, place: Place) -> Box:
    label = wrap(appearance.name(id), place.width - 12, SIZE, max(1, int((place.height - 4) // _LINE)))
    meaning = appearance.meaning(id, appearance.colour)
    look, tooltip = appearance.look(id), appearance.tooltip(id)
    return Box(box, label, look, tooltip, id, frame, place, SIZE, meaning=meaning)
