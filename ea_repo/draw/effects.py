"""From a cause to its effects: a column for each step away from it, and lists of what there is no room to draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.diagram import Arrow, Box, Diagram, Place
from ea_repo.draw.effect_tree import BOX_WIDTH, LINE, LIST_LINE, LIST_WIDTH, READABLE, Laid, laid_out
from ea_repo.draw.frames import frames_of
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.draw.wrap import wrap
from ea_repo.finding import Text

SCALE = "impact"
_LIST, _TREE = "list", "effects"
_LIST_SIZE, _LIST_LINES = 9, 16
_FEWEST_GATHERED = 4
"""How many effects without others after them, alike and of one cause, are gathered in one box."""
_MOST_NAMES = 9
"""How many lines of names such a box has at the most; beyond that, a list has them."""
_MOST_IN_LIST = 60
"""How many names a list has at the most without being parted by zones."""
_FEWER = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
"""Parts of the room for boxes that are tried, until the lists of what is not drawn can be read beside them."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of an element: a value of the scale, its state in words, why, and how far it is from the cause.

    `cause` is the element, or the root, by which it is touched; `by` what goes from there to it, in words; `kind` what
    sort of thing it is, in words.
    """

    id: str
    kind: str
    value: str
    words: str
    sentence: str
    steps: int
    cause: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Effects:
    """What the loss of some elements does; the effects come in the order in which they are to be drawn first."""

    roots: tuple[str, ...]
    effects: tuple[Effect, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """What one box stands for: an effect, or effects alike, of one cause, that none follows from."""

    id: str
    effects: tuple[Effect, ...]

    @property
    def first(self) -> Effect:
        return self.effects[0]

    @property
    def title(self) -> str:
        return f"{self.first.kind} ({len(self.effects)})"


def effects_map(head: Diagram, appearance: Appearance, answer: Effects) -> Diagram:
    """The roots on the left, then their effects, each with its state and an arrow from what touches it."""
    if not answer.effects:
        return replace(head, notes=answer.notes)
    units = _units(answer)
    for value in (*("root" for _ in answer.roots), *(effect.value for effect in answer.effects)):
        # The legend counts all that is touched, drawn or listed.
        appearance.look_of(SCALE, value, arrow=False)
    laid, drawn = _readable(appearance, answer, units)
    arrows = [_arrow(appearance, unit, drawn) for unit in drawn.values()]
    return replace(
        head,
        boxes=laid.boxes,
        arrows=tuple(sorted(arrows, key=lambda arrow: (arrow.source, arrow.target))),
        legend=appearance.legend(),
        notes=(*head.notes, *answer.notes),
        layout="placed",
    )


def _readable(appearance: Appearance, answer: Effects, units: Sequence[_Unit]) -> tuple[Laid, dict[str, _Unit]]:
    """As many boxes as leave all readable on a sheet of paper, else as many as are so on one without the lists."""
    ways = []
    for part in _FEWER:
        drawn = _drawn(units, max(1, int(appearance.point.most * part)))
        ways.append((_laid(appearance, answer, units, drawn), drawn))
        if ways[-1][0].scale >= READABLE:
            return ways[-1]
    return next((way for way in ways if way[0].alone >= READABLE), ways[-1])


def _look(appearance: Appearance, value: str) -> str:
    shown_as = appearance.context.style.value(SCALE, value)
    return shown_as.look if shown_as else "plain"


def _units(answer: Effects) -> list[_Unit]:
    """What each box would stand for, in the order in which they are to be drawn."""
    causes = {effect.cause for effect in answer.effects}
    alike: dict[tuple[str, ...], list[Effect]] = {}
    for effect in answer.effects:
        own = effect.id if effect.id in causes else ""
        key = own, effect.cause, effect.value, effect.words, effect.kind, effect.by, str(effect.steps)
        alike.setdefault(key, []).append(effect)
    units: dict[str, _Unit] = {}
    for effects in alike.values():
        if len(effects) >= _FEWEST_GATHERED:
            unit = _Unit(f"{_LIST}:{effects[0].cause}:{effects[0].id}", tuple(effects))
            units |= dict.fromkeys((effect.id for effect in effects), unit)
        else:
            units |= {effect.id: _Unit(effect.id, (effect,)) for effect in effects}
    return list(dict.fromkeys(units[effect.id] for effect in answer.effects))


def _drawn(units: Sequence[_Unit], most: int) -> dict[str, _Unit]:
    """The first units, with those by which each is reached: no more than there is room for."""
    known = {unit.id: unit for unit in units}
    drawn: dict[str, _Unit] = {}
    for unit in units:
        way: list[_Unit] = []
        step: _Unit | None = unit
        while step is not None and step.id not in drawn:
            way.append(step)
            step = known.get(step.first.cause)
        if len(drawn) + len(way) <= most:
            drawn |= {step.id: step for step in way}
    return drawn


def _laid(appearance: Appearance, answer: Effects, units: Sequence[_Unit], drawn: dict[str, _Unit]) -> Laid:
    """The boxes of what is drawn, and the lists of all other names."""
    boxes = {root: _root(appearance, root) for root in answer.roots}
    listed = [effect for unit in units if unit.id not in drawn for effect in unit.effects]
    beyond = list[_Unit]()
    for unit in drawn.values():
        names = _names(appearance, unit)
        if len(names) > _MOST_NAMES:
            beyond.append(unit)
            names = (appearance.context.say(Text("noms en liste", "names in the list")),)
        boxes[unit.id] = _box(appearance, unit, names)
    columns = dict.fromkeys(answer.roots, 0) | {id: unit.first.steps for id, unit in drawn.items()}
    causes = {unit.id: unit.first.cause for unit in units if unit.id in drawn}
    lists = [box for unit in beyond for box in _list(appearance, _named_with_cause(appearance, unit), unit.effects)]
    lists += _lists(appearance, listed)
    fr, en = f"Aussi touchés, non dessinés ({len(listed)})", f"Also touched, not drawn ({len(listed)})"
    title = appearance.context.say(Text(fr, en) if listed else Text("Noms", "Names"))
    frame = Box(f"frame:{_LIST}", (title,), "group", title, size=11, frame=True, left=True)
    return laid_out(boxes, columns, causes, lists, frame)


def _sized(box: Box) -> Box:
    """A box as high as its lines are."""
    return replace(box, place=Place(0, 0, BOX_WIDTH, len(box.label) * LINE + 9))


def _root(appearance: Appearance, id: str) -> Box:
    words = appearance.say_value(SCALE, "root")
    label, look = appearance.label(id, BOX_WIDTH - 18, 12), _look(appearance, "root")
    box = Box(id, label, look, appearance.tooltip(id), id, _TREE, size=12, meaning=words)
    return replace(_sized(box), place=Place(0, 0, BOX_WIDTH, len(label) * 16.0 + 14))


def _names(appearance: Appearance, unit: _Unit) -> tuple[str, ...]:
    """The lines of a box: the name of an element, or how many of which kind and all their names."""
    if len(unit.effects) == 1:
        return appearance.label(unit.id, BOX_WIDTH - 14)
    names = ", ".join(appearance.name(effect.id) for effect in unit.effects)
    return wrap(names, BOX_WIDTH - 14, 10, 1000)


def _box(appearance: Appearance, unit: _Unit, names: tuple[str, ...]) -> Box:
    """An element with what it is reached by and its state below its name; or several that are in the same."""
    effect = unit.first
    via = wrap(f"via {effect.by}", BOX_WIDTH - 14, 10, 2) if effect.by else ()
    look, state = _look(appearance, effect.value), (*via, *wrap(effect.words, BOX_WIDTH - 24, 10, 2))
    if len(unit.effects) == 1:
        meaning = f"{effect.words} · {effect.sentence}"
        return _sized(
            Box(unit.id, (*names, *state), look, appearance.tooltip(unit.id), unit.id, _TREE, meaning=meaning)
        )
    colon = appearance.context.colon
    whole = ", ".join(appearance.name(effect.id) for effect in unit.effects)
    why = [f"{appearance.name(one.id)}{colon}{one.sentence}" for one in unit.effects]
    tooltip = "\n".join((f"{unit.title} · {effect.words}{colon}{whole}", *why))
    title = wrap(f"{unit.title}{colon}", BOX_WIDTH - 14, 10, 2)
    return _sized(Box(unit.id, (*title, *names, *state), look, tooltip, None, _TREE))


def _named_with_cause(appearance: Appearance, unit: _Unit) -> str:
    """What a list of a box is called: its state and what all in it come from."""
    by = appearance.context.say(Text("par", "from"))
    return f"{unit.title} · {unit.first.words} · {by} {appearance.name(unit.first.cause)}"


def _arrow(appearance: Appearance, unit: _Unit, drawn: dict[str, _Unit]) -> Arrow:
    """From what touches an element to it, as many columns long as there are steps between."""
    effect = unit.first
    before = drawn[effect.cause].first.steps if effect.cause in drawn else 0
    cause = appearance.name(effect.cause)
    by = f" ({effect.by})" if effect.by else ""
    return Arrow(
        effect.cause,
        unit.id,
        (),
        _look(appearance, effect.value),
        "\n".join(
            f"{cause} → {appearance.name(one.id)}{by}{appearance.context.colon}{one.words}" for one in unit.effects
        ),
        stands_for=tuple(one.id for one in unit.effects),
        length=max(1, effect.steps - before),
        sideways=True,
    )


def _lists(appearance: Appearance, listed: Sequence[Effect]) -> Iterator[Box]:
    """What is not drawn, every name of it: a list for each state of each kind, by zones where it is long."""
    alike: dict[tuple[str, str, str], list[Effect]] = {}
    for effect in listed:
        alike.setdefault((effect.value, effect.words, effect.kind), []).append(effect)
    for (_, words, kind), effects in alike.items():
        by_zone: dict[str, list[Effect]] = {}
        for effect in effects:
            zone = _zone(appearance, effect.id) if len(effects) > _MOST_IN_LIST else ""
            by_zone.setdefault(zone, []).append(effect)
        for zone in sorted(by_zone, key=lambda name: (not name, dictionary_order(name))):
            title = " · ".join(filter(None, (kind, words, zone)))
            yield from _list(appearance, f"{title} ({len(by_zone[zone])})", by_zone[zone])


def _zone(appearance: Appearance, id: str) -> str:
    """The name of the outermost zone in which an element stands."""
    graph = appearance.graph
    frames = frames_of(graph, id, appearance.point.group or "zone")
    return graph.name(graph.wholes(frames[0], "part_of")[-1]) if frames else ""


def _list(appearance: Appearance, title: str, effects: Sequence[Effect]) -> Iterator[Box]:
    """A list of names under its title, as several boxes where it is long."""
    names = [appearance.name(effect.id) for effect in effects]
    lines = wrap(", ".join(names), LIST_WIDTH - 14, _LIST_SIZE, len(names) * 4)
    look = _look(appearance, effects[0].value)
    for begin in range(0, len(lines), _LIST_LINES):
        words = title if not begin else f"{title}…"
        label = (*wrap(words, LIST_WIDTH - 30, _LIST_SIZE, 2), *lines[begin : begin + _LIST_LINES])
        whole = f"{title}{appearance.context.colon}{', '.join(names)}" if not begin else f"{title}…"
        place = Place(0, 0, LIST_WIDTH, len(label) * LIST_LINE + 9)
        id = f"{_LIST}:{effects[0].cause}:{effects[0].id}:names:{begin}"
        yield Box(id, label, look, whole, None, f"frame:{_LIST}", place, _LIST_SIZE, left=True)
