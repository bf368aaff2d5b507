"""Who takes the place of what is retired: as asked, else the recorded successors; from when, and what they lack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.graph import Changes, Graph, Record
from ea_repo.impact.days import Days
from ea_repo.impact.needs_taken import supports_as_taken, with_words
from ea_repo.metamodel import Ref, accepts
from ea_repo.semantics.application_types import is_external
from ea_repo.semantics.belongings import belongings

SERVING = ("covers", "supports")
"""The fields by which an application serves processes."""


@dataclass(frozen=True)
class Candidate:
    """Who may take the place of an element and of what goes with it: asked, or as its field `successor` says."""

    old: str
    new: str
    asked: bool

    def ready(self, view: Graph) -> bool:
        """Whether it counts on the day of a view: it is in service and, where it is a successor, the link holds."""
        return (self.asked or self.new in view.targets(self.old, "successor")) and view.in_service(self.new)


class Successions:
    """Who may take the place of each element that is retired, and of what goes with it."""

    def __init__(self, graph: Graph, ids: Iterable[str], asked: Mapping[str, Sequence[str]]) -> None:
        """`asked` gives what takes the place of what, in order."""
        self._candidates: dict[str, tuple[Candidate, ...]] = {}
        whenever = graph.at(None)
        for id in ids:
            inside = belongings(whenever, [id])
            # Wholes before their modules: what is said of a module itself counts for it.
            for part in sorted(inside, key=lambda part: (part != id, len(whenever.wholes(part, "part_of")), part)):
                candidates = [
                    candidate
                    for candidate in _candidates(whenever, part, asked)
                    if candidate.new not in inside or not always_goes_with(graph, candidate.new, [id])
                ]
                for below in belongings(whenever, [part]) if candidates else ():
                    # What becomes independent, and takes the place of its former whole, takes no place of its own.
                    others = tuple(
                        one for one in candidates if one.new not in inside or not _is_below(graph, below, one)
                    )
                    if others:
                        self._candidates[below] = others

    @property
    def parts(self) -> list[str]:
        """The elements whose place somebody may take, in order."""
        return sorted(self._candidates)

    @property
    def news(self) -> list[str]:
        """All those who may take some place, in order."""
        return sorted({candidate.new for candidates in self._candidates.values() for candidate in candidates})

    def of(self, id: str) -> tuple[Candidate, ...]:
        """Those who may take the place of an element, in order."""
        return self._candidates.get(id, ())

    def ready(self, view: Graph, id: str) -> list[Candidate]:
        """Those who can take the place of an element on the day of a view, in order."""
        return [
            candidate
            for candidate in self.of(id)
            if candidate.ready(view)
            and id in (leaving := view.once(_going_with, candidate.old))
            and candidate.new not in leaving
        ]


def always_goes_with(graph: Graph, id: str, roots: Collection[str], since: dt.date = dt.date.min) -> bool:
    """Whether an element goes with others on every day, or on every one from a day on: never independent of them."""
    days = [day for day in Days(graph).all if day > since]
    return all(id in belongings(graph.at(day), roots) for day in (since, *days))


def _going_with(view: Graph, id: str) -> frozenset[str]:
    return belongings(view, [id])


def _is_below(graph: Graph, id: str, candidate: Candidate) -> bool:
    return id in belongings(graph.at(None), [candidate.new])


def _candidates(graph: Graph, part: str, asked: Mapping[str, Sequence[str]]) -> Iterator[Candidate]:
    """Those asked for, then the recorded successors: nobody has to ask for these."""
    yield from (Candidate(part, new, asked=True) for new in asked.get(part, ()))
    for successor in graph.targets(part, "successor") if accepts("application", graph.kind(part)) else ():
        if successor not in asked.get(part, ()):
            yield Candidate(part, successor, asked=False)


def with_places_taken(graph: Graph, successions: Successions) -> Graph:
    """The graph where whoever takes a place has what is said of it nowhere else but there.

    It masters the data that a project which delivers it takes over; where nothing is written of the processes that it
    serves, it covers and supports those of what it replaces: to say that it replaces it says so (of an outside tool
    it does not). So does one that supports the same process, where one of the two does not say what for.
    """
    links: dict[str, dict[str, Sequence[Ref]]] = {}
    for new in successions.news:
        data = _taken_over(graph.at(None), new)
        if data:
            masters = graph.record(new).fields.get("masters") or ()
            links[new] = {"masters": (*masters, *map(Ref, sorted(data - {ref.to for ref in masters})))}
        taken = [part for part in successions.parts if _takes(successions, part, new)]
        if not serves_written(graph, new, taken) and not is_external(graph, new):
            links.setdefault(new, {}).update(_serving(graph, taken))
            # A need without words would be that of one application alone: here several have it.
            links |= {part: {"supports": supports} for part in taken if (supports := _supports(graph, part))}
        else:
            for id, supports in supports_as_taken(graph.at(None), taken, new).items():
                links.setdefault(id, {})["supports"] = supports
    return graph.with_(Changes([_with(graph.record(id), fields) for id, fields in links.items() if fields]))


def _with(record: Record, links: Mapping[str, Sequence[Ref]]) -> Record:
    return Record(record.id, record.kind, {**record.fields, **links}, record.file)


def _serving(graph: Graph, parts: Iterable[str]) -> dict[str, Sequence[Ref]]:
    """The links by which some elements serve processes, whatever their dates."""
    applications = [part for part in parts if accepts("application", graph.kind(part))]
    covers = [ref for part in applications for ref in graph.at(None).links(part, "covers")]
    supports = [ref for part in applications for ref in _supports(graph, part)]
    return {field: refs for field, refs in (("covers", tuple(covers)), ("supports", tuple(supports))) if refs}


def _supports(graph: Graph, part: str) -> tuple[Ref, ...]:
    """What an element supports, whatever the dates, the needs without words being its own, by name."""
    links = graph.at(None).links(part, "supports") if accepts("application", graph.kind(part)) else ()
    return tuple(with_words(part, ref) for ref in links)


def serves_written(graph: Graph, application: str, but: Collection[str]) -> bool:
    """Whether something is written of the processes that an application, a module or an instance of it serves.

    What it replaces (`but`) may be a module of it, and says nothing of it.
    """
    inside = belongings(graph.at(None), [application]).difference(but)
    return any(graph.recorded(part, field) for part in inside for field in SERVING)


def _takes(successions: Successions, part: str, new: str) -> bool:
    return any(candidate.new == new for candidate in successions.of(part))


def _taken_over(graph: Graph, new: str) -> set[str]:
    """The data, with their parts, that the projects which deliver an application say that it takes over."""
    projects = graph.targets(new, "delivered_by")
    data = {datum for project in projects for datum in graph.targets(project, "takes_over")}
    return {part for datum in data for part in graph.parts(datum)}
