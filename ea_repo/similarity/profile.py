"""What each solution does, holds, exchanges and is called: what two of them may have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ea_repo.graph import Graph
from ea_repo.similarity.vocabulary import plain, terms

_TEXTS = ("description", "aliases", "quote")


@dataclass(frozen=True)
class Words:
    """The terms of some texts: how often each is said, and a word that says it."""

    counts: Mapping[str, int]
    said_as: Mapping[str, str]


@dataclass(frozen=True)
class Profile:
    """One solution, or one that is only described: sets of ids, and the words of its texts."""

    names: tuple[str, ...] = ()
    processes: frozenset[str] = frozenset()
    neighbouring_processes: frozenset[str] = frozenset()
    """The processes beside its own: of the same whole."""
    masters: frozenset[str] = frozenset()
    data: frozenset[str] = frozenset()
    """What it masters, uses or receives."""
    neighbours: frozenset[str] = frozenset()
    """The solutions with which it exchanges."""
    suppliers: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    users: frozenset[str] = frozenset()
    words: Words = field(default_factory=lambda: Words({}, {}))


class Profiles:
    """The profiles of the solutions of a graph, each worked out when asked."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.members: dict[str, list[str]] = {}
        """The applications of each solution: its modules and installations too."""
        for application in graph.of("application"):
            solution = graph.solution(application, product=True)
            self.members.setdefault(solution, []).append(application)
        self.by_solution = {solution: self._profile(members) for solution, members in self.members.items()}

    @classmethod
    def of(cls, graph: Graph) -> Profiles:
        """The profiles of a graph, worked out once."""
        return graph.once(cls)

    def _profile(self, members: list[str]) -> Profile:
        graph = self._graph
        masters = self._all(members, "masters")
        flows = [
            (flow, end)
            for side, end in (("sends", "target"), ("receives", "source"))
            for flow in self._all(members, side)
        ]
        received = {datum for flow, end in flows if end == "source" for datum in graph.targets(flow, "data")}
        partners = {
            graph.solution(partner, product=True) for flow, end in flows for partner in graph.targets(flow, end)
        }
        processes = self._all(members, "covers") | self._all(members, "supports")
        texts = [graph.name(member) for member in members]
        texts += [text for member in members for text in _written(graph, member)]
        texts += [graph.name(process) for process in processes]
        return Profile(
            names=tuple(dict.fromkeys(plain(graph.name(member)) for member in members)),
            processes=processes,
            neighbouring_processes=beside(graph, processes),
            masters=masters,
            data=masters | self._all(members, "uses") | received,
            neighbours=frozenset(partners - {graph.solution(member, product=True) for member in members}),
            suppliers=self._all(members, "supplier"),
            zones=self._all(members, "zone"),
            users=self._all(members, "used_by"),
            words=words_of(texts),
        )

    def _all(self, members: Iterable[str], link: str) -> frozenset[str]:
        return frozenset(target for member in members for target in self._graph.targets(member, link))


def beside(graph: Graph, processes: Iterable[str]) -> frozenset[str]:
    """The processes that are parts of the same wholes, or parts and wholes of these."""
    own = frozenset(processes)
    wholes = {whole for process in own for whole in graph.targets(process, "part_of")}
    parts = {part for process in own | wholes for part in graph.targets(process, "parts")}
    return frozenset((wholes | parts) - own)


def words_of(texts: Iterable[str]) -> Words:
    """The terms of these texts together."""
    counts: dict[str, int] = {}
    said_as: dict[str, str] = {}
    for text in texts:
        for term, word in terms(text):
            counts[term] = counts.get(term, 0) + 1
            said_as.setdefault(term, word)
    return Words(counts, said_as)


def _written(graph: Graph, id: str) -> Iterable[str]:
    for name in _TEXTS:
        value = graph.value(id, name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from map(str, value)
