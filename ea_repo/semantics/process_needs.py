"""Who does what for a process: those that cover it whole, and the needs of it that others support."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ea_repo.graph import Graph, LazyDict
from ea_repo.select.full_text import fold


@dataclass(frozen=True)
class ProcessNeed:
    """One need of a process, and the applications in service that support it.

    `words`: the need as the first of them writes it; None for a support that does not say what for, which is a need of
    its own. `need_by_supporter`: how much the process needs what each of them brings, vital or useful, None where that
    is not written. `key` tells it from the other needs of the process, on whatever day.
    """

    process: str
    key: str
    words: str | None
    need_by_supporter: Mapping[str, str | None] = field(hash=False)

    @property
    def supporters(self) -> tuple[str, ...]:
        """The applications that support it, in order."""
        return tuple(self.need_by_supporter)


class ProcessNeeds:
    """Who covers and who supports each process, at the graph's date; looked up at most once for each."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._covering: Mapping[str, list[str]] = LazyDict(self._covering_in_service)
        self._needs: Mapping[str, tuple[ProcessNeed, ...]] = LazyDict(self._needs_of_process)

    @classmethod
    def of(cls, graph: Graph) -> ProcessNeeds:
        """What is kept with a graph, however many questions are asked of it."""
        return graph.once(cls)

    def covering(self, process: str) -> list[str]:
        """The applications in service that cover a process, in order."""
        return self._covering[process]

    def needs(self, process: str) -> tuple[ProcessNeed, ...]:
        """The needs of a process that somebody in service supports: the named ones by name, then those without words.

        Where one solution covers and supports a process, its cover alone counts.
        """
        return self._needs[process]

    def supporting(self, process: str) -> list[str]:
        """The applications in service whose support of a process counts, in order."""
        return sorted({application for need in self.needs(process) for application in need.supporters})

    def _covering_in_service(self, process: str) -> list[str]:
        covering = self._graph.targets(process, "covered_by")
        return sorted(application for application in covering if self._graph.in_service(application))

    def _needs_of_process(self, process: str) -> tuple[ProcessNeed, ...]:
        graph = self._graph
        if not graph.targets(process, "supported_by"):
            return ()
        covering_solutions = {graph.solution(application) for application in self.covering(process)}
        words_by_key: dict[str, str] = {}
        written: dict[str, dict[str, list[str | None]]] = {}
        for relation in graph.arriving(process, "supported_by"):
            supporter = relation.source
            if not graph.in_service(supporter) or graph.solution(supporter) in covering_solutions:
                continue
            for words in relation.ref.for_ or (own_need(supporter),):
                key = need_key(words)
                if not key.startswith(_OWN):
                    words_by_key.setdefault(key, words)
                written.setdefault(key, {}).setdefault(supporter, []).append(relation.ref.need)
        return tuple(
            ProcessNeed(
                process,
                key,
                words_by_key.get(key),
                {supporter: agreed_need(needs) for supporter, needs in sorted(by_supporter.items())},
            )
            for key, by_supporter in sorted(written.items(), key=lambda item: (item[0].startswith(_OWN), item[0]))
        )


_OWN = "\0"
"""What the key of a need without words begins with, and the words of none."""


def own_need(application: str) -> str:
    """In the place of words, the need of a support that does not say what for: that of its application alone."""
    return f"{_OWN}{application}"


def need_key(words: str) -> str:
    """The words of a need as they are compared: without case, accents, hyphens nor spaces."""
    if words.startswith(_OWN):
        return words
    return "".join(
        character
        for character in fold(words)
        if not character.isspace() and unicodedata.category(character) not in ("Pd", "Cf")
    )


def agreed_need(needs: Iterable[str | None]) -> str | None:
    """How much something is needed, by all that several say of it: vital where one does, useful where all do.

    None where nobody says vital and somebody does not say.
    """
    said = set(needs)
    if "vital" in said:
        return "vital"
    return "useful" if said == {"useful"} else None
