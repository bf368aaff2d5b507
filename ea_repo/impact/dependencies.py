"""What an element feeds and what feeds it, along flows; or what other links lead to from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.impact.chain import Chain, Hop, in_order
from ea_repo.impact.flow_walk import FlowWalks
from ea_repo.impact.refusal import Refusal, require_kind
from ea_repo.impact.walk import PlainWalk, Walk, Way
from ea_repo.metamodel import Vocabulary, accepts
from ea_repo.semantics.production import is_in_use
from ea_repo.suggest import did_you_mean

WAYS: tuple[Way, Way] = ("out", "in")


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
    """What the walks from a root reach on a day, whatever the depth; what is further is only counted.

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
        """The elements within the depth, by distance, then id."""
        dependencies = [
            Dependency(id, way, distance, walk.chain(id))
            for way, walk in self.walks.items()
            for id, distance in self.reached(way).items()
            if self.shown(distance)
        ]
        return sorted(dependencies, key=lambda element: (element.distance, element.id, WAYS.index(element.way)))

    def hidden(self, way: Way) -> int:
        """How many elements are further than the depth."""
        return sum(not self.shown(distance) for distance in self.reached(way).values())


def dependencies(graph: Graph, root: str, along: Along = Along()) -> Dependencies:
    """What an application feeds and what feeds it; or, where links are named, what these lead to from any element."""
    if along.links:
        return _by_links(graph, root, along)
    hint = Text(
        "seules les applications ont des flux, et --via suit d'autres liens",
        "only applications have flows, and --via follows other links",
    )
    require_kind(graph, root, "application", hint)
    data = None if along.datum is None else related(graph, along.datum)
    flow_walks = {way: FlowWalks(graph, way, data) for way in along.ways}
    walks = {way: along_flows.walk(root) for way, along_flows in flow_walks.items()}
    silent = sorted({flow for along_flows in flow_walks.values() for flow in along_flows.silent})
    return Dependencies(root, graph, along, walks, tuple(passing(graph, root, data)), tuple(silent))


def related(graph: Graph, datum: str) -> frozenset[str]:
    """A datum, its wholes and its parts."""
    require_kind(graph, datum, "data_object", Text("voir `ea list data_object`", "see `ea list data_object`"))
    return graph.parts(datum) | frozenset(graph.wholes(datum, "part_of"))


def passing(graph: Graph, platform: str, data: frozenset[str] | None = None) -> Iterator[str]:
    """The flows that pass through an integration platform or a module of it, in order."""
    modules = (part for part in graph.parts(platform) if accepts("application", graph.kind(part)))
    for flow in sorted({flow for module in modules for flow in graph.targets(module, "passes")}):
        if is_in_use(graph, flow) and (data is None or not data.isdisjoint(graph.targets(flow, "data"))):
            yield flow


# Other links


def link_names(vocabulary: Vocabulary) -> list[str]:
    """The names by which links may be followed: those of fields, and those they have seen from the other end."""
    links = [item for kind in vocabulary.kinds.values() for item in kind.links.items()]
    return sorted({name for name, _ in links} | {link.inverse for _, link in links})


def _by_links(graph: Graph, root: str, along: Along) -> Dependencies:
    if along.datum is not None:
        fr = "--data ne retient que des flux, et --via suit d'autres liens : l'un ou l'autre"
        raise Refusal(Text(fr, "--data keeps flows, and --via follows other links: one or the other"))
    known = link_names(graph.vocabulary)
    for name in along.links:
        if name not in known:
            hint = did_you_mean(name, known)
            raise Refusal(Text(f"lien inconnu : « {name} »{hint.fr}", f"unknown link: “{name}”{hint.en}"))
    return Dependencies(root, graph, along, {way: _follow(graph, root, along.links, way) for way in along.ways})


def _follow(graph: Graph, root: str, names: tuple[str, ...], way: Way) -> Walk:
    def onwards(id: str) -> Sequence[Hop]:
        return in_order({hop for name in names for hop in _linked(graph, id, name, way)})

    return PlainWalk(onwards(root), onwards, str, [root], way)


def _linked(graph: Graph, id: str, name: str, way: Way) -> Iterator[Hop]:
    """The hops from an element along a link of that name, the field's or the one it has from the other end."""
    links = graph.definition(id).links
    forwards = [field for field in links if (field if way == "out" else links[field].inverse) == name]
    for field in forwards:
        for ref in graph.links(id, field):
            yield Hop(id, field, ref.to) if way == "out" else Hop(ref.to, field, id)
    for relation in graph.arriving(id):
        inverse = graph.definition(relation.source).links[relation.field].inverse
        if (inverse if way == "out" else relation.field) == name:
            ends = (id, relation.source) if way == "out" else (relation.source, id)
            yield Hop(ends[0], relation.field, ends[1])
