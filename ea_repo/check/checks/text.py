"""Checks of the text itself: what contradicts what, and what is written twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from ea_repo.check.registry import check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Outcome, Violation
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.select.full_text import fold
from ea_repo.semantics.application_types import is_platform
from ea_repo.semantics.inherited_values import inherited_value


@check(facts=("what",))
def agrees_with_itself(scope: Scope) -> Iterator[Outcome]:
    """Flags flows whose ends, api, initiator or platforms contradict each other, nodes that miscount their parts, and
    overlaps that end before the successor is there.

    One violation a contradiction; what is not written contradicts nothing, but a flow without any end.
    """
    contradictions = {"flow": _of_a_flow, "node": _of_a_node}
    for id in scope.ids:
        yield from contradictions.get(scope.graph.kind(id), _of_an_application)(scope.graph, id)


def _of_a_flow(graph: Graph, flow: str) -> Iterator[Violation]:
    sources, targets = graph.targets(flow, "source"), graph.targets(flow, "target")
    ends = {graph.solution(end) for end in (*sources, *targets)}
    if not graph.recorded(flow, "source") and not graph.recorded(flow, "target"):
        yield _contradiction(
            graph, flow, "source", (), Text("n'a ni source ni cible", "has neither a source nor a target")
        )
    if inside := _whole_and_part(graph, sources, targets):
        text = Text("va d'une solution à elle-même : {names}", "goes from one solution to itself: {names}")
        yield _contradiction(graph, flow, "target", inside, text)
    if not (sources and targets):
        return
    platforms = {graph.solution(id) for id in graph.targets(flow, "via")}
    for api in graph.targets(flow, "api"):
        providers = tuple(graph.targets(api, "provided_by"))
        if providers and {*map(graph.solution, providers)}.isdisjoint(ends | platforms):
            others = Text(
                "appelle une API de {names}, qui n'est ni l'un de ses bouts ni une plateforme par laquelle il passe",
                "calls an API of {names}, which is neither of its ends nor a platform that it goes through",
            )
            yield _contradiction(graph, flow, "api", providers, others)
    strangers = tuple(id for id in graph.targets(flow, "initiator") if graph.solution(id) not in ends)
    if strangers:
        neither = Text(
            "est à l'initiative de {names}, qui n'est aucun de ses bouts",
            "is initiated by {names}, which is neither of its ends",
        )
        yield _contradiction(graph, flow, "initiator", strangers, neither)
    wrong = tuple(id for id in graph.targets(flow, "via") if graph.solution(id) in ends or _is_no_platform(graph, id))
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


@check(facts=("what",))
def written_once(scope: Scope) -> Iterator[Outcome]:
    """Flags elements of one kind that have one name, or alias, and flows of the same ends, data, mode and way.

    One violation for all that say the same, on the first of them. A product and its instances, a whole and its parts,
    or parts of different wholes, may have one name.
    """
    graph = scope.graph
    by_name: dict[tuple[str, str], list[str]] = {}
    by_content: dict[tuple[object, ...], list[str]] = {}
    for id in scope.ids:
        if content := _content(graph, id):
            by_content.setdefault(content, []).append(id)
        for name in _names(graph, id):
            by_name.setdefault((graph.kind(id), name), []).append(id)
    told: set[tuple[str, ...]] = set()
    for ids in by_name.values():
        same = tuple(_apart(graph, ids))
        if len(same) > 1 and same not in told:
            told.add(same)
            ids_ = ", ".join(same)
            text = Text(
                f"est le nom (ou un alias) de plusieurs : {ids_}", f"is the name (or an alias) of several: {ids_}"
            )
            yield Violation(same[0], "name", same[1:], same, {"what": text})
    for ids in by_content.values():
        if len(ids) > 1:
            others = ", ".join(ids[1:])
            text = Text(f"dit la même chose que {others}", f"says what {others} says")
            yield Violation(ids[0], None, tuple(ids[1:]), tuple(ids), {"what": text})


def _names(graph: Graph, id: str) -> set[str]:
    """The names and aliases that an element writes, as they are compared: without case, accents nor hyphens."""
    if graph.value(id, "name") is None and not graph.value(id, "aliases"):
        return set()
    written = chain([graph.value(id, "name") or id], graph.value(id, "aliases") or ())
    return {" ".join(fold(str(name)).replace("-", " ").split()) for name in written}


def _content(graph: Graph, id: str) -> tuple[object, ...] | None:
    """What a flow says: its ends, its data and its way; None for what does not say these, or is no flow."""
    if graph.kind(id) != "flow":
        return None
    ends_and_data = [tuple(sorted(graph.targets(id, field))) for field in ("source", "target", "data")]
    if not all(ends_and_data):
        return None
    # Alternatives are two flows, by different ways.
    way = [tuple(sorted(graph.targets(id, field))) for field in ("via", "api", "standards")]
    plain = [graph.value(id, field) for field in ("mode", "protocol", "environment")]
    return (*ends_and_data, *way, *plain)


def _apart(graph: Graph, ids: list[str]) -> list[str]:
    """Those that are different things under one name: none is a whole or a product of another, nor in another whole."""
    apart: list[str] = []
    for id in ids:
        if not any(_may_share_a_name(graph, id, other) for other in apart):
            apart.append(id)
    return apart


def _may_share_a_name(graph: Graph, id: str, other: str) -> bool:
    fields = [field for field in ("part_of", "instance_of") if field in graph.definition(id).links]
    above, above_other = ({*graph.wholes(one, *fields)} - {one} for one in (id, other))
    related = id in above_other or other in above
    return related or bool(above and above_other and above.isdisjoint(above_other))
