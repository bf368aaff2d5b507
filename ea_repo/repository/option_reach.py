"""What an option of a request reaches: flows to build, referentials to use, processes, sites, what it retires."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ea_repo.answer.request_dossier import Exchange, Reached, Unserved
from ea_repo.graph import Difference, Graph
from ea_repo.impact.left_unserved import left_unserved, served_places
from ea_repo.load.requests import Option, WrittenRequest
from ea_repo.metamodel import accepts
from ea_repo.semantics.deployment import EVERYWHERE, Deployment


def added_applications(graph: Graph, elements: Difference) -> list[str]:
    """The applications that are new."""
    return [id for id in elements.added if accepts("application", graph.kind(id))]


def reach(before: Graph, graph: Graph, elements: Difference, written: WrittenRequest, option: Option) -> dict[str, Any]:
    """What an option reaches, as the fields of its study."""
    new = added_applications(graph, elements)
    touched = [*new, *(id for id in elements.changed if accepts("application", graph.kind(id)))]
    flows = [id for id in elements.added if graph.kind(id) == "flow"]
    data = dict.fromkeys((*written.request.data, *_data(graph, touched, flows)))
    masters = dict.fromkeys(
        master
        for datum in data
        if datum in graph
        for master in graph.targets(datum, "mastered_by")
        if graph.kind(master) == "referential" and master not in touched
    )
    apis = dict.fromkeys(
        api
        for id in (*masters, *(end for flow in flows for end in graph.targets(flow, "source") if end not in new))
        for api in graph.targets(id, "provides")
    )
    return {
        "flows": tuple(_exchange(graph, flow) for flow in flows),
        "new": tuple(map(graph.name, new)),
        "missing_flows": bool(new) and not flows,
        "referentials": tuple(map(graph.name, masters)),
        "apis": tuple(map(graph.name, apis)),
        "processes": tuple(_processes(graph, touched, written)),
        "sites": tuple(_sites(graph, touched, written)),
        "rto": tuple(f"{graph.name(id)}: {rto}" for id in touched if (rto := graph.value(id, "rto"))),
        "retired": tuple(_retired(before, graph, option)),
    }


def _data(graph: Graph, touched: list[str], flows: list[str]) -> list[str]:
    used = [datum for id in touched for link in ("uses", "masters") for datum in graph.targets(id, link)]
    return [*used, *(datum for flow in flows for datum in graph.targets(flow, "data"))]


def _exchange(graph: Graph, flow: str) -> Exchange:
    source, target = (", ".join(map(graph.name, graph.targets(flow, end))) for end in ("source", "target"))
    return Exchange(source, target, tuple(map(graph.name, graph.targets(flow, "data"))), graph.value(flow, "mode"))


def _processes(graph: Graph, touched: list[str], written: WrittenRequest) -> list[Reached]:
    """The processes served by what an option adds or changes; those asked for where nothing is written of it."""
    own = [process for id in touched for link in ("covers", "supports") for process in graph.targets(id, link)]
    ids = dict.fromkeys(own or [id for id in written.request.processes if id in graph])
    return [
        Reached(
            id,
            graph.name(id),
            graph.value(id, "critical"),
            graph.value(id, "rto"),
            graph.value(id, "degraded_mode"),
        )
        for id in ids
    ]


def _sites(graph: Graph, touched: list[str], written: WrittenRequest) -> list[str]:
    deployed = [site for id in touched for site in graph.targets(id, "deployed_at")]
    return [graph.name(id) for id in dict.fromkeys(deployed or written.request.sites) if id in graph]


def _retired(before: Graph, graph: Graph, option: Option) -> list[str]:
    """What is retired in exchange: as the option says, and what leaves service or the model by its changes."""
    gone = [
        id
        for id in before.of("application")
        if before.in_service(id) and (id not in graph or not graph.in_service(id) or _leaves(before, graph, id))
    ]
    return [before.name(id) for id in dict.fromkeys((*option.retires, *gone)) if id in before]


def _leaves(before: Graph, graph: Graph, id: str) -> bool:
    """Whether a day of retirement is written that was not."""
    return bool(graph.value(id, "retired_on")) and graph.value(id, "retired_on") != before.value(id, "retired_on")


def left_without_a_tool(
    before: Graph, graph: Graph, elements: Difference, written: WrittenRequest
) -> Iterator[Unserved]:
    """The processes asked for that nobody serves any more where they are asked for, else where they are served now.

    `graph`: with what the option changes, in service on the days that are written. Of an option that changes nothing,
    only whether somebody serves them at all: it is to use what there is elsewhere.
    """
    asked = Deployment.of(graph).within(frozenset(id for id in written.request.sites if id in graph))
    changes = elements.added or elements.removed or elements.changed
    for process in dict.fromkeys(id for id in written.request.processes if id in graph):
        now = served_places(before, process) if process in before else frozenset[str]()
        for left in left_unserved(graph, process, sorted(asked or now) if changes else ()):
            sites = tuple(graph.name(site) for site in left.sites if site != EVERYWHERE)
            yield Unserved(process, graph.name(process), sites, left.since, left.until)
