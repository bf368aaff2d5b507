"""What changes for processes between two graphs: who covers or supports each of them, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ea_repo.answer.changed_places import Moved, Places, UsedAt
from ea_repo.graph import Graph
from ea_repo.semantics.deployment import EVERYWHERE, Deployment
from ea_repo.semantics.process_needs import ProcessNeeds


@dataclass(frozen=True)
class Tool:
    """An application in service that covers a process, or only supports it, and where it is used."""

    application: str
    covers: bool
    used_at: UsedAt


@dataclass(frozen=True)
class ToolChange:
    """A tool of both sides that does the process elsewhere, or in another way."""

    before: Tool
    after: Tool
    moved: Moved


@dataclass(frozen=True)
class ProcessChange:
    """A process whose tools change; the tools of a side are None where it is not in service there.

    `unserved`: the sites of both sides where somebody certainly served it, and certainly nobody does any more;
    `served` the other way round. `perhaps_unserved` and `perhaps_served`: the same where somebody of whom it is not
    recorded where they are used makes it doubtful.
    """

    process: str
    before: tuple[Tool, ...] | None
    after: tuple[Tool, ...] | None
    moved: tuple[ToolChange, ...] = ()
    unserved: tuple[str, ...] = ()
    served: tuple[str, ...] = ()
    perhaps_unserved: tuple[str, ...] = ()
    perhaps_served: tuple[str, ...] = ()
    critical: bool = False
    """Whether one of the sides says that it is critical."""

    @property
    def comes(self) -> tuple[Tool, ...]:
        """The tools of the second side only."""
        return _only(self.after, self.before)

    @property
    def goes(self) -> tuple[Tool, ...]:
        """The tools of the first side only."""
        return _only(self.before, self.after)

    @property
    def stays(self) -> tuple[Tool, ...]:
        """The tools that serve it as they did."""
        moved = {change.after.application for change in self.moved}
        new = {tool.application for tool in self.comes}
        return tuple(tool for tool in self.after or () if tool.application not in moved | new)

    @property
    def loses_all(self) -> bool:
        """Whether it goes on and nobody serves it any more."""
        return bool(self.before) and self.after == ()

    @property
    def gains_first(self) -> bool:
        """Whether it was there and somebody serves it for the first time."""
        return bool(self.after) and self.before == ()

    @property
    def loses(self) -> bool:
        """Whether it certainly loses its last tool somewhere."""
        return bool(self.unserved) or self.loses_all


def changed_processes(before: Graph, after: Graph) -> tuple[ProcessChange, ...]:
    """The processes whose tools, or where these are used, change: those that lose the last, then critical ones."""
    places = Places(before, after)
    changes = [
        change for id in sorted({*before.of("process"), *after.of("process")})
        if (change := _change(before, after, places, id))
    ]  # fmt: skip
    return tuple(
        sorted(changes, key=lambda change: (not change.loses, not change.perhaps_unserved, not change.critical))
    )


def _is_critical(graph: Graph, process: str) -> bool:
    return process in graph and bool(graph.value(process, "critical"))


def _change(before: Graph, after: Graph, places: Places, process: str) -> ProcessChange | None:
    old, new = _tools(before, places, places.before, process), _tools(after, places, places.after, process)
    critical = _is_critical(before, process) or _is_critical(after, process)
    if old is None or new is None:
        # A process without tools that comes or goes is told with the elements.
        return ProcessChange(process, old, new, critical=critical) if old or new else None
    old_by_id, new_by_id = ({tool.application: tool for tool in side} for side in (old, new))
    moved = tuple(_moved(places, old_by_id, new_by_id))
    if old_by_id.keys() == new_by_id.keys() and not moved:
        return None
    there = _served(places, old, new)
    perhaps = there["perhaps_unserved"], there["perhaps_served"]
    return ProcessChange(process, old, new, moved, there["unserved"], there["served"], *perhaps, critical)


def _tools(graph: Graph, places: Places, side: Deployment, process: str) -> tuple[Tool, ...] | None:
    if process not in graph or not graph.in_service(process):
        return None
    needs = ProcessNeeds.of(graph)
    covering = needs.covering(process)
    ways = {id: id in covering for id in (*covering, *needs.supporting(process))}
    return tuple(Tool(id, covers, places.used_at(side, id)) for id, covers in ways.items())


def _only(these: tuple[Tool, ...] | None, others: tuple[Tool, ...] | None) -> tuple[Tool, ...]:
    known = {tool.application for tool in others or ()}
    return tuple(tool for tool in these or () if tool.application not in known)


def _moved(places: Places, old: Mapping[str, Tool], new: Mapping[str, Tool]) -> Iterator[ToolChange]:
    for id in sorted(old.keys() & new.keys()):
        if old[id] == new[id]:
            continue
        moved = places.moved(id)
        known = None not in (old[id].used_at.sites, new[id].used_at.sites)
        if old[id].covers != new[id].covers or moved != Moved() or not known:
            yield ToolChange(old[id], new[id], moved)


def _served(places: Places, old: tuple[Tool, ...], new: tuple[Tool, ...]) -> dict[str, tuple[str, ...]]:
    """At the places of both sides: where it loses or gets its only tool, certainly or perhaps."""
    sites: dict[str, list[str]] = {"unserved": [], "served": [], "perhaps_unserved": [], "perhaps_served": []}
    was, is_ = _Serving(places.before, old), _Serving(places.after, new)
    for place in places.common:
        match was(place), is_(place):
            case True, False:
                sites["unserved"].append(place)
            case False, True:
                sites["served"].append(place)
            case (True, None) | (None, False):
                sites["perhaps_unserved"].append(place)
            case (None, True) | (False, None):
                sites["perhaps_served"].append(place)
    sides = {"unserved": places.before, "perhaps_unserved": places.before}
    return {name: tuple(sides.get(name, places.after).folded(those)) for name, those in sites.items()}


class _Serving:
    """Whether some tools serve a process at a place; None: perhaps."""

    def __init__(self, deployment: Deployment, tools: tuple[Tool, ...]) -> None:
        recorded = [deployment.places_of(tool.application) for tool in tools]
        self._certain = frozenset[str]().union(*(places for places in recorded if places is not None))
        self._perhaps = None in recorded

    def __call__(self, place: str) -> bool | None:
        if place in self._certain or (self._perhaps and place == EVERYWHERE):
            return True
        return None if self._perhaps else False
