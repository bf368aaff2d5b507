"""The rows and columns of a matrix of exchanges: elements or groups in the order of their groups, and their places."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.frames import Frames
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.draw.wrap import text_width, wrap
from ea_repo.finding import Text

MOST_GROUPS = 24
"""How many groups a matrix of groups shows, where a coarser level has fewer."""
UNGROUPED = "?"
"""What stands for the elements that are in no group."""
NO_GROUP = Text("Groupe non renseigné", "Group not recorded")
HEAD = 17.0
"""How high the names of groups are above the columns."""
SIZE = 9
_GAP, _NAME_WIDTH = 4.0, 190.0


@dataclass(frozen=True, slots=True)
class AxisGroup:
    """The rows, and columns, of one outermost group, with the letter that stands for it where room is short."""

    id: str
    letter: str
    units: tuple[str, ...]

    @property
    def has_line(self) -> bool:
        """Whether its name stands on a line above its rows: not where its only row is the group itself."""
        return self.units != (self.id,)


@dataclass(frozen=True)
class Axis:
    """The units in order with their numbers, their groups, and where each row and column begins."""

    numbers: Mapping[str, int]
    groups: tuple[AxisGroup, ...]
    members: Mapping[str, int]
    """How many elements each unit stands for."""
    name_width: float
    head_height: float
    left: dict[str, float] = field(default_factory=dict)
    top: dict[str, float] = field(default_factory=dict)
    line: float = 17.0
    group_height: float = HEAD

    @property
    def width(self) -> float:
        """How wide all columns are."""
        return max((left + self.cell_width(unit) for unit, left in self.left.items()), default=0)

    def cell_width(self, unit: str) -> float:
        """How wide the column of a unit is: wider for a group, whose name stands above it."""
        return 56.0 if unit in self.members else 20.0

    def cell_height(self, unit: str) -> float:
        return 26.0 if unit in self.members else 19.0

    def name(self, appearance: Appearance, unit: str) -> str:
        """The name of a unit, and how many elements it stands for where it is a group."""
        name = appearance.name(unit) if unit in appearance.graph else appearance.context.say(NO_GROUP)
        return f"{name} ({self.members[unit]})" if unit in self.members else name

    def group_name(self, appearance: Appearance, group: AxisGroup) -> str:
        return appearance.name(group.id) if group.id in appearance.graph else appearance.context.say(NO_GROUP)


def axis_of(appearance: Appearance, unit_of: Mapping[str, str]) -> Axis:
    """The units of these elements, by their outermost groups, then by name."""
    graph = appearance.graph
    frames = Frames(graph, appearance.point.group, unit_of)
    members = Counter(unit for id, unit in unit_of.items() if unit and unit != id)
    outer: dict[str, str] = {}
    for id, unit in unit_of.items():
        if unit:
            outer[unit] = frames.outer(id) or UNGROUPED
    by_group: dict[str, list[str]] = {}
    for unit in sorted(outer, key=lambda unit: (_order(appearance, outer[unit]), _order(appearance, unit))):
        by_group.setdefault(outer[unit], []).append(unit)
    groups = tuple(AxisGroup(id, _letter(number), tuple(units)) for number, (id, units) in enumerate(by_group.items()))
    numbers = {unit: number for number, unit in enumerate((unit for group in groups for unit in group.units), 1)}
    titles = {unit: graph.name(unit) if unit in graph else appearance.context.say(NO_GROUP) for unit in members}
    names = max((len(wrap(title, 51, 8, 6)) for title in titles.values()), default=0)
    turned = max((text_width(graph.name(unit), SIZE) for unit in numbers if unit not in members), default=0)
    high = max(names * 10.0 + 10.0, min(turned + 30.0, _NAME_WIDTH))
    axis = Axis(numbers, groups, members, _NAME_WIDTH, HEAD + high)
    left = top = 0.0
    for group in groups:
        top += axis.line if group.has_line else 0.0
        for unit in group.units:
            axis.left[unit], axis.top[unit] = left, top
            left, top = left + axis.cell_width(unit), top + axis.cell_height(unit)
        left += _GAP
    return axis


def _letter(number: int) -> str:
    """A, B … Z, AA …"""
    more, place = divmod(number, len(string.ascii_uppercase))
    return (_letter(more - 1) if more else "") + string.ascii_uppercase[place]


def _order(appearance: Appearance, id: str) -> tuple[bool, tuple[str, str], str]:
    known = id in appearance.graph
    return not known, dictionary_order(appearance.graph.name(id)) if known else ("", ""), id


def units_of(
    appearance: Appearance, linked: Sequence[str], filled: Iterable[tuple[str, str]], notes: list[str]
) -> dict[str, str]:
    """The row and column of each element: its own, that of a group where they are too many, or none ("").

    What a map is drawn around keeps its own.
    """
    point, say = appearance.point, appearance.context.say
    if len(linked) <= point.most:
        return {id: id for id in linked}
    focus = {part for id in appearance.context.focus for part in appearance.graph.parts(id)}
    frames = Frames(appearance.graph, point.group, linked)
    own = {id for id in linked if id in focus or not focus.isdisjoint(frames.around(id))}
    own = own if len(own) <= point.most else set()
    others = [id for id in linked if id not in own]
    group_of = _groups(appearance, others, frames, point.most - len(own) if own else MOST_GROUPS)
    if len({*group_of.values()} - {UNGROUPED}) + bool(own) < 2:
        return _fullest(appearance, linked, filled, notes)
    fr = (
        f"{len(linked)} éléments : trop pour une page, rassemblés par groupe ; autour d'un groupe (--focus) : le détail"
    )
    en = f"{len(linked)} elements: too many for one page, gathered by group; around one of them (--focus): the details"
    notes.append(say(Text(fr, en)))
    return {**{id: id for id in own}, **group_of}


def _groups(appearance: Appearance, ids: Sequence[str], frames: Frames, most: int) -> dict[str, str]:
    """The group of each element, of the deepest level that has no more groups than there is room for."""
    chains = {}
    for id in ids:
        frame = frames.of(id)
        chains[id] = appearance.graph.wholes(frame, "part_of")[::-1] if frame else ()
    for depth in range(max(map(len, chains.values()), default=0), 0, -1):
        group_of = {id: chain[min(depth, len(chain)) - 1] if chain else UNGROUPED for id, chain in chains.items()}
        if depth == 1 or len({*group_of.values()}) <= most:
            return group_of
    return dict.fromkeys(ids, UNGROUPED)


def _fullest(
    appearance: Appearance, linked: Sequence[str], filled: Iterable[tuple[str, str]], notes: list[str]
) -> dict[str, str]:
    """The elements with the most exchanges; the notes name the others."""
    weight = Counter(end for ends in filled for end in ends)
    kept = frozenset(sorted(linked, key=lambda end: (-weight[end], end))[: appearance.point.most])
    left = [id for id in linked if id not in kept]
    names = appearance.named(left)
    fr = f"{len(left)} non montré{'s' if len(left) > 1 else ''}, les moins reliés : {names}"
    notes.append(appearance.context.say(Text(fr, f"{len(left)} not shown, those with the fewest exchanges: {names}")))
    return {id: id if id in kept else "" for id in linked}
