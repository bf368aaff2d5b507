"""Who takes the place of what is retired: as asked, else the recorded successors; from when, and what they lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ea_repo.graph import Changes, Graph, Record
from ea_repo.metamodel import Ref, accepts
from ea_repo.semantics.belongings import belongings


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

    def __init__(self, graph: Graph, ids: Iterable[str], asked: Mapping[str, str]) -> None:
        """`asked` gives what takes the place of what; where nothing is asked of an element, its successors do."""
        self._candidates: dict[str, tuple[Candidate, ...]] = {}
        whenever = graph.at(None)
        for id in ids:
            inside = belongings(whenever, [id])
            # Wholes before their modules: what is said of a module itself counts for it.
            for part in sorted(inside, key=lambda part: (part != id, len(whenever.wholes(part, "part_of")), part)):
                candidates = tuple(_candidates(whenever, part, asked, inside))
                of_whole = self.of(part)
                # What is asked of a whole holds for its modules, whatever successors they have.
                if candidates and (part in asked or not any(candidate.asked for candidate in of_whole)):
                    self._candidates |= dict.fromkeys(belongings(whenever, [part]), candidates)

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
        candidates = [candidate for candidate in self.of(id) if candidate.ready(view)]
        return [candidate for candidate in candidates if id in view.once(_going_with, candidate.old)]


def _going_with(view: Graph, id: str) -> frozenset[str]:
    return belongings(view, [id])


def _candidates(graph: Graph, part: str, asked: Mapping[str, str], inside: frozenset[str]) -> Iterator[Candidate]:
    if part in asked:
        yield Candidate(part, asked[part], asked=True)
        return
    for successor in graph.targets(part, "successor") if accepts("application", graph.kind(part)) else ():
        if successor not in inside:
            yield Candidate(part, successor, asked=False)


def with_data_taken_over(graph: Graph, successions: Successions) -> Graph:
    """The graph where whoever takes a place masters the data that a project which delivers it says it takes over."""
    whenever = graph.at(None)
    records = []
    for new in successions.news:
        projects = whenever.targets(new, "delivered_by")
        data = {datum for project in projects for datum in whenever.targets(project, "takes_over")}
        written = graph.record(new)
        masters = written.fields.get("masters") or ()
        taken_over = sorted(data - {ref.to for ref in masters})
        if taken_over:
            fields = {**written.fields, "masters": (*masters, *map(Ref, taken_over))}
            records.append(Record(new, written.kind, fields, written.file))
    return graph.with_(Changes(records)) if records else graph
