"""Who takes the place of what is retired: as asked, else the recorded successors; from when, and what they lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ea_repo.graph import Changes, Graph, Record
from ea_repo.metamodel import Ref
from ea_repo.semantics.belongings import belongings


@dataclass(frozen=True)
class Candidate:
    """Who may take the place of an element; `recorded_on` is whose field `successor` says so, None: it was asked."""

    new: str
    recorded_on: str | None = None

    @property
    def asked(self) -> bool:
        return self.recorded_on is None

    def ready(self, view: Graph) -> bool:
        """Whether it counts on the day of a view: it is in service, and where it is a successor, the link holds."""
        recorded = self.recorded_on is None or self.new in view.targets(self.recorded_on, "successor")
        return recorded and view.in_service(self.new)


class Successions:
    """Who may take the place of each element that is retired, and of what goes with it."""

    def __init__(self, graph: Graph, ids: Iterable[str], asked: Mapping[str, str]) -> None:
        """`asked` gives what takes the place of what; where nothing is asked of an element, its successors do."""
        self.candidates_by_part: dict[str, tuple[Candidate, ...]] = {}
        whenever = graph.at(None)
        for id in ids:
            inside = belongings(whenever, [id])
            # Wholes before their modules: what is said of a module itself counts for it.
            for part in sorted(inside, key=lambda part: (part != id, len(whenever.wholes(part, "part_of")), part)):
                candidates = tuple(_candidates(whenever, part, asked, inside))
                inherited = self.of(part)
                # What is asked of a whole holds for its modules, whatever successors they have.
                if candidates and (part in asked or not any(candidate.asked for candidate in inherited)):
                    with_it = belongings(whenever, [part])
                    self.candidates_by_part.update(dict.fromkeys(with_it, candidates))

    def of(self, id: str) -> tuple[Candidate, ...]:
        """Those who may take the place of an element, the one asked for first."""
        return self.candidates_by_part.get(id, ())

    def ready(self, view: Graph, part: str) -> str | None:
        """Who takes the place of an element on the day of a view; None where nobody does yet."""
        return next((candidate.new for candidate in self.of(part) if candidate.ready(view)), None)

    def news(self) -> list[str]:
        """All those who take some place, in order."""
        return sorted({candidate.new for candidates in self.candidates_by_part.values() for candidate in candidates})


def _candidates(graph: Graph, part: str, asked: Mapping[str, str], inside: frozenset[str]) -> Iterator[Candidate]:
    if part in asked:
        yield Candidate(asked[part])
        return
    for successor in graph.targets(part, "successor") if "successor" in graph.record(part).fields else ():
        if successor not in inside:
            yield Candidate(successor, part)


def with_data_taken_over(graph: Graph, successions: Successions) -> Graph:
    """The graph where whoever takes a place masters the data that a project which delivers it says it takes over."""
    whenever = graph.at(None)
    records = []
    for new in successions.news():
        projects = whenever.targets(new, "delivered_by")
        data = {datum for project in projects for datum in whenever.targets(project, "takes_over")}
        written = graph.record(new)
        masters = written.fields.get("masters") or ()
        taken_over = sorted(data - {ref.to for ref in masters})
        if taken_over:
            fields = {**written.fields, "masters": (*masters, *map(Ref, taken_over))}
            records.append(Record(new, written.kind, fields, written.file))
    return graph.with_(Changes(records)) if records else graph
