"""Who else could bring what a flow brings, and the flows as they would be with replacements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ea_repo.graph import Changes, Graph, Record
from ea_repo.metamodel import Ref
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.holders import Holders

Because = Literal["stays", "replacement", "successor", "referential", "master", "holder"]
MODES = ("api", "message")
"""The modes that the charter wants, the better one first."""


@dataclass(frozen=True)
class Reroute:
    """A flow to re-route: who could bring its data instead, by which mode, why; None where nobody is known."""

    flow: str
    target: str
    data: tuple[str, ...]
    provider: str | None = None
    because: Because | None = None
    mode: str | None = None


def with_replacements(graph: Graph, replacements: Mapping[str, str]) -> Graph:
    """The graph where the flows of what is replaced go from, to and through its replacement, by no API of the old.

    A flow that leads there only by a link that cannot be followed stays as it is.
    """
    new_by_part = {part: new for old, new in replacements.items() for part in belongings(graph, [old])}
    pointing = {relation.source for part in new_by_part for relation in graph.at(None).arriving(part)}
    records = []
    for flow in sorted(id for id in pointing if graph.kind(id) == "flow"):
        record = graph.record(flow)
        ends = {
            end: tuple(
                Ref(new_by_part.get(ref.to, ref.to), ref.from_, ref.until, ref.note) for ref in record.fields[end]
            )
            for end in ("source", "target", "via")
            if any(ref.to in new_by_part for ref in record.fields.get(end, ()))
        }
        calls_old = any(ref.to in new_by_part for ref in record.fields.get("api", ()))
        if ends or calls_old:
            kept = {name: value for name, value in record.fields.items() if name != "api" or not calls_old}
            records.append(Record(flow, record.kind, {**kept, **ends}, record.file))
    return graph.with_(Changes(records)) if records else graph


def reroutes(
    graph: Graph, flows: Iterable[str], leaving: frozenset[str], replacements: Mapping[str, str]
) -> tuple[Reroute, ...]:
    """For each of these flows, the best provider of all its data among those that stay."""
    exchanges, holders = Exchanges.in_service(graph), Holders.in_service(graph)
    leaving_solutions = {graph.solution(id) for id in leaving}
    proposals = []
    for flow in flows:
        exchange = exchanges.find(flow)
        if exchange is None:
            continue
        source, target = exchange.source, exchange.target
        data = tuple(datum for datum in exchange.data if datum in graph)
        if source not in leaving:
            mode = _best_mode(graph, exchanges, source, data)
            proposals.append(Reroute(flow, target, data, source, "stays", mode))
            continue
        left = [holders.left(datum, leaving) - {exchange.taker} for datum in data]
        able = frozenset.intersection(*left) - leaving_solutions if left else frozenset[str]()
        provider, because = _best_provider(graph, holders, source, data, able, replacements)
        mode = _best_mode(graph, exchanges, provider, data) if provider else None
        proposals.append(Reroute(flow, target, data, provider, because, mode))
    return tuple(proposals)


def _best_provider(
    graph: Graph,
    holders: Holders,
    source: str,
    data: tuple[str, ...],
    able: frozenset[str],
    replacements: Mapping[str, str],
) -> tuple[str | None, Because | None]:
    for old in graph.wholes(source, "part_of"):
        if old in replacements:
            return replacements[old], "replacement"
        for successor in graph.targets(old, "successor"):
            if graph.solution(successor) in able:
                return successor, "successor"
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
