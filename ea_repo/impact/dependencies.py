"""What an element feeds and what feeds it, along flows; or what other links lead to from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.impact.exchanges import PRODUCTION, Exchange, Exchanges, own_datum
from ea_repo.impact.hop import Chain, Hop, in_order
from ea_repo.impact.refusal import Refusal, require
from ea_repo.impact.walk import Steps, Walk, Way
from ea_repo.metamodel import accepts, kind, kinds
from ea_repo.suggest import did_you_mean

WAYS: tuple[Way, Way] = ("out", "in")
_MANY = 2_000
"""From how many flows a walk takes whole levels of them."""


@dataclass(frozen=True)
class Along:
    """What to follow: which ways, how far, along which links (flows where none is named), flows of which datum only."""

    ways: tuple[Way, ...] = WAYS
    depth: int | None = None
    links: tuple[str, ...] = ()
    datum: str | None = None


@dataclass(frozen=True)
class Dependency:
    """An element that a walk reaches, in how many hops, and the chain to it."""

    id: str
    way: Way
    distance: int
    chain: Chain


@dataclass(frozen=True)
class Dependencies:
    """What the walks from a root reach on a day, whatever the depth; what is further is counted, not told.

    `flows`: those that pass through the root. `silent`: those met that do not say whether they carry the datum asked.
    """

    root: str
    graph: Graph
    along: Along
    walks: Mapping[Way, Walk]
    flows: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    def reached(self, way: Way) -> dict[str, int]:
        """The elements of one way with their distances, whatever the depth; the root and its solution are none."""
        walk = self.walks[way]
        home = walk.place(self.root)
        return {id: distance for id, distance in walk.ends.items() if walk.place(id) != home}

    def shown(self, distance: int) -> bool:
        return self.along.depth is None or distance <= self.along.depth

    @property
    def elements(self) -> list[Dependency]:
        """What is told, by distance, then id."""
        found = [
            Dependency(id, way, distance, walk.chain(id))
            for way, walk in self.walks.items()
            for id, distance in self.reached(way).items()
            if self.shown(distance)
        ]
        return sorted(found, key=lambda each: (each.distance, each.id, WAYS.index(each.way)))

    def hidden(self, way: Way) -> int:
        """How many elements are further than the depth."""
        return sum(not self.shown(each) for each in self.reached(way).values())


def dependencies(graph: Graph, root: str, along: Along = Along()) -> Dependencies:
    """What an application feeds and what feeds it; or, where links are named, what these lead to from any element."""
    if along.links:
        return _by_links(graph, root, along)
    hint = Text(
        "seules les applications ont des flux, et --via suit d'autres liens",
        "only applications have flows, and --via follows other links",
    )
    require(graph, root, "application", hint)
    # Of flows only their own dates are asked: what left service and is still connected must show.
    exchanges = Exchanges.of(graph, alone=True)
    data = None if along.datum is None else related(graph, along.datum)
    steps = {way: FlowSteps(exchanges, way, data) for way in along.ways}
    walks = {way: each.walk(root) for way, each in steps.items()}
    silent = sorted({flow for each in steps.values() for flow in each.silent})
    return Dependencies(root, graph, along, walks, tuple(passing(graph, root, data)), tuple(silent))


def related(graph: Graph, datum: str) -> frozenset[str]:
    """A datum, its wholes and its parts."""
    require(graph, datum, "data_object", Text("voir `ea list data_object`", "see `ea list data_object`"))
    return graph.parts(datum) | frozenset(graph.wholes(datum, "part_of"))


def passing(graph: Graph, platform: str, data: frozenset[str] | None = None) -> Iterator[str]:
    """The flows that pass through an integration platform or a module of it, in order."""
    modules = (each for each in graph.parts(platform) if accepts("application", graph.kind(each)))
    for flow in sorted({flow for each in modules for flow in graph.targets(each, "passes")}):
        counts = graph.value(flow, "environment") in PRODUCTION and graph.in_service(flow, alone=True)
        if counts and (data is None or not data.isdisjoint(graph.targets(flow, "data"))):
            yield flow


class FlowSteps:
    """Steps along flows from a solution to another; with data, only along those on which some of it is written."""

    def __init__(self, exchanges: Exchanges, way: Way, data: frozenset[str] | None = None) -> None:
        self._graph = exchanges.graph
        self._leaving = exchanges.given if way == "out" else exchanges.taken
        self._steps = exchanges.steps_out if way == "out" else exchanges.steps_in
        self._way: Way = way
        self._data = data
        self.silent: set[str] = set()

    def walk(self, root: str, until: frozenset[str] = frozenset()) -> Walk:
        """From a root: a module stands for its own flows first, then chains go on from whole solutions.

        What is further than the nearest of `until` may be left out.
        """
        if self._data is None and self._graph.at_hand and len(self._graph.of("flow")) >= _MANY:
            # Not imported before it is worth its while.
            from ea_repo.impact.network import Network

            return Network.of(self._graph).walk(self._graph, root, self._way)
        home, own = self._graph.solution(root), self._graph.parts(root)
        done = [home] if home == root else []
        start = [each for each in self._leaving(home) if (each.source if self._way == "out" else each.target) in own]
        return Steps(self._hops(start), self._onwards, self._graph.solution, done, self._way, until)

    def _onwards(self, solution: str) -> Sequence[Hop]:
        return self._steps(solution) if self._data is None else self._hops(self._leaving(solution))

    def _hops(self, exchanges: Iterable[Exchange]) -> Sequence[Hop]:
        carrying = (each for each in exchanges if self._data is None or self._carried(each, self._data))
        return in_order(each.hop for each in carrying)

    def _carried(self, exchange: Exchange, data: frozenset[str]) -> bool:
        if exchange.data == (own_datum(exchange.id),):
            self.silent.add(exchange.id)
        return not data.isdisjoint(exchange.data)


# Other links


def link_names() -> list[str]:
    """The names by which links may be followed: those of fields, and those they have seen from the other end."""
    fields = {name for each in kinds().values() for name in each.links}
    return sorted(fields | {link.inverse for each in kinds().values() for link in each.links.values()})


def _by_links(graph: Graph, root: str, along: Along) -> Dependencies:
    if along.datum is not None:
        fr = "--data ne retient que des flux, et --via suit d'autres liens : l'un ou l'autre"
        raise Refusal(Text(fr, "--data keeps flows, and --via follows other links: one or the other"))
    known = link_names()
    for each in along.links:
        if each not in known:
            hint = did_you_mean(each, known)
            raise Refusal(Text(f"lien inconnu : « {each} »{hint.fr}", f"unknown link: “{each}”{hint.en}"))
    return Dependencies(root, graph, along, {way: _follow(graph, root, along.links, way) for way in along.ways})


def _follow(graph: Graph, root: str, names: tuple[str, ...], way: Way) -> Walk:
    def onwards(id: str) -> Sequence[Hop]:
        return in_order({hop for name in names for hop in _linked(graph, id, name, way)})

    return Steps(onwards(root), onwards, str, [root], way)


def _linked(graph: Graph, id: str, name: str, way: Way) -> Iterator[Hop]:
    """The hops from an element along a link of that name, the field's or the one it has from the other end."""
    links = kind(graph.kind(id)).links
    forwards = [field for field in links if (field if way == "out" else links[field].inverse) == name]
    for field in forwards:
        for ref in graph.links(id, field):
            yield Hop(id, field, ref.to) if way == "out" else Hop(ref.to, field, id)
    for each in graph.arriving(id):
        inverse = kind(graph.kind(each.source)).links[each.field].inverse
        if (inverse if way == "out" else each.field) == name:
            yield Hop(id, each.field, each.source) if way == "out" else Hop(each.source, each.field, id)
