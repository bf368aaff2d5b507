"""Checks of the text itself: what contradicts what, and what is written twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from ea_repo.check.exchanges import END
from ea_repo.check.registry import FAR, check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Outcome, Violation
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.semantics.application_types import is_platform
from ea_repo.semantics.inherited_values import inherited_value
from ea_repo.semantics.namesakes import of_one_name_with, perhaps_one_thing


@check(facts=("what",), near=FAR)
def agrees_with_itself(scope: Scope) -> Iterator[Outcome]:
    """Flags flows whose ends, api, initiator or platforms contradict each other, nodes that miscount their parts, and
    overlaps that end before the successor is there.

    One violation a contradiction; what is not written contradicts nothing, but a flow without any end.
    """
    graph = scope.graph
    along = {name: graph.along(name) for name in ("source", "target", "via", "api", "initiator")}
    contradictions: Mapping[str, Callable[[Graph, str], Iterator[Violation]]]
    contradictions = {"flow": partial(_of_a_flow, along), "node": _of_a_node}
    for id in scope.ids:
        yield from contradictions.get(graph.kind(id), _of_an_application)(graph, id)


def _of_a_flow(along: Mapping[str, Mapping[str, Sequence[str]]], graph: Graph, flow: str) -> Iterator[Violation]:
    """The contradictions of a flow; `along` gives its links by their names."""
    sources, targets, passed = along["source"][flow], along["target"][flow], along["via"][flow]
    solution = graph.solutions.__getitem__
    ends = {*map(solution, sources), *map(solution, targets)}
    if not (ends or graph.recorded(flow, "source") or graph.recorded(flow, "target")):
        yield _contradiction(
            graph, flow, "source", (), Text("n'a ni source ni cible", "has neither a source nor a target")
        )
    # A whole and its part are of one solution.
    if len(ends) < len(sources) + len(targets) and (inside := _whole_and_part(graph, sources, targets)):
        text = Text("va d'une solution à elle-même : {names}", "goes from one solution to itself: {names}")
        yield _contradiction(graph, flow, "target", inside, text)
    if not (sources and targets):
        return
    platforms = {*map(solution, passed)}
    for api in along["api"][flow]:
        providers = tuple(graph.targets(api, "provided_by"))
        if providers and {*map(solution, providers)}.isdisjoint(ends | platforms):
            others = Text(
                "appelle une API de {names}, qui n'est ni l'un de ses bouts ni une plateforme par laquelle il passe",
                "calls an API of {names}, which is neither of its ends nor a platform that it goes through",
            )
            yield _contradiction(graph, flow, "api", providers, others)
    strangers = tuple(id for id in along["initiator"][flow] if solution(id) not in ends)
    if strangers:
        neither = Text(
            "est à l'initiative de {names}, qui n'est aucun de ses bouts",
            "is initiated by {names}, which is neither of its ends",
        )
        yield _contradiction(graph, flow, "initiator", strangers, neither)
    wrong = tuple(id for id in passed if solution(id) in ends or _is_no_platform(graph, id))
    if wrong:
        none = Text(
            "passe par {names}, l'un de ses bouts ou une application qui n'est pas une plateforme",
            "goes through {names}, one of its ends or an application that is no platform",
        )
        yield _contradiction(graph, flow, "via", wrong, none)


def _whole_and_part(graph: Graph, sources: Sequence[str], targets: Sequence[str]) -> tuple[str, ...]:
    """The two ends of a flow where one is the other, or a part of it; two modules of one whole may exchange."""
    for source in sources:
        for target in targets:
            if source in graph.wholes(target, "part_of") or target in graph.wholes(source, "part_of"):
                return tuple(dict.fromkeys((source, target)))
    return ()


def _is_no_platform(graph: Graph, application: str) -> bool:
    """Whether an application is written as something else than an integration platform."""
    return inherited_value(graph, application, "type") is not None and not is_platform(graph, application)


def _of_a_node(graph: Graph, node: str) -> Iterator[Violation]:
    redundancy, parts = graph.value(node, "redundancy"), graph.targets(node, "parts")
    if redundancy is not None and redundancy.n != len(parts):
        count = Text(
            f"dit avoir {redundancy.n} parties (redundancy.n), et {len(parts)} sont enregistrées",
            f"says that it has {redundancy.n} parts (redundancy.n), and {len(parts)} are recorded",
        )
        yield _contradiction(graph, node, "redundancy", tuple(parts), count)


def _of_an_application(graph: Graph, application: str) -> Iterator[Violation]:
    until = graph.value(application, "overlap_until")
    starts = {successor: graph.value(successor, "live_on") for successor in graph.targets(application, "successor")}
    late = tuple(id for id, live_on in starts.items() if until and live_on and first_day(live_on) > last_day(until))
    if late:
        before = Text(
            "a un recouvrement (overlap_until) qui finit avant la mise en service de {names}",
            "has an overlap (overlap_until) that ends before {names} is in service",
        )
        yield _contradiction(graph, application, "overlap_until", late, before)


def _contradiction(graph: Graph, id: str, field: str, others: tuple[str, ...], what: Text) -> Violation:
    return Violation(id, field, others, others, {"what": _naming(graph, others, what)})


def _naming(graph: Graph, ids: Iterable[str], what: Text) -> Text:
    """A sentence with the names of elements in its place."""
    names = ", ".join(map(graph.name, ids))
    return Text(what.fr.format(names=names), what.en.format(names=names))


def _alike(scope: Scope) -> Iterator[str]:
    """The elements that may say what one in scope says: those that have a name in common, and flows of its ends."""
    graph = scope.graph
    yield from of_one_name_with(graph, scope.ids)
    for flow in scope.ids:
        if graph.kind(flow) == "flow":
            from_end = (
                {other for end in graph.targets(flow, field) for other in graph.written(end, direction)}
                for direction, field in END.items()
            )
            yield from set.intersection(*from_end)


@check(facts=("what",), near=FAR, beyond=_alike)
def written_once(scope: Scope) -> Iterator[Outcome]:
    """Flags elements of one kind that have one name, or alias, and flows of the same ends, data, mode and way.

    One violation for all that say the same, on the first of them. A product and its instances, a whole and its parts,
    or parts of different wholes, may have one name.
    """
    graph = scope.graph
    for same in perhaps_one_thing(graph, scope.ids):
        ids_ = ", ".join(same)
        text = Text(f"est le nom (ou un alias) de plusieurs : {ids_}", f"is the name (or an alias) of several: {ids_}")
        yield Violation(same[0], "name", same[1:], same, {"what": text})
    for ids in _of_one_content(graph, [id for id in scope.ids if graph.kind(id) == "flow"]):
        others = ", ".join(ids[1:])
        text = Text(f"dit la même chose que {others}", f"says what {others} says")
        yield Violation(ids[0], None, tuple(ids[1:]), tuple(ids), {"what": text})


def _of_one_content(graph: Graph, flows: Sequence[str]) -> Iterator[list[str]]:
    """The flows that say the same: ends, data and way; one that does not say its ends or its data says nothing."""
    sources, targets, data = map(graph.along, ("source", "target", "data"))
    # Alternatives are two flows, by different ways.
    links = [sources, targets, data, *(graph.along(field) for field in ("via", "api", "standards"))]

    def content(flow: str) -> tuple[object, ...]:
        ends_and_way = (tuple(sorted(along[flow])) for along in links)
        return (*ends_and_way, *(graph.value(flow, field) for field in ("mode", "protocol", "environment")))

    # Few have the first of their ends in common: the others are looked at no further.
    complete = [flow for flow in flows if sources[flow] and targets[flow] and data[flow]]
    ends = [(min(sources[flow]), min(targets[flow])) for flow in complete]
    shared = Counter(ends)
    by_content: dict[tuple[object, ...], list[str]] = {}
    for flow, both in zip(complete, ends, strict=True):
        if shared[both] > 1:
            by_content.setdefault(content(flow), []).append(flow)
    yield from (same for same in by_content.values() if len(same) > 1)
