"""Who else could bring what a flow brings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ea_repo.graph import Graph
from ea_repo.impact.takeovers import Takeover
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.holders import Holders

Because = Literal["stays", "aftermath", "replacement", "successor", "referential", "master", "holder"]
Cut = Literal["source", "way", "aftermath"]
"""What a flow loses: its source, the platform or API that it goes by, or (aftermath) what these had from others."""
MODES = ("api", "message")
"""The modes that the charter wants, the better one first."""


@dataclass(frozen=True)
class Reroute:
    """A flow to re-route: who could bring its data instead, by which mode, why; None where nobody is known.

    Of who takes the place of its source: `since` when, and the data that it is not recorded to hold. `inside`: the flow
    is within one solution, where nobody else brings its data. `first`: of a flow whose source is only deprived, those
    that are to be re-routed to it first. `target` is None where none is recorded.
    """

    flow: str
    target: str | None
    data: tuple[str, ...]
    provider: str | None = None
    because: Because | None = None
    mode: str | None = None
    since: dt.date | None = None
    lacking: tuple[str, ...] = ()
    inside: bool = False
    first: tuple[str, ...] = ()


def reroutes(
    graph: Graph, flows: Iterable[str], leaving: frozenset[str], taken_over: Sequence[Takeover]
) -> tuple[Reroute, ...]:
    """For each of these flows, the best provider of all its data among those that stay."""
    flows = tuple(flows)
    return tuple(_reroute(graph, flow, flows, leaving, taken_over) for flow in flows)


def what_is_cut(graph: Graph, flow: str, leaving: Collection[str]) -> Cut:
    """What a flow that is lost loses, when some elements leave."""
    if any(source in leaving for source in graph.targets(flow, "source")):
        return "source"
    if any(id in leaving for link in ("via", "api") for id in graph.targets(flow, link)):
        return "way"
    return "aftermath"


def _reroute(
    graph: Graph, flow: str, lost: Sequence[str], leaving: frozenset[str], taken_over: Sequence[Takeover]
) -> Reroute:
    exchanges = Exchanges.in_service(graph)
    source, target = _end(graph, flow, "source"), _end(graph, flow, "target")
    data = tuple(graph.targets(flow, "data"))
    cut = what_is_cut(graph, flow, leaving)
    if source is None:
        return Reroute(flow, target, data)
    if cut == "aftermath":
        solution = graph.solution(source)
        feeding = (other for other in lost if solution in map(graph.solution, graph.targets(other, "target")))
        return Reroute(flow, target, data, source, cut, first=tuple(feeding))
    if cut == "way":
        return Reroute(flow, target, data, source, "stays", _best_mode(graph, exchanges, source, data))
    wholes = graph.wholes(source, "part_of", "instance_of")
    takers = set(map(graph.solution, graph.targets(flow, "target")))
    # One that takes the place of its own source receives nothing from itself: it is to get the data elsewhere.
    places = [place for place in taken_over if place.old in wholes and graph.solution(place.new) not in takers]
    # Of several that are asked for, one that holds all the data comes first.
    for takeover in sorted(places, key=lambda place: not place.asked or not set(data).isdisjoint(place.data)):
        lacking = tuple(sorted(set(data).intersection(takeover.data)))
        if takeover.asked or (takeover.since and not lacking):
            because: Because = "replacement" if takeover.asked else "successor"
            mode = _best_mode(graph, exchanges, takeover.new, data)
            return Reroute(flow, target, data, takeover.new, because, mode, takeover.since, lacking)
    holders = Holders.in_service(graph)
    # The flow of a datum, inside a solution, is brought by nobody from outside.
    taker = graph.solution(target) if target else None
    inside = graph.solution(source) == taker
    left = [holders.left(datum, leaving) - {taker} for datum in data if not inside]
    able = frozenset.intersection(*left) - {graph.solution(id) for id in leaving} if left else frozenset[str]()
    provider, by = _best_holder(graph, holders, data, able)
    mode = _best_mode(graph, exchanges, provider, data) if provider else None
    return Reroute(flow, target, data, provider, by, mode, inside=inside)


def _end(graph: Graph, flow: str, link: str) -> str | None:
    """The element at an end of a flow; None where none is recorded."""
    return next(iter(graph.targets(flow, link)), None)


def _best_holder(
    graph: Graph, holders: Holders, data: Sequence[str], able: frozenset[str]
) -> tuple[str | None, Because | None]:
    """The best of those who can bring these data: a referential that masters them, a master, else any holder."""
    mastering = [frozenset(origin.solution for origin in holders.origins(datum) if origin.masters) for datum in data]
    masters = frozenset.intersection(*mastering) if mastering else frozenset[str]()
    ranked: tuple[tuple[Because, list[str]], ...] = (
        ("referential", sorted(id for id in able & masters if graph.kind(id) == "referential")),
        ("master", sorted(able & masters)),
        ("holder", sorted(able)),
    )
    return next(((providers[0], because) for because, providers in ranked if providers), (None, None))


def _best_mode(graph: Graph, exchanges: Exchanges, provider: str, data: tuple[str, ...]) -> str | None:
    """The best mode by which a provider gives these data already, or could: by an API that it offers."""
    solution = graph.solution(provider)
    modes = {
        graph.value(exchange.flow, "mode")
        for exchange in exchanges.given(solution)
        if not data or set(data) & set(exchange.data)
    }
    if any(graph.targets(part, "provides") for part in graph.parts(solution)):
        modes.add("api")
    return next((mode for mode in MODES if mode in modes), None)
