"""Who else could bring what a flow brings, and the flows as they would be with replacements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ea_repo.graph import Changes, Graph, Record
from ea_repo.impact.exchanges import Exchanges
from ea_repo.impact.holding import Holding
from ea_repo.impact.own import own
from ea_repo.metamodel import Ref

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


def replaced(graph: Graph, replacements: Mapping[str, str]) -> Graph:
    """The graph where the flows of what is replaced go from, to and through its replacement, by no API of the old.

    A flow that leads there only by a link that cannot be followed stays as it is.
    """
    inside = {part: new for old, new in replacements.items() for part in own(graph, [old])}
    pointing = {each.source for part in inside for each in graph.at(None).arriving(part)}
    put = []
    for id in sorted(each for each in pointing if graph.kind(each) == "flow"):
        record = graph.record(id)
        ends = {
            end: tuple(Ref(inside.get(ref.to, ref.to), ref.from_, ref.until, ref.note) for ref in record.fields[end])
            for end in ("source", "target", "via")
            if any(ref.to in inside for ref in record.fields.get(end, ()))
        }
        called = any(ref.to in inside for ref in record.fields.get("api", ()))
        if ends or called:
            kept = {name: value for name, value in record.fields.items() if name != "api" or not called}
            put.append(Record(id, record.kind, {**kept, **ends}, record.file))
    return graph.with_(Changes(put)) if put else graph


def reroutes(
    graph: Graph, flows: Iterable[str], leaving: frozenset[str], replacements: Mapping[str, str]
) -> tuple[Reroute, ...]:
    """For each of these flows, the best provider of all its data among those that stay."""
    exchanges = Exchanges.of(graph)
    holding = Holding.of(graph)
    found = []
    for id in flows:
        each = exchanges.find(id)
        if each is None:
            continue
        data = tuple(datum for datum in each.data if datum in graph)
        if each.source not in leaving:
            found.append(
                Reroute(id, each.target, data, each.source, "stays", _mode(graph, exchanges, each.source, data))
            )
            continue
        stays = [holding.left(datum, leaving) - {each.taker} for datum in data]
        able = frozenset.intersection(*stays) - {graph.solution(one) for one in leaving} if stays else frozenset()
        provider, because = _best(graph, holding, each.source, data, able, replacements)
        mode = _mode(graph, exchanges, provider, data) if provider else None
        found.append(Reroute(id, each.target, data, provider, because, mode))
    return tuple(found)


def _best(
    graph: Graph,
    holding: Holding,
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
    masters = frozenset.intersection(
        *(frozenset(each.solution for each in holding.origins(datum) if each.masters) for datum in data)
    ) if data else frozenset[str]()  # fmt: skip
    ranked: tuple[tuple[Because, list[str]], ...] = (
        ("referential", sorted(each for each in able & masters if graph.kind(each) == "referential")),
        ("master", sorted(able & masters)),
        ("holder", sorted(able)),
    )
    return next(((found[0], because) for because, found in ranked if found), (None, None))


def _mode(graph: Graph, exchanges: Exchanges, provider: str, data: tuple[str, ...]) -> str | None:
    """The best mode by which a provider gives these data already, or could: by an API that it offers."""
    solution = graph.solution(provider)
    given = {
        graph.value(each.id, "mode") for each in exchanges.given(solution) if not data or set(data) & set(each.data)
    }
    if any(graph.targets(part, "provides") for part in graph.parts(solution)):
        given.add("api")
    return next((mode for mode in MODES if mode in given), None)
